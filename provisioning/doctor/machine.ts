import { existsSync, statfsSync } from 'node:fs';
import type { ClockSync } from '../../device/clock/kiosk-clock.ts';
import { CLOSED_BELOW_BYTES } from '../../device/storage/storage.ts';
import { messageOf } from '../../drivers/result.ts';
import { COMPILER_FIX } from '../command/native-part.ts';
import { LOOPBACK, portRefusal } from '../command/places.ts';
import { folderFix, lookAtFolder, userName } from '../command/writable.ts';
import { adviceOf } from '../devices/open-device.ts';
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
    const [message = ''] = messageOf(error).split('\n');
    const fix = nativeFix(message);
    return name !== 'better-sqlite3'
      ? warning(name, `does not load: ${message}`, fix)
      : bad(name, `does not load: ${message}`, fix);
  }
}

/**
 * A library that the binary is linked to and Debian has in a package of its own, or a compiler: serialport and node-hid bring binaries,
 * better-sqlite3 is compiled where its own cannot be fetched.
 */
export function nativeFix(message: string): string {
  const library = /^(lib[\w.+-]+\.so[\w.]*): cannot open shared object file/.exec(message)?.[1];
  const known = LIBRARY_PACKAGES.find(([prefix]) => library?.startsWith(prefix));
  if (known) return `sudo apt-get install ${known[1]}`;
  if (library !== undefined) return `install the package that has ${library}: apt-file search ${library}`;
  return COMPILER_FIX;
}

const LIBRARY_PACKAGES = [
  ['libusb-1.0.so', 'libusb-1.0-0'],
  ['libudev.so', 'libudev1'],
  ['libpcsclite.so', 'libpcsclite1'],
] as const;

export function pageCheck(file: string): Check {
  return existsSync(file) ? good('page', 'built') : bad('page', `there is no ${file}`, 'npm run build');
}

/** The ledger's folder, or where it would be made. */
export function folderCheck(folder: string): Check {
  const look = lookAtFolder(folder);
  const { there, writable } = look;
  if (writable) return good('ledger folder', there === folder ? `${folder} can be written` : `${folder} can be made`);
  return bad('ledger folder', `${there} can not be written by ${userName()}`, folderFix(folder, look));
}

/** Whether a visit could begin with what the disk of the ledger has left. */
export function roomCheck(folder: string, freeBytes = freeBytesIn): Check {
  const { there } = lookAtFolder(folder);
  const mib = Math.floor(freeBytes(there) / 2 ** 20);
  const needed = CLOSED_BELOW_BYTES / 2 ** 20;
  const found = `${mib} MiB free on the disk of ${folder}`;
  if (mib < needed) return bad('disk', `${found}, and no visit begins below ${needed} (DSK-101)`, adviceOf('DSK-101'));
  if (mib < 10 * needed) return warning('disk', `${found}; the kiosk closes below ${needed}`, adviceOf('DSK-101'));
  return good('disk', found);
}

function freeBytesIn(folder: string): number {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize;
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
  if (sync === 'synchronised') return good('clock', 'set by a time server, as the kernel says');
  if (sync === 'unknown') {
    return warning(
      'clock',
      'nobody here can tell whether it is right: neither systemd-timesyncd nor chrony runs',
      'compare `date` with a watch; systemctl enable --now systemd-timesyncd where nothing else sets the clock',
    );
  }
  return bad(
    'clock',
    'not set since the start: no date is promised or printed',
    'make the time server reachable: timedatectl, then systemctl status systemd-timesyncd or chronyc tracking',
  );
}
