import type { HeldBytes } from '../../held-bytes.ts';

/** XON or XOFF, which any printer may send. */
export interface FlowControl {
  readonly kind: 'flow';
  readonly ready: boolean;
}

const XON = 0x11;
const XOFF = 0x13;

export const isFlowControl = (message: { readonly kind: string }): message is FlowControl => message.kind === 'flow';

/**
 * Takes XON and XOFF out of a chunk and adds the other bytes to `held`. Flow control may come anywhere, even inside an answer (Epson
 * ESC/POS reference, `DLE DC4` fn 8).
 */
export function extractFlowControl(chunk: Uint8Array, held: HeldBytes): { kind: 'frame'; body: FlowControl }[] {
  const found: { kind: 'frame'; body: FlowControl }[] = [];
  let from = 0;
  for (let at = 0; at < chunk.length; at += 1) {
    const byte = chunk[at];
    if (byte !== XON && byte !== XOFF) continue;
    found.push({ kind: 'frame', body: { kind: 'flow', ready: byte === XON } });
    held.add(chunk.subarray(from, at));
    from = at + 1;
  }
  held.add(chunk.subarray(from));
  return found;
}
