import { statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { realLedgerPath } from '../../device/config/ledger-place.ts';
import { logFileRefusal } from '../command/state-files.ts';
import { LONGEST_LOG_BYTES } from '../run/log-file.ts';
import { bad, type CheckFinding, type CheckSpec, good, skipped, warning, withProfile } from './check.ts';
import { stopMountCommand } from './lasting-checks.ts';
import { CheckSkippedError, lateCommandError, type MachineAccess, readFileStatus } from './machine-port.ts';
import { OTHER_SETTING_FIX } from './package-cure.ts';
import { resolvePathAndMount } from './resting-place.ts';

const MB = 1_000_000;

/** With `--log` there is no such file. */
function logFinding(file: string, installed: boolean): CheckFinding {
  const its = statSync(file, { throwIfNoEntry: false });
  if (!its && installed) return skipped('none: the installed kiosk writes to the journal');
  if (!its) return skipped('none: the kiosk has not run here, or writes to the journal');
  const refusal = logFileRefusal(file);
  if (refusal) return bad(`${file} ${refusal.found}`, refusal.fix);
  const found = `${Math.ceil(its.size / MB)} MB`;
  if (its.size <= LONGEST_LOG_BYTES) return good(`${found}; the kiosk renames it at ${LONGEST_LOG_BYTES / MB} MB`);
  return warning(
    `${found}, but it should have been renamed at ${LONGEST_LOG_BYTES / MB} MB`,
    `another program writes into it: sudo fuser -v ${file} names it`,
  );
}

const UNITS: Readonly<Record<string, number>> = { B: 1, K: 2 ** 10, M: 2 ** 20, G: 2 ** 30, T: 2 ** 40 };
/** SystemMaxUse=1G of the package, plus one file of 64 MiB. */
const MOST_JOURNAL_MIB = 1_088;

/** [journalctl(1): "Archived and active journals take up 24M in the file system."] */
async function journalFinding(machine: MachineAccess): Promise<CheckFinding> {
  const ran = await machine.run('journalctl', '--disk-usage');
  if (ran.is === 'late') throw lateCommandError('journalctl', ran.afterMs, 'sudo journalctl --disk-usage');
  const [, number, unit = 'B'] = /take up ([\d.]+)([BKMGT])?/.exec(ran.is === 'done' ? ran.out : '') ?? [];
  if (number === undefined) throw new CheckSkippedError('not measured: journalctl does not tell');
  const mib = Math.round((Number(number) * (UNITS[unit] ?? 1)) / 2 ** 20);
  if (mib <= MOST_JOURNAL_MIB) return good(`${mib} MiB`);
  return warning(
    `${mib} MiB`,
    `sudo systemctl restart systemd-journald.service && sudo journalctl --rotate --vacuum-size=1G; ${OTHER_SETTING_FIX}`,
  );
}

const JOURNAL = '/var/log/journal';
const KEEP_JOURNAL = `sudo install -d ${JOURNAL} && sudo systemctl restart systemd-journald && sudo journalctl --flush`;

export const LOG_CHECKS: readonly CheckSpec[] = [
  {
    id: 'log-file',
    group: 'log',
    title: 'The log of the kiosk',
    expected: `the kiosk may write it, at most ${LONGEST_LOG_BYTES / MB} MB`,
    look: withProfile((profile, { installed }) =>
      logFinding(join(dirname(realLedgerPath(profile)), 'kiosk.jsonl'), installed),
    ),
  },
  {
    id: 'journal-size',
    group: 'log',
    title: 'The journal of the machine',
    expected: `at most ${MOST_JOURNAL_MIB} MiB`,
    onlyInstalled: true,
    look: ({ machine }) => journalFinding(machine),
  },
  {
    id: 'journal-kept',
    group: 'log',
    title: 'Whether the journal survives a restart',
    expected: 'yes, so that the reason of a shutdown can be read',
    onlyInstalled: true,
    look({ machine }) {
      const { link, real, memory } = resolvePathAndMount(machine, JOURNAL);
      if (link && (memory || readFileStatus(machine, real) === null))
        return warning(
          `${link.path} is a link to ${link.to}: the log there is gone after the next start`,
          `sudo rm ${link.path} && ${KEEP_JOURNAL}`,
        );
      if (memory)
        return warning(
          `${memory.where} is in memory (${memory.kind}): the log is gone after the next start`,
          `${stopMountCommand(machine, memory)}; then sudo reboot`,
        );
      // If this folder exists, journald writes there [journald.conf(5), Storage=auto].
      if (readFileStatus(machine, JOURNAL)?.is === 'folder') return good(`in ${real}`);
      return warning('it is in memory only', KEEP_JOURNAL);
    },
  },
];
