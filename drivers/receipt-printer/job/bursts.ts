import { concatBytes } from '../../bytes.ts';
import type { Command } from '../paper/command.ts';
import { createPaperMachine } from '../paper/paper-machine.ts';
import type { PrinterModel } from '../paper/profile.ts';

export interface EncodedCommand {
  readonly bytes: Uint8Array;
  readonly movedMm: number;
}

/** Confirmed before the next part. */
export interface PrintBurst {
  /** Whole commands; a job can stop after each. */
  readonly chunks: readonly Uint8Array[];
  readonly bytes: number;
  readonly movedMm: number;
}

const CHUNK_BYTES = 512;
const BUFFER_SHARE = 0.75;
const MOST_TAIL_MM = 20;

export type EncodeCommand = (command: Command) => Uint8Array;

export function encodeCommands(
  commands: readonly Command[],
  model: PrinterModel,
  encode: EncodeCommand,
): readonly EncodedCommand[] {
  const machine = createPaperMachine(model);
  return commands.map((command) => ({ bytes: encode(command), movedMm: machine.execute(command).movedMm }));
}

/**
 * Cuts a job into bursts. The printer must confirm each burst as printed before it gets more. So its buffer never overflows, without flow
 * control or a guess of its speed. A serial adapter and the printer's answers use a share of the buffer. A line of paper stays whole if it
 * fits the buffer.
 * A printer that does not clear its buffer prints the rest of a failed receipt when it gets new paper. So its bursts move at most 20 mm, or
 * one command.
 */
export function splitIntoBursts(pieces: readonly EncodedCommand[], model: PrinterModel): readonly PrintBurst[] {
  const room = model.receiveBufferBytes * BUFFER_SHARE;
  const tailMm = model.clearsBuffer ? Number.POSITIVE_INFINITY : MOST_TAIL_MM;
  const bursts: PrintBurst[] = [];
  let pending: EncodedCommand[] = [];
  for (const line of linesOf(pieces, room)) {
    const both = [...pending, ...line];
    if (pending.length > 0 && (bytesIn(both) > room || mmIn(both) > tailMm)) {
      bursts.push(burstOf(pending));
      pending = [...line];
    } else pending = both;
  }
  return pending.length > 0 ? [...bursts, burstOf(pending)] : bursts;
}

const bytesIn = (pieces: readonly EncodedCommand[]): number => pieces.reduce((sum, { bytes }) => sum + bytes.length, 0);
const mmIn = (pieces: readonly EncodedCommand[]): number => pieces.reduce((sum, { movedMm }) => sum + movedMm, 0);

/** Commands up to a paper movement, or as many as fit in `room`. */
function linesOf(pieces: readonly EncodedCommand[], room: number): readonly (readonly EncodedCommand[])[] {
  const lines: EncodedCommand[][] = [];
  let line: EncodedCommand[] = [];
  for (const piece of pieces) {
    if (line.length > 0 && bytesIn(line) + piece.bytes.length > room) {
      lines.push(line);
      line = [];
    }
    line.push(piece);
    if (piece.movedMm === 0) continue;
    lines.push(line);
    line = [];
  }
  return line.length > 0 ? [...lines, line] : lines;
}

function burstOf(pieces: readonly EncodedCommand[]): PrintBurst {
  const chunks: Uint8Array[][] = [];
  let size = 0;
  for (const { bytes } of pieces) {
    if (chunks.length === 0 || size + bytes.length > CHUNK_BYTES) {
      chunks.push([]);
      size = 0;
    }
    chunks.at(-1)!.push(bytes);
    size += bytes.length;
  }
  return { chunks: chunks.map(concatBytes), bytes: bytesIn(pieces), movedMm: mmIn(pieces) };
}
