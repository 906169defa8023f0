import { readdirSync, readFileSync } from 'node:fs';

/* Files of the kernel, as in /sys. A device that goes away while it is looked at has none any more. */

/** Without white space around it; empty where there is none. */
export function kernelText(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    return '';
  }
}

/** As they are; empty if there is no such file. */
export function kernelBytes(file: string): Uint8Array {
  try {
    return readFileSync(file);
  } catch {
    return new Uint8Array();
  }
}

/** In order of their names; none where there is no such folder. */
export function kernelNames(folder: string): readonly string[] {
  try {
    return readdirSync(folder).toSorted();
  } catch {
    return [];
  }
}
