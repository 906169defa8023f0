import { readdirSync, readFileSync } from 'node:fs';

/* Kernel files, as in /sys. A device that disappears during the read counts as absent. */

/** Text of a kernel file without white space around it; empty if the file cannot be read. */
export function kernelText(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    return '';
  }
}

/** Bytes of a kernel file; empty if the file cannot be read. */
export function kernelBytes(file: string): Uint8Array {
  try {
    return readFileSync(file);
  } catch {
    return new Uint8Array();
  }
}

/** Sorted names in a folder of the kernel; none if the folder cannot be read. */
export function kernelNames(folder: string): readonly string[] {
  try {
    return readdirSync(folder).toSorted();
  } catch {
    return [];
  }
}
