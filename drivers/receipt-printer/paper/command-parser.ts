import { heldBytes } from '../../held-bytes.ts';
import type { Command, RealTimeCommand } from './command.ts';

/** A command with the bytes it came as. */
export interface Parsed {
  readonly command: Command;
  readonly bytes: Uint8Array;
}

/**
 * The printer's reading of a byte stream: commands that are complete, in order; the rest waits for the next chunk.
 *
 * Real-time commands are reported the moment their last byte arrives, even inside the data of another command. There
 * they are obeyed and still stay part of that data, as the manuals warn (HPRT TP80K "DLE ENQ", Citizen BD2-2220 "DLE
 * EOT"): who lets one fall into the middle of a command damages that command. `DLE ENQ 2` and `DLE DC4 8` also throw
 * away the half-read command before them.
 */
export interface CommandParser {
  feed(chunk: Uint8Array): readonly Parsed[];
  /** Bytes of a command that is not complete yet. */
  waiting(): Uint8Array;
  /** How many they are. */
  waits(): number;
  reset(): void;
}

/** What tells one command set from another. */
export interface Grammar {
  /** The command that starts at `at`, in `bytes` up to `end`. */
  readonly read: (bytes: Uint8Array, at: number, end: number) => Step;
  /** The first real-time command at or after `from`. */
  readonly nextRealTime: (bytes: Uint8Array, from: number) => FoundRealTime | undefined;
  /** Bytes. */
  readonly longestRealTime: number;
}

/** Whether a real-time command empties the buffer, and with it throws away the half-read command before it. */
export type Clears = (command: RealTimeCommand) => boolean;

/** What stands at one place of the stream. */
export type Step = { readonly command: Command; readonly length: number } | 'incomplete';

/**
 * No command is longer than a picture that a printer can print: 1,024 dots are wider than any receipt paper, and 4,095 are
 * the most rows of one `GS v 0` (Daisy 1200 manual, p. 25; others take 2,303, HPRT TP809 manual, p. 61). What claims to be
 * is none, and its data is not waited for.
 */
export const MAX_COMMAND_BYTES = (1_024 / 8) * 4_095 + 16;

export function createParser(grammar: Grammar, clears: Clears): CommandParser {
  const held = heldBytes();
  /** How much of `held` was already searched for real-time commands. */
  let searched = 0;

  return {
    feed(chunk) {
      held.add(chunk);
      const bytes = held.view();
      const found: Parsed[] = [];
      let at = 0;
      for (let next = grammar.nextRealTime(bytes, searched); ; next = grammar.nextRealTime(bytes, searched)) {
        const until = next?.at ?? bytes.length;
        at = readUntil(grammar, bytes, at, until, found);
        if (!next) break;
        found.push({ command: next.command, bytes: bytes.slice(next.at, next.at + next.length) });
        searched = next.at + next.length;
        // At a command's place the sequence is spent; inside data it stays data, unless it emptied the buffer.
        if (at === next.at || clears(next.command)) at = searched;
      }
      held.drop(at);
      // The longest real-time command may have all but its last byte in this chunk.
      searched = Math.max(0, searched - at, held.length - (grammar.longestRealTime - 1));
      return found;
    },
    waiting: () => held.view().slice(),
    waits: () => held.length,
    reset() {
      held.drop(held.length);
      searched = 0;
    },
  };
}

export const empties: Clears = (command) =>
  command.kind === 'clear-buffer' || (command.kind === 'recover' && command.how === 2);

/** Reads whole commands that end at or before `until`; returns where the first unfinished one begins. */
function readUntil(grammar: Grammar, bytes: Uint8Array, from: number, until: number, found: Parsed[]): number {
  let at = from;
  while (at < until) {
    const step = grammar.read(bytes, at, until);
    if (step === 'incomplete') return at;
    found.push({ command: step.command, bytes: bytes.slice(at, at + step.length) });
    at += step.length;
  }
  return at;
}

export interface FoundRealTime {
  readonly command: RealTimeCommand;
  readonly at: number;
  readonly length: number;
}
