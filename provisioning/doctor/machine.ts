import { accessSync, constants, existsSync } from 'node:fs';
import { dirname } from 'node:path';
import type { ClockSync } from '../../device/clock/kiosk-clock.ts';
import { LOOPBACK, portRefusal } from '../places.ts';
import { bad, type Check, good, warning } from './check.ts';

/** As in `engines` of package.json: what the bundled packages and Debian 13 agree on. */
const OLDEST_NODE = [20, 19] as const;

export function nodeCheck(version: string): Check {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [oldMajor, oldMinor] = OLDEST_NODE;
  if (major > oldMajor || (major === oldMajor && minor >= oldMinor)) return good('node', version);
  return bad(
    'node',
    `${version}, at least ${OLDEST_NODE.join('.')} is needed`,
    'apt-get install nodejs (Debian 13), or see nodejs.org',
  );
}

const NATIVE = {
  'better-sqlite3': () => import('better-sqlite3'),
  serialport: () => import('serialport'),
  // Its native part is loaded by the first call.
  'node-hid': () => import('node-hid').then((loaded) => ({ default: loaded.default.getHidapiVersion() })),
};

/** Loads a package with a native part, which `npm ci` may have failed to fetch or to build. */
export async function nativeCheck(name: keyof typeof NATIVE, what: string): Promise<Check> {
  try {
    const { default: Database } = (await NATIVE[name]()) as { default?: unknown };
    // The ledger's native part is found only when a database is opened.
    if (name === 'better-sqlite3' && typeof Database === 'function')
      new (Database as new (file: string) => unknown)(':memory:');
    return good(name, `loads (${what})`);
  } catch (error) {
    const [message = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
    const fix = `run npm ci again; it may need: apt-get install python3 make g++`;
    return name !== 'better-sqlite3'
      ? warning(name, `does not load: ${message}`, fix)
      : bad(name, `does not load: ${message}`, fix);
  }
}

export function pageCheck(file: string): Check {
  return existsSync(file) ? good('page', 'built') : bad('page', `there is no ${file}`, 'npm run build');
}

/** The ledger's folder, or where it would be made. */
export function folderCheck(folder: string): Check {
  let there = folder;
  while (!existsSync(there) && dirname(there) !== there) there = dirname(there);
  try {
    accessSync(there, constants.W_OK | constants.X_OK);
    return good('ledger folder', there === folder ? `${folder} can be written` : `${folder} can be made`);
  } catch {
    // `access` refuses for many reasons, and each is the same to the ledger.
    const user = process.env['USER'] ?? 'the kiosk’s user';
    return bad(
      'ledger folder',
      `${there} can not be written`,
      `install -d -o ${user} ${folder}, or another ledger.file in the profile`,
    );
  }
}

export async function portCheck(port: number): Promise<Check> {
  const code = await portRefusal(port);
  if (code === null) return good('port', `${port} on ${LOOPBACK} is free`);
  const what = code === 'EADDRINUSE' ? 'is taken by another program' : `can not be opened (${code})`;
  return bad(
    'port',
    `${port} on ${LOOPBACK} ${what}`,
    `ss -ltnp 'sport = :${port}' names it; or another web.port in the profile`,
  );
}

/** Whether anybody has set the clock since this machine was started. */
export function clockCheck(sync: ClockSync): Check {
  if (sync === 'synchronised') return good('clock', 'set by a time server');
  if (sync === 'unknown') {
    return warning(
      'clock',
      'nobody here can tell whether it is right: systemd-timesyncd does not run',
      'compare `date` with a watch; systemctl enable --now systemd-timesyncd where nothing else sets the clock',
    );
  }
  return bad(
    'clock',
    'not set since the start: no date is promised or printed',
    'make the time server reachable: timedatectl, systemctl status systemd-timesyncd',
  );
}
