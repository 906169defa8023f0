import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { quoteOn } from '../../device/catalogue/price.ts';
import type { Service } from '../../device/catalogue/schema.ts';
import type { CitizenScreen } from '../../device/screen/screen.ts';
import { PLAIN_DISPLAY } from '../../device/words/display.ts';
import { LANGUAGE_CODES, type Language } from '../../device/words/language.ts';
import { type Panel, panelOf } from '../../ui/gallery/panels.ts';
import { az } from '../../ui/words/az.ts';
import { en } from '../../ui/words/en.ts';
import { ru } from '../../ui/words/ru.ts';
import { catalogue, TODAY } from '../support/catalogue.ts';
import { drawnByCommit } from '../support/commit.ts';
import { type Gallery, openGallery } from './gallery-page.ts';
import type { GlassObservation } from './glass.ts';
import { controlFaults, headingFaults, layoutFaults, overlappingTexts, smallTexts } from './glass-rules.ts';
import { measuredGallery } from './measured-gallery.ts';
import { drawServicePages } from './service-pages.ts';

/*
 * Draws all pages of a service, at 130 % of text. `npm test` draws one service in one language. `DRAWN_ONLY`: services, separated by
 * commas. `SHEETS`: a folder for pictures.
 */

const ALL = process.env['PAGES'] === 'all';
const SHEETS = process.env['SHEETS'];
const ONLY = process.env['DRAWN_ONLY']?.split(',');
const ALL_PANELS = [panelOf('15.6'), panelOf('21.5-landscape')];
const RULES = [layoutFaults, overlappingTexts, headingFaults, smallTexts, controlFaults];
const TEXT = { ...PLAIN_DISPLAY, text: 130 } as const;
const GROUPS = catalogue().groups.flatMap(({ title }) => Object.values(title));
const ON_SHEET = 30;
const NO_CENTRE = 0;
const SERVICE_MS = 180_000;

const { services, languages, panels } = wanted();

function wanted() {
  const all = catalogue(NO_CENTRE).services.filter(({ id }) => ONLY?.includes(id) ?? true);
  if (ALL) return { services: all, languages: LANGUAGE_CODES, panels: ALL_PANELS };
  const one = drawnByCommit();
  return { services: [one(all)], languages: [one(LANGUAGE_CODES)], panels: [one(ALL_PANELS)] };
}

const opened = measuredGallery();
let pictures: Gallery | undefined;
let drawn = 0;

beforeAll(async () => {
  if (SHEETS) pictures = await openGallery(opened().browser);
});
afterAll(async () => {
  await pictures?.close();
  process.stdout.write(`drawn: ${drawn} pages of ${services.length} services in ${languages.join(', ')}\n`);
});

const onPanel = (screens: readonly CitizenScreen[], { pxPerMm }: Panel): readonly CitizenScreen[] =>
  screens.map((screen, at) => ({ ...screen, step: `drawn-${at}`, display: TEXT, pxPerMm }));

describe.each(languages)('in %s', (language) => {
  it.each(services.map((service) => [service.id, service] as const))(
    'when the pages of the service %s are drawn, then each of its sentences is shown, and no page has a fault',
    { timeout: SERVICE_MS },
    async (_, service) => {
      const { screens } = await drawServicePages(service, language);
      const said = JSON.stringify(screens);
      expect(
        sentencesOf(service, language).filter((each) => !said.includes(JSON.stringify(each).slice(1, -1))),
      ).toEqual([]);
      const problems: string[] = [];
      for (const panel of panels) {
        const seen = await opened().gallery.drawScreens(onPanel(screens, panel), panel);
        drawn += seen.length;
        problems.push(...judged(seen, screens, panel), ...contradictions(service, seen));
      }
      await keepSheets(onPanel(screens, ALL_PANELS[0]!), `${language}-${service.id}`);
      expect([...new Set(problems)]).toEqual([]);
    },
  );
});

const judged = (
  seen: readonly GlassObservation[],
  screens: readonly CitizenScreen[],
  panel: Panel,
): readonly string[] =>
  seen.flatMap((each, at) =>
    RULES.flatMap((rule) => rule(each, panel.pxPerMm)).map((line) => `${panel.id} ${screens[at]?.show}: ${line}`),
  );

const FREE = [az, ru, en].flatMap(({ money, common }) => [money.none.short, common.free]);

const contradictions = (service: Service, seen: readonly GlassObservation[]): readonly string[] =>
  service.tiers.some((tier) => quoteOn(service, tier, TODAY).at === 'window')
    ? seen
        .filter(({ headings }) => !GROUPS.some((title) => headings.includes(title)))
        .flatMap(({ texts }) => texts.map(({ text }) => text).filter((text) => FREE.includes(text)))
    : [];

function sentencesOf(service: Service, language: Language): readonly string[] {
  const found: string[] = [];
  const visit = (value: unknown, name: string): void => {
    if (typeof value !== 'object' || value === null || name === 'aliases' || name === 'easy') return;
    if (language in value) found.push((value as Readonly<Record<Language, string>>)[language]);
    else for (const [key, each] of Object.entries(value)) visit(each, key);
  };
  visit(service, '');
  return found.filter((each) => !/\{/.test(each));
}

async function keepSheets(screens: readonly CitizenScreen[], name: string): Promise<void> {
  if (!SHEETS || !pictures) return;
  mkdirSync(SHEETS, { recursive: true });
  for (let at = 0; at < screens.length; at += ON_SHEET) {
    const sheet = await pictures.sheetOf(screens.slice(at, at + ON_SHEET), ALL_PANELS[0]!);
    writeFileSync(join(SHEETS, `${name}-${at / ON_SHEET + 1}.png`), sheet);
  }
}
