import type { ReadProgressListener } from './read-file.ts';

/** Estimates in bytes, until the file itself tells. */
const USUAL_BYTES: Readonly<Record<string, number>> = {
  'EF.SOD': 2_000,
  DG1: 95,
  DG11: 150,
  DG14: 400,
  DG15: 300,
};

export interface ReadProgress {
  plan(files: readonly string[]): void;
  of(file: string): ReadProgressListener;
}

/** Turns read bytes into one fraction 0 < n ≤ 1 that never goes back, although lengths are estimates at first. */
export function createReadProgress(onProgress: (fraction: number) => void): ReadProgress {
  const lengths = new Map<string, number>();
  const read = new Map<string, number>();
  let last = 0;

  return {
    plan(files) {
      for (const file of files) if (!lengths.has(file)) lengths.set(file, USUAL_BYTES[file] ?? 0);
    },
    of: (file) => (bytes, total) => {
      lengths.set(file, total);
      read.set(file, bytes);
      const fraction = sum(read) / sum(lengths);
      if (fraction <= last) return;
      last = fraction;
      onProgress(fraction);
    },
  };
}

const sum = (numbers: ReadonlyMap<string, number>): number =>
  [...numbers.values()].reduce((one, next) => one + next, 0);
