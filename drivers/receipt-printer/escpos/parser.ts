import {
  type BufferClearPredicate,
  type CommandParser,
  createParser,
  emptiesBuffer,
  type FoundRealTimeCommand,
  type PrinterGrammar,
} from '../paper/command-parser.ts';
import { DLE } from '../paper/control-codes.ts';
import { CLEAR_BUFFER_PARAMS } from './commands.ts';
import { readCommand } from './read-command.ts';

/** `clears` decides for each real-time command whether it empties the buffer. Some printers do not always obey `DLE ENQ 2`. */
export const createCommandParser = (clears: BufferClearPredicate = emptiesBuffer): CommandParser =>
  createParser(() => ESCPOS, clears);

const LONGEST_REAL_TIME = 2 + CLEAR_BUFFER_PARAMS.length;

function nextRealTime(bytes: Uint8Array, from: number): FoundRealTimeCommand | undefined {
  for (let at = bytes.indexOf(DLE, from); at >= 0; at = bytes.indexOf(DLE, at + 1)) {
    const fn = bytes[at + 1];
    const n = bytes[at + 2];
    if (n === undefined) continue;
    if (fn === 0x04 && n >= 1 && n <= 4) return { command: { kind: 'ask-status', what: n }, at, length: 3 };
    if (fn === 0x05 && n <= 2) return { command: { kind: 'recover', how: n }, at, length: 3 };
    if (fn === 0x14 && CLEAR_BUFFER_PARAMS.every((param, i) => bytes[at + 2 + i] === param)) {
      return { command: { kind: 'clear-buffer' }, at, length: 2 + CLEAR_BUFFER_PARAMS.length };
    }
  }
  return undefined;
}

const ESCPOS: PrinterGrammar = { read: readCommand, nextRealTime, longestRealTime: LONGEST_REAL_TIME };
