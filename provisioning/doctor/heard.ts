import { createCcnetFramer } from '../../drivers/bill-validator/ccnet/framer.ts';
import type { DeviceKindWithLink } from '../../drivers/device-kinds.ts';
import type { Framer } from '../../drivers/framer.ts';
import { createPn532Framer } from '../../drivers/id-reader/pn532/framer.ts';
import { createFramer } from '../../drivers/payment-terminal/zvt/framer.ts';

/**
 * `protocol`: whole messages of another device. `text`: letters, as of a modem, a typing scanner or a network service. `noise`: no known
 * protocol, as at another speed.
 */
export type HeardBytesClass =
  | { readonly is: 'nothing' }
  | { readonly is: 'protocol'; readonly name: string; readonly speaker: DeviceKindWithLink }
  | { readonly is: 'text'; readonly begins: string }
  | { readonly is: 'noise' };

export const MOST_HEARD_BYTES = 4_096;

/** Protocols with a checksum, which tells them from noise with certainty. */
const CHECKED: readonly (readonly [name: string, speaker: DeviceKindWithLink, framer: () => Framer<unknown>])[] = [
  ['ZVT (serial framing)', 'terminal', () => createFramer('serial')],
  ['CCNET', 'billValidator', createCcnetFramer],
  ['PN532', 'chipReader', createPn532Framer],
];

/** Fewest bytes in whole messages: a single byte (an ACK) proves nothing. */
const ENOUGH_BYTES = 4;

export function classifyBytes(bytes: Uint8Array): HeardBytesClass {
  if (bytes.length === 0) return { is: 'nothing' };
  const checked = CHECKED.find(([, , framer]) => framedBytes(bytes, framer()) >= ENOUGH_BYTES);
  if (checked) return { is: 'protocol', name: checked[0], speaker: checked[1] };
  const text = new TextDecoder('latin1').decode(bytes);
  if (/[A-Z0-9<]{5,}<<[A-Z0-9<]+/.test(text)) return { is: 'protocol', name: 'a zone', speaker: 'reader' };
  if (isZvtOverTcp(bytes)) return { is: 'protocol', name: 'ZVT (TCP framing)', speaker: 'terminal' };
  if (bytes.every(isStatus)) return { is: 'protocol', name: 'ESC/POS', speaker: 'printer' };
  const letters = bytes.filter((byte) => (byte >= 0x20 && byte < 0x7f) || byte === 0x0d || byte === 0x0a).length;
  if (bytes.length >= ENOUGH_BYTES && letters / bytes.length > 0.95) return { is: 'text', begins: firstWords(text) };
  return { is: 'noise' };
}

function framedBytes(bytes: Uint8Array, framer: Framer<unknown>): number {
  const framed = [...framer.feed(bytes), ...framer.gap()];
  const lost = framed.reduce((sum, part) => sum + (part.kind === 'discarded' ? part.bytes.length : 0), 0);
  return framed.some(({ kind }) => kind === 'frame') ? bytes.length - lost : 0;
}

/** `CCRC APRC LL data`, with the stated length [PA00P015 13.08, 1.4: 80 and 84 answer, 04 and 06 begin a terminal's own messages]. */
function isZvtOverTcp(bytes: Uint8Array): boolean {
  const [first = 0, , length = 0] = bytes;
  return [0x80, 0x84, 0x04, 0x06].includes(first) && bytes.length >= 3 && bytes.length === length + 3;
}

/** A real-time answer: bits 1 and 4 are set, 0 and 7 are not (Epson, TM-T88III specification, `DLE EOT`). */
const isStatus = (byte: number): boolean => (byte & 0x93) === 0x12;

/** Short, because a text may be personal data. */
const firstWords = (text: string): string =>
  text
    .replace(/[^\x20-\x7e]/g, ' ')
    .trim()
    .slice(0, 12);
