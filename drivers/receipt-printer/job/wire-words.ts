import { concatBytes } from '../../bytes.ts';
import type { Framer } from '../../framer.ts';
import type { WireDecoder, WireLogLine } from '../../link/wire-line.ts';
import type { Command } from '../paper/command.ts';
import type { CommandParser, ParsedCommand } from '../paper/command-parser.ts';
import type { PrinterBits } from './printer-bits.ts';

/** Bytes of a receipt from `ESC @` to its cut. */
interface Job {
  readonly parts: Uint8Array[];
  lines: number;
}

const PRINTING: readonly Command['kind'][] = ['line-feed', 'raster', 'qr-print', 'barcode'];

/** Most lines kept of a stream that is never cut. */
const MOST_JOB_LINES = 1_000;

/** Decodes both directions of a printer's wire. `say` returns bytes and meaning of a printer's message. */
export function createPrinterDecoder<M>(
  toPrinter: (bytes: Uint8Array) => readonly WireLogLine[],
  framer: Framer<M>,
  say: (message: M) => Pick<WireLogLine, 'bytes' | 'meaning'>,
): WireDecoder {
  return ({ direction, bytes }) => {
    if (direction === 'out') return toPrinter(bytes);
    return framer.feed(bytes).map((frame): WireLogLine => {
      if (frame.kind === 'frame') return { direction, ...say(frame.body), discarded: false };
      return { direction, bytes: frame.bytes, meaning: frame.why, discarded: true };
    });
  };
}

/** Decodes bytes to a printer, in any language. `words` returns the lines of commands that need their own line. */
export function createOutputDecoder(
  parser: CommandParser,
  words: (command: Command, bytes: Uint8Array) => readonly WireLogLine[],
  onQuestion: (what: number) => void,
): (bytes: Uint8Array) => readonly WireLogLine[] {
  let job: Job = { parts: [], lines: 0 };

  function finish(how: string): readonly WireLogLine[] {
    const { parts, lines } = job;
    job = { parts: [], lines: 0 };
    if (lines === 0) return [];
    const bytes = concatBytes(parts);
    return [createOutputLine(bytes, `Receipt, ${lines} lines, ${grouped(bytes.length)} bytes, ${how}`)];
  }

  function read({ command, bytes }: ParsedCommand): readonly WireLogLine[] {
    const own = words(command, bytes);
    switch (command.kind) {
      case 'ask-status':
        onQuestion(command.what);
        return own;
      case 'recover':
      case 'clear-buffer':
      case 'ask-queued':
        return [...finish('not cut'), ...own];
      case 'initialise': {
        const before = finish('not cut');
        job.parts.push(bytes);
        return [...before, ...own];
      }
      case 'cut':
        job.parts.push(bytes);
        return finish('cut');
      default:
        if (command.kind !== 'unknown') job.parts.push(bytes);
        if (PRINTING.includes(command.kind)) job.lines += 1;
        return job.lines < MOST_JOB_LINES ? own : [...own, ...finish('no end in sight')];
    }
  }

  return (bytes) => parser.feed(bytes).flatMap(read);
}

export const createOutputLine = (bytes: Uint8Array, meaning: string, discarded = false): WireLogLine => ({
  direction: 'out',
  bytes,
  meaning,
  discarded,
});

const grouped = (n: number): string => String(n).replace(/\B(?=(\d{3})+$)/g, '\u00A0');

export function troubleNames(bits: PrinterBits): readonly string[] {
  const named: readonly (readonly [boolean, string])[] = [
    [bits.coverOpen, 'cover open'],
    [bits.paperEnd, 'paper end'],
    [bits.stoppedByPaperEnd && !bits.paperEnd, 'stopped by paper end'],
    [bits.paperNearEnd && !bits.paperEnd, 'paper near end'],
    [bits.cutterError, 'cutter error'],
    [bits.recoverableError, 'mechanical error'],
    [bits.unrecoverableError, 'unrecoverable error'],
    [bits.autoRecoverableError, 'head too hot'],
    [bits.feedButton, 'feed button'],
    [bits.offline, 'offline'],
  ];
  return named.filter(([on]) => on).map(([, name]) => name);
}
