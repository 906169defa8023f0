import { createECDH } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../../simulators/random.ts';
import { toHex } from '../../bytes.ts';
import { keyAgreementOfDomain, type RandomBytes } from './agreement.ts';

const seeded = (seed: number): RandomBytes => {
  const random = seededRandom(seed);
  return (length) => Uint8Array.from({ length }, () => Math.floor(random() * 256));
};
const agreementOf = (number: number) => {
  const agreement = keyAgreementOfDomain(number);
  if (!agreement) throw new Error(`no domain ${number}`);
  return agreement;
};

const CURVES: readonly (readonly [number: number, openssl: string])[] = [
  [8, 'prime192v1'],
  [9, 'brainpoolP192r1'],
  [10, 'secp224r1'],
  [11, 'brainpoolP224r1'],
  [12, 'prime256v1'],
  [13, 'brainpoolP256r1'],
  [14, 'brainpoolP320r1'],
  [15, 'secp384r1'],
  [16, 'brainpoolP384r1'],
  [17, 'brainpoolP512r1'],
  [18, 'secp521r1'],
];

describe('standardized curves', () => {
  it.each(CURVES)('curve %i has the same shared secret as OpenSSL on %s', (number, openssl) => {
    const agreement = agreementOf(number);
    const ours = agreement.generate(seeded(number));
    const theirs = createECDH(openssl);
    const theirKey = Uint8Array.from(theirs.generateKeys());
    expect(toHex(agreement.shared(ours.secret, theirKey)!)).toBe(theirs.computeSecret(ours.publicKey).toString('hex'));
  });
});

describe('standardized domains', () => {
  it.each([0, 1, 2, ...CURVES.map(([number]) => number)])('domain %i maps to the same base on both sides', (number) => {
    const agreement = agreementOf(number);
    const nonce = seeded(1)(16);
    const [a, b] = [agreement.generate(seeded(2)), agreement.generate(seeded(3))];
    const [ofA, ofB] = [agreement.mapped(nonce, a.secret, b.publicKey), agreement.mapped(nonce, b.secret, a.publicKey)];
    const [keyA, keyB] = [ofA!.generate(seeded(4)), ofB!.generate(seeded(5))];
    expect(ofA!.shared(keyA.secret, keyB.publicKey)).toEqual(ofB!.shared(keyB.secret, keyA.publicKey));
    expect(ofA!.generate(seeded(6)).publicKey).toEqual(ofB!.generate(seeded(6)).publicKey);
    expect(ofA!.generate(seeded(6)).publicKey).not.toEqual(agreement.generate(seeded(6)).publicKey);
  });

  it.each([3, 7, 19, 31])('domain %i is undefined', (number) => {
    expect(keyAgreementOfDomain(number)).toBeUndefined();
  });
});

describe('a public key outside the domain', () => {
  const curve = agreementOf(13);
  const { secret, publicKey } = curve.generate(seeded(1));
  const group = agreementOf(0);
  const one = group.generate(seeded(1));

  it.each([
    ['neutral', Uint8Array.of(0)],
    ['not on the curve', publicKey.map((byte, index) => (index === 40 ? byte ^ 1 : byte))],
    ['too short', publicKey.subarray(0, -1)],
    ['compressed', Uint8Array.of(2, ...publicKey.subarray(1, 33))],
    ['above the field', Uint8Array.of(4, ...new Uint8Array(64).fill(0xff))],
    ['empty', new Uint8Array()],
  ])('when the public key of a curve is %s, then it is refused', (_, bytes) => {
    expect(curve.shared(secret, bytes)).toBeUndefined();
    expect(curve.mapped(new Uint8Array(16), secret, bytes)).toBeUndefined();
  });

  it.each([
    ['zero', new Uint8Array(128)],
    ['one', Uint8Array.from({ length: 128 }, (_, index) => (index === 127 ? 1 : 0))],
    ['outside the subgroup', Uint8Array.from({ length: 128 }, (_, index) => (index === 127 ? 2 : 0))],
    ['too long', new Uint8Array(129).fill(1)],
  ])('when the public key of a group is %s, then it is refused', (_, bytes) => {
    expect(group.shared(one.secret, bytes)).toBeUndefined();
    expect(group.mapped(new Uint8Array(16), one.secret, bytes)).toBeUndefined();
  });
});

it('when the random source returns only zeros, then generate throws', () => {
  expect(() => agreementOf(13).generate((length) => new Uint8Array(length))).toThrow();
});
