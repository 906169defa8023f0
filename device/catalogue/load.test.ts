import { basename } from 'node:path';
import { dump, load } from 'js-yaml';
import { describe, expect, test } from 'vitest';
import { type ReadableFiles, realFiles } from '../config/files.ts';
import { describeConfigTrouble } from '../config/trouble.ts';
import { LANGUAGE_CODES } from '../words/language.ts';
import { loadCatalogue } from './load.ts';
import { priceOn } from './price.ts';
import type { Service, ServiceQuestion, TextQuestion } from './schema.ts';
import { answerProblem, nextStepTexts, sendsToWindow } from './service.ts';

const DIR = 'device/catalogue';
const CARD = `${DIR}/services/identity-card-replacement.yaml`;

const LOADED = loadCatalogue(DIR, realFiles);
if (!LOADED.ok) throw new Error(describeConfigTrouble(LOADED.error));
const DELIVERED = LOADED.value;

const service = (id: string): Service => DELIVERED.services.find((each) => each.id === id)!;

describe('catalogue of this repository', () => {
  test('three delivered services have their order, paper and identification', () => {
    const came = [
      ['identity-card-replacement', 'receipt', 'zone'],
      ['family-members-certificate', 'certificate', 'code'],
      ['queue-ticket', 'ticket', 'none'],
    ];
    const rows = DELIVERED.services.map(({ id, paper, identification }) => [id, paper, identification]);
    expect(rows.filter(([id]) => came.some(([its]) => its === id))).toEqual(came);
  });

  test('identity cards have the tariff of 15 August 2022', () => {
    const { tiers } = service('identity-card-replacement');
    const now = { today: '2026-11-24', dated: true };
    expect(tiers.map((tier) => [tier.days, tier.kind, priceOn(tier, now)?.duty, priceOn(tier, now)?.from])).toEqual([
      [10, 'calendar', 500, '2022-08-15'],
      [3, 'working', 5_000, '2022-08-15'],
      [1, 'working', 7_000, '2022-08-15'],
    ]);
  });

  test('the topics of the queue ticket are the listed groups, without the group for payments', () => {
    const topic = service('queue-ticket').questions.find(({ id }) => id === 'topic') as Extract<
      ServiceQuestion,
      { kind: 'choice' }
    >;
    expect(topic.options.map(({ value }) => value)).toEqual(
      DELIVERED.groups.flatMap(({ id, door, unlisted }) => (door || unlisted ? [] : [id])),
    );
  });

  test('no text has a letter of another language', () => {
    const letters = { az: /^[^\p{Script=Cyrillic}wW]*$/u, ru: /^[^a-zA-Zəğışçöü]*$/u, en: /^[\x20-\x7e]*$/ };
    for (const { aliases: _, ...said } of DELIVERED.services) {
      for (const [language, text] of textsOf(said)) {
        expect(text.replace(/\{\w+\}/g, ''), `${said.id} ${language}`).toMatch(letters[language]);
      }
    }
  });
});

type Language = 'az' | 'ru' | 'en';

function textsOf(value: unknown): readonly [Language, string][] {
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, part]) =>
    key === 'az' || key === 'ru' || key === 'en' ? [[key, part as string] as [Language, string]] : textsOf(part),
  );
}

describe('registers', () => {
  const { services } = DELIVERED;

  test('when a service names registers, then it has their entries', () => {
    expect(service('family-members-certificate').registers).toMatchObject([
      { id: 'civil-records', holder: { en: 'Ministry of Justice' } },
    ]);
    expect(service('queue-ticket').registers).toEqual([]);
  });

  test('each register belongs to the service’s agency or to a part of it, and phone numbers to the centre', () => {
    const foreign = services.filter(
      ({ agency, registers }) =>
        !registers.every(({ id, holder }) => id === 'phone-numbers' || agency.en.includes(holder.en)),
    );
    expect(foreign.map(({ id }) => id)).toEqual([]);
  });

  test('no text has a letter of another language', () => {
    const letters = { az: /^[^\p{Script=Cyrillic}wW]*$/u, ru: /^[^a-zA-Zəğışçöü]*$/u, en: /^[\x20-\x7e]*$/ };
    for (const { id, registers } of services)
      for (const [language, text] of textsOf(registers)) expect(text, id).toMatch(letters[language]);
  });
});

describe('things to bring', () => {
  test('when a service names things, then it has their entries in order', () => {
    expect(service('encumbrance-certificate').bring.map(({ icon, title }) => [icon, title.en])).toEqual([
      ['receipt-text', 'Receipt'],
      ['id-card', 'Identity card'],
    ]);
    expect(service('queue-ticket').bring).toEqual([]);
  });

  test('when a service sends to a window, then the service names something to bring; the queue ticket names nothing to bring', () => {
    const bare = DELIVERED.services.filter((each) => sendsToWindow(each) && each.bring.length === 0);
    expect(bare.map(({ id }) => id)).toEqual(['queue-ticket']);
  });
});

