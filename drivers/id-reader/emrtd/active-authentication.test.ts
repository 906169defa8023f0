import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { concat } from '../../bytes.ts';
import { ok } from '../../result.ts';
import { authenticateActively } from './active-authentication.ts';
import { ChipCard } from './card.ts';

/** Curve and hash of passports (ICAO 9303-11 6.1.2.3). */
const CURVES = [
  ['secp224r1', 'sha224'],
  ['brainpoolP224r1', 'sha224'],
  ['prime256v1', 'sha256'],
  ['brainpoolP256r1', 'sha256'],
  ['brainpoolP320r1', 'sha256'],
  ['secp384r1', 'sha384'],
  ['brainpoolP384r1', 'sha384'],
  ['brainpoolP512r1', 'sha512'],
  ['secp521r1', 'sha512'],
] as const;
const NAMED_HASHES = {
  sha224: ['0.4.0.127.0.7.1.1.4.1.2', '1.2.840.10045.4.3.1'],
  sha256: ['0.4.0.127.0.7.1.1.4.1.3', '1.2.840.10045.4.3.2'],
  sha384: ['0.4.0.127.0.7.1.1.4.1.4', '1.2.840.10045.4.3.3'],
  sha512: ['0.4.0.127.0.7.1.1.4.1.5', '1.2.840.10045.4.3.4'],
} as const;
const CODINGS = ['ieee-p1363', 'der'] as const;
type Coding = (typeof CODINGS)[number];

function signs(by: (challenge: Uint8Array) => Uint8Array) {
  return new ChipCard(
    {
      maxCommandBytes: 261,
      maxResponseBytes: 258,
      transmit: async (command) => {
        const challenge = command.subarray(5, 5 + (command[4] ?? 0));
        const le = command.at(-1) || 256;
        return ok(concat(by(challenge).subarray(0, le), [0x90, 0x00]));
      },
      onGone: () => () => {},
    },
    new AbortController().signal,
  );
}

const newKeys = (namedCurve: string) => generateKeyPairSync('ec', { namedCurve });
const KEYS = new Map(CURVES.map(([curve]) => [curve as string, newKeys(curve)]));
const keysOf = (curve: string) => KEYS.get(curve) ?? newKeys(curve);
const spki = (key: KeyObject) => Uint8Array.from(key.export({ format: 'der', type: 'spki' }));
const challenged = (length: number) => Uint8Array.from({ length }, (_, i) => i * 17);

const asked = (publicKey: KeyObject, algorithm: string | undefined, by: (challenge: Uint8Array) => Uint8Array) =>
  authenticateActively(signs(by), spki(publicKey), algorithm, challenged);

describe('active authentication with ECDSA', () => {
  const ways = CURVES.flatMap(([curve, hash]) =>
    CODINGS.flatMap((coding) =>
      [undefined, ...NAMED_HASHES[hash], '1.2.3.4'].map((named) => [curve, hash, coding, named] as const),
    ),
  );

  it.each(ways)(
    'when the chip signs on %s with %s in %s and DG14 names %s, then it is genuine',
    async (curve, hash, dsaEncoding, named) => {
      const { publicKey, privateKey } = keysOf(curve);
      const by = (challenge: Uint8Array) => sign(hash, challenge, { key: privateKey, dsaEncoding });
      expect(await asked(publicKey, named, by)).toEqual({ ok: true, value: undefined });
    },
  );

  it.each([
    ['a hash that DG14 names and that is not the hash of the curve', '0.4.0.127.0.7.1.1.4.1.3', 'sha256'],
    ['the hash of the curve, where DG14 names another', '0.4.0.127.0.7.1.1.4.1.3', 'sha384'],
  ])('when the chip uses %s, then the chip is genuine', async (_, named, hash) => {
    const { publicKey, privateKey } = keysOf('secp384r1');
    const by = (challenge: Uint8Array) => sign(hash, challenge, { key: privateKey, dsaEncoding: 'ieee-p1363' });
    expect(await asked(publicKey, named, by)).toEqual({ ok: true, value: undefined });
  });

  it.each(CODINGS)(
    'when the %s signature has another key or challenge, or is empty, then the error is RDR-247',
    async (coding) => {
      const { publicKey, privateKey } = keysOf('prime256v1');
      const signed = (key: KeyObject, message: Uint8Array, dsaEncoding: Coding) =>
        sign('sha256', message, { key, dsaEncoding });
      const copies = [
        (challenge: Uint8Array) => signed(newKeys('prime256v1').privateKey, challenge, coding),
        () => signed(privateKey, challenged(7), coding),
        () => new Uint8Array(),
      ];
      for (const by of copies) {
        expect(await asked(publicKey, undefined, by)).toMatchObject({ ok: false, error: { code: 'RDR-247' } });
      }
    },
  );

  it('when DG15 holds no key, then the error is RDR-232', async () => {
    const card = signs(() => new Uint8Array());
    const result = await authenticateActively(card, Uint8Array.of(0x30, 0), undefined, challenged);
    expect(result).toMatchObject({ ok: false, error: { code: 'RDR-232', file: 'DG15' } });
  });
});
