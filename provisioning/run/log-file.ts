import { closeSync, mkdirSync, openSync, renameSync, statSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { ok, type Result } from '../../drivers/result.ts';
import { systemWords } from '../bytes/input.ts';
import type { Io } from '../io.ts';
import { type CliTrouble, failed } from '../outcome.ts';
import { eventLine } from './event-line.ts';

/** Where the kiosk's own log goes. */
export interface RunLog {
  /** One line of JSON with its end; there when it returns. */
  readonly write: (line: string) => void;
  /** From now on a person who watches is told what happens. */
  ready(): void;
  close(): void;
}

/** Bytes; a log that is longer is put aside as `.1` when the kiosk starts, over the one before it. */
const LONGEST_LOG = 20_000_000;

/** Into a file, with the important events as short lines at a terminal; or with `null` as it is to standard error. */
export function openLog(file: string | null, io: Io): Result<RunLog, CliTrouble> {
  if (file === null) return ok({ write: (line) => io.note(line.trimEnd()), ready() {}, close() {} });
  let handle: number;
  try {
    mkdirSync(dirname(file), { recursive: true });
    putAside(file);
    handle = openSync(file, 'a', 0o640);
  } catch (error) {
    return failed(`the log ${file} can not be written: ${systemWords(error)}; mend that, or add --log`);
  }
  let watched = false;
  return ok({
    write(line) {
      writeSync(handle, line);
      const said = io.noteIsTerminal ? eventLine(line, watched) : null;
      if (said !== null) io.note(said);
    },
    ready() {
      watched = io.noteIsTerminal;
    },
    close: () => closeSync(handle),
  });
}

function putAside(file: string): void {
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (size > LONGEST_LOG) renameSync(file, `${file}.1`);
}
