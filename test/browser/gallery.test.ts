import { describe, expect, it } from 'vitest';
import type { DisplaySettings } from '../../device/words/display.ts';
import { COLOUR_SETS } from '../../device/words/display.ts';
import { LANGUAGE_CODES, type Language } from '../../device/words/language.ts';
import { DESIGN_PART_SAMPLES } from '../../ui/gallery/gallery-part.ts';
import { PANELS, panelOf } from '../../ui/gallery/panels.ts';
import { sampleNames } from '../../ui/gallery/samples.ts';
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
 * Checks the screens of the gallery. `npm test` draws a part, each screen in one language: the languages alternate. `PAGES=all` draws every
 * screen. `PAGES_ONLY` chooses pages or samples, such as `searching,done/ticket`. Needs dist/gallery.
 */

const ALL = process.env['PAGES'] === 'all';
const ONLY = process.env['PAGES_ONLY']?.split(',');
const SAMPLES = sampleNames().filter(
  ({ show, name }) => !ONLY || ONLY.includes(show) || ONLY.includes(`${show}/${name}`),
);

const one = drawnByCommit();
const drawn = <T>(of: readonly T[]): readonly T[] => (ALL ? of : [one(of)]);

/** Two panels in all languages; the others in Russian, which has the longest words. */
const UPRIGHT = panelOf('21.5');
const SMALLEST = panelOf('15.6-landscape');
const OTHER_PANELS = drawn(PANELS.filter((panel) => panel !== UPRIGHT && panel !== SMALLEST));
const FIRST = seedOfCommit();
function inTurn(at: number): Language {
  return LANGUAGE_CODES[(at + FIRST) % LANGUAGE_CODES.length] as Language;
}

/** Each language alone, or once with the languages in turn. */
const SPOKEN: readonly { readonly spoken: string; readonly languageAt: (at: number) => Language }[] = ALL
  ? LANGUAGE_CODES.map((language) => ({ spoken: language, languageAt: () => language }))
  : [{ spoken: 'one language each', languageAt: inTurn }];
const ON_MAIN_PANELS = [UPRIGHT, SMALLEST].flatMap((panel) => SPOKEN.map((each) => ({ panel, ...each })));
const LONG_MS = 180_000;
const LARGER = /^(27|32)/;
const RULES = [layoutFaults, overlappingTexts, headingFaults, smallTexts, controlFaults, roomFaults];
const LARGEST = PANELS.filter(({ id }) => !LARGER.test(id)).flatMap((panel) =>
  [false, true].map((lower) => ({ panel, lower })),
);

const opened = measuredGallery();

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
const inRussian = () => 'ru' as const;

const oneOfEach = (wanted: readonly SampleRequest[]) =>
  wanted.filter(({ sample }, index) => wanted.findIndex((other) => other.sample.show === sample.show) === index);

const told = ({ sample, language, panel }: SampleRequest) => `${sample.show}/${sample.name} ${language} ${panel.id}`;

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

const RULES_OF_LARGE_TEXT = [layoutFaults, overlappingTexts, headingFaults, roomFaults];

async function problemsOfLargest(wanted: readonly SampleRequest[]) {
  const { seen, lines } = await problems(wanted, RULES_OF_LARGE_TEXT, null);
  const usual = wanted.map((each) => ({ ...each, display: { ...each.display, text: 100 as const } }));
  const drawn = await opened().gallery.draw(usual, null);
  const smaller = wanted.flatMap((each, at) =>
    shrunkTexts((drawn[at] as Drawing).seen, seen[at] as GlassObservation).map((line) => `${told(each)}: ${line}`),
  );
  return { seen, lines: [...lines, ...smaller] };
}

const ALL_RULES: readonly string[] = [];
/** One sample of each markup: axe checks markup and style, and many samples differ only in texts. */
async function differentMarkups(wanted: readonly SampleRequest[]): Promise<readonly SampleRequest[]> {
  const drawn = await opened().gallery.draw(wanted, null);
  const first = new Map<string, SampleRequest>();
  for (const [index, each] of wanted.entries()) {
    const markup = drawn[index]?.seen.markup ?? '';
    if (!first.has(markup)) first.set(markup, each);
  }
  return [...first.values()];
}

const everyNth = (nth: number, wanted: readonly SampleRequest[]) => (ALL ? wanted : partByCommit(wanted, nth));

/** axe's rules that depend on texts. Every language has the same markup. */
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

/** Samples without the number 108 of the help line, or with another position than others of the same frame. */
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
  it.each(ON_MAIN_PANELS)(
    'when the language is $spoken, then each screen fits $panel.title, and its texts and controls have the right size',
    { timeout: LONG_MS },
    async ({ panel, languageAt }) => {
      const wanted = all(languageAt, panel, {}, panel === UPRIGHT ? 8 : 16);
      const { lines, seen } = await problems(wanted, RULES, panel === UPRIGHT ? WORD_RULES : null);
      expect(lines).toEqual([]);
      if (panel === UPRIGHT) expect(strayHelp(wanted, seen)).toEqual([]);
    },
  );

  it.each(SPOKEN)(
    'when the text is twice as large in $spoken, then each screen fits',
    { timeout: LONG_MS },
    async ({ languageAt }) => {
      const wanted = all(languageAt, UPRIGHT, { text: 200 }, 16);
      const { lines, seen } = await problemsOfLargest(wanted);
      expect(lines).toEqual([]);
      expect(strayHelp(wanted, seen)).toEqual([]);
    },
  );

  it.each(drawn(LARGEST))(
    'when text is twice as large on $panel.title, lower screen: $lower, then each page keeps room for its content',
    { timeout: LONG_MS },
    async ({ panel, lower }) => {
      const wanted = all(inTurn, panel, { text: 200, lower }, 16);
      const { lines } = await problemsOfLargest(wanted);
      expect(lines).toEqual([]);
    },
  );

  it.each(OTHER_PANELS.map((panel) => [panel.title, panel] as const))(
    'when the panel is %s, then each screen fits',
    { timeout: LONG_MS },
    async (_, panel) => {
      const wanted = LARGER.test(panel.id) ? oneOfEach(all(inRussian, panel)) : all(inRussian, panel);
      const { lines } = await problems(everyNth(16, wanted), RULES, null);
      expect(lines).toEqual([]);
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

  it('when the lower screen is on, then all controls are within reach', { timeout: LONG_MS }, async () => {
    const rules = [layoutFaults, overlappingTexts, outOfReach, controlFaults, roomFaults];
    const { lines } = await problems(all(inAzerbaijani, UPRIGHT, { lower: true }, 16), rules, null);
    expect(lines).toEqual([]);
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

it.each(PAGES_OF_GALLERY)("when the gallery's own page is drawn, then axe finds no fault: %s", async (hash) => {
  const context = await opened().browser.newContext();
  await withAxe(context);
  const page = await context.newPage();
  await page.goto(`${GALLERY_URL}${hash}`);
  await page.waitForFunction(() => document.documentElement.dataset['ready'] === window.location.hash);
  expect(await axeFindings(page)).toEqual([]);
});

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
