import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it } from 'vitest';
import type { DisplaySettings } from '../../device/words/display.ts';
import { COLOUR_SETS, PLAIN_DISPLAY, TEXT_SIZES } from '../../device/words/display.ts';
import { LANGUAGE_CODES, type Language } from '../../device/words/language.ts';
import { DESIGN_PART_SAMPLES } from '../../ui/gallery/gallery-part.ts';
import { PANELS, panelOf } from '../../ui/gallery/panels.ts';
import { sampleNames, screenOf } from '../../ui/gallery/samples.ts';
import type { ViewName } from '../../ui/samples/sample.ts';
import { CARD, CERTIFICATE, TICKET_SERVICE_TEXTS } from '../../ui/samples/texts.ts';
import { catalogue } from '../support/catalogue.ts';
import { drawnByCommit, partByCommit, seedOfCommit } from '../support/commit.ts';
import { axeFindings, withAxe } from './axe.ts';
import { type Drawing, GALLERY_URL, type SampleRequest } from './gallery-page.ts';
import type { GlassObservation } from './glass.ts';
import {
  controlFaults,
  headingFaults,
  layoutFaults,
  outOfReach,
  overlappingTexts,
  roomFaults,
  shrunkTexts,
  smallTexts,
} from './glass-rules.ts';
import { measuredGallery } from './measured-gallery.ts';

/*
 * `npm test` draws a part, each screen in one language. `PAGES_ONLY` chooses pages or samples, such as `searching,done/ticket`;
 * `PANELS_ONLY` chooses panels, such as `15.6,15`. Needs dist/gallery.
 */

const ALL = process.env['PAGES'] === 'all';
const ONLY = process.env['PAGES_ONLY']?.split(',');
const PANELS_ONLY = process.env['PANELS_ONLY']?.split(',');
const SAMPLES = sampleNames().filter(
  ({ show, name }) => !ONLY || ONLY.includes(show) || ONLY.includes(`${show}/${name}`),
);

/** Samples that leave the display to the test. Others are drawn once in a place: they show the effect of one setting. */
const isPlain = ({ show, name }: SampleRequest['sample']) =>
  show === 'closed' ||
  isDeepStrictEqual(
    screenOf(show as ViewName, name, { language: 'az', display: PLAIN_DISPLAY, simulated: false }, UPRIGHT.pxPerMm)
      .display,
    PLAIN_DISPLAY,
  );

const one = drawnByCommit();
const drawn = <T>(of: readonly T[]): readonly T[] => (ALL ? of : [one(of)]);

const UPRIGHT = panelOf('21.5');
const SMALLEST = panelOf('15.6-landscape');
const FIRST = seedOfCommit();
function inTurn(at: number): Language {
  return LANGUAGE_CODES[(at + FIRST) % LANGUAGE_CODES.length] as Language;
}

const SPOKEN: readonly { readonly spoken: string; readonly languageAt: (at: number) => Language }[] = ALL
  ? LANGUAGE_CODES.map((language) => ({ spoken: language, languageAt: () => language }))
  : [{ spoken: 'one language each', languageAt: inTurn }];
/** Height in mm that the lower screen may use. It changes nothing on a panel that is not higher. */
const REACH_MM = 320;
/** Panels on which some pages still have faults. The test draws them only if `PANELS_ONLY` names them. */
const UNFINISHED = ['10.1', '10.1-landscape'];
const PLACES = PANELS.filter(({ id }) => PANELS_ONLY?.includes(id) ?? !UNFINISHED.includes(id)).flatMap((panel) =>
  (panel.heightPx / panel.pxPerMm > REACH_MM ? [false, true] : [false]).map((lower) => ({ panel, lower })),
);
const isMain = ({ panel, lower }: (typeof PLACES)[number]) => (panel === UPRIGHT || panel === SMALLEST) && !lower;
const PLACES_NOW = ALL ? PLACES : [...PLACES.filter(isMain), one(PLACES.filter((place) => !isMain(place)))];
const ON_PLACES = PLACES_NOW.flatMap((place) => SPOKEN.map((each) => ({ ...place, ...each })));
const LONG_MS = 180_000;
const GEOMETRY_MS = 900_000;
const RULES = [layoutFaults, overlappingTexts, headingFaults, smallTexts, controlFaults, roomFaults];
const LARGER_SIZES = TEXT_SIZES.filter((size) => size !== PLAIN_DISPLAY.text);

/** `outOfReach`, `shrunkTexts` and `strayHelp` need more than one drawing. */
const opened = measuredGallery(RULES.length + 3);

