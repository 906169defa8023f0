import { type WeierstrassPoint, weierstrass } from '@noble/curves/abstract/weierstrass.js';
import { concat } from '../../bytes.ts';
import { fromBigInt, toBigInt } from '../apdu/bytes.ts';
import { CURVES, type CurveData, GROUPS, type GroupData } from './domain-data.ts';
import type { KeyAgreementKind } from './oids.ts';

/** Unguessable bytes; in tests from the worked examples. */
export type RandomBytes = (length: number) => Uint8Array;

export interface KeyPair {
  readonly secret: bigint;
  /** As sent: uncompressed point, or number with p's length. */
  readonly publicKey: Uint8Array;
}

/**
 * One domain and base (ICAO 9303-11 §9.6, §9.7.1). `undefined`: invalid public key (off the curve, wrong length, neutral, outside the
 * subgroup).
 */
export interface KeyAgreement {
  readonly kind: KeyAgreementKind;
  readonly name: string;
  generate(random: RandomBytes): KeyPair;
  /** Shared secret: x coordinate or number, in p's full length. */
  shared(secret: bigint, theirs: Uint8Array): Uint8Array | undefined;
  /** Generic mapping (ICAO 9303-11 §4.4.3.3.1): same domain, new base. */
  mapped(nonce: Uint8Array, secret: bigint, theirs: Uint8Array): KeyAgreement | undefined;
}

type Point = WeierstrassPoint<bigint>;

/** Key agreement over the standardized domain of this number (ICAO 9303-11 §9.5.1); `undefined`: a reserved number. */
export function keyAgreementOfDomain(domainNumber: number): KeyAgreement | undefined {
  const curve = CURVES[domainNumber];
  if (curve) return curveAgreement(curve);
  const group = GROUPS[domainNumber];
  return group && groupAgreement(group);
}

/** By name of the curve: an engine's table takes longer than one agreement. */
const engines = new Map<string, ReturnType<typeof weierstrass<bigint>>>();

function engineOf(curve: CurveData): ReturnType<typeof weierstrass<bigint>> {
  const number = (hex: string) => BigInt(`0x${hex}`);
  const known = engines.get(curve.name);
  if (known) return known;
  const engine = weierstrass({
    p: number(curve.p),
    n: number(curve.n),
    h: 1n,
    a: number(curve.a),
    b: number(curve.b),
    Gx: number(curve.gx),
    Gy: number(curve.gy),
  });
  engines.set(curve.name, engine);
  return engine;
}

export function curveAgreement(curve: CurveData): KeyAgreement {
  const engine = engineOf(curve);
  const fieldBytes = curve.p.length / 2;
  const orderBytes = curve.n.length / 2;
  const order = BigInt(`0x${curve.n}`);

  /** Cofactor 1: every point except the neutral one is in the group. */
  const decoded = (bytes: Uint8Array): Point | undefined => {
    if (bytes.length !== 1 + 2 * fieldBytes || bytes[0] !== 4) return undefined;
    const point = { x: toBigInt(bytes.subarray(1, 1 + fieldBytes)), y: toBigInt(bytes.subarray(1 + fieldBytes)) };
    return onCurve(curve, point) ? engine.fromAffine(point) : undefined;
  };
  const encoded = (point: Point): Uint8Array =>
    concat([4], fromBigInt(point.toAffine().x, fieldBytes), fromBigInt(point.toAffine().y, fieldBytes));

  const withBase = (base: Point): KeyAgreement => ({
    kind: 'ecdh',
    name: curve.name,
    generate(random) {
      const secret = belowOrder(order, orderBytes, random);
      return { secret, publicKey: encoded(base.multiply(secret)) };
    },
    shared(secret, theirs) {
      const point = decoded(theirs)?.multiply(secret);
      return point && fromBigInt(point.toAffine().x, fieldBytes);
    },
    mapped(nonce, secret, theirs) {
      const common = decoded(theirs)?.multiply(secret);
      const factor = toBigInt(nonce) % order;
      const next = common && (factor === 0n ? common : base.multiply(factor).add(common));
      return next && !next.is0() ? withBase(next) : undefined;
    },
  });
  return withBase(engine.BASE);
}

function onCurve({ p, a, b }: CurveData, { x, y }: { readonly x: bigint; readonly y: bigint }): boolean {
  const [prime, first, second] = [BigInt(`0x${p}`), BigInt(`0x${a}`), BigInt(`0x${b}`)];
  return x < prime && y < prime && (y * y - (x * x * x + first * x + second)) % prime === 0n;
}

export function groupAgreement(group: GroupData): KeyAgreement {
  const [p, q] = [BigInt(`0x${group.p}`), BigInt(`0x${group.q}`)];
  const primeBytes = group.p.length / 2;
  const orderBytes = group.q.length / 2;

  const decoded = (bytes: Uint8Array): bigint | undefined => {
    const value = toBigInt(bytes);
    const proper = bytes.length <= primeBytes && value > 1n && value < p - 1n && powerModulo(value, q, p) === 1n;
    return proper ? value : undefined;
  };

  const withBase = (base: bigint): KeyAgreement => ({
    kind: 'dh',
    name: group.name,
    generate(random) {
      const secret = belowOrder(q, orderBytes, random);
      return { secret, publicKey: fromBigInt(powerModulo(base, secret, p), primeBytes) };
    },
    shared(secret, theirs) {
      const value = decoded(theirs);
      return value === undefined ? undefined : fromBigInt(powerModulo(value, secret, p), primeBytes);
    },
    mapped(nonce, secret, theirs) {
      const value = decoded(theirs);
      if (value === undefined) return undefined;
      const next = (powerModulo(base, toBigInt(nonce), p) * powerModulo(value, secret, p)) % p;
      return next > 1n ? withBase(next) : undefined;
    },
  });
  return withBase(BigInt(`0x${group.g}`));
}

/** 1 ≤ n < order. A source that never fits is broken. */
function belowOrder(order: bigint, bytes: number, random: RandomBytes): bigint {
  const unused = BigInt(bytes * 8 - order.toString(2).length);
  for (let draw = 0; draw < 128; draw += 1) {
    const secret = toBigInt(random(bytes)) >> unused;
    if (secret > 0n && secret < order) return secret;
  }
  throw new Error('the random source gives no number below the order');
}

/** Square and multiply leaks exponent bits by its time. But each exponent is used once, and an attacker who measures time controls the kiosk. */
function powerModulo(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let result = 1n;
  let square = base % modulus;
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = (result * square) % modulus;
    square = (square * square) % modulus;
  }
  return result;
}
