import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkDigit } from './check-digit.ts';
import { formatZone, parseZone, type ZoneFields } from './codec.ts';
import { documentOf } from './document.ts';
import { ZONE_LAYOUTS } from './layout.ts';

/** ICAO Doc 9303, 8th edition: parts 5, 6, 4 and 7 (appendices; state Utopia). */
const SPECIMENS = {
  TD1: ['I<UTOD231458907<<<<<<<<<<<<<<<', '7408122F1204159UTO<<<<<<<<<<<6', 'ERIKSSON<<ANNA<MARIA<<<<<<<<<<'],
  TD2: ['I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<', 'D231458907UTO7408122F1204159<<<<<<<6'],
  TD3: ['P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<', 'L898902C36UTO7408122F1204159ZE184226B<<<<<10'],
  MRVA: ['V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<', 'L8988901C4XXX4009078F96121096ZE184226B<<<<<<'],
  MRVB: ['V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<', 'L8988901C4XXX4009078F9612109<<<<<<<<'],
} as const;

/** ICAO Doc 9303-11 appendix, number of 12 characters; also in gmrtd and dmrtd. */
const LONG_NUMBER_TD2 = ['I<UTOSTEVENSON<<PETER<JOHN<<<<<<<<<<', 'D23145890<UTO3407127M95071227349<<<8'];
const LONG_NUMBER_TD1 = [
  'I<UTOD23145890<7349<<<<<<<<<<<',
  '3407127M9507122UTO<<<<<<<<<<<2',
  'STEVENSON<<PETER<JOHN<<<<<<<<<',
];

const CARD: ZoneFields = {
  format: 'TD1',
  documentCode: 'IA',
  issuer: 'AZE',
  documentNumber: 'AA1204587',
  nationality: 'AZE',
  surname: 'MAMMADOVA',
  givenNames: 'AYSEL',
  sex: 'F',
  birthDate: '900315',
  expiryDate: '320514',
  optional: ['5ZK1C7M', ''],
};

function zoneOf(lines: readonly string[], finAlphabet?: string) {
  const result = parseZone(lines, finAlphabet === undefined ? {} : { finAlphabet });
  if (!result.ok) throw new Error(result.error.detail);
  return result.value;
}

const replaced = (lines: readonly string[], line: number, position: number, text: string): string[] =>
  lines.map((each, index) =>
    index === line - 1 ? each.slice(0, position - 1) + text + each.slice(position - 1 + text.length) : each,
  );

describe('checkDigit', () => {
  it('the check digits equal the worked examples of ICAO 9303-3 §4.9', () => {
    expect(checkDigit('520727')).toBe('3');
    expect(checkDigit('AB2134<<<')).toBe('5');
  });

  it('when a character is not of a zone, then the check digit is "?"', () => {
    expect(checkDigit('52072?')).toBe('?');
    expect(checkDigit('ab')).toBe('?');
  });
});

describe('ICAO specimens', () => {
  it.each(Object.entries(SPECIMENS))('%s is decoded as a valid zone', (format, lines) => {
    const zone = zoneOf(lines);
    expect(zone).toMatchObject({ format, surname: 'ERIKSSON', givenNames: 'ANNA MARIA', valid: true, repairs: [] });
    expect(zone.fin).toBeNull();
  });

  it('TD1 is decoded as all printed fields', () => {
    expect(zoneOf(SPECIMENS.TD1)).toEqual({
      format: 'TD1',
      documentCode: 'I',
      issuer: 'UTO',
      documentNumber: 'D23145890',
      nationality: 'UTO',
      surname: 'ERIKSSON',
      givenNames: 'ANNA MARIA',
      sex: 'F',
      birthDate: '740812',
      expiryDate: '120415',
      optional: ['', ''],
      fin: null,
      checks: { documentNumber: true, birthDate: true, expiryDate: true, optional: null, composite: true },
      implausible: [],
      valid: true,
      repairs: [],
    });
  });

  it('a passport has a check of its optional data and a composite; a visa has neither', () => {
    expect(zoneOf(SPECIMENS.TD3)).toMatchObject({
      optional: ['ZE184226B'],
      checks: { optional: true, composite: true },
    });
    expect(zoneOf(SPECIMENS.MRVA)).toMatchObject({ checks: { optional: null, composite: null }, nationality: 'XXX' });
    expect(zoneOf(SPECIMENS.MRVB).documentNumber).toBe('L8988901C');
  });

  it('when the optional data of a passport are empty, then a filler or a zero is a valid check digit', () => {
    const passport = { ...CARD, format: 'TD3' as const, documentCode: 'P', optional: [''] };
    const zero = formatZone(passport);
    const filler = replaced(zero, 2, 43, '<');
    expect(zoneOf(zero).checks).toMatchObject({ optional: true, composite: true });
    expect(zoneOf(filler).checks).toMatchObject({ optional: true, composite: true });
    expect(zoneOf(replaced(zero, 2, 43, '3')).checks.optional).toBe(false);
  });
});

