import { beforeAll, describe, expect, it } from 'vitest';
import type { CitizenScreen } from '../../device/screen/screen.ts';
import { PLAIN_DISPLAY } from '../../device/words/display.ts';
import { LANGUAGE_CODES, languageOfPage } from '../../device/words/language.ts';
import { elementNameOf, loadRest } from '../../ui/citizen/kiosk-screen.ts';
import { samplesIn, screenOf } from '../../ui/gallery/samples.ts';
import type { AnyPageSample, ViewName } from '../../ui/samples/sample.ts';
import { loadWords } from '../../ui/words/load.ts';
import type { Words } from '../../ui/words/words.ts';
import { pageOf } from '../papers/glass-text.ts';
import { type ChangedFact, changedFacts, valuesByKey } from './changed-facts.ts';
import { renderWithoutBrowser } from './drawn.ts';
import { faultsOf, type HiddenFields } from './faults.ts';
import { NOT_SHOWN } from './not-shown.ts';

/* If a fact of a view changes, its page must change. `NOT_SHOWN` has the exceptions. */

const ASKED = { language: 'en', display: PLAIN_DISPLAY, simulated: false } as const;
const samples = Object.entries(samplesIn('en')) as readonly (readonly [ViewName, readonly AnyPageSample[]])[];
const byKey = valuesByKey(samples.flatMap(([, all]) => all.map(({ view }) => view)));
let words: Words;

beforeAll(async () => {
  await loadRest();
  await Promise.all(LANGUAGE_CODES.map(loadWords));
  words = await loadWords('en');
});

function factsOf(show: ViewName, all: readonly AnyPageSample[]): readonly ChangedFact[] {
  const screens = new Map(all.map(({ name }) => [name, screenOf(show, name, ASKED, 4)]));
  const draw = (view: object, name: string) =>
    renderWithoutBrowser(elementNameOf(show), { screen: { ...screens.get(name), ...view }, words });
  const views = all.map(({ name, view: { show: _, ...view } }) => ({ name, view }));
  return changedFacts({ views, draw, byKey }).filter(({ field }) => !isTextOfOtherPages(field, show));
}

/** A page without texts in a language never shows its names in that language. */
const isTextOfOtherPages = (field: string, show: ViewName): boolean =>
  LANGUAGE_CODES.some((code) => field.endsWith(`.${code}`) && languageOfPage(code, show) !== code);

/** The compiler cannot connect a view with its `show`. */
const notShownOn = (show: ViewName) => (NOT_SHOWN[show] ?? []) as readonly HiddenFields<never>[];

describe('change of a fact', () => {
  it.each(samples)('when a fact of its view changes, then the page %s changes', (show, all) => {
    expect(faultsOf(factsOf(show, all), notShownOn(show))).toEqual([]);
  });
});

describe('three dues, one refused by the payee', () => {
  const withDues = (['done', 'printTrouble'] as const).map((show) => screenOf(show, 'several-dues', ASKED, 4));
  const linesOf = async (screen: CitizenScreen) => (await pageOf(screen)).text.split('\n');

  it('when the last page is shown, then it says that another due has a number', async () => {
    const lines = await linesOf(screenOf('done', 'several-dues', ASKED, 4));
    expect(lines).toContain(words.common.others(1));
  });

  it.each(withDues)(
    'when the page $show is drawn, then it differs only in the row of the refused due',
    async (screen) => {
      if (!('dues' in screen) || screen.show === 'choosingDue') throw new Error('the sample has no dues that are paid');
      const registered = screen.dues.filter((due) => due.registered !== null);
      expect(registered).toHaveLength(2);
      const lines = await linesOf(screen);
      const without = await linesOf({ ...screen, dues: registered } as CitizenScreen);
      expect(without.filter((line) => !lines.includes(line))).toEqual([]);
    },
  );
});
