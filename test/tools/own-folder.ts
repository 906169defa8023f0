import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { afterEach } from 'vitest';
import { fromRoot } from './root.mjs';

/*
 * A test that reads `var/` of the checkout finds the developer's ledger and notes, and fails without naming the reason. This guard fails
 * each such test and names the file.
 */

const VAR = `${fromRoot('var')}/`;
const LOOKS = [
  'existsSync',
  'mkdirSync',
  'openSync',
  'readdirSync',
  'readFileSync',
  'statSync',
  'writeFileSync',
] as const;

/** Files of `var/` that a test looked for. The test files of a worker share the file system and this list. */
const worker = globalThis as { metInVar?: string[] };
const met = worker.metInVar ?? watch();
worker.metInVar = met;

function watch(): string[] {
  const found: string[] = [];
  for (const name of LOOKS) {
    const look = fs[name] as (...input: readonly unknown[]) => unknown;
    const watched = (...input: readonly unknown[]) => {
      if (`${input[0]}/`.startsWith(VAR)) found.push(`${name} ${input[0]}`);
      return look(...input);
    };
    Object.assign(fs, { [name]: Object.assign(watched, look) });
  }
  syncBuiltinESMExports();
  return found;
}

export const takeMet = (): readonly string[] => met.splice(0);

afterEach(() => {
  const [first] = takeMet();
  if (first) throw new Error(`the test looks into the folder of the developer: ${first}. Give it a folder of its own.`);
});