describe('document numbers over nine characters', () => {
  it.each([LONG_NUMBER_TD1, LONG_NUMBER_TD2])(
    'the rest of a long number is decoded from the optional field',
    (...lines) => {
      expect(zoneOf(lines)).toMatchObject({ documentNumber: 'D23145890734', valid: true });
      expect(zoneOf(lines).optional[0]).toBe('');
    },
  );

  it('when a long number is checked with or without its filler, then it is valid', () => {
    const long = { ...CARD, issuer: 'UTO', documentNumber: 'D23145890124', optional: ['XYZ', ''] };
    const skipped = formatZone(long, 'skip-filler');
    const counted = formatZone(long, 'count-filler');
    expect(skipped[0]).not.toBe(counted[0]);
    for (const lines of [skipped, counted]) {
      expect(zoneOf(lines)).toMatchObject({ documentNumber: 'D23145890124', optional: ['XYZ', ''], valid: true });
    }
  });

  it('when a digit of a long number is wrong, then the check of the document number fails', () => {
    expect(zoneOf(replaced(LONG_NUMBER_TD1, 1, 17, '8')).checks).toMatchObject({ documentNumber: false });
  });

  it('when a passport has a long number, then formatZone throws', () => {
    expect(() => formatZone({ ...CARD, format: 'TD3', documentNumber: '1234567890', optional: [''] })).toThrow(
      RangeError,
    );
  });
});

describe('a changed zone', () => {
  it('when only the composite digit is wrong, then only the composite fails', () => {
    const lines = formatZone(CARD);
    const digit = lines[1]?.charAt(29) === '0' ? '1' : '0';
    const zone = zoneOf(replaced(lines, 2, 30, digit));
    expect(zone.checks).toEqual({
      documentNumber: true,
      birthDate: true,
      expiryDate: true,
      optional: null,
      composite: false,
    });
    expect(zone.valid).toBe(false);
  });

  it('when the FIN was changed, then the composite fails', () => {
    const zone = zoneOf(replaced(formatZone(CARD), 1, 19, '2'));
    expect(zone).toMatchObject({ fin: '5ZK2C7M', valid: false, checks: { documentNumber: true, composite: false } });
  });

  it('when any digit of a field was changed, then the check of that field fails', () => {
    const places = [
      ['documentNumber', ZONE_LAYOUTS.TD1.documentNumber, 2],
      ['birthDate', ZONE_LAYOUTS.TD1.birthDate, 0],
      ['expiryDate', ZONE_LAYOUTS.TD1.expiryDate, 0],
    ] as const;
    fc.assert(
      fc.property(fc.constantFrom(...places), fc.nat(5), fc.nat(8), ([name, place, from], offset, step) => {
        const lines = formatZone(CARD);
        const position = place.from + from + offset;
        const digit = Number(lines[place.line - 1]?.charAt(position - 1));
        const changed = replaced(lines, place.line, position, String((digit + 1 + step) % 10));
        expect(zoneOf(changed).checks).toMatchObject({ [name]: false, composite: false });
        expect(zoneOf(changed).valid).toBe(false);
      }),
    );
  });

  it('when a date has a 13th month or a name has a digit, then the zone is invalid although its checks hold', () => {
    expect(zoneOf(formatZone({ ...CARD, birthDate: '901315' }))).toMatchObject({
      checks: { birthDate: true },
      implausible: ['birthDate'],
      valid: false,
    });
    expect(zoneOf(formatZone({ ...CARD, surname: 'MAMMAD0VA' }))).toMatchObject({
      implausible: ['names'],
      valid: false,
    });
  });

  it('when parts of the birth date are unknown, then the zone is valid', () => {
    expect(zoneOf(formatZone({ ...CARD, birthDate: '90<<<<' }))).toMatchObject({ birthDate: '90<<<<', valid: true });
  });
});

