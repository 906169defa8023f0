import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { loadCatalogue } from '../../device/catalogue/load.ts';
import { realFiles } from '../../device/config/files.ts';
import { describeConfigTrouble } from '../../device/config/trouble.ts';
import { packageFile } from '../../device/files/package-root.ts';
import { messageOf } from '../../drivers/result.ts';
import { COMPILER_FIX } from '../command/native-part.ts';
import { SIMULATED_PROFILE, shortPath } from '../command/places.ts';
import { INSTALLED } from '../machine/installed.ts';
import {
  bad,
  type CheckContext,
  type CheckFinding,
  type CheckSpec,
  good,
  skipped,
  warning,
  withProfile,
} from './check.ts';
import { configFix } from './config.ts';
import { installPackageFix, REINSTALL_KIOSK_FIX } from './package-cure.ts';
import type { NativeModuleName } from './program-port.ts';

/** As `engines` in package.json: the bundled packages need this version, Debian 13 has it. */
const OLDEST_NODE = [20, 19] as const;

function nodeFinding(version: string, installed: boolean): CheckFinding {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [oldMajor, oldMinor] = OLDEST_NODE;
  if (major > oldMajor || (major === oldMajor && minor >= oldMinor)) return good(version);
  return bad(version, installed ? REINSTALL_KIOSK_FIX : 'apt-get install nodejs (Debian 13), or see nodejs.org');
}

async function nativeFinding(name: NativeModuleName, { program, installed }: CheckContext): Promise<CheckFinding> {
  try {
    const { default: Database } = (await program.load(name)) as { default?: unknown };
    // better-sqlite3 loads its native part when it opens a database.
    if (name === 'better-sqlite3' && typeof Database === 'function')
      new (Database as new (file: string) => unknown)(':memory:');
    return good(`${name} loads`);
  } catch (error) {
    const [message = ''] = messageOf(error).split('\n');
    const found = `${name} does not load: ${message}`;
    const fix = nativeFix(message, installed);
    return name === 'better-sqlite3' ? bad(found, fix) : warning(found, fix);
  }
}

/** serialport and node-hid contain binaries; better-sqlite3 is compiled if its binary cannot be downloaded. */
function nativeFix(message: string, installed: boolean): string {
  const library = /^(lib[\w.+-]+\.so[\w.]*): cannot open shared object file/.exec(message)?.[1];
  const known = LIBRARY_PACKAGES.find(([prefix]) => library?.startsWith(prefix));
  if (known) return installPackageFix(known[1], installed);
  if (library !== undefined) return `install the package that has ${library}: apt-file search ${library}`;
  return installed ? REINSTALL_KIOSK_FIX : COMPILER_FIX;
}

const LIBRARY_PACKAGES = [
  ['libusb-1.0.so', 'libusb-1.0-0'],
  ['libudev.so', 'libudev1'],
  ['libpcsclite.so', 'libpcsclite1'],
] as const;

const BUILD_FIX = `in a working copy: npm run build; on a kiosk: ${REINSTALL_KIOSK_FIX}`;

const pageFinding = (file: string): CheckFinding =>
  existsSync(file) ? good('built') : bad(`there is no ${file}`, BUILD_FIX);

/** The built style sheets name the files [CSS Fonts 4, 4.3]. Paper has fonts of its own. */
function fontsFinding(folder: string): CheckFinding {
  if (!existsSync(folder)) return bad(`there is no ${folder}`, BUILD_FIX);
  const sheets = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.css'));
  const fonts = sheets.flatMap((sheet) => {
    const text = readFileSync(join(folder, sheet), 'utf8');
    const named = [...text.matchAll(/url\(["']?([^"')]+\.woff2)["']?\)/g)].map(([, name = '']) => name);
    return named.map((name) => resolve(folder, dirname(sheet), name));
  });
  const missing = fonts.filter((font) => !isFont(font));
  if (fonts.length === 0) return bad('the style sheets of the page name no font', BUILD_FIX);
  if (missing.length > 0)
    return bad(`${missing.length} of ${fonts.length} are missing or damaged: ${missing[0]}`, BUILD_FIX);
  return good(`${fonts.length} fonts, all there`);
}

/** [WOFF File Format 2.0, 4.1] */
const WOFF2 = 'wOF2';

const isFont = (file: string): boolean =>
  existsSync(file) && readFileSync(file).subarray(0, 4).toString('latin1') === WOFF2;

const library = (id: string, name: NativeModuleName, title: string): CheckSpec => ({
  id,
  group: 'program',
  title,
  expected: `${name} loads`,
  look: (context) => nativeFinding(name, context),
});

export const PROGRAM_CHECKS: readonly CheckSpec[] = [
  {
    id: 'node',
    group: 'program',
    title: 'The version of Node',
    expected: `at least ${OLDEST_NODE.join('.')}`,
    look: ({ program, installed }) => nodeFinding(program.nodeVersion, installed),
  },
  library('ledger-library', 'better-sqlite3', 'The database of the ledger'),
  library('serial-library', 'serialport', 'The library for serial ports'),
  library('hid-library', 'node-hid', 'The library for scanner and keypad'),
  {
    id: 'page',
    group: 'program',
    title: 'The page for citizens',
    expected: 'built',
    look: ({ program }) => pageFinding(program.file('dist/ui/index.html')),
  },
  {
    id: 'fonts',
    group: 'program',
    title: 'The fonts of the page',
    expected: 'every font that its style sheets name',
    look: ({ program }) => fontsFinding(program.file('dist/ui')),
  },
  {
    id: 'profile',
    group: 'program',
    title: 'The profile of the cabinet',
    expected: 'a file that describes this cabinet',
    look({ profileFile, profileTrouble }) {
      if (profileTrouble === null) return good(profileFile);
      if (profileTrouble === 'not-permitted')
        return skipped(`only root and the kiosk may read ${INSTALLED.profile}: run this with sudo`);
      if (profileTrouble === 'not-provisioned')
        return bad(
          `there is no ${INSTALLED.profile}: this machine is not provisioned yet`,
          'sudo asan-kiosk provision, with the order of the office: --from FOLDER; to look at a kiosk with simulated devices: asan-kiosk doctor --profile ' +
            packageFile(SIMULATED_PROFILE),
        );
      return bad(describeConfigTrouble(profileTrouble), configFix(profileTrouble, '--profile'));
    },
  },
  {
    id: 'catalogue',
    group: 'program',
    title: 'The services that are offered',
    expected: 'every file of the catalogue can be used',
    look: withProfile(({ catalogue: { dir } }) => {
      const read = loadCatalogue(shortPath(resolve(packageFile('.'), dir)), realFiles);
      if (read.ok) return good(`${read.value.services.length} services`);
      return bad(describeConfigTrouble(read.error), configFix(read.error, 'catalogue.dir'));
    }),
  },
];
