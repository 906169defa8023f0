import { type CheckSpec, type Finding, good, installedCheck, named, warning } from './check.ts';
import { configText, filesBelow } from './config-files.ts';
import { linesOf, type Machine } from './machine-port.ts';

/** Commands that ifupdown runs as root [interfaces(5)]; settings that route networks through this machine [systemd.network(5)]. */
const OPENS: readonly (readonly [folder: string, is: RegExp])[] = [
  ['/etc/network', /^\s*(pre-|post-)?(up|down)\s+\S/],
  [
    '/etc/systemd/network',
    /^\s*(IPForward|IPv[46]Forwarding|IPMasquerade|DHCPServer)\s*=\s*(?!no\b|false\b|off\b|0\b)\S/,
  ],
];

/** Scripts of packages beside the settings. Another check names all other files there as strange files. */
const SCRIPTS = /\/if-[\w-]+\.d\//;

function networkFinding(machine: Machine): Finding {
  const wrong = OPENS.flatMap(([folder, is]) =>
    filesBelow(machine, folder)
      .filter((file) => !SCRIPTS.test(file))
      .flatMap((file) =>
        linesOf(configText(machine, file))
          .filter((line) => is.test(line))
          .map((line) => ({ file, line: line.trim() })),
      ),
  );
  if (wrong.length === 0) return good('no command, and no network is routed through this machine');
  const files = [...new Set(wrong.map(({ file }) => file))];
  return warning(
    named(wrong.map(({ file, line }) => `${JSON.stringify(line)} in ${file}`)),
    `take the line out if your staff did not put it there: ${files.map((file) => `sudoedit ${file}`).join(' && ')}, then sudo reboot`,
  );
}

export const NETWORK_CHECKS: readonly CheckSpec[] = [
  installedCheck('files')({
    id: 'network-settings',
    title: 'Commands and routes in the settings of the network',
    expected: 'only addresses: no command of root, and no network that is routed through this machine',
    look: ({ machine }) => networkFinding(machine),
  }),
];
