import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { realFiles } from '../../../device/config/files.ts';
import { describeConfigTrouble } from '../../../device/config/trouble.ts';
import { readYamlWithAllTroubles } from '../../../device/config/yaml-file.ts';
import { orderText } from '../../../test/rigs/provision-rig.ts';
import { orderFileSchema } from './order.ts';

/* Messages about an order are photographed and sent. */

const PASSWORD = '739214';
const CODE = 'RW45G-QA4B6';

const ORDER = orderText().replaceAll('481516', PASSWORD).replace('- id: K5\n', `- id: K5\n    code: ${CODE}\n`);

/** The terminal's password stands in the order once: the message cannot learn it from another place. */
const ONE_PASSWORD = ORDER.replace(/ {4}terminalPassword: .*\n/, '');

function messages(text: string): string {
  const read = readYamlWithAllTroubles('order.yaml', { ...realFiles, read: () => text }, orderFileSchema);
  return read.ok ? '' : read.error.map(describeConfigTrouble).join('\n');
}

/** Five of six digits leave ten guesses. */
function shows(said: string): readonly string[] {
  const parts = [PASSWORD, CODE].flatMap((secret) =>
    [...secret].map((_, at) => secret.slice(at, at + 4)).filter((part) => part.length === 4),
  );
  return parts.filter((part) => said.includes(part));
}

const lines = ORDER.split('\n');

const damage: fc.Arbitrary<(text: string) => string> = fc.oneof(
  fc.nat(lines.length - 1).map((at) => (text: string) => edited(text, at, () => [])),
  fc.nat(lines.length - 1).map((at) => (text: string) => edited(text, at, (line) => [line, line])),
  fc.tuple(fc.nat(lines.length - 1), fc.constantFrom('  ', '    ', '\t', '- ', '')).map(
    ([at, before]) =>
      (text: string) =>
        edited(text, at, (line) => [`${before}${line.trimStart()}`]),
  ),
  fc.tuple(fc.nat(lines.length - 1), fc.nat(40)).map(
    ([at, length]) =>
      (text: string) =>
        edited(text, at, (line) => [line.slice(0, length)]),
  ),
  fc.nat(ORDER.length).map((at) => (text: string) => text.slice(0, at)),
  fc
    .tuple(
      fc.nat(ORDER.length),
      fc.constantFrom('', '"', "'", ':', ',', '{', '}', '[', ']', '|\n', '&', '*', '!', '#', ' '),
    )
    .map(
      ([at, mark]) =>
        (text: string) =>
          `${text.slice(0, at)}${mark}${text.slice(at + 1)}`,
    ),
  fc
    .constantFrom<readonly [string | RegExp, string]>(
      ['terminalPassword:', 'terminalPasword:'],
      ['terminalPassword:', 'password:'],
      ['terminalPassword:', 'pin:'],
      ['terminalPassword:', 'terminalPassword: !'],
      ['terminalPassword:', 'terminalPassword: *x #'],
      ['terminalPassword: "', 'terminalPassword: *'],
      ['terminalPassword: "', 'terminalPassword: !'],
      ['terminalPassword:', 'terminalPassword: |\n     '],
      ['code:', 'codes: ['],
      ['code: ', 'code: { '],
      ['code: ', 'certificateCode: '],
      ['code: ', 'code '],
      ['kiosks:\n', 'kiosks: |\n'],
      ['kiosks:\n  - ', 'kiosks:\n    '],
      ['allow: [time.example]', 'allow: |'],
      ['panel: {', 'panel: ['],
      ['id: K6', 'id: K5'],
      [/statusUrl: .*/, `statusUrl: "code: ${CODE}"`],
      ['centre:', `admin: ["password=${PASSWORD}"]\ncentre:`],
    )
    .map(
      ([what, by]) =>
        (text: string) =>
          text.replace(what, by),
    ),
);

function edited(text: string, at: number, change: (line: string) => readonly string[]): string {
  return text
    .split('\n')
    .flatMap((line, index) => (index === at ? change(line) : [line]))
    .join('\n');
}

describe('message about a malformed order', () => {
  it('when a kiosk is there twice, or the kiosks are a map, then the message shows neither code nor password', () => {
    expect(messages(ORDER.replace('id: K6', 'id: K5'))).toMatch(/kiosks: expected each kiosk once, found a list of 2/);
    const map = ORDER.replace('kiosks:\n  - id: K5', 'kiosks:\n    id: K5').replace(/ {2}- \{ id: K6.*\n/, '');
    expect(messages(map)).toMatch(/kiosks: expected a list, found a group of keys/);
    expect(shows(messages(map))).toEqual([]);
  });

  it('when the value holds no secret, then the message shows the value', () => {
    expect(messages(ORDER.replace('number: 5', 'number: five'))).toContain('found "five"');
    expect(messages(ORDER.replace('panel: { widthPx: 1080', 'panel: { widthPx: 10'))).toContain('found 10');
  });

  it.each([
    ['a word beside the id', `kiosks:\n  - id: K5, code ${CODE}\n`],
    ['a kiosk that is one text', `kiosks: ["K5 ${CODE} ${PASSWORD}"]\n`],
    ['kiosks that are one text', `kiosks: K5;${CODE};${PASSWORD}\n`],
    ['a password that is a number', `kiosks:\n  - id: ${PASSWORD}\n`],
    ['a code in place of a group', `panel: ${CODE}\nkiosks: []\n`],
    ['a code that is a key', `"K5 ${CODE}": 1\n`],
    ['a password without its colon', ONE_PASSWORD.replace('password: "', 'password "')],
    ['a password without its colon and quotes', ONE_PASSWORD.replace(/password: "(\d+)"/, 'password $1')],
    ['a password that is one word with its key', ONE_PASSWORD.replace(/password: "(\d+)"/, 'password$1')],
    ['a password of another key without its colon', ONE_PASSWORD.replace('password: "', 'pass "')],
  ])('when a secret is in an unexpected place, as %s, then no message shows it', (_, text) => {
    expect(messages(text)).not.toBe('');
    expect(shows(messages(text))).toEqual([]);
  });

  it('when an order is damaged in any three ways, then no message shows a part of a secret', () => {
    fc.assert(
      fc.property(fc.array(damage, { minLength: 1, maxLength: 3 }), (damages) => {
        const text = damages.reduce((its, damaged) => damaged(its), ORDER);
        expect(shows(messages(text)), text).toEqual([]);
      }),
      { numRuns: 400 },
    );
  });
});
