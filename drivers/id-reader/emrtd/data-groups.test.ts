import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { concat, fromHex, latin1Bytes } from '../../bytes.ts';
import { readEfCom, readPersonalDetails, readZoneLines } from './data-groups.ts';
import { readFace } from './face.ts';
import { documentOfZone, passwordOf } from './identity.ts';
import { createReadProgress } from './progress.ts';
import { readSecurityInfos } from './security-infos.ts';
import { writeTlv } from './tlv.ts';

/** ICAO 9303-11, appendix D.4. */
it('EF.COM of the worked example is decoded as DG1 and DG2', () => {
  expect(readEfCom(fromHex('60145f0104303130365f36063034303030305c026175'))).toEqual({
    ok: true,
    value: { ldsVersion: '0106', dataGroups: [1, 2] },
  });
  expect(readEfCom(fromHex('6000')).ok).toBe(false);
});

describe('DG1', () => {
  const TD3 = 'P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<L898902C36UTO7408122F1204159ZE184226B<<<<<10';
  const file = (zone: string) => writeTlv(0x61, writeTlv(0x5f1f, latin1Bytes(zone)));

  it('DG1 is decoded as the lines of a zone', () => {
    const lines = readZoneLines(file(TD3));
    expect(lines).toEqual({ ok: true, value: [TD3.slice(0, 44), TD3.slice(44)] });
    const document = lines.ok && documentOfZone(lines.value, new Date(2010, 0, 1));
    expect(document).toMatchObject({ ok: true, value: { surname: 'ERIKSSON', birthDate: '1974-08-12' } });
    expect(document !== false && document.ok ? passwordOf(document.value) : undefined).toEqual({
      kind: 'mrz',
      information: 'L898902C3674081221204159',
    });
  });

  it('when a check digit is wrong, then the error names it and has no letter of the zone', () => {
    const lines = readZoneLines(file(TD3.replace('7408122', '7408123')));
    const document = lines.ok && documentOfZone(lines.value, new Date(2010, 0, 1));
    expect(document).toEqual({ ok: false, error: { why: 'checks that fail: birthDate, composite' } });
  });

  it.each([file('P<UTO'), fromHex('6100'), fromHex('75'), new Uint8Array()])(
    'when DG1 is %o, then it is refused',
    (bytes) => {
      expect(readZoneLines(bytes).ok).toBe(false);
    },
  );
});

describe('DG11', () => {
  it("the name in DG11 is decoded as the holder's own letters", () => {
    const name = new TextEncoder().encode('MƏMMƏDOVA<<AYSEL');
    const file = writeTlv(
      0x6b,
      writeTlv(0x5c, [0x5f, 0x0e, 0x5f, 0x2b]),
      writeTlv(0x5f0e, name),
      writeTlv(0x5f2b, [0x19, 0x90, 0x03, 0x15]),
    );
    expect(readPersonalDetails(file)).toEqual({
      ok: true,
      value: { fullName: 'MƏMMƏDOVA<<AYSEL', birthDate: '19900315' },
    });
  });
});

