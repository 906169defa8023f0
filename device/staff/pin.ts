import { createHmac, scrypt, timingSafeEqual } from 'node:crypto';

export type PinWeakness = 'one-digit' | 'row' | 'repeated' | 'mirrored' | 'two-digits' | 'number';

export const isPin = (text: string): boolean => /^\d{6}$/.test(text);

/** Says why a PIN is weak. `badge`: number on the badge, which a finder of the badge reads. `null`: it is not weak. */
export function pinWeaknessOf(pin: string, badge: string): PinWeakness | null {
  const digits = [...pin].map(Number);
  const kinds = new Set(digits).size;
  if (kinds === 1) return 'one-digit';
  const steps = new Set(digits.slice(1).map((digit, at) => (digit - digits[at]! + 10) % 10));
  if (steps.size === 1) return 'row';
  if (/^(..)\1\1$|^(...)\2$|^(.)\3(.)\4(.)\5$/.test(pin)) return 'repeated';
  if (pin === [...pin].reverse().join('')) return 'mirrored';
  if (kinds === 2) return 'two-digits';
  return badge.replaceAll(/\D/g, '').includes(pin) ? 'number' : null;
}

/** Hash of a PIN with its salt, hex. */
export interface PinHash {
  readonly salt: string;
  readonly hash: string;
}

const HASH_BYTES = 32;
/** 16 MiB, 50 ms: slows a thief who has the file and the key. */
const COST = { N: 16_384, r: 8, p: 1 };

/**
 * A million PINs can be tried in hours against any hash. So the hash has a key, which is not in the file. Without the machine's
 * credential, the file says nothing. scrypt is the second wall. The badge's number binds the hash to its badge.
 */
export async function hashPin(key: Uint8Array, badge: string, pin: string, salt: Uint8Array): Promise<PinHash> {
  const keyed = createHmac('sha256', key).update(`${badge}\0${pin}`).digest();
  const hash = await new Promise<Buffer>((resolve, reject) => {
    scrypt(keyed, salt, HASH_BYTES, COST, (error, made) => (error ? reject(error) : resolve(made)));
  });
  return { salt: Buffer.from(salt).toString('hex'), hash: hash.toString('hex') };
}

/** Compares in constant time. */
export async function isPinOf(key: Uint8Array, badge: string, pin: string, stored: PinHash): Promise<boolean> {
  const its = await hashPin(key, badge, pin, Buffer.from(stored.salt, 'hex'));
  return timingSafeEqual(Buffer.from(its.hash, 'hex'), Buffer.from(stored.hash, 'hex'));
}
