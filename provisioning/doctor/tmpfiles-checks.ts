import { INSTALLED } from '../machine/installed.ts';
import { bad, type CheckFinding, type CheckSpec, good, installedCheck, listShort } from './check.ts';
import { configText, effectiveConfigFiles } from './config-files.ts';
import type { MachineContext } from './machine-port.ts';
import { removeFilesFix } from './take-away.ts';

/* systemd carries out these lines at each start, before the kiosk [tmpfiles.d(5)]. */

const KEPT: readonly (readonly [folder: string, what: string])[] = [
  [INSTALLED.state, 'the ledger'],
  [INSTALLED.config, 'the settings of the kiosk'],
  ['/etc/credstore', 'the secrets of the kiosk'],
  ['/etc/credstore.encrypted', 'the secrets of the kiosk'],
  [INSTALLED.root, 'the program of the kiosk'],
];

interface Line {
  readonly path: string;
  readonly number: number;
  readonly kind: string;
  readonly pattern: string;
  readonly age: string;
}

/** Specifiers for folders in a path [tmpfiles.d(5), SPECIFIERS]. */
const SPECIFIERS: Readonly<Record<string, string>> = { '%S': '/var/lib', '%h': '/root', '%%': '%' };

function linesIn(path: string, text: string): readonly Line[] {
  return text.split('\n').flatMap((line, index) => {
    const [, type = '', written = '', ...rest] = /^\s*(\S+)\s+("[^"]*"|\S+)(.*)$/.exec(line) ?? [];
    if (type === '' || type.startsWith('#')) return [];
    const pattern = written.replace(/^"|"$/g, '').replace(/%[Sh%]/g, (its) => SPECIFIERS[its] ?? its);
    const [, , , age = '-'] = (rest[0] ?? '').trim().split(/\s+/);
    const kind = type.replace(/[!=~^$-]/g, '');
    return [{ path, number: index + 1, kind, pattern, age }];
  });
}

/** As in glob(7); braces are alternatives. */
function partOf(glob: string): RegExp {
  const source = glob.replace(/[.+^$()|\\*?{},]/g, (sign) => GLOB[sign] ?? `\\${sign}`);
  try {
    return new RegExp(`^${source}$`);
  } catch {
    // A bracket without its end may fit anything.
    return /./;
  }
}

const GLOB: Readonly<Record<string, string>> = { '*': '.*', '?': '.', '{': '(', '}': ')', ',': '|' };

const partsOf = (path: string): readonly string[] => path.split('/').filter((part) => part !== '');

const isOfLedger = (pattern: string): boolean => {
  const its = partOf(partsOf(pattern)[partsOf(INSTALLED.state).length] ?? '');
  return ['', '-wal', '.mark', '.log-key'].some((part) => its.test(`ledger.db${part}`));
};

/** `above`: the folder or one above it; `below`: something in the folder. */
function placeOf(pattern: string, folder: string): 'above' | 'below' | null {
  const [one, other] = [partsOf(pattern), partsOf(folder)];
  const common = Math.min(one.length, other.length);
  const fits = one.slice(0, common).every((part, nth) => partOf(part).test(other[nth] ?? ''));
  if (!fits || common === 0) return null;
  return one.length > other.length ? 'below' : 'above';
}

/** `null`: nothing that lasts. Only `R`, `D` and an age enter folders with content. */
function deedOf({ kind, age }: Line, place: 'above' | 'below', isFolder: boolean): string | null {
  if (kind === 'R' || (kind === 'r' && place === 'below')) return 'deletes';
  if (kind === 'D') return 'empties';
  if (/^[deCvqQ]$/.test(kind) && age !== '-' && age !== '') return 'deletes old files of';
  if (/^[LbcpC]\+$/.test(kind) && (place === 'below' || isFolder)) return 'replaces';
  if (/^(f\+|F|w\+?)$/.test(kind) && place === 'below') return 'overwrites';
  if (kind === 'Z' || (/^[zdevqQmaAtThH]\+?$/.test(kind) && (place === 'below' || isFolder)))
    return 'changes who may use';
  return null;
}

/** Files that make these folders: the package's, and systemd's for all secrets [systemd-creds(1)]. */
const MAKERS = ['/usr/lib/tmpfiles.d/asan-kiosk.conf', '/usr/lib/tmpfiles.d/credstore.conf'];

function deedsOf(line: Line): readonly string[] {
  const deeds = KEPT.flatMap(([folder, what]) => {
    const place = placeOf(line.pattern, folder);
    if (place === null) return [];
    const isFolder = partsOf(line.pattern).length === partsOf(folder).length;
    const deed = deedOf(line, place, isFolder);
    const its =
      place === 'below' && folder === INSTALLED.state && !isOfLedger(line.pattern) ? 'files of the kiosk' : what;
    return deed === null ? [] : [`${deed} ${its} at the next start`];
  });
  const kept = [...new Set(deeds)];
  return kept.length === 0 ? [] : [`${line.path}:${line.number} (${line.kind} ${line.pattern}) ${kept.join(', ')}`];
}

function tmpfilesFinding({ machine }: MachineContext): CheckFinding {
  const files = effectiveConfigFiles(machine, 'tmpfiles.d')
    .map(({ path }) => path)
    .filter((path) => path.endsWith('.conf') && !MAKERS.includes(path));
  const wrong = files.flatMap((path) => {
    const deeds = linesIn(path, configText(machine, path)).flatMap(deedsOf);
    return deeds.length === 0 ? [] : [{ path, deeds }];
  });
  if (wrong.length === 0) return good(`${files.length} files, none reaches the files of the kiosk`);
  return bad(
    listShort(
      wrong.flatMap(({ deeds }) => deeds),
      8,
    ),
    `before the next start, delete the named lines, or the files: ${removeFilesFix(wrong.map(({ path }) => path))}`,
  );
}

export const TMPFILES_CHECKS: readonly CheckSpec[] = [
  installedCheck('files')({
    id: 'tmpfiles',
    title: 'What systemd deletes and changes at the next start (tmpfiles.d)',
    expected: 'no file of the kiosk',
    look: tmpfilesFinding,
  }),
];
