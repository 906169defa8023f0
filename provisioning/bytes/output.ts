import { writeFileSync } from 'node:fs';
import type { Io } from '../io.ts';
import { type CliOutcome, done, failed } from '../outcome.ts';
import { systemWords } from './input.ts';

export function writeOut(file: string, data: Uint8Array | string): CliOutcome {
  try {
    writeFileSync(file, data);
    return done;
  } catch (error) {
    return failed(`${file} was not written: ${systemWords(error)}`);
  }
}

export const printJson = (io: Io, value: unknown): void => io.out(`${JSON.stringify(value)}\n`);

/** Names and values in two columns. */
export function table(rows: readonly (readonly [name: string, value: string])[]): string {
  const width = Math.max(0, ...rows.map(([name]) => name.length));
  return rows.map(([name, value]) => `${name.padEnd(width)}  ${value}\n`).join('');
}
