// @ts-check
import { cpSync, mkdirSync, openSync, readFileSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { fromRoot } from '../tools/root.mjs';
import { INSTALLED, USERS } from './checks.mjs';

/** @typedef {import('./system.mjs').System} System */

/** Questions to the program of commit 1bd06c1; its README.md explains them. */
const FIXTURE = fromRoot('test/package/ledger-1bd06c1');
const SAID = /** @type {Record<string, { exit: number, said: unknown }>} */ (
  JSON.parse(readFileSync(join(FIXTURE, 'said.json'), 'utf8'))
);
const STATE = INSTALLED['state'] ?? '';
const LEDGER = INSTALLED['ledger'] ?? '';
const WITH_SIMULATORS = '/opt/with-simulators';

/**
 * Puts an old kiosk's ledger into the system, as a power cut left it.
 *
 * @param {System} system
 */
export function putOldLedger(system) {
  const state = join(system.folder, STATE);
  for (const name of ['', '-wal', '.log-key'])
    cpSync(join(FIXTURE, `ledger.db${name}`), `${system.folder}${LEDGER}${name}`);
  for (const name of ['printer', 'reader', 'terminal', 'billValidator'])
    cpSync(join(FIXTURE, `${name}.json`), join(state, `${name}.json`));
  cpSync(join(FIXTURE, 'totals.json'), join(system.folder, 'tmp/totals.json'));
  system.run(`chown ${USERS.kiosk}:${USERS.kiosk} ${STATE}/*.* && chmod 600 ${STATE}/*.json ${LEDGER}.log-key`);
  const profile = readFileSync(fromRoot('provisioning/profiles/simulated.yaml'), 'utf8');
  mkdirSync(join(system.folder, INSTALLED['config'] ?? ''), { recursive: true });
  writeFileSync(
    `${system.folder}${INSTALLED['profile']}`,
    profile.replace('var/simulated/ledger.db', LEDGER).replace(' issueOfGoods: true,', ''),
  );
}

/**
 * Repeats every question on a copy, which changes nothing.
 *
 * @param {System} system
 */
export function answerFaults(system) {
  return Object.entries(SAID).flatMap(([line, { exit, said }]) => {
    const now = system.run(`asan-kiosk ledger ${line.replace('TOTALS', '/tmp/totals.json')} --json`, {
      as: USERS.kiosk,
    });
    const words = JSON.stringify(parsed(now.out));
    if (now.status === exit && words === JSON.stringify(said)) return [];
    return [`ledger ${line}: ${now.status}, ${words}${now.err}\n  instead of ${exit}, ${JSON.stringify(said)}`];
  });
}

/**
 * @param {string} out
 * @returns {any}
 */
function parsed(out) {
  try {
    return JSON.parse(out, (key, value) => (key === 'ageSeconds' ? undefined : value));
  } catch {
    return out;
  }
}

/**
 * The old kiosk lost power with a sale in doubt. The new kiosk asks the terminal, which says *paid*, and returns the money, because today's
 * simulated office does not know the application.
 *
 * @param {System} system
 */
export async function settlementFaults(system) {
  cpSync(`${system.folder}${INSTALLED['root']}`, `${system.folder}${WITH_SIMULATORS}`, { recursive: true });
  cpSync(fromRoot('dist/simulators'), `${system.folder}${WITH_SIMULATORS}/dist/simulators`, { recursive: true });
  const command = `${WITH_SIMULATORS}/node/bin/node ${WITH_SIMULATORS}/dist/device/asan-kiosk.js`;
  const run = await system.runUntil(`${command} run --simulate --log --port 0 --profile ${INSTALLED['profile']}`, {
    as: USERS.kiosk,
    until: /"step":"closed"/,
  });
  system.run(`rm -rf ${WITH_SIMULATORS}`);
  const open = parsed(system.run('asan-kiosk ledger open --json', { as: USERS.kiosk }).out);
  const sales = JSON.parse(readFileSync(join(system.folder, STATE, 'terminal.json'), 'utf8')).sales.map(
    (/** @type {{ state: string }} */ { state }) => state,
  );
  return [
    ...(Array.isArray(open?.open) && open.open.length === 0 ? [] : [`still open: ${JSON.stringify(open)}${run.err}`]),
    ...(sales.join() === 'approved,reversed' ? [] : [`the terminal has ${sales.join()}`]),
  ];
}

/**
 * Makes the ledger look like a ledger of a later version.
 *
 * @param {System} system
 * @param {number} version
 */
export function raiseSchema(system, version) {
  const file = openSync(`${system.folder}${LEDGER}`, 'r+');
  const number = Buffer.alloc(4);
  number.writeUInt32BE(version);
  // Position of the user version [SQLite, Database File Format, 1.3]
  writeSync(file, number, 0, 4, 60);
}
