import type { PacketLayout } from '../../layout.ts';
import { err, ok, type Result } from '../../result.ts';
import { type CommandKind, MESSAGES, type Pn532Answer, type Pn532Command } from './messages.ts';

/** DataOut or DataIn of one InDataExchange [§7.3.8]. */
export const MAX_PIECE_BYTES = 262;

const KINDS = Object.keys(MESSAGES) as CommandKind[];

/** Encodes a command as packet (code and parameters); `encodeFrame` adds the frame. */
export function encodeCommand({ kind, fields }: Pn532Command): Uint8Array {
  if (kind === 'unknown') return Uint8Array.of(fields.code, ...fields.parameters);
  return Uint8Array.of(MESSAGES[kind].code, ...(MESSAGES[kind].command as PacketLayout<typeof fields>).write(fields));
}

/** Encodes an answer as packet. */
export function encodeAnswer({ kind, fields }: Pn532Answer): Uint8Array {
  if (kind === 'unknown') return Uint8Array.of(fields.code, ...fields.parameters);
  return Uint8Array.of(
    MESSAGES[kind].code + 1,
    ...(MESSAGES[kind].answer as PacketLayout<typeof fields>).write(fields),
  );
}

/** Decodes the packet of a command. The error names the command. */
export function parsePn532Command(packet: Uint8Array): Result<Pn532Command, string> {
  return decode(packet, 'command', 0);
}

export function parsePn532Answer(packet: Uint8Array): Result<Pn532Answer, string> {
  return decode(packet, 'answer', 1);
}

function decode<M extends Pn532Command | Pn532Answer>(
  packet: Uint8Array,
  side: 'command' | 'answer',
  above: 0 | 1,
): Result<M, string> {
  const [code] = packet;
  if (code === undefined) return err('an empty packet');
  const parameters = packet.slice(1);
  const kind = KINDS.find((candidate) => MESSAGES[candidate].code + above === code);
  if (kind === undefined) return ok({ kind: 'unknown', fields: { code, parameters } } as M);
  const fields = MESSAGES[kind][side].read(parameters);
  return fields === undefined ? err(`no ${kind} ${side} is like this`) : ok({ kind, fields } as M);
}
