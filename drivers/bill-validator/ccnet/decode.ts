import { toHex } from '../../bytes.ts';
import { qepikOf } from './bill-table.ts';
import { type Answer, type Command, encodeCommand, parseCcnetAnswer, parseCcnetCommand } from './codec.ts';
import { createCcnetFramer } from './framer.ts';
import { failedPartOf, rejectionOf } from './tables.ts';

/** Value of `decode ccnet --json`. */
export interface DecodedCcnet {
  readonly messages: readonly DecodedMessage[];
  /** `bytes` in hex. */
  readonly discarded: readonly { readonly bytes: string; readonly why: string }[];
}

export interface DecodedMessage {
  /** `either`: ACK and NAK do not show the sender. */
  readonly from: 'command' | 'answer' | 'either';
  readonly kind: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

/**
 * Decodes all of `bytes`, which may hold both directions of a dialogue in order. Never throws.
 *
 * A frame does not name its sender. It is decoded as the answer to the command before it if it can be one, else as a command. An unknown
 * command is decoded as an answer to POLL if possible.
 */
export function decodeCcnet(bytes: Uint8Array): DecodedCcnet {
  const framer = createCcnetFramer();
  const messages: DecodedMessage[] = [];
  const discarded: { bytes: string; why: string }[] = [];
  let asked: Command | null = null;
  for (const piece of [...framer.feed(bytes), ...framer.gap()]) {
    if (piece.kind === 'discarded') {
      discarded.push({ bytes: toHex(piece.bytes), why: piece.why });
      continue;
    }
    const { message, asks } = readFrame(piece.body, asked);
    messages.push(message);
    asked = asks;
  }
  return { messages, discarded };
}

function readFrame(
  data: Uint8Array,
  asked: Command | null,
): { readonly message: DecodedMessage; readonly asks: Command | null } {
  const command = parseCcnetCommand(data);
  if (asked) {
    const answer = parseCcnetAnswer(asked.kind, data);
    if (answer.ok) return { message: answerMessage(answer.value), asks: null };
  } else if (command.kind === 'ack' || command.kind === 'nak') {
    return { message: { from: 'either', kind: command.kind, fields: {} }, asks: null };
  }
  const lone = command.kind === 'unknown' ? parseCcnetAnswer('poll', data) : null;
  if (lone?.ok) return { message: answerMessage(lone.value), asks: null };
  return { message: commandMessage(command), asks: command.kind === 'unknown' ? null : command };
}

function commandMessage(command: Command): DecodedMessage {
  const { kind, ...fields } = command;
  return { from: 'command', kind, fields: kind === 'unknown' ? { hex: toHex(encodeCommand(command)) } : fields };
}

function answerMessage(answer: Answer): DecodedMessage {
  switch (answer.kind) {
    case 'state': {
      const { state, ...fields } = answer.unit;
      return { from: 'answer', kind: state, fields: { ...fields, ...meaningOf(answer.unit) } };
    }
    case 'bill-table': {
      const { table } = answer;
      const notes = table.flatMap((entry, type) => (entry ? [{ type, ...entry, qepik: qepikOf(table, type) }] : []));
      return { from: 'answer', kind: 'bill-table', fields: { notes } };
    }
    case 'identification':
      return { from: 'answer', kind: 'identification', fields: { ...answer.identification } };
    default: {
      const { kind, ...fields } = answer;
      return { from: 'answer', kind, fields };
    }
  }
}

function meaningOf(unit: Extract<Answer, { kind: 'state' }>['unit']): Readonly<Record<string, unknown>> {
  if (unit.state === 'rejecting') return { because: rejectionOf(unit.reason).words };
  return unit.state === 'failure' ? { failed: failedPartOf(unit.part) } : {};
}
