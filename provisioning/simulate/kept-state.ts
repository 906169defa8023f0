import { closeSync, existsSync, mkdirSync, openSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { ok, type Result } from '../../drivers/result.ts';
import { describeSystemError } from '../command/input.ts';
import { type CliTrouble, misused } from '../command/outcome.ts';

export interface SavedStateStore {
  readonly saved: unknown;
  /** When it returns, the state is on the disk. An error is reported once to `note` of `openSavedState`. */
  save(state: unknown): void;
}

export interface StateOptions {
  readonly path: string;
  readonly of: string;
  readonly fits: (value: unknown) => boolean;
  readonly note: (line: string) => void;
}

/** Reads the state file of a device, and checks that the file can be written: an error must not appear only at the end. */
export async function openSavedState({
  path,
  of,
  fits,
  note,
}: StateOptions): Promise<Result<SavedStateStore, CliTrouble>> {
  const { stateFile } = await import('../../simulators/state-files.ts');
  const file = stateFile<unknown>(path);
  let saved: unknown;
  try {
    saved = file.load();
    if (saved !== undefined && !fits(saved)) return misused(notA(path, of));
    tryToWrite(path);
  } catch (error) {
    return misused(wordsOf(error, path, of));
  }
  let told = false;
  return ok({
    saved,
    save(state) {
      try {
        file.save(state);
        told = false;
      } catch (error) {
        if (!told) note(`${path} can not be written: ${describeSystemError(error)}`);
        told = true;
      }
    },
  });
}

/** Tries name and folder only, not the file. */
function tryToWrite(path: string): void {
  const folder = dirname(path);
  // Not recursive: below /proc `mkdir` of Node would never end.
  if (!existsSync(folder)) mkdirSync(folder);
  const beside = `${path}.tmp`;
  closeSync(openSync(beside, 'w', 0o600));
  rmSync(beside);
}

const notA = (path: string, of: string): string =>
  `${path} is not the memory of a simulated ${of}; name another --state, or delete the file to start with a new one`;

function wordsOf(error: unknown, path: string, of: string): string {
  const cause = error instanceof Error ? error.cause : undefined;
  if (cause instanceof SyntaxError || error instanceof SyntaxError) return notA(path, of);
  return `${path} can not be used: ${describeSystemError(error)}; name another --state`;
}

/** Whether a JSON value is an object with fields of these kinds. */
export function hasShape(
  value: unknown,
  shape: Readonly<Record<string, 'string' | 'number' | 'boolean' | 'list'>>,
): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const fields = value as Readonly<Record<string, unknown>>;
  return Object.entries(shape).every(([name, kind]) =>
    kind === 'list' ? Array.isArray(fields[name]) : typeof fields[name] === kind,
  );
}
