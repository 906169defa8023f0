import { closeSync, fstatSync, openSync, renameSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { makeFolder } from '../../device/files/make-folder.ts';
import { ok, type Result } from '../../drivers/result.ts';
import type { Io } from '../command/io.ts';
import { type CliTrouble, failed } from '../command/outcome.ts';
import { logFileRefusal } from '../command/state-files.ts';
import { describeUnwritableFolder, inspectFolderAccess } from '../command/writable.ts';
import { eventLine } from './event-line.ts';
import { withPriority } from './journal.ts';

export interface RunLog {
  /** Throws if the line was not written. The line includes its line end. */
  readonly write: (line: string) => void;
  ready(): void;
  close(): void;
}

/** Bytes. A longer log is renamed to `.1` and replaces the earlier `.1`. */
export const LONGEST_LOG_BYTES = 20_000_000;

/**
 * Logs into a file, with important events as short lines at a terminal. `null`: all lines go to standard error; in the journal with
 * priority.
 */
export function openLog(file: string | null, io: Io): Result<RunLog, CliTrouble> {
  if (file === null) {
    const noted = (line: string) => (io.noteIsJournal ? withPriority(line) : line).trimEnd();
    return ok({ write: (line) => io.note(noted(line)), ready() {}, close() {} });
  }
  const lines = appendingFile(file);
  try {
    makeFolder(dirname(file));
    lines.open();
  } catch (error) {
    // A full disk may have room later, and the kiosk can serve without a log.
    if (!isFull(error)) return failed(logTrouble(file, error));
  }
  let watched = false;
  return ok({
    write(line) {
      const said = io.noteIsTerminal ? eventLine(line, watched) : null;
      if (said !== null) io.note(said);
      lines.write(line);
    },
    ready() {
      watched = io.noteIsTerminal;
    },
    close: lines.close,
  });
}

function logTrouble(file: string, error: unknown): string {
  if (!inspectFolderAccess(dirname(file)).writable) return describeUnwritableFolder(dirname(file), error);
  const refused = logFileRefusal(file);
  return refused ? `the log ${file} ${refused.found}: ${refused.fix}` : describeUnwritableFolder(dirname(file), error);
}

/** Synchronous: the file has the last line before a crash. */
function appendingFile(file: string) {
  let handle: number | null = null;
  let size = 0;
  let torn = false;

  function open(): number {
    handle ??= openSync(file, 'a', 0o640);
    ({ size } = fstatSync(handle));
    return handle;
  }

  function close(): void {
    if (handle !== null) closeSync(handle);
    handle = null;
  }

  function putAside(): void {
    close();
    renameSync(file, `${file}.1`);
  }

  return {
    /** If the file cannot be opened, `write` tries again. */
    open() {
      open();
      if (size <= LONGEST_LOG_BYTES) return;
      putAside();
      open();
    },
    write(line: string) {
      const bytes = Buffer.from(torn ? `\n${line}` : line);
      if (handle !== null && size + bytes.length > LONGEST_LOG_BYTES) putAside();
      const into = handle ?? open();
      for (let at = 0; at < bytes.length; ) {
        try {
          at += writeSync(into, bytes, at);
        } catch (error) {
          torn ||= at > 0;
          size += at;
          throw error;
        }
      }
      torn = false;
      size += bytes.length;
    },
    close,
  };
}

const isFull = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT');