describe('next steps', () => {
  const facts = { appointment: { ticket: 'A-047', window: '12', ahead: 3 }, ready: '2026-12-04' };

  test('when all values are known, then they are filled in', () => {
    expect(nextStepTexts(service('identity-card-replacement').next, 'ru', facts)).toEqual([
      'Пройдите к окну 12. Ваш талон: A-047. Перед вами в очереди: 3.',
      'Фото и отпечатки пальцев займут около 5 минут.',
      'Удостоверение будет готово 4\u00a0декабря.',
    ]);
  });

  test('when no person is ahead, then a word says so', () => {
    const first = { ...facts, appointment: { ...facts.appointment, ahead: 0 } };
    const [az, ru, en] = LANGUAGE_CODES.map(
      (language) => nextStepTexts(service('queue-ticket').next, language, first)[0],
    );
    expect(az).toMatch(/Sizdən əvvəl: heç kim\.$/);
    expect(ru).toMatch(/Перед вами в очереди: никого\.$/);
    expect(en).toMatch(/Ahead of you: nobody\.$/);
  });

  test('when a value is unknown, then its step is left out', () => {
    const steps = nextStepTexts(service('identity-card-replacement').next, 'az', { appointment: null, ready: null });
    expect(steps).toEqual(['Foto və barmaq izlərinin götürülməsi təxminən 5 dəqiqə çəkir.']);
  });

  test.each(['identity-card-child', 'passport-child'])(
    'when no appointment is known, then %s says that the child must come',
    (id) => {
      const [az, ru, en] = LANGUAGE_CODES.map(
        (language) => nextStepTexts(service(id).next, language, { appointment: null, ready: null })[0],
      );
      expect([az, ru, en]).toEqual([
        'Uşaq sizinlə birlikdə gəlməlidir.',
        'Ребёнок должен подойти вместе с вами.',
        'The child must come with you.',
      ]);
    },
  );
});

describe('typed answers', () => {
  const question = (id: string, name: string) => service(id).questions.find((each) => each.id === name) as TextQuestion;

  test.each(['Bank', 'Əə', '20 №-li məktəb', 'Я и', 'ə'.repeat(60)])(
    'when %s is typed as a place, then it is accepted',
    (value) => {
      expect(answerProblem(question('family-members-certificate', 'presentedTo'), value, 'az')).toBeNull();
    },
  );

  test.each(['', 'ə', '12345', '. .', 'ə'.repeat(61)])('when "%s" is typed as a place, then it is refused', (value) => {
    expect(answerProblem(question('family-members-certificate', 'presentedTo'), value, 'az')).toBe(
      'Ən azı 2 hərf yazın.',
    );
  });

  const ofChild = (part: string) => question('passport-child', `child-${part}`);

  test.each(['Məmmədov', 'Айсель Рауф кызы', 'Smith-Jones', 'Ə'])(
    'when %s is typed as a name, then it is accepted',
    (value) => {
      expect(['surname', 'given-names'].map((part) => answerProblem(ofChild(part), value, 'en'))).toEqual([null, null]);
    },
  );

  test.each(['', '7', 'Əli 7', '-Əli', 'ə'.repeat(61)])('when "%s" is typed as a name, then it is refused', (value) => {
    expect(answerProblem(ofChild('surname'), value, 'en')).toBe('Type the name in letters.');
  });
});

