import { readdirSync, readFileSync } from 'node:fs';

/* Kernel files, as in /sys. A device that disappears during the read counts as absent. */

/** Text without white space around it; empty if absent. */
export function kernelText(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    return '';
  }
}

/** Bytes; empty if absent. */
export function kernelBytes(file: string): Uint8Array {
  try {
    return readFileSync(file);
  } catch {
    return new Uint8Array();
  }
}

/** Sorted names; none if the folder is absent. */
export function kernelNames(folder: string): readonly string[] {
  try {
    return readdirSync(folder).toSorted();
  } catch {
    return [];
  }
}
