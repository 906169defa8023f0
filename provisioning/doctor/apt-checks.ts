import { bad, type CheckSpec, type Finding, good, installedCheck, named } from './check.ts';
import { filesBelow } from './config-files.ts';
import { strangers } from './debian-files.ts';
import { linesOf, type Machine, textOf } from './machine-port.ts';

const SOURCES = ['/etc/apt/sources.list', '/etc/apt/sources.list.d'];
const SETTINGS = ['/etc/apt/apt.conf', '/etc/apt/apt.conf.d'];

/** Lines that are no comment; apt.conf(5) has two kinds of them. */
const linesAt = (machine: Machine, file: string): readonly string[] =>
  linesOf(textOf(machine, file) ?? '')
    .map((line) => line.replace(/^\s*(#(?!clear)|\/\/).*$/, '').trim())
    .filter((line) => line !== '');

/** A file, or those of a folder. */
function filesAt(machine: Machine, path: string): readonly string[] {
  const its = machine.stat(path);
  if (!its.ok) return [];
  return its.value.is === 'folder' ? filesBelow(machine, path) : [path];
}

/** Packages of such a source are installed whoever has signed them [sources.list(5)]. */
const BELIEVES_ALL = /\b(trusted|allow-insecure|allow-weak)\s*[=:]\s*yes\b/i;

/** What apt runs as root, and what has it believe an unsigned package [apt.conf(5)]. */
const OPENS =
  /-Invoke|Pre-Install-Pkgs|AllowUnauthenticated|AllowInsecure|AllowWeak|Verify-(Peer|Host)|Dir::(Bin|Etc)|Planner|Solver/i;

interface Line {
  readonly file: string;
  readonly line: string;
}

/** Hosts from which packages come. */
const hostsIn = (line: string): readonly string[] =>
  [...line.matchAll(/\b(?:https?|ftp):\/\/([^/\s]+)/g)].map(([, host = '']) => host);

/** Root runs what a package brings, and what a setting of apt names. */
async function aptFinding(machine: Machine): Promise<Finding> {
  const read = (files: readonly string[]): readonly Line[] =>
    files.flatMap((file) => linesAt(machine, file).map((line) => ({ file, line })));
  const sources = read(
    SOURCES.flatMap((path) => filesAt(machine, path)).filter((file) => /\.(list|sources)$/.test(file)),
  );
  const settings = read(
    await strangers(
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
    named(wrong.map(({ file, line }) => `${JSON.stringify(line)} in ${file}`)),
    `look what is in it; where nobody of yours put it there: sudo rm ${files.join(' ')} && sudo apt-get update`,
  );
}

export const APT_CHECKS: readonly CheckSpec[] = [
  installedCheck('files')({
    id: 'apt',
    title: 'Where packages come from, and what apt runs as root',
    expected: 'sources whose signature counts, and no command in a file that no package has brought',
    look: ({ machine }) => aptFinding(machine),
  }),
];