describe('documents of Azerbaijan', () => {
  it('the FIN is decoded from the first optional field of new cards, old cards and passports', () => {
    expect(zoneOf(formatZone(CARD)).fin).toBe('5ZK1C7M');
    expect(zoneOf(formatZone({ ...CARD, format: 'TD2', optional: ['1NR4T9B'] })).fin).toBe('1NR4T9B');
    expect(zoneOf(formatZone({ ...CARD, format: 'TD3', documentCode: 'PC', optional: ['6XW3H2D'] })).fin).toBe(
      '6XW3H2D',
    );
  });

  it('when a document has no expiry date, then the zone is valid', () => {
    const old = formatZone({
      ...CARD,
      format: 'TD2',
      documentNumber: '00817253',
      expiryDate: null,
      optional: ['1NR4T9B'],
    });
    expect(old[1]?.slice(0, 10)).toBe(`00817253<${checkDigit('00817253<')}`);
    expect(old[1]?.slice(21, 28)).toBe('<<<<<<0');
    expect(zoneOf(old)).toMatchObject({ documentNumber: '00817253', expiryDate: null, valid: true });
  });

  it('when the optional field has no FIN or the issuer is another state, then the FIN is null', () => {
    expect(zoneOf(formatZone({ ...CARD, optional: ['5ZK1C7', ''] })).fin).toBeNull();
    expect(zoneOf(formatZone({ ...CARD, issuer: 'UTO' })).fin).toBeNull();
  });

  it('when O is read for 0 in the FIN, then it is repaired only if the composite then holds', () => {
    const lines = formatZone({ ...CARD, optional: ['5Z01C7M', ''] });
    const misread = replaced(lines, 1, 18, 'O');
    expect(zoneOf(misread)).toMatchObject({
      fin: '5Z01C7M',
      valid: true,
      repairs: [{ field: 'fin', line: 1, position: 18, read: 'O', taken: '0' }],
    });
    const tampered = replaced(misread, 1, 20, 'D');
    expect(zoneOf(tampered)).toMatchObject({ fin: null, valid: false, repairs: [] });
  });

  it('when I is read for 1 in the FIN, then it is repaired only by an alphabet without I', () => {
    const misread = replaced(formatZone(CARD), 1, 19, 'I');
    expect(zoneOf(misread)).toMatchObject({ fin: '5ZKIC7M', valid: false, repairs: [] });
    expect(zoneOf(misread, '0123456789ABCDEFGHJKLMNPQRSTUVWXYZ')).toMatchObject({ fin: '5ZK1C7M', valid: true });
  });
});

describe('misread digits', () => {
  it('when a letter is read for a digit in a date, then it is repaired and reported', () => {
    const lines = formatZone({ ...CARD, birthDate: '901015' });
    const misread = replaced(replaced(lines, 2, 2, 'O'), 2, 3, 'I');
    expect(zoneOf(misread)).toMatchObject({
      birthDate: '901015',
      valid: true,
      repairs: [
        { field: 'birthDate', line: 2, position: 2, read: 'O', taken: '0' },
        { field: 'birthDate', line: 2, position: 3, read: 'I', taken: '1' },
      ],
    });
  });

  it('when a letter is read for a digit in a document number, then it is not repaired', () => {
    const zone = zoneOf(replaced(formatZone(CARD), 1, 8, 'I'));
    expect(zone).toMatchObject({ documentNumber: 'AAI204587', valid: false, repairs: [] });
  });
});

describe('input that is not a zone', () => {
  it.each([
    [[]],
    [['I<UTO']],
    [SPECIMENS.TD1.slice(0, 2)],
    [[...SPECIMENS.TD2, SPECIMENS.TD2[1]]],
    [['X<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<', SPECIMENS.TD3[1]]],
    [[SPECIMENS.TD3[0].toLowerCase(), SPECIMENS.TD3[1]]],
    [[SPECIMENS.TD3[0].replace('K', '?'), SPECIMENS.TD3[1]]],
  ])('when the lines are %j, then they are refused, and the error does not repeat them', (lines) => {
    const result = parseZone(lines);
    expect(result).toMatchObject({ ok: false, error: { code: 'MRZ-101', kind: 'no-zone' } });
    expect(JSON.stringify(result)).not.toContain('ERIKSSON');
  });

  it('when a field does not fit into a zone, then formatZone throws', () => {
    expect(() => formatZone({ ...CARD, surname: 'MƏMMƏDOVA' })).toThrow(RangeError);
    expect(() => formatZone({ ...CARD, optional: ['TOO LONG FOR A ZONE', ''] })).toThrow(RangeError);
  });
});

