import { basename } from 'node:path';
import { bad, type CheckFinding, type CheckSpec, good, installedCheck, listShort } from './check.ts';
import { checkOfLedgerDisk, type FileSystemSpace } from './disk-checks.ts';
import { linesOf, type MachineAccess, textOf } from './machine-port.ts';
import { FSTAB, type Mount, mountsNow, mountsOfFstab, sedPattern } from './mounts.ts';

/** [ext4(5), btrfs(5)] */
const WEAK: Readonly<Record<string, string>> = {
  nobarrier: 'barrier',
  'barrier=0': 'barrier',
  'fsync_mode=nobarrier': 'fsync_mode=posix',
  'data=writeback': 'data=ordered',
};

const weakIn = (options: readonly string[]): readonly string[] =>
  options.filter((option) => WEAK[option] !== undefined);

const HARM = 'a power cut can lose payments of the ledger';
const CMDLINE = '/proc/cmdline';

const optionsOfKernel = (machine: MachineAccess): readonly string[] =>
  /(?:^|\s)rootflags=(\S+)/.exec(textOf(machine, CMDLINE) ?? '')?.[1]?.split(',') ?? [];

const hiddenDefaultsOf = (machine: MachineAccess, { what, options }: Mount): readonly string[] =>
  weakIn(linesOf(textOf(machine, `/proc/fs/ext4/${basename(what)}/options`) ?? '')).filter(
    (option) => !options.includes(option),
  );

/** The order of data changes only at a start. */
function nowFix({ what, where }: Mount, weak: readonly string[], defaults: readonly string[]): string {
  const changed = weak.filter((option) => option !== 'data=writeback').map((option) => WEAK[option]);
  return [
    ...(changed.length > 0 ? [`sudo mount -o remount,${[...new Set(changed)].join(',')} ${where}`] : []),
    ...(defaults.includes('nobarrier') ? [`sudo tune2fs -o ^nobarrier ${what}`] : []),
    ...(weak.includes('data=writeback') ? [`sudo tune2fs -o ^journal_data_writeback ${what} && sudo reboot`] : []),
  ].join(' && ');
}

const inFstab = ({ line }: Mount, weak: readonly string[]): string =>
  `sudo sed -i -E ${weak
    .map(
      (option) =>
        `-e '\\:^[ \\t]*[^# \\t]+[ \\t]+${sedPattern(line.split(/\s+/)[1] ?? '')}[ \\t]: s:\\b${option}\\b:${WEAK[option]}:'`,
    )
    .join(' ')} ${FSTAB} && sudo systemctl daemon-reload`;

function durabilityFinding(machine: MachineAccess, { mountedAt }: FileSystemSpace): CheckFinding {
  const now = mountsNow(machine).findLast(({ where }) => where === mountedAt);
  const next = mountsOfFstab(machine).findLast(({ where }) => where === mountedAt);
  const defaults = now ? hiddenDefaultsOf(machine, now) : [];
  const weakNow = [...weakIn(now?.options ?? []), ...defaults];
  const weakNext = weakIn(next?.options ?? []);
  const weakBoot = mountedAt === '/' ? weakIn(optionsOfKernel(machine)) : [];
  const found = [
    ...(weakNow.length > 0 ? [`${mountedAt} is mounted with ${weakNow.join(', ')}`] : []),
    ...(weakNext.length > 0 ? [`${FSTAB} has ${weakNext.join(', ')} for ${mountedAt}`] : []),
    ...(weakBoot.length > 0 ? [`rootflags of the kernel has ${weakBoot.join(', ')}`] : []),
  ];
  if (found.length === 0) return good(`${mountedAt} keeps written data`);
  const fixes = [
    ...(weakBoot.length > 0
      ? [
          'grep -rn rootflags /etc/default/grub /etc/default/grub.d names the line: delete the option there, then sudo update-grub (on a Raspberry Pi delete it from /boot/firmware/cmdline.txt), then restart',
        ]
      : []),
    ...(next && weakNext.length > 0 ? [inFstab(next, weakNext)] : []),
    ...(now && weakNow.length > 0 ? [nowFix(now, weakNow, defaults)] : []),
  ];
  return bad(`${listShort(found)}: ${HARM}`, fixes.join('; then '));
}

export const DURABILITY_CHECKS: readonly CheckSpec[] = [
  installedCheck('machine')({
    id: 'disk-durability',
    title: 'Whether the disk of the ledger keeps written data through a power cut',
    expected: 'write barriers and ordered data, now and at the next start',
    look: checkOfLedgerDisk(({ machine }, system) => durabilityFinding(machine, system)),
  }),
];
