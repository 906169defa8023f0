import { closeSync, existsSync, mkdirSync, openSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { ok, type Result } from '../../drivers/result.ts';
import { systemWords } from '../command/input.ts';
import { type CliTrouble, misused } from '../command/outcome.ts';

/** What a device remembers through a power cut, in a file of its own. */
export interface KeptState {
  /** `undefined`: a new device. */
  readonly saved: unknown;
  /** Returns when it is on the disk; what cannot be written is told once to `note` of `openState`. */
  save(state: unknown): void;
}

export interface StateOptions {
  readonly path: string;
  /** Of what device, for people. */
  readonly of: string;
  /** Whether what is in the file is such a memory. */
  readonly fits: (value: unknown) => boolean;
  readonly note: (line: string) => void;
}

/** Reads the file and tries whether it can be written: nobody should find out at the end that nothing was kept. */
export async function openState({ path, of, fits, note }: StateOptions): Promise<Result<KeptState, CliTrouble>> {
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
        if (!told) note(`${path} can not be written: ${systemWords(error)}`);
        told = true;
      }
    },
  });
}

/** Whether its words and its folder allow it; the file itself is left as it is. Throws what the system says. */
function tryToWrite(path: string): void {
  const folder = dirname(path);
  // Not with its parents: below /proc Node tries that for ever.
  if (!existsSync(folder)) mkdirSync(folder);
  const beside = `${path}.tmp`;
  closeSync(openSync(beside, 'w', 0o600));
  rmSync(beside);
}

const notA = (path: string, of: string): string =>
  `${path} is not what a simulated ${of} remembers; name another --state, or remove the file to start with a new one`;

function wordsOf(error: unknown, path: string, of: string): string {
  const cause = error instanceof Error ? error.cause : undefined;
  if (cause instanceof SyntaxError || error instanceof SyntaxError) return notA(path, of);
  return `${path} can not be used: ${systemWords(error)}; name another --state`;
}

/** Whether a value of JSON is an object with these fields, each of that kind. */
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