function all(
  languageAt: (at: number) => Language,
  panel = UPRIGHT,
  display: Partial<DisplaySettings> = {},
  nth = 1,
): readonly SampleRequest[] {
  const samples = ALL ? SAMPLES : partByCommit(SAMPLES, nth);
  return samples.map((sample, at) => ({ sample, language: languageAt(at), panel, display }));
}

const inAzerbaijani = () => 'az' as const;

const told = ({ sample, language, panel, display }: SampleRequest) =>
  `${sample.show}/${sample.name} ${language} ${panel.id} ${display?.text ?? PLAIN_DISPLAY.text} %${display?.lower ? ' lower' : ''}${display?.easyWords ? ' easy' : ''}`;

type Look = (seen: GlassObservation, pxPerMm: number) => readonly string[];

async function problems(wanted: readonly SampleRequest[], looks: readonly Look[], axe: readonly string[] | null) {
  const drawn = await opened().gallery.draw(wanted, axe);
  const lines = wanted.flatMap((each, index) => {
    const { seen, faults } = drawn[index] as Drawing;
    return [...looks.flatMap((look) => look(seen, each.panel.pxPerMm)), ...faults].map(
      (line) => `${told(each)}: ${line}`,
    );
  });
  return { seen: drawn.map(({ seen }) => seen), lines };
}

const ALL_RULES: readonly string[] = [];
/** axe checks markup and style, and many samples differ only in texts. */
async function differentMarkups(wanted: readonly SampleRequest[]): Promise<readonly SampleRequest[]> {
  const drawn = await opened().gallery.draw(wanted, null);
  const first = new Map<string, SampleRequest>();
  for (const [index, each] of wanted.entries()) {
    const markup = drawn[index]?.seen.markup ?? '';
    if (!first.has(markup)) first.set(markup, each);
  }
  return [...first.values()];
}

/** Every language has the same markup. */
const WORD_RULES = ['button-name', 'link-name', 'label', 'label-content-name-mismatch', 'empty-heading', 'valid-lang'];

const OWN_LANGUAGE: readonly string[] = ['attract', 'previewing', 'readingReply'];

/** Runs in the page. */
function partsOfOwnLanguage(): readonly string[] {
  const found: string[] = [];
  const walk = (root: ParentNode) => {
    for (const part of root.querySelectorAll('*')) {
      const [language, text] = [part.getAttribute('lang'), part.textContent?.replace(/\s+/g, ' ').trim()];
      if (language !== null && text) found.push(`${language}: ${text}`);
      if (part.shadowRoot) walk(part.shadowRoot);
    }
  };
  walk(document.body);
  return found;
}

/** Screens without a top bar, before a visit: they name 108 in their text. */
const NO_TOP_BAR = /^(starting|outOfService|attract|closed)$/;

/** Samples without the number 108, or with another place than samples of the same frame. */
function strayHelp(wanted: readonly SampleRequest[], seen: readonly GlassObservation[]) {
  const places = new Map<string, Map<string, string>>();
  for (const [index, { help, frame }] of seen.entries()) {
    const each = wanted[index];
    if (!each || NO_TOP_BAR.test(each.sample.show)) continue;
    const place = help ? [help.left, help.top, help.right, help.bottom].map(Math.round).join(' ') : 'nowhere';
    const known = places.get(frame) ?? new Map<string, string>();
    places.set(frame, known.set(place, told(each)));
  }
  return [...places].filter(([, known]) => known.size !== 1 || known.has('nowhere'));
}

