import { afterAll, beforeAll, expect, it } from 'vitest';
import type { LanguageEntry } from '../../device/words/language.ts';
import { freshModules } from '../tools/fresh-modules.ts';

/* A language with texts for two pages; its fallback language has texts for one more. */

const ENTRY = { figures: 'continental', months: '', weekdays: '', nobody: 'kimse' } as const;
const NAMES = { name: 'N', short: 'S', start: 'B', inLanguage: 'I' } as const;
const FURTHER: readonly LanguageEntry[] = [
  { code: 'qaa', ...NAMES, ...ENTRY, fallback: 'qab', pages: ['attract', 'choosing'] },
  { code: 'qab', ...NAMES, ...ENTRY, fallback: 'ru', pages: ['attract', 'choosing', 'checking'] },
];

let language: typeof import('../../device/words/language.ts');
let rigs: typeof import('../rigs/machine-rig.ts');
let config: typeof import('../../device/config/words.ts');
const QAA = 'qaa' as 'az';

beforeAll(async () => {
  freshModules();
  language = await import('../../device/words/language.ts');
  (language.LANGUAGES as unknown as LanguageEntry[]).push(...FURTHER);
  (language.LANGUAGE_CODES as string[]).push(...FURTHER.map(({ code }) => code));
  config = await import('../../device/config/words.ts');
  rigs = await import('../rigs/machine-rig.ts');
});
afterAll(freshModules);

it('when a page has no text in the language, then the page is shown in the nearest fallback that has it', () => {
  const shown = ['attract', 'choosing', 'checking', 'paying', 'paper'].map((page) =>
    language.languageOfPage(QAA, page),
  );
  expect(shown).toEqual(['qaa', 'qaa', 'qab', 'ru', 'ru']);
});

it('when a text is missing, then its fallback is used', () => {
  const said = { az: 'a', ru: 'r', en: 'e' };
  expect(config.localizedText.parse(said)).toMatchObject({ ...said, qaa: 'r', qab: 'r' });
  expect(config.localizedText.parse({ ...said, qaa: 't' })).toMatchObject({ ...said, qaa: 't', qab: 'r' });
  expect(config.localizedText.safeParse({ az: 'a', ru: 'r', qaa: 't' }).success).toBe(false);
  expect(config.localizedText.safeParse({ ...said, qac: 'd' }).success).toBe(false);
});

it('when a page is shown, then the texts of the catalogue are in its language', async () => {
  const rig = rigs.machineRig();
  const { services } = rig.actor.getSnapshot().context.catalogue;
  for (const service of services) Object.assign(service.title, { qaa: `qaa ${service.id}` });
  await rig.settled();
  await rig.citizen({ do: 'start', language: QAA });
  const titles = services.slice(0, 3).map(({ id }) => ({ title: `qaa ${id}` }));
  expect(rig.screen()).toMatchObject({ show: 'choosing', language: 'qaa', services: titles });
  const card = 'identity-card-replacement';
  await rig.citizen({ do: 'choose', service: card });
  expect(rig.screen()).toMatchObject({
    show: 'beforeYouStart',
    language: 'qaa',
    centre: { short: 'Центр № 5' },
    service: 'Замена удостоверения личности',
  });
});
