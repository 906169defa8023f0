import { type Framer, type FramerOutput, FramerPass } from '../../framer.ts';
import { heldBytes } from '../../held-bytes.ts';
import { extractFlowControl, type FlowControl } from '../job/flow.ts';

export type StarMessage = { readonly kind: 'asb'; readonly bytes: Uint8Array } | FlowControl;

const FIXED_BITS = 0x91;
const FIRST = 0x01;
/** Shortest block: two headers and the printer status. */
const SHORTEST = 3;

/** Length of a block, from bits 5, 3, 2 and 1 of its first byte. */
export const starBlockLengthOf = (first: number): number => ((first >> 1) & 0x07) | ((first >> 2) & 0x08);

export const firstByteOfBlock = (length: number): number => FIRST | ((length & 0x07) << 1) | ((length & 0x08) << 2);

/**
 * Cuts a Star printer's bytes into status blocks. The first byte of a block has the form `0xx0xxx1`, other bytes have `0xx0xxx0` (manual,
 * page 5-11). The second header, a version, is not checked: real printers set bits that the manual says are fixed.
 */
export function createStarFramer(): Framer<StarMessage> {
  const held = heldBytes();

  function read(final: boolean): FramerOutput<StarMessage>[] {
    const cut = new FramerPass<StarMessage>(held.view());
    while (cut.at < cut.bytes.length) {
      const reading = readBlock(cut.bytes, cut.at);
      if (reading === 'more' && !final) break;
      if (typeof reading === 'string') cut.drop(1, final ? 'cut short by silence' : 'not a printer status');
      else cut.accept({ kind: 'asb', bytes: reading }, reading.length);
    }
    held.drop(cut.at);
    return cut.flush();
  }

  return {
    feed(chunk) {
      const found: FramerOutput<StarMessage>[] = extractFlowControl(chunk, held);
      return found.concat(read(false));
    },
    gap: () => read(true),
  };
}

function readBlock(bytes: Uint8Array, at: number): Uint8Array | 'more' | 'wrong' {
  const first = bytes[at] ?? 0;
  const length = starBlockLengthOf(first);
  if ((first & FIXED_BITS) !== FIRST || length < SHORTEST) return 'wrong';
  const block = bytes.slice(at, at + length);
  if (block.subarray(2).some((byte) => (byte & FIXED_BITS) !== 0)) return 'wrong';
  return block.length < length ? 'more' : block;
}
