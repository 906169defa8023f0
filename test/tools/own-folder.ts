import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { afterEach } from 'vitest';
import { fromRoot } from './root.mjs';

/* This guard fails each test that looks into `var/` of the checkout, which has the developer's ledger. */

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

/** One list for a worker: its test files share the file system. */
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

export const takeFoundFiles = (): readonly string[] => met.splice(0);

afterEach(() => {
  const [first] = takeFoundFiles();
  if (first) throw new Error(`the test looks into the folder of the developer: ${first}. Give it a folder of its own.`);
});
