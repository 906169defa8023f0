import { describe, expect, it } from 'vitest';
import { decodeMrz } from './decode.ts';

/** ICAO 9303-5 and 9303-4, appendices. */
const TD1 = ['I<UTOD231458907<<<<<<<<<<<<<<<', '7408122F1204159UTO<<<<<<<<<<<6', 'ERIKSSON<<ANNA<MARIA<<<<<<<<<<'];
const TD3 = ['P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<', 'L898902C36UTO7408122F1204159ZE184226B<<<<<10'];

describe('decodeMrz', () => {
  it('a zone is decoded as the documented shape, in its order', () => {
    const decoded = decodeMrz(TD1);
    expect(JSON.stringify(decoded.ok && decoded.value)).toBe(
      '{"format":"TD1","documentCode":"I","issuer":"UTO","documentNumber":"D23145890","nationality":"UTO",' +
        '"surname":"ERIKSSON","givenNames":"ANNA MARIA","sex":"F","birthDate":"740812","expiryDate":"120415",' +
        '"optional":["",""],"fin":null,"checks":{"documentNumber":true,"birthDate":true,"expiryDate":true,' +
        '"optional":null,"composite":true},"valid":true,"repairs":[]}',
    );
  });

  it('when line ends, blanks or fillers differ, then the zone is decoded', () => {
    const expected = decodeMrz(TD3);
    expect(expected.ok).toBe(true);
    expect(decodeMrz([`${TD3.join('\r\n')}\n`])).toEqual(expected);
    expect(decodeMrz([TD3.join('')])).toEqual(expected);
    expect(decodeMrz(['', ` ${TD3[0]} `, '', TD3[1] ?? ''])).toEqual(expected);
    expect(decodeMrz(TD3.map((line) => line.replaceAll('<', '_')))).toEqual(expected);
  });

  it.each([
    ['small letters', (line: string) => line.toLowerCase()],
    ['a byte order mark and no-break spaces around', (line: string) => `\ufeff${line}\u00a0`],
  ])('when lines have %s, then they are decoded', (_, typed) => {
    expect(decodeMrz(TD3.map(typed))).toEqual(decodeMrz(TD3));
  });

  it('when a check fails, then the zone is decoded with valid false', () => {
    const decoded = decodeMrz([TD3[0] ?? '', (TD3[1] ?? '').replace('L898902C3', 'L898902C4')]);
    expect(decoded).toMatchObject({ ok: true, value: { valid: false, checks: { documentNumber: false } } });
  });

  it('when the input is not a zone, then it is refused', () => {
    expect(decodeMrz(['hello'])).toMatchObject({ ok: false, error: { code: 'MRZ-101' } });
    expect(decodeMrz([])).toMatchObject({ ok: false, error: { code: 'MRZ-101' } });
  });
});
