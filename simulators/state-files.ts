import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

export interface StateFile<T> {
  /** `undefined`: nothing was saved. Throws an error with the file's name if the file is not JSON. */
  load(): T | undefined;
  /** Returns when the state is on disk; an unchanged state is not written again. */
  save(state: T): void;
}

/**
 * One JSON file, written aside, synced and renamed. After `kill -9` or a power cut at any moment it is the old file or the new one, whole.
 * `T` must survive JSON.
 */
export function stateFile<T>(path: string): StateFile<T> {
  let saved: string | undefined;
  return {
    load() {
      const text = read(path);
      if (text === undefined) return undefined;
      const state = parse<T>(text, path);
      saved = text;
      return state;
    },
    save(state) {
      const text = JSON.stringify(state);
      if (text === saved) return;
      mkdirSync(dirname(path), { recursive: true });
      writeAside(path, text);
      saved = text;
    },
  };
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

function parse<T>(text: string, path: string): T {
  try {
    return JSON.parse(text) as T;
  } catch (cause) {
    throw new Error(`${path} is not the state of a simulator; remove it to start with a new device`, { cause });
  }
}

function writeAside(path: string, text: string): void {
  const aside = `${path}.tmp`;
  const file = openSync(aside, 'w', 0o600);
  try {
    writeSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(aside, path);
}