describe('every screen', () => {
  it.each(ON_PLACES)(
    'when the language is $spoken on $panel.title, lower screen: $lower, then each screen fits in each text size',
    { timeout: GEOMETRY_MS },
    async ({ panel, lower, languageAt }) => {
      const rules = lower ? [...RULES, outOfReach] : RULES;
      const nth = panel === UPRIGHT ? 8 : 16;
      const axe = panel === UPRIGHT && !lower ? WORD_RULES : null;
      const usual = all(languageAt, panel, { lower }, nth);
      const { seen, lines } = await problems(usual, rules, axe);
      const found = [...lines];
      const strayed = [strayHelp(usual, seen)];
      const plain = usual.flatMap(({ sample }, at) => (isPlain(sample) ? [at] : []));
      for (const text of drawn(LARGER_SIZES)) {
        const wanted = plain.map((at) => ({ ...(usual[at] as SampleRequest), display: { lower, text } }));
        const larger = await problems(wanted, rules, null);
        const shrunk = larger.seen.flatMap((each, at) =>
          shrunkTexts(seen[plain[at] as number] as GlassObservation, each).map(
            (line) => `${told(wanted[at] as SampleRequest)}: ${line}`,
          ),
        );
        found.push(...larger.lines, ...shrunk);
        strayed.push(strayHelp(wanted, larger.seen));
      }
      const easy = plain.map((at) => {
        const display = { lower, text: TEXT_SIZES[at % TEXT_SIZES.length] ?? 100, easyWords: true } as const;
        return { ...(usual[at] as SampleRequest), display };
      });
      found.push(...(await problems(easy, rules, null)).lines);
      expect(found).toEqual([]);
      expect(strayed.flat()).toEqual([]);
    },
  );

  it('when a screen is drawn, in each set of colours, then axe finds no fault', { timeout: LONG_MS }, async () => {
    const markups = await differentMarkups(all(inAzerbaijani, UPRIGHT, {}, 40));
    expect((await problems(markups, [], ALL_RULES)).lines).toEqual([]);
    const inColours = COLOUR_SETS.filter((colours) => colours !== 'light').flatMap((colours) =>
      markups.map((each) => ({ ...each, display: { colours } })),
    );
    expect((await problems(inColours, [], ['color-contrast'])).lines).toEqual([]);
  });

  it('when a part of the pages stands alone, then it fits, and its texts and controls have the right size', {
    timeout: LONG_MS,
  }, async () => {
    const wanted = DESIGN_PART_SAMPLES.map((sample, at) => ({ sample, language: inTurn(at), panel: UPRIGHT }));
    const rules = [layoutFaults, overlappingTexts, headingFaults, smallTexts, controlFaults];
    expect((await problems(wanted, rules, WORD_RULES)).lines).toEqual([]);
    const cut = await opened().gallery.forEach(wanted, async (page, each) => {
      const name = await page.evaluate(cutPart, each.sample.show);
      return name === null ? [] : [`${told(each)}: not whole on the glass: ${name}`];
    });
    expect(cut.flat()).toEqual([]);
  });

  it('when a part of a page has its own language, then its text is the same on the page of each language', async () => {
    const samples = SAMPLES.filter(({ show }) => OWN_LANGUAGE.includes(show));
    const wanted = samples.flatMap((sample) =>
      LANGUAGE_CODES.map((language) => ({ sample, language, panel: UPRIGHT })),
    );
    const parts = await opened().gallery.forEach(wanted, (page) => page.evaluate(partsOfOwnLanguage));
    for (const [index, each] of wanted.entries()) {
      const first = parts[index - (index % LANGUAGE_CODES.length)] ?? [];
      expect(first, told(each)).not.toEqual([]);
      expect(parts[index], told(each)).toEqual(first);
    }
  });
});

function cutPart(name: string): string | null {
  const part = document
    .querySelector('kiosk-gallery')
    ?.shadowRoot?.querySelector('gallery-part')
    ?.shadowRoot?.querySelector(name);
  if (!part) return name;
  const drawn = [part, ...(part.shadowRoot?.querySelectorAll('svg') ?? [])].filter(
    (each) => each === part || each.checkVisibility(),
  );
  const cut = drawn.find((each) => {
    const { left, top, right, bottom } = each.getBoundingClientRect();
    const isEmpty = right - left < 1 || bottom - top < 1;
    return isEmpty || left < 0 || top < 0 || right > window.innerWidth || bottom > window.innerHeight;
  });
  return cut?.localName ?? null;
}

const PAGES_OF_GALLERY = ['#show=attract&sample=usual&lang=az', ...(ALL ? ['#lang=az'] : [])];

it.each(PAGES_OF_GALLERY)(
  "when the gallery's own page is drawn, then axe finds no fault: %s",
  { timeout: GEOMETRY_MS },
  async (hash) => {
    const context = await opened().browser.newContext();
    await withAxe(context);
    const page = await context.newPage();
    await page.goto(`${GALLERY_URL}${hash}`);
    await page.waitForFunction(() => document.documentElement.dataset['ready'] === window.location.hash);
    expect(await axeFindings(page)).toEqual([]);
  },
);

describe('the samples', () => {
  it('when a sample names a service, then the sample has the texts of the catalogue', () => {
    const [card, certificate, ticket] = [CARD, CERTIFICATE, TICKET_SERVICE_TEXTS];
    const texts = {
      'identity-card-replacement': card,
      'family-members-certificate': certificate,
      'queue-ticket': ticket,
    };
    const { services } = catalogue();
    for (const [id, { title, summary, agency, documents, who, tiers }] of Object.entries(texts)) {
      const service = services.find((each) => each.id === id)!;
      expect({ title, summary, agency, documents, who }).toEqual({
        title: service.title,
        summary: service.summary,
        agency: service.agency,
        documents: service.documents,
        who: service.who,
      });
      expect(tiers).toEqual(service.tiers.map((tier) => tier.title));
    }
  });
});
