import type { CheckFinding } from './check.ts';
import { linkTarget, type MachineAccess } from './machine-port.ts';

const STARTS = /\bsudo systemctl (?:enable|start|restart|try-restart|reload-or-restart)((?: [\w@.:-]+)+)/g;

/** The finding, with a fix that first unmasks the units that it starts or enables: systemd does neither with a masked unit. */
export function prependUnmaskToFix(machine: MachineAccess, finding: CheckFinding): CheckFinding {
  const { fix } = finding;
  if (fix === null || /\bsystemctl unmask\b/.test(fix)) return finding;
  const before = new Set<string>();
  return {
    ...finding,
    fix: fix.replace(STARTS, (command, words: string) => {
      const units = words.split(' ').filter((word) => /^[\w@]/.test(word));
      const commands = units.map((word) => unmaskOf(machine, word)).filter((each) => !before.has(each ?? ''));
      const fresh = commands.flatMap((each) => each ?? []);
      for (const each of fresh) before.add(each);
      return [...new Set(fresh), command].join(' && ');
    }),
  };
}

function unmaskOf(machine: MachineAccess, word: string): string | null {
  const unit = word.includes('.') ? word : `${word}.service`;
  const isMaskedIn = (folder: string) => linkTarget(machine, `${folder}/systemd/system/${unit}`) === '/dev/null';
  if (isMaskedIn('/etc')) return `sudo systemctl unmask ${unit}`;
  return isMaskedIn('/run') ? `sudo systemctl unmask --runtime ${unit}` : null;
}
