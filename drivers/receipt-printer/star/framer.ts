import type { Framed, Framer } from '../../framer.ts';
import type { Flow } from '../job/line.ts';

/** What a Star printer says: its status, and XON or XOFF. */
export type StarMessage = { readonly kind: 'asb'; readonly bytes: Uint8Array } | Flow;

const XON = 0x11;
const XOFF = 0x13;
/** Bits 7, 4 and 0 tell the first byte of a block (`0xx0xxx1`) from the others (`0xx0xxx0`), page 5-11 of the manual. */
const FIXED_BITS = 0x91;
const FIRST = 0x01;
/** Two headers and at least the printer status. */
const SHORTEST = 3;

/** Bytes of a block, from its first: bits 5, 3, 2 and 1 are the bits of the length. */
export const lengthOf = (first: number): number => ((first >> 1) & 0x07) | ((first >> 2) & 0x08);

/** The first byte of a block of so many bytes. */
export const firstOf = (length: number): number => FIRST | ((length & 0x07) << 1) | ((length & 0x08) << 2);

/**
 * Cuts what a Star printer sends into status blocks. The second header, a version, is taken as it comes: printers were
 * seen to set bits in it that the manual says are fixed.
 */
export function createStarFramer(): Framer<StarMessage> {
  let held: number[] = [];

  function read(final: boolean): Framed<StarMessage>[] {
    const found: Framed<StarMessage>[] = [];
    let thrown: number[] = [];
    const settle = (): void => {
      if (thrown.length > 0) {
        const why = final ? 'cut short by silence' : 'not a printer status';
        found.push({ kind: 'discarded', bytes: Uint8Array.from(thrown), why });
      }
      thrown = [];
    };
    while (held.length > 0) {
      const reading = readBlock(held);
      if (reading === 'more' && !final) break;
      if (typeof reading === 'string') {
        thrown.push(held.shift()!);
        continue;
      }
      settle();
      found.push({ kind: 'frame', body: { kind: 'asb', bytes: reading } });
      held = held.slice(reading.length);
    }
    settle();
    return found;
  }

  return {
    feed(chunk) {
      const found: Framed<StarMessage>[] = [];
      for (const byte of chunk) {
        if (byte === XON || byte === XOFF) found.push({ kind: 'frame', body: { kind: 'flow', ready: byte === XON } });
        else held.push(byte);
      }
      return [...found, ...read(false)];
    },
    gap: () => read(true),
  };
}

function readBlock(bytes: readonly number[]): Uint8Array | 'more' | 'wrong' {
  const first = bytes[0]!;
  const length = lengthOf(first);
  if ((first & FIXED_BITS) !== FIRST || length < SHORTEST) return 'wrong';
  const block = bytes.slice(0, length);
  if (block.slice(2).some((byte) => (byte & FIXED_BITS) !== 0)) return 'wrong';
  return block.length < length ? 'more' : Uint8Array.from(block);
}