describe('faults of a file', () => {
  function withCard(change: (text: string) => string): ReadableFiles {
    return {
      list: () => [basename(CARD)],
      read: (path) => (path === CARD ? change(realFiles.read(path)) : realFiles.read(path)),
    };
  }
  const trouble = (files: ReadableFiles): string => {
    const catalogue = loadCatalogue(DIR, files);
    return catalogue.ok ? 'none' : describeConfigTrouble(catalogue.error);
  };
  const lineOf = (part: string) =>
    realFiles
      .read(CARD)
      .split('\n')
      .findIndex((line) => line.includes(part)) + 1;
  const edit = (change: (service: Record<string, never>) => void) =>
    withCard((text) => {
      const data = load(text) as Record<string, never>;
      change(data);
      return dump(data);
    });

  test('when an amount is in manat, then the fault names line and path', () => {
    expect(trouble(withCard((text) => text.replace('duty: 100\n', 'duty: 1.00 AZN\n')))).toBe(
      `${CARD}:${lineOf('duty: 100')}: tiers.0.prices.0.duty: expected a number, found "1.00 AZN" (CFG-103)`,
    );
  });

  test.each<[string, string, string, RegExp]>([
    [
      'a missing language',
      '  ru: Замена удостоверения личности\n',
      '',
      /title.ru: expected a text, found nothing \(CFG-103\)/,
    ],
    [
      'a mark of direction',
      'ru: Замена удостоверения',
      'ru: Замена\u202e удостоверения',
      /title.ru: expected a text on one line, without control characters and marks of direction/,
    ],
    ['an unknown icon', 'icon: id-card', 'icon: nosuchicon', /icon: expected .*id-card.*, found "nosuchicon"/],
    [
      'an unknown register',
      'registers: [identity-documents, phone-numbers]',
      'registers: [identity-documents, phone-numbers, secrets]',
      /registers.2: expected identity-documents, .* \(registers.yaml\), found "secrets" \(CFG-104\)/,
    ],
    [
      'an unknown thing to bring',
      'bring: [old-card]',
      'bring: [old-card, dowry]',
      /bring.1: expected card, .* \(bring.yaml\), found "dowry" \(CFG-104\)/,
    ],
    [
      'a register although the service identifies no person',
      'identification: zone\ntakes: [identity-card]\nminimumAge: 15',
      'identification: none',
      /registers: expected none, because the service identifies no person.*CFG-104/,
    ],
    ['a misspelt key', 'minutes:', 'minute:', /: minute: expected only id, order, .* found the key minute/],
    [
      'a price without the day from which it holds',
      'from: "2013-01-01"',
      'from: null',
      /tiers.0.prices.0.from: .*because the service costs.*CFG-104/,
    ],
    ['a day that does not exist', '2013-01-01', '2013-02-30', /tiers.0.prices.0.from: expected a date such as/],
    [
      'a placeholder that the kiosk cannot fill',
      '{window}',
      '{floor}',
      /next.0.az: expected only \{window\} .*\(CFG-103\)/,
    ],
    [
      'a pattern that is none',
      'kind: phone\n    register: phone-numbers',
      'kind: text\n    keyboard: digits\n    maxLength: 9\n    problem: { az: a, ru: б, en: a }\n    pattern: "[1-9"',
      /questions.2.pattern: expected a regular expression/,
    ],
    [
      'a pattern for which a text can take long',
      'kind: phone\n    register: phone-numbers',
      'kind: text\n    keyboard: digits\n    maxLength: 40\n    problem: { az: a, ru: б, en: a }\n    pattern: "([0-9]+)+x"',
      /questions.\d.pattern: expected a pattern without a repeated group/,
    ],
    [
      'a price that ends before it begins',
      'until: "2015-12-31"',
      'until: "2012-12-31"',
      /tiers.0.prices.0.until: expected 2013-01-01 or later.*CFG-104/,
    ],
    [
      'an unknown group',
      'groups: [identity',
      'groups: [cards',
      /groups.0: expected payments, identity, family.*CFG-104/,
    ],
    [
      'a receipt for a service at a window',
      'paper: receipt',
      'paper: receipt\nat: window',
      /paper: expected ticket.*CFG-104/,
    ],
    [
      'a kind of question that is none',
      'kind: phone',
      'kind: photo',
      /questions.2.*: expected kind: one of choice, several, .*address, person/,
    ],
    [
      'a tier twice',
      'id: 3-working-days',
      'id: 10-days',
      /tiers.1.id: expected an id that no earlier entry has.*CFG-104/,
    ],
    [
      'an id that differs from the name of the file',
      'id: identity-card-replacement',
      'id: card',
      /: id: expected identity-card-replacement/,
    ],
    [
      'the same key twice',
      'minutes: 3',
      'minutes: 3\nminutes: 4',
      new RegExp(`:${lineOf('minutes: 3') + 1}: expected YAML, found duplicated mapping key \\(CFG-102\\)`),
    ],
    [
      'an alias without an anchor',
      'minutes: 3',
      'minutes: *x',
      new RegExp(`:${lineOf('minutes: 3')}: expected YAML, found unidentified alias "x" \\(CFG-102\\)`),
    ],
  ])('when the file has %s, then the fault names line and expected value', (_, from, to, line) => {
    const told = trouble(withCard((text) => text.replace(from, to)));
    expect(told).toMatch(line);
    expect(told).toContain(CARD);
  });

  test('when a service without a card has an age, then it is refused', () => {
    const files = edit((data) => Object.assign(data, { identification: 'none' }));
    expect(trouble(files)).toMatch(/minimumAge: expected none, because no card says/);
  });

  test('when a service without a card wants the card in hand, then it is refused', () => {
    const files = edit((data) =>
      Object.assign(data, { identification: 'none', minimumAge: null, registers: [], questions: [] }),
    );
    expect(trouble(files)).toMatch(/cardInHand: expected false, because the service identifies no person/);
  });

  test('when a certificate needs only a card, then it is refused', () => {
    const files = edit((data) => Object.assign(data, { paper: 'certificate' }));
    expect(trouble(files)).toMatch(/identification: expected code, because a certificate prints .*CFG-104/);
  });

  test('when the file is a list, then it is refused', () => {
    expect(trouble(withCard(() => '- 1'))).toMatch(/:1: expected a group of keys, found \[1\] \(CFG-103\)/);
  });

  test('when the file is empty, then it is refused', () => {
    expect(trouble(withCard(() => ''))).toMatch(/expected a group of keys, found null \(CFG-103\)/);
  });

  test('when the folder has no services or does not exist, then the fault says so', () => {
    expect(trouble({ ...realFiles, list: () => ['readme.md'] })).toMatch(/services: expected at least one service/);
    const nowhere = loadCatalogue('device/nowhere', realFiles);
    expect(nowhere).toMatchObject({ ok: false, error: { code: 'CFG-101', found: 'nothing at this place' } });
  });
});