const text = (alphabet: string, minLength: number, maxLength: number) =>
  fc.string({ unit: fc.constantFrom(...alphabet), minLength, maxLength });
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const DIGITS = '0123456789';
const zoneDate = fc
  .tuple(fc.nat(99), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 }))
  .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(''));

const anyFields = fc.constantFrom(...(['TD1', 'TD2', 'TD3', 'MRVA', 'MRVB'] as const)).chain((format) =>
  fc.record({
    format: fc.constant(format),
    documentCode: fc.constantFrom(...ZONE_LAYOUTS[format].begins),
    issuer: text(LETTERS, 3, 3),
    documentNumber: text(LETTERS + DIGITS, 1, ZONE_LAYOUTS[format].longNumbers ? 12 : 9),
    nationality: text(LETTERS, 1, 3),
    surname: text(LETTERS, 1, 12),
    givenNames: fc.array(text(LETTERS, 1, 4), { maxLength: 3 }).map((names) => names.join(' ')),
    sex: fc.constantFrom('F' as const, 'M' as const, 'X' as const),
    birthDate: zoneDate,
    expiryDate: fc.option(zoneDate),
    optional: fc.constant(format === 'TD1' ? ['', ''] : ['']),
  }),
);

describe('any zone', () => {
  it('any zone survives a round trip, under both rules for long numbers', () => {
    fc.assert(
      fc.property(anyFields, fc.constantFrom('skip-filler' as const, 'count-filler' as const), (fields, rule) => {
        const lines = formatZone(fields, rule);
        expect(lines.every((line) => line.length === ZONE_LAYOUTS[fields.format].lineLength)).toBe(true);
        expect(zoneOf(lines)).toMatchObject({ ...fields, valid: true, repairs: [] });
      }),
    );
  });

  it('for any characters, the zone is read or refused and nothing throws', () => {
    const line = (length: number) => text(`${LETTERS}${DIGITS}<`, length, length);
    const lines = fc.oneof(
      fc.tuple(line(30), line(30), line(30)),
      fc.tuple(line(36), line(36)),
      fc.tuple(line(44), line(44)),
      fc.array(fc.string(), { maxLength: 4 }),
    );
    fc.assert(
      fc.property(lines, (any) => {
        const result = parseZone(any);
        expect(result.ok || result.error.code === 'MRZ-101').toBe(true);
      }),
    );
  });
});

describe('lines with wrong characters or lengths', () => {
  const TD3 = ['P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<', 'L898902C36UTO7408122F1204159ZE184226B<<<<<10'];

  it.each([
    ['lower-case letters', (line: string) => line.toLowerCase()],
    ['an invisible character', (line: string) => `\ufeff${line}`],
    ['an invisible character', (line: string) => `${line}\u00a0`],
    ['characters outside A-Z, 0-9 and <', (line: string) => line.replace('<', '«')],
    ['2 lines of 43, 43 characters', (line: string) => line.slice(1)],
  ])('when the lines have %s, then the trouble names it', (what, changed) => {
    const read = parseZone(TD3.map(changed));
    expect(read).toMatchObject({ ok: false, error: { detail: expect.stringContaining(what) } });
  });
});

it('when month and day of birth are blank, then the error is birthDateUnknown and no wrong check digit', () => {
  const lines = formatZone({
    format: 'TD3',
    documentCode: 'P',
    issuer: 'UTO',
    documentNumber: 'L898902C3',
    nationality: 'UTO',
    surname: 'ERIKSSON',
    givenNames: 'ANNA',
    sex: 'F',
    birthDate: '74<<<<',
    expiryDate: '300415',
    optional: [''],
  });
  const zone = parseZone(lines);
  expect(zone).toMatchObject({ ok: true, value: { valid: true } });
  expect(zone.ok && documentOf(zone.value, new Date(2026, 0, 1))).toEqual({ ok: false, error: ['birthDateUnknown'] });
});
