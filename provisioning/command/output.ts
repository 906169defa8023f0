import { statSync, writeFileSync } from 'node:fs';
import { describeSystemError } from './input.ts';
import type { Io } from './io.ts';
import { type CliOutcome, done, failed, misused } from './outcome.ts';

export function writeOut(file: string, data: Uint8Array | string): CliOutcome {
  try {
    writeFileSync(file, data);
    return done;
  } catch (error) {
    return failed(`${file} was not written: ${describeSystemError(error)}`);
  }
}

/** Refuses to overwrite the input: the same file by any path or link. `-` is not a file. */
export function refuseToOverwriteInput(input: string, outputs: readonly (string | undefined)[]): CliOutcome {
  const over = outputs.find((output) => output !== undefined && isSameFile(input, output));
  return over === undefined ? done : misused(`${over} is the input file: name another file for the output`);
}

function isSameFile(one: string, other: string): boolean {
  if (one === '-' || other === '-') return false;
  const [first, second] = [one, other].map((path) => statSync(path, { throwIfNoEntry: false, bigint: true }));
  return first?.isFile() === true && first.dev === second?.dev && first.ino === second.ino;
}

export const printJson = (io: Io, value: unknown): void => io.out(`${JSON.stringify(value)}\n`);

export function formatTable(rows: readonly (readonly [name: string, value: string])[]): string {
  const width = Math.max(0, ...rows.map(([name]) => name.length));
  return rows.map(([name, value]) => `${name.padEnd(width)}  ${value}\n`).join('');
}

/** Fields in words: ` amount=190 currency=944`. */
export function fieldWords(fields: object): string {
  return Object.entries(fields)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => ` ${name}=${typeof value === 'object' ? JSON.stringify(value) : String(value)}`)
    .join('');
}
