import { heldBytes } from '../../held-bytes.ts';
import type { Command, RealTimeCommand } from './command.ts';

export interface ParsedCommand {
  readonly command: Command;
  readonly bytes: Uint8Array;
}

export type CommandParser = ReturnType<typeof createParser>;

export interface PrinterGrammar {
  readonly read: (bytes: Uint8Array, at: number, end: number) => CommandParseResult;
  readonly nextRealTime: (bytes: Uint8Array, from: number) => FoundRealTimeCommand | undefined;
  /** In bytes. */
  readonly longestRealTime: number;
}

/** Clearing the buffer drops a half-read command. */
export type BufferClearPredicate = (command: RealTimeCommand) => boolean;

export type CommandParseResult = { readonly command: Command; readonly length: number } | 'incomplete';

/** Size of the largest picture (see `createParser`). */
export const MAX_PRINTER_COMMAND_BYTES = (1_024 / 8) * 4_095 + 16;

/**
 * Parses a byte stream as a printer does. Returns complete commands in order; the rest waits for the next chunk. A command longer than the
 * largest picture is invalid: its data is not awaited. 1,024 dots are wider than any receipt paper. `GS v 0` takes at most 4,095 rows
 * (Daisy 1200 manual, p. 25; others 2,303, HPRT TP809 manual, p. 61).
 * Real-time commands are reported as soon as their last byte arrives, even inside the data of another command. There the printer obeys
 * them, and they also stay data, as the manuals warn (HPRT TP80K "DLE ENQ", Citizen BD2-2220 "DLE EOT"). So a real-time command inside
 * another command damages it. `DLE ENQ 2` and `DLE DC4 8` also drop the half-read command before them.
 */
export function createParser(createGrammar: () => PrinterGrammar, clears: BufferClearPredicate) {
  /** Renewed by a reset, because it holds the printer's mode. */
  let grammar = createGrammar();
  const held = heldBytes();
  let searched = 0;

  return {
    feed(chunk: Uint8Array): readonly ParsedCommand[] {
      held.add(chunk);
      const bytes = held.view();
      const found: ParsedCommand[] = [];
      let at = 0;
      for (let next = grammar.nextRealTime(bytes, searched); ; next = grammar.nextRealTime(bytes, searched)) {
        const until = next?.at ?? bytes.length;
        at = readUntil(grammar, bytes, at, until, found);
        if (!next) break;
        found.push({ command: next.command, bytes: bytes.slice(next.at, next.at + next.length) });
        searched = next.at + next.length;
        if (at === next.at || clears(next.command)) at = searched;
      }
      held.drop(at);
      // The last byte of a real-time command may still be missing.
      searched = Math.max(0, searched - at, held.length - (grammar.longestRealTime - 1));
      return found;
    },
    waiting: (): Uint8Array => held.view().slice(),
    waits: (): number => held.length,
    reset(): void {
      grammar = createGrammar();
      held.drop(held.length);
      searched = 0;
    },
  };
}

export const emptiesBuffer: BufferClearPredicate = (command) =>
  command.kind === 'clear-buffer' || (command.kind === 'recover' && command.how === 2);

/** Returns the start of the first unfinished command. */
function readUntil(
  grammar: PrinterGrammar,
  bytes: Uint8Array,
  from: number,
  until: number,
  found: ParsedCommand[],
): number {
  let at = from;
  while (at < until) {
    const step = grammar.read(bytes, at, until);
    if (step === 'incomplete') return at;
    found.push({ command: step.command, bytes: bytes.slice(at, at + step.length) });
    at += step.length;
  }
  return at;
}

export interface FoundRealTimeCommand {
  readonly command: RealTimeCommand;
  readonly at: number;
  readonly length: number;
}

export function readTextCommand(bytes: Uint8Array, at: number, end: number): CommandParseResult {
  let to = at + 1;
  while (to < end && bytes[to]! >= 0x20) to++;
  return { command: { kind: 'text', bytes: bytes.slice(at, to) }, length: to - at };
}

export type FixedCommand = readonly [count: number, make: (n: number, m: number) => Command];

/** Longest data before a terminator: enough for the row of bars of an old `GS k`. */
const MAX_TERMINATED_BYTES = 255;

/** View of one command's parameters. `byte(0)` follows the two name bytes. */
export class CommandParams {
  readonly #bytes: Uint8Array;
  readonly #at: number;
  readonly #end: number;

  constructor(bytes: Uint8Array, at: number, end: number) {
    this.#bytes = bytes;
    this.#at = at;
    this.#end = end;
  }

  get name(): number {
    return this.#bytes[this.#at + 1]!;
  }

  /** `undefined`: the byte is not received yet. */
  byte(index: number): number | undefined {
    const at = this.#at + 2 + index;
    return at < this.#end ? this.#bytes[at] : undefined;
  }

  word(index: number): number | undefined {
    const high = this.byte(index + 1);
    return high === undefined ? undefined : this.byte(index)! + 256 * high;
  }

  slice(from: number, to: number): Uint8Array {
    return this.#bytes.slice(this.#at + 2 + from, this.#at + 2 + to);
  }

  whole(count: number, make: (params: CommandParams) => Command): CommandParseResult {
    if (2 + count > MAX_PRINTER_COMMAND_BYTES) return this.unknown();
    if (this.#at + 2 + count > this.#end) return 'incomplete';
    return { command: make(this), length: 2 + count };
  }

  fixed([count, make]: FixedCommand, from = 0): CommandParseResult {
    return this.whole(from + count, () => make(this.byte(from) ?? 0, this.byte(from + 1) ?? 0));
  }

  other(name: string, count: number): CommandParseResult {
    return this.whole(count, () => ({ kind: 'other', name, bytes: this.slice(-2, count) }));
  }

  /** Only one byte is unknown: the second may begin another command. */
  unknown(): CommandParseResult {
    return { command: { kind: 'unknown', bytes: this.slice(-2, -1) }, length: 1 };
  }

  terminated(name: string, from: number, terminator: number): CommandParseResult {
    for (let index = from; index <= from + MAX_TERMINATED_BYTES; index++) {
      const byte = this.byte(index);
      if (byte === undefined) return 'incomplete';
      if (byte === terminator) return this.other(name, index + 1);
    }
    return this.unknown();
  }
}

/**
 * `FS q` of ESC/POS and Star: number of pictures at `from`, then each picture `xL xH yL yH d…` with x × y × 8 bytes (Citizen CT-S2000
 * manual, p. 99).
 */
export function readLogos(params: CommandParams, name: string, from: number): CommandParseResult {
  const count = params.byte(from);
  if (count === undefined) return 'incomplete';
  let end = from + 1;
  for (let picture = 0; picture < count && end <= MAX_PRINTER_COMMAND_BYTES; picture++) {
    const [x, y] = [params.word(end), params.word(end + 2)];
    if (x === undefined || y === undefined) return 'incomplete';
    end += 4 + x * y * 8;
  }
  return params.other(name, end);
}
