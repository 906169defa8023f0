import { toHex } from '../../bytes.ts';
import type { ZvtCharset } from './charset.ts';
import { decodeNumberedMessage } from './codec.ts';
import { createFramer, type ZvtUnit } from './framer.ts';
import type { ZvtKind, ZvtMessage } from './messages.ts';

/** One message, decoded for JSON. `sequence`: message number, if any. */
export interface DecodedMessage {
  readonly kind: ZvtKind | 'link-ack' | 'link-nak';
  readonly fields: object;
  readonly sequence?: number | undefined;
}

/** Value of `decode zvt --json`. `fields`: see `messages.ts`. */
export interface DecodedZvt {
  readonly messages: readonly DecodedMessage[];
  /** `bytes` in hex. */
  readonly discarded: readonly { readonly bytes: string; readonly why: string }[];
}

/** Options of `decodeZvt`. */
export interface DecodeOptions {
  /** False: raw APDUs, as on TCP. */
  readonly serial: boolean;
  readonly charset?: ZvtCharset;
}

/** Decodes all of `bytes`, which may hold both directions of a dialogue. Never throws. */
export function decodeZvt(bytes: Uint8Array, options: DecodeOptions): DecodedZvt {
  const framer = createFramer(options.serial ? 'serial' : 'tcp');
  const reader = createZvtUnitDecoder(options.charset ?? 'cp437');
  const messages: DecodedMessage[] = [];
  const discarded: { bytes: string; why: string }[] = [];
  for (const piece of [...framer.feed(bytes), ...framer.gap()]) {
    if (piece.kind === 'discarded') {
      discarded.push({ bytes: toHex(piece.bytes), why: piece.why });
      continue;
    }
    const read = reader(piece.body);
    if (read.kind === 'malformed') discarded.push({ bytes: toHex(read.bytes), why: read.why });
    else if (read.kind === 'message') messages.push(decodedMessage(read));
    else messages.push({ kind: read.kind, fields: {} });
  }
  return { messages, discarded };
}

function decodedMessage({ message, sequence }: Extract<DecodedZvtUnit, { kind: 'message' }>): DecodedMessage {
  return { kind: message.kind, fields: message.fields, sequence };
}

export type DecodedZvtUnit =
  | {
      readonly kind: 'message';
      readonly message: ZvtMessage;
      readonly apdu: Uint8Array;
      readonly sequence: number | undefined;
    }
  | { readonly kind: 'link-ack' }
  | { readonly kind: 'link-nak' }
  | { readonly kind: 'malformed'; readonly bytes: Uint8Array; readonly why: string };

/** From the terminal, answers, unknown. */
const FROM_TERMINAL: ReadonlySet<ZvtKind> = new Set([
  'intermediate-status',
  'status-information',
  'completion',
  'abort',
  'print-line',
  'print-text-block',
  'positive-ack',
  'negative-ack',
  'unknown',
]);

/** Reads units of one dialogue in order: the form of a completion depends on its command. */
export function createZvtUnitDecoder(charset: ZvtCharset): (unit: ZvtUnit) => DecodedZvtUnit {
  let command: ZvtKind | undefined;
  return (unit) => {
    if (unit.unit !== 'apdu') return { kind: unit.unit === 'ack' ? 'link-ack' : 'link-nak' };
    const decoded = decodeNumberedMessage(unit.apdu, charset, command === 'status-enquiry');
    if (!decoded.ok) return { kind: 'malformed', bytes: unit.apdu, why: decoded.error };
    const { message, sequence } = decoded.value;
    if (!FROM_TERMINAL.has(message.kind)) command = message.kind;
    return { kind: 'message', message, apdu: unit.apdu, sequence };
  };
}
