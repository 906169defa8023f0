import { concat, latin1Bytes } from '../../bytes.ts';
import type { Framer, FramerOutput } from '../../framer.ts';
import { ZONE_START_CHARACTERS } from './scan.ts';
import { splitJoinedZone } from './zone-text.ts';

const INQUIRE = 0x49;
const INQUIRE_ONE_LINE = 0x4c;
const CONTINUOUS = 0x43;

/** Message of the Elyctis command set (v1.7). */
export type ElyctisMessage =
  /** `49`. No lines: question, or empty slot. */
  | { readonly kind: 'zone'; readonly lines: readonly string[] }
  /** `4C`: driving licence with one line, or its question. */
  | { readonly kind: 'one-line'; readonly lines: readonly string[] }
  /** `43`: the reader sends the next zone by itself, once. */
  | { readonly kind: 'continuous'; readonly on: boolean };

export function encodeElyctis(message: ElyctisMessage): Uint8Array {
  if (message.kind === 'continuous') return Uint8Array.of(CONTINUOUS, 0, 1, message.on ? 1 : 0);
  const data = latin1Bytes(message.lines.map((line) => `${line}\r`).join(''));
  const letter = message.kind === 'zone' ? INQUIRE : INQUIRE_ONE_LINE;
  return Uint8Array.from([letter, data.length >> 8, data.length & 0xff, ...data]);
}

const HEADER = 3;
const CR = 0x0d;
const LF = 0x0a;
/** Longer than any zone with CR LF. */
const LONGEST_DATA = 160;
const PIECE = 256;

export interface ElyctisFramer extends Framer<ElyctisMessage> {
  partial(): boolean;
}

/**
 * Cuts the bytes of an Elyctis reader into messages: letter, length (high byte first), data. Commands and answers look alike: `49 00 00`
 * asks for a zone, or answers for an empty slot.
 *
 * There is no checksum: a letter starts a message only with a possible length. The length's high byte 0 is no character, so I, L and C in a
 * zone start no message. A byte that is not text moves the search to the next byte.
 */
export function createElyctisFramer(): ElyctisFramer {
  let pending: Uint8Array = new Uint8Array();

  /** `toTheEnd`: does not wait for unfinished messages. */
  function work(toTheEnd: boolean): FramerOutput<ElyctisMessage>[] {
    const framed: FramerOutput<ElyctisMessage>[] = [];
    let noise = 0;
    const drop = () => {
      if (noise === 0) return;
      framed.push({ kind: 'discarded', bytes: pending.slice(0, noise), why: 'not a message of the command set' });
      pending = pending.slice(noise);
      noise = 0;
    };
    while (noise < pending.length) {
      const length = messageAt(pending, noise);
      if (length === null || (toTheEnd && length > pending.length - noise)) {
        noise += 1;
        continue;
      }
      if (length > pending.length - noise) break;
      drop();
      framed.push({ kind: 'frame', body: decode(pending.subarray(0, length)) });
      pending = pending.slice(length);
    }
    drop();
    return framed;
  }

  return {
    feed(chunk) {
      const framed: FramerOutput<ElyctisMessage>[] = [];
      for (let from = 0; from < chunk.length; from += PIECE) {
        pending = concat(pending, chunk.subarray(from, from + PIECE));
        framed.push(...work(false));
      }
      return framed;
    },
    gap: () => work(true),
    partial: () => pending[0] === INQUIRE && pending.length >= HEADER + ZONE_START_CHARACTERS,
  };
}

/** Even if incomplete; `null`: none. */
function messageAt(bytes: Uint8Array, from: number): number | null {
  const letter = bytes[from] ?? 0;
  const high = bytes[from + 1] ?? 0;
  const low = bytes[from + 2];
  if (![INQUIRE, INQUIRE_ONE_LINE, CONTINUOUS].includes(letter) || high !== 0) return null;
  if (low === undefined) return HEADER;
  const data = bytes.subarray(from + HEADER, from + HEADER + low);
  if (letter === CONTINUOUS) return low === 1 && (data[0] ?? 0) <= 1 ? HEADER + 1 : null;
  return low <= LONGEST_DATA && data.every(isText) ? HEADER + low : null;
}

const isText = (byte: number): boolean => (byte >= 0x20 && byte <= 0x7e) || byte === CR || byte === LF;

function decode(message: Uint8Array): ElyctisMessage {
  const data = message.subarray(HEADER);
  if (message[0] === CONTINUOUS) return { kind: 'continuous', on: data[0] === 1 };
  // No separator is defined. CR was seen; otherwise cut by length.
  const present = String.fromCharCode(...data)
    .split(/[\r\n]+/)
    .filter((line) => line !== '');
  return message[0] === INQUIRE
    ? { kind: 'zone', lines: splitJoinedZone(present) }
    : { kind: 'one-line', lines: present };
}
