import { bad, type CheckFinding, type CheckSpec, good, installedCheck, listShort } from './check.ts';
import { filesBelow } from './config-files.ts';
import { filesOfNoPackage } from './debian-files.ts';
import { linesOf, type MachineAccess, type MachineContext, textOf } from './machine-port.ts';
import { removeFilesFix } from './take-away.ts';

const SOURCES = ['/etc/apt/sources.list', '/etc/apt/sources.list.d'];
const SETTINGS = ['/etc/apt/apt.conf', '/etc/apt/apt.conf.d'];

const linesAt = (machine: MachineAccess, file: string): readonly string[] =>
  linesOf(textOf(machine, file) ?? '')
    .map((line) => line.replace(/^\s*(#(?!clear)|\/\/).*$/, '').trim())
    .filter((line) => line !== '');

function filesAt(machine: MachineAccess, path: string): readonly string[] {
  const its = machine.stat(path);
  if (!its.ok) return [];
  return its.value.is === 'folder' ? filesBelow(machine, path) : [path];
}

/** With these options apt installs packages without a valid signature [sources.list(5)]. */
const BELIEVES_ALL = /\b(trusted|allow-insecure|allow-weak)\s*[=:]\s*yes\b/i;

/** With these settings apt runs a command as root, or accepts an unsigned package [apt.conf(5)]. */
const OPENS =
  /-Invoke|Pre-Install-Pkgs|AllowUnauthenticated|AllowInsecure|AllowWeak|Verify-(Peer|Host)|Dir::(Bin|Etc)|Planner|Solver/i;

interface Line {
  readonly file: string;
  readonly line: string;
}

const hostsIn = (line: string): readonly string[] =>
  [...line.matchAll(/\b(?:https?|ftp):\/\/([^/\s]+)/g)].map(([, host = '']) => host);

async function aptFinding({ machine }: MachineContext): Promise<CheckFinding> {
  const read = (files: readonly string[]): readonly Line[] =>
    files.flatMap((file) => linesAt(machine, file).map((line) => ({ file, line })));
  const sources = read(
    SOURCES.flatMap((path) => filesAt(machine, path)).filter((file) => /\.(list|sources)$/.test(file)),
  );
  const settings = read(
    await filesOfNoPackage(
      machine,
      SETTINGS.flatMap((path) => filesAt(machine, path)),
    ),
  );
  const wrong = [
    ...sources.filter(({ line }) => BELIEVES_ALL.test(line)),
    ...settings.filter(({ line }) => OPENS.test(line)),
  ];
  const hosts = [...new Set(sources.flatMap(({ line }) => hostsIn(line)))];
  if (wrong.length === 0) return good(hosts.length === 0 ? 'no source' : `packages come from ${hosts.join(', ')}`);
  const files = [...new Set(wrong.map(({ file }) => file))];
  return bad(
    listShort(wrong.map(({ file, line }) => `${JSON.stringify(line)} in ${file}`)),
    `read each line. Delete a wrong line in a file that you need, then sudo apt-get update. If your staff did not write the whole file: ${removeFilesFix(files, 'sudo apt-get update')}`,
  );
}

export const APT_CHECKS: readonly CheckSpec[] = [
  installedCheck('files')({
    id: 'apt',
    title: 'Sources of packages, and commands that apt runs as root',
    expected: 'apt checks all signatures, and no file from outside the packages sets a command',
    look: aptFinding,
  }),
];
