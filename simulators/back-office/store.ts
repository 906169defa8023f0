import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { EMPTY_REGISTER, type RegisterState } from './register.ts';

/**
 * The register as one JSON file, written aside and renamed: after `kill -9` at any moment it is the old one or the new one, whole.
 * A file that is there but can't be read stops the start; it is never replaced by an empty register.
 */
export function fileStore(path: string): { load(): RegisterState; save(state: RegisterState): void } {
  return {
    load() {
      let text: string;
      try {
        text = readFileSync(path, 'utf8');
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return EMPTY_REGISTER;
        throw error;
      }
      return JSON.parse(text) as RegisterState;
    },
    save(state) {
      mkdirSync(dirname(path), { recursive: true });
      const aside = `${path}.tmp`;
      const file = openSync(aside, 'w', 0o600);
      try {
        writeSync(file, JSON.stringify(state));
        fsyncSync(file);
      } finally {
        closeSync(file);
      }
      renameSync(aside, path);
    },
  };
}
