import { createHash } from 'node:crypto';
import { concat } from '../../../../drivers/bytes.ts';
import { toBigInt } from '../../../../drivers/id-reader/apdu/bytes.ts';
import { utf8 } from '../../../../drivers/id-reader/emrtd/der.ts';

/** Bytes that depend only on the label: SHA-256 over label and counter. For keys of documents that must not be trusted. */
export function seededBytes(label: string, length: number): Uint8Array {
  const blocks = Array.from({ length: Math.ceil(length / 32) }, (_, counter) =>
    createHash('sha256')
      .update(utf8(`asan-kiosk test ${label} ${counter}`))
      .digest(),
  );
  return concat(...blocks).slice(0, length);
}

/** Number 1 ≤ n < `order`; 64 extra bits make the remainder even enough. */
export const seededScalar = (label: string, order: bigint): bigint =>
  (toBigInt(seededBytes(label, Math.ceil(order.toString(16).length / 2) + 8)) % (order - 1n)) + 1n;
