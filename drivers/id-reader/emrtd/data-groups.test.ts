import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromHex, latin1Bytes } from '../../bytes.ts';
import { readEfCom, readPersonalDetails, readZoneLines } from './data-groups.ts';
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
  const readers = [readEfCom, readZoneLines, readPersonalDetails, readSecurityInfos];
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 80 }), fc.constantFrom(0x60, 0x61, 0x6b, 0x6c, 0x75, 0x31), (bytes, tag) => {
      for (const reader of readers) reader(writeTlv(tag, bytes));
    }),
  );
});

it('when a file is longer than estimated, then progress does not go back', () => {
  const seen: number[] = [];
  const progress = createReadProgress((fraction) => seen.push(fraction));
  progress.plan(['EF.SOD', 'DG11']);
  progress.of('EF.SOD')(2_000, 2_000);
  progress.of('DG11')(100, 100_000);
  progress.of('DG11')(100_000, 100_000);
  expect(seen[0]).toBeCloseTo(2_000 / 2_150);
  expect(seen).toEqual([seen[0], 1]);
});
