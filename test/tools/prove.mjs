// @ts-check
/** `npm run prove -- NAME [--seed N] [--all]` runs a proof; without a name it lists them. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { PROOFS } from './proofs.mjs';
import { root } from './root.mjs';

/** @typedef {import('./proofs.mjs').Proof} Proof */
/** @typedef {{ commands: readonly (readonly string[])[], env: Readonly<Record<string, string>>, inMemory: boolean }} Job */

const HELP = `Proofs that take longer than npm test has time for.

  npm run prove                            this list
  npm run prove -- crash                   one proof, whole
  npm run prove -- crash --seed 7          with another random order
  npm run prove -- crash --all             in its widest form, if it has one
  npm run prove -- canary -t 'the printer' further arguments go to the proof
  npm run prove -- --json                  this list as JSON

Exit code: that of the proof; 2: wrong use.`;

/** Least free bytes of the memory folder. A proof needs less than a tenth. */
const ENOUGH_BYTES = 1e9;
const MEMORY = '/dev/shm';

const LINE = 110;

/**
 * @param {string} text
 * @param {number} width
 * @returns {string[]}
 */
function wrapped(text, width) {
  /** @type {string[]} */
  const lines = [];
  for (const word of text.split(/\s+/u)) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/**
 * @param {Readonly<Record<string, Proof>>} [proofs]
 * @returns {string}
 */
export function proofListText(proofs = PROOFS) {
  const indent = ' '.repeat(15);
  const rows = Object.entries(proofs).map(([name, { purpose, time }]) =>
    [`  ${name.padEnd(13)}${time}`, ...wrapped(purpose, LINE - indent.length).map((line) => indent + line)].join('\n'),
  );
  return `${HELP}\n\n${rows.join('\n')}`;
}

/**
 * Reads a command line into commands and environment.
 *
 * @param {readonly string[]} args
 * @param {Readonly<Record<string, Proof>>} [proofs]
 * @returns {Job | { readonly wrong: string }}
 */
export function parseProveCommand([name = '', ...rest], proofs = PROOFS) {
  const proof = Object.hasOwn(proofs, name) ? proofs[name] : undefined;
  if (!proof) return { wrong: `there is no proof "${name}"; expected ${Object.keys(proofs).join(', ')}` };
  /** @type {Record<string, string>} */
  const env = { ...proof.env };
  const more = [...rest];
  const all = more.indexOf('--all');
  if (all >= 0) {
    if (!proof.wide) return { wrong: `${name} has no wider form: --all is for ${namesWith(proofs, 'wide')}` };
    Object.assign(env, proof.wide);
    more.splice(all, 1);
  }
  const seed = more.indexOf('--seed');
  if (seed >= 0) {
    const [, value = ''] = more.splice(seed, 2);
    if (!proof.seed) return { wrong: `${name} has no seed: --seed is for ${namesWith(proofs, 'seed')}` };
    if (!/^\d{1,9}$/u.test(value)) return { wrong: `--seed is "${value}"; expected a whole number up to 999999999` };
    env[proof.seed] = value;
  }
  const commands = proof.commands.map((command, nth) =>
    nth === proof.commands.length - 1 ? [...command, ...more] : command,
  );
  return { commands, env, inMemory: proof.inMemory === true };
}

/**
 * @param {Readonly<Record<string, Proof>>} proofs
 * @param {'wide' | 'seed'} part
 */
const namesWith = (proofs, part) =>
  Object.entries(proofs)
    .filter(([, proof]) => proof[part] !== undefined)
    .map(([name]) => name)
    .join(', ');

/** Makes a folder in memory: on a busy disk each durable write takes tens of milliseconds. */
function folderInMemory() {
  try {
    const { bavail, bsize } = statfsSync(MEMORY);
    return bavail * bsize >= ENOUGH_BYTES ? mkdtempSync(join(MEMORY, 'asan-kiosk-proof-')) : null;
  } catch {
    return null;
  }
}

/**
 * @param {Job} job
 * @returns {number} exit code
 */
function runJob({ commands, env, inMemory }) {
  const folder = inMemory ? folderInMemory() : null;
  try {
    for (const [program = '', ...args] of commands) {
      const { status } = spawnSync(program, args, {
        cwd: root,
        stdio: 'inherit',
        env: { ...process.env, ...env, ...(folder !== null && { TMPDIR: folder }) },
      });
      if (status !== 0) return status ?? 1;
    }
    return 0;
  } finally {
    if (folder !== null) rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * @param {readonly string[]} args
 * @returns {number} exit code
 */
function main(args) {
  const [first = '--help'] = args;
  if (first === '--help' || first === '-h') {
    console.log(proofListText());
    return 0;
  }
  if (first === '--json') {
    const rows = Object.entries(PROOFS).map(([name, { purpose, time }]) => ({
      name,
      time,
      purpose: purpose.replace(/\s+/gu, ' '),
    }));
    console.log(JSON.stringify(rows, null, 2));
    return 0;
  }
  const job = parseProveCommand(args);
  if ('wrong' in job) {
    console.error(job.wrong);
    return 2;
  }
  return runJob(job);
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href)
  process.exitCode = main(process.argv.slice(2));
