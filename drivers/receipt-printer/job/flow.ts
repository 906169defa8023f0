import type { HeldBytes } from '../../held-bytes.ts';

/** XON or XOFF, which any printer may send. */
export interface Flow {
  readonly kind: 'flow';
  readonly ready: boolean;
}

const XON = 0x11;
const XOFF = 0x13;

export const isFlow = (message: { readonly kind: string }): message is Flow => message.kind === 'flow';

/**
 * Takes XON and XOFF out of a chunk and adds the other bytes to `held`. Flow control may come anywhere, even inside an answer (Epson
 * ESC/POS reference, `DLE DC4` fn 8).
 */
export function liftFlow(chunk: Uint8Array, held: HeldBytes): { kind: 'frame'; body: Flow }[] {
  const found: { kind: 'frame'; body: Flow }[] = [];
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
