import { beforeAll, describe, expect, it } from 'vitest';
import type { FoundApplication } from '../device/back-office/contract.ts';
import type { CitizenScreen } from '../device/screen/screen.ts';
import { LANGUAGE_CODES, type Language } from '../device/words/language.ts';
import { loadWords } from '../ui/words/load.ts';
import { drawServicePages } from './browser/service-pages.ts';
import { type SpokenText, spokenTexts } from './papers/glass-text.ts';
import { AYSEL, machineRig } from './rigs/machine-rig.ts';
import { catalogue } from './support/catalogue.ts';
import { confirmByPhone } from './support/machine-ways.ts';
import { languageWord, markWords } from './support/marked.ts';
import { APPOINTMENT, EXISTING_APPLICATION } from './support/own-office.ts';
import { sentences, wordsIn } from './words/laws.ts';

/* All texts of a page must be in its language. Each word of catalogue, office and centre names its language here. */

let own: ReadonlyMap<Language, ReadonlySet<string>>;

beforeAll(async () => {
  const all = await Promise.all(
    LANGUAGE_CODES.map(async (code) => {
      const texts = sentences(await loadWords(code), '').map(({ text }) => text);
      return [code, new Set([languageWord(code), ...texts.flatMap(wordsIn)])] as const;
    }),
  );
  own = new Map(
    all.map(([code, words]) => [
      code,
      new Set([...words].filter((word) => all.every(([other, has]) => other === code || !has.has(word)))),
    ]),
  );
});

const isForeign = ({ text, language }: SpokenText): boolean =>
  wordsIn(text).some((word) => LANGUAGE_CODES.some((code) => code !== language && own.get(code)?.has(word)));

async function faultsOn(screens: readonly CitizenScreen[]): Promise<readonly string[]> {
  const said = await Promise.all(
    screens.map(async (screen) => (await spokenTexts(screen)).map((each) => ({ show: screen.show, ...each }))),
  );
  const faults = said.flat().filter(isForeign);
  return [...new Set(faults.map(({ show, text, language }) => `${show} in ${language}: "${text}"`))];
}

const SERVICES = [
  ['identity-card-replacement', 'en'],
  ['family-members-certificate', 'ru'],
  ['power-of-attorney', 'en'],
  ['road-fine', 'en'],
  ['payment-of-dues', 'ru'],
  ['complaint', 'en'],
  ['queue-ticket', 'az'],
] as const;

describe('texts that name their language', () => {
  it.each(SERVICES)(
    'when the pages of %s in %s are drawn, then all texts are in their language',
    async (id, language) => {
      const service = catalogue(0).services.find((each) => each.id === id)!;
      const { screens } = await drawServicePages(markWords(service), language, { texts: markWords });
      expect(screens.length).toBeGreaterThan(10);
      expect(await faultsOn(screens)).toEqual([]);
    },
  );

  it.each(LANGUAGE_CODES)(
    'when the pages of applications in %s are drawn, then all texts are in their language',
    async (language) => {
      const screens = (await Promise.all(APPLICATIONS.map((found) => pagesOfApplication(found, language)))).flat();
      for (const show of ['found', 'askingCancel', 'choosingPlace', 'readingReply'] as const)
        expect(screens.map((screen) => screen.show)).toContain(show);
      expect(await faultsOn(screens)).toEqual([]);
    },
  );
});

const REFERENCE = 'K5-7QF2-62';

function application(service: string, change: Partial<FoundApplication>): FoundApplication {
  const { tiers } = catalogue().services.find(({ id }) => id === service)!;
  return {
    reference: REFERENCE,
    kiosk: 'K7',
    state: 'registered',
    withdrawn: null,
    service,
    tier: tiers[0]!.id,
    tariffDate: null,
    amount: 0,
    ready: '2026-12-04',
    answers: {},
    payment: null,
    standing: EXISTING_APPLICATION,
    registered: { reference: REFERENCE, registeredAt: '2026-11-24T09:00:00+04:00', appointment: null, document: null },
    ...change,
  };
}

const ANSWERED = { at: '2026-12-15', rated: null, again: { window: '1', floor: 1 } };

const APPLICATIONS: readonly FoundApplication[] = [
  application('identity-card-replacement', {
    tariffDate: '2022-08-15',
    amount: 500,
    standing: { ...EXISTING_APPLICATION, stage: 'waits-for-you', missing: ['old-card'] },
  }),
  application('power-of-attorney', { standing: { ...EXISTING_APPLICATION, appointment: APPOINTMENT } }),
  application('complaint', { standing: { ...EXISTING_APPLICATION, stage: 'answered', cancel: null, reply: ANSWERED } }),
  application('identity-card-replacement', {
    state: 'open',
    withdrawn: 'not-paid',
    tariffDate: '2022-08-15',
    amount: 500,
    registered: null,
    standing: null,
  }),
];

async function pagesOfApplication(found: FoundApplication, language: Language): Promise<readonly CitizenScreen[]> {
  const rig = machineRig({ texts: markWords });
  const screens: CitizenScreen[] = [];
  rig.onChange(() => screens.push(rig.screen()));
  rig.office.state.found = found;
  await rig.settled();
  await rig.citizen({ do: 'start', language }, { do: 'continue' });
  await rig.type(REFERENCE);
  await rig.citizen({ do: 'next' });
  rig.reader.read(AYSEL, 'chip');
  await rig.settled();
  const screen = rig.screen();
  if (screen.show !== 'found') throw new Error(`at ${screen.show}`);
  for (const value of screen.offers.filter((offer) => offer !== 'print'))
    await rig.citizen({ do: 'answer', value }, { do: 'back' });
  await rig.citizen({ do: 'next' });
  if (rig.screen().show === 'offeringCode') await confirmByPhone(rig);
  await rig.crash();
  return screens;
}
