import { fromBigInt, toBigInt } from '../../../drivers/id-reader/apdu/bytes.ts';
import { CURVES, type CurveName, type CurvePoint } from './issue/curves.ts';

/**
 * Where keys are agreed upon: a curve, or numbers modulo a prime. The words are those of a group written as powers, so
 * that the steps of PACE read as in ICAO 9303-11 (4.4.3.3) for both.
 */
export interface Domain<E> {
  readonly order: bigint;
  readonly generator: E;
  /** The tag of a public key in an authentication token (9.4.2 and 9.4.3). */
  readonly publicKeyTag: number;
  power(base: E, exponent: bigint): E;
  times(one: E, other: E): E;
  /** A public key as it stands on the wire; `undefined` for what is no proper member of the group. */
  read(bytes: Uint8Array): E | undefined;
  write(element: E): Uint8Array;
  /** What two sides have in common afterwards: the x coordinate, or the number (9.6). */
  secretOf(element: E): Uint8Array;
}

export function curveDomain(name: CurveName): Domain<CurvePoint> {
  const { Point } = CURVES[name];
  const { p, n } = Point.CURVE();
  const size = Math.ceil(p.toString(2).length / 8);
  return {
    order: n,
    generator: Point.BASE,
    publicKeyTag: 0x86,
    power: (base, exponent) => base.multiply(exponent),
    times: (one, other) => one.add(other),
    read(bytes) {
      if (bytes.length !== 1 + 2 * size || bytes[0] !== 0x04) return undefined;
      try {
        const point = Point.fromBytes(bytes);
        point.assertValidity();
        return point;
      } catch {
        // The library throws for a point that is not on the curve, which a terminal may well send.
        return undefined;
      }
    },
    write: (point) => point.toBytes(false),
    secretOf: (point) => fromBigInt(point.x, size),
  };
}

export interface PrimeGroup {
  readonly prime: bigint;
  readonly order: bigint;
  readonly generator: bigint;
}

export function primeDomain({ prime, order, generator }: PrimeGroup): Domain<bigint> {
  const size = Math.ceil(prime.toString(2).length / 8);
  return {
    order,
    generator,
    publicKeyTag: 0x84,
    power: (base, exponent) => powerModulo(base, exponent, prime),
    times: (one, other) => (one * other) % prime,
    read(bytes) {
      const value = toBigInt(bytes);
      const proper = value > 1n && value < prime - 1n && powerModulo(value, order, prime) === 1n;
      return bytes.length <= size && proper ? value : undefined;
    },
    write: (value) => fromBigInt(value, size),
    secretOf: (value) => fromBigInt(value, size),
  };
}

function powerModulo(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let [square, result] = [base % modulus, 1n];
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = (result * square) % modulus;
    square = (square * square) % modulus;
  }
  return result;
}