describe('DG2', () => {
  const JPEG = fromHex('ffd8ffe000104a464946');
  interface Made {
    readonly points?: number;
    readonly claimed?: number;
    readonly header?: Uint8Array;
  }
  function face(image: Uint8Array, { points = 0, claimed = image.length, header = fromHex('8000') }: Made = {}) {
    const blocks = concat(new Uint8Array(20 - 6), new Uint8Array(points * 8), new Uint8Array(12));
    const length = 20 + points * 8 + 12 + claimed;
    const record = concat(
      fromHex('4641430030313000'),
      uint32(14 + length),
      [0, 1],
      uint32(length),
      [points >> 8, points & 0xff],
      blocks,
      image,
    );
    const template = writeTlv(0x7f60, writeTlv(0xa1, header), writeTlv(0x5f2e, record));
    return writeTlv(0x75, writeTlv(0x7f61, writeTlv(0x02, [1]), template));
  }
  const uint32 = (value: number) => [value >>> 24, (value >> 16) & 0xff, (value >> 8) & 0xff, value & 0xff];

  it.each([
    ['image/jpeg', JPEG],
    ['image/jp2', fromHex('0000000c6a5020200d0a870a')],
    ['image/jp2', fromHex('ff4fff51002f')],
  ] as const)('a picture of kind %s is decoded as the face', (mime, bytes) => {
    expect(readFace(face(bytes))).toEqual({ ok: true, value: { mime, bytes } });
    expect(readFace(face(bytes, { points: 3 }))).toEqual({ ok: true, value: { mime, bytes } });
  });

  it.each(['800201018101028702010188020008', '8101028201008702010188020008', ''])(
    'when the biometric header is %s, then the picture is still read',
    (header) => {
      expect(readFace(face(JPEG, { header: fromHex(header) }))).toMatchObject({ ok: true, value: { bytes: JPEG } });
    },
  );

  it.each([
    ['a picture of no known kind', face(fromHex('0102030405'))],
    ['a length beyond its end', face(JPEG, { claimed: 5_000 })],
    [
      'more points than bytes',
      face(JPEG, { points: 0 }).map((byte, index, all) => (index === all.length - 12 - JPEG.length - 16 ? 0xff : byte)),
    ],
    ['no template', writeTlv(0x75, writeTlv(0x7f61, writeTlv(0x02, [0])))],
    ['nothing', new Uint8Array()],
  ])('when DG2 has %s, then the reader does not throw', (_, bytes) => {
    const result = readFace(bytes);
    if (result.ok) expect(result.value.bytes.length).toBeGreaterThan(0);
  });
});

describe('SecurityInfos', () => {
  it('when a SecurityInfo is unknown, then it is left out', () => {
    expect(readSecurityInfos(fromHex('310a300806032a0304020101'))).toEqual({
      ok: true,
      value: { pace: [], chipAuthentication: [], chipPublicKeys: [], activeAuthentication: undefined },
    });
  });

  it.each(['', '3000', '310330020500', '3107300506032a0304'])(
    'when the bytes %s are no SecurityInfos, then they are refused',
    (hex) => {
      expect(readSecurityInfos(fromHex(hex)).ok).toBe(false);
    },
  );

  it('when the public key of a chip has a curve of its own, then the key is decoded without a key agreement', () => {
    const made = writeTlv(
      0x30,
      writeTlv(0x02, [1]),
      writeTlv(0x30, fromHex('06072a8648ce3d0101'), writeTlv(0x02, [23])),
      writeTlv(0x30, writeTlv(0x04, [1]), writeTlv(0x04, [1])),
      writeTlv(0x04, [4, 1, 1]),
      writeTlv(0x02, [7]),
    );
    const key = writeTlv(0x30, writeTlv(0x30, fromHex('06072a8648ce3d0201'), made), writeTlv(0x03, [0, 4, 1, 1]));
    const infos = readSecurityInfos(
      writeTlv(0x31, writeTlv(0x30, fromHex('060904007f00070202010 2'.replace(' ', '')), key)),
    );
    expect(infos).toMatchObject({ ok: true, value: { chipPublicKeys: [{ kind: 'ecdh', agreement: undefined }] } });
  });
});

it('for any bytes, no file reader throws', () => {
  const readers = [readEfCom, readZoneLines, readPersonalDetails, readFace, readSecurityInfos];
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 80 }), fc.constantFrom(0x60, 0x61, 0x6b, 0x6c, 0x75, 0x31), (bytes, tag) => {
      for (const reader of readers) reader(writeTlv(tag, bytes));
    }),
  );
});

it('when a file is longer than estimated, then progress does not go back', () => {
  const seen: number[] = [];
  const progress = createReadProgress((fraction) => seen.push(fraction));
  progress.plan(['EF.SOD', 'DG2']);
  progress.of('EF.SOD')(2_000, 2_000);
  progress.of('DG2')(200, 100_000);
  progress.of('DG2')(100_000, 100_000);
  expect(seen[0]).toBeCloseTo(2_000 / 18_000);
  expect(seen).toEqual([seen[0], 1]);
});
