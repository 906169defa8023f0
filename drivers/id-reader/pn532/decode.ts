import { toHex } from '../../bytes.ts';
import { parsePn532Answer, parsePn532Command } from './codec.ts';
import { createPn532Framer, FROM_HOST, type Pn532Frame } from './framer.ts';
import type { Pn532Answer, Pn532Command } from './messages.ts';

/** Output of `decode pn532 --json`. `fields`: see `messages.ts`, bytes in hex; link-level frames have none. */
export interface DecodedPn532 {
  readonly messages: readonly {
    readonly from: 'host' | 'chip' | null;
    readonly kind: Pn532Command['kind'] | 'ack' | 'nack' | 'syntax-error';
    readonly fields: object;
  }[];
  /** Hex. */
  readonly discarded: readonly { readonly bytes: string; readonly why: string }[];
}

export type Pn532FrameMeaning =
  | { readonly is: 'command'; readonly message: Pn532Command }
  | { readonly is: 'answer'; readonly message: Pn532Answer }
  | { readonly is: 'link'; readonly unit: 'ack' | 'nack' | 'syntax-error' }
  | { readonly is: 'malformed'; readonly packet: Uint8Array; readonly why: string };

/** Reads one frame. */
export function readPn532Frame(unit: Pn532Frame): Pn532FrameMeaning {
  if (unit.unit !== 'information') return { is: 'link', unit: unit.unit };
  if (unit.from === FROM_HOST) {
    const command = parsePn532Command(unit.data);
    return command.ok
      ? { is: 'command', message: command.value }
      : { is: 'malformed', packet: unit.data, why: command.error };
  }
  const answer = parsePn532Answer(unit.data);
  return answer.ok
    ? { is: 'answer', message: answer.value }
    : { is: 'malformed', packet: unit.data, why: answer.error };
}

/** Decodes bytes, which may have both directions of a line. Never throws. */
export function decodePn532(bytes: Uint8Array): DecodedPn532 {
  const framer = createPn532Framer();
  const messages: DecodedPn532['messages'][number][] = [];
  const discarded: DecodedPn532['discarded'][number][] = [];
  for (const piece of [...framer.feed(bytes), ...framer.gap()]) {
    if (piece.kind === 'discarded') {
      discarded.push({ bytes: toHex(piece.bytes), why: piece.why });
      continue;
    }
    const read = readPn532Frame(piece.body);
    if (read.is === 'malformed') discarded.push({ bytes: toHex(read.packet), why: read.why });
    else if (read.is === 'link') messages.push({ from: null, kind: read.unit, fields: {} });
    else {
      const from = read.is === 'command' ? 'host' : 'chip';
      messages.push({ from, kind: read.message.kind, fields: shown(read.message.fields) as object });
    }
  }
  return { messages, discarded };
}

function shown(value: unknown): unknown {
  if (value instanceof Uint8Array) return toHex(value);
  if (Array.isArray(value)) return value.map(shown);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, shown(field)]));
}
