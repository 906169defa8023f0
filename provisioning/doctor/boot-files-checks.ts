import { GRUB_CFG } from '../lockdown/boot.ts';
import { describeProcess, processIds, readOrEmpty } from '../machine/processes.ts';
import { bad, type CheckFinding, type CheckSpec, good, installedCheck, listShort, skipped, warning } from './check.ts';
import { CLOSE_GRUB_COMMAND } from './kernel-words.ts';
import { type MachineAccess, type MachineContext, readFileStatus, TIMEOUT_EXIT_CODE, textOf } from './machine-port.ts';
import { runIdle } from './own-files-checks.ts';
import { reinstallDebianFix } from './package-cure.ts';

/** Bytes. A whole kernel has at least 8 MiB, an initrd 10 MiB (Debian 13). */
const SMALLEST_BYTES = 256 * 1024;

interface BootFile {
  readonly is: 'kernel' | 'initrd';
  readonly path: string;
  /** Number of the menu entry; 0 starts by default. */
  readonly entry: number;
}

/** [GRUB manual, linux and initrd: paths from the root of the disk that `search` found] */
function bootFilesIn(menu: string): readonly BootFile[] {
  const entries = menu.split(/^\s*menuentry /m).slice(1);
  return entries.flatMap((text, entry) =>
    [...text.matchAll(/^\s*(linux|initrd)(?:efi|16)?\s+(\S+)/gm)].map(
      ([, command, path = '']): BootFile => ({ is: command === 'linux' ? 'kernel' : 'initrd', path, entry }),
    ),
  );
}

/** If `/boot` is a separate disk, the path is relative to `/boot`. */
function troubleOf(machine: MachineAccess, { path }: BootFile): string | null {
  const its = readFileStatus(machine, path) ?? readFileStatus(machine, `/boot${path}`);
  if (!its) return 'is gone';
  return its.bytes < SMALLEST_BYTES ? `has only ${its.bytes} bytes` : null;
}

const cutIn = async (machine: MachineAccess, { is, path }: BootFile): Promise<string | null> =>
  is === 'initrd' && (await unpacks(machine, path)) === false ? 'is cut short or damaged' : null;

function cureOf({ is, path }: BootFile): string {
  const version = /-(\d.*)$/.exec(path)?.[1] ?? 'VERSION';
  return is === 'initrd'
    ? `sudo rm -f /boot/initrd.img-${version} && sudo update-initramfs -c -k ${version} && sudo update-grub`
    : reinstallDebianFix([`linux-image-${version}`], 'sudo update-grub');
}

/** Whether an initrd unpacks to its end [lsinitramfs(8)]; `null`: no tool, or not in time. */
async function unpacks(machine: MachineAccess, path: string): Promise<boolean | null> {
  const at = machine.stat(path).ok ? path : `/boot${path}`;
  const ran = await runIdle(machine, 'lsinitramfs', at);
  return ran.is === 'done' && ran.exit < TIMEOUT_EXIT_CODE ? ran.exit === 0 : null;
}

/** The kernel keeps 15 letters of a name [proc_pid_comm(5)]. */
const initrdWriter = (machine: MachineAccess): string | undefined =>
  processIds(machine).find((pid) => /^(update-initramf|mkinitramfs)/.test(readOrEmpty(machine, `/proc/${pid}/comm`)));

async function bootFilesFinding({ machine }: MachineContext): Promise<CheckFinding> {
  const menu = textOf(machine, GRUB_CFG);
  if (menu === null) return skipped(`there is no ${GRUB_CFG}, see boot-menu`);
  const files = bootFilesIn(menu);
  if (files.length === 0)
    return bad(`${GRUB_CFG} names no kernel: the machine does not start again`, CLOSE_GRUB_COMMAND);
  const wrong: { readonly file: BootFile; readonly found: string }[] = [];
  for (const file of files) {
    const trouble = troubleOf(machine, file) ?? (await cutIn(machine, file));
    if (trouble !== null) wrong.push({ file, found: `${file.path} ${trouble}` });
  }
  const [first] = wrong;
  if (!first) return good(`${new Set(files.map(({ path }) => path)).size} files, all there`);
  const writer = initrdWriter(machine);
  const others = wrong.filter(({ file }) => file.is !== 'initrd');
  if (writer !== undefined && others.length === 0)
    return warning(
      `${listShort([...new Set(wrong.map(({ file }) => file.path))])} is being written by ${describeProcess(machine, writer)}`,
      'wait until it has ended, and do not restart the machine before; then run doctor again',
    );
  const found = listShort([...new Set(wrong.map((each) => each.found))]);
  const fix = [...new Set(wrong.map(({ file }) => cureOf(file)))].join('; and ');
  return first.file.entry === 0
    ? bad(`${found}: the machine does not start again`, fix)
    : warning(`${found} (only in a menu entry that does not start by default)`, fix);
}

/** [depmod(8)] */
const INDEX = [
  'modules.dep',
  'modules.dep.bin',
  'modules.alias',
  'modules.alias.bin',
  'modules.symbols.bin',
  'modules.builtin.bin',
];

function versionsOf(machine: MachineAccess): readonly string[] {
  const files = bootFilesIn(textOf(machine, GRUB_CFG) ?? '');
  const ofMenu = files.flatMap(({ path }) => /-(\d.*)$/.exec(path)?.[1] ?? []);
  const running = textOf(machine, '/proc/sys/kernel/osrelease')?.trim();
  const isHere = running !== undefined && readFileStatus(machine, `/lib/modules/${running}`) !== null;
  return [...new Set([...ofMenu, ...(isHere ? [running] : [])])];
}

function modulesFinding(machine: MachineAccess): CheckFinding {
  const versions = versionsOf(machine);
  const gone = versions.filter((version) => readFileStatus(machine, `/lib/modules/${version}`) === null);
  if (gone.length > 0)
    return bad(
      `there is no /lib/modules/${gone.join(', ')}: this kernel starts without drivers`,
      reinstallDebianFix(gone.map((version) => `linux-image-${version}`)),
    );
  const empty = versions.flatMap((version) =>
    INDEX.filter((name) => (readFileStatus(machine, `/lib/modules/${version}/${name}`)?.bytes ?? 0) === 0).map(
      (name) => ({
        version,
        name,
      }),
    ),
  );
  if (versions.length === 0) return skipped('not measured: no kernel is known');
  if (empty.length === 0) return good(versions.join(', '));
  return bad(
    `${listShort(
      empty.map(({ version, name }) => `/lib/modules/${version}/${name}`),
      8,
    )}: empty or missing, so the next start loads no driver`,
    [...new Set(empty.map(({ version }) => `sudo depmod ${version} && sudo update-initramfs -u -k ${version}`))].join(
      ' && ',
    ),
  );
}

export const BOOT_FILES_CHECKS: readonly CheckSpec[] = [
  installedCheck('files')({
    id: 'boot-files',
    title: 'Kernel and initrd of the boot menu',
    expected: 'there, and whole',
    look: bootFilesFinding,
  }),
  installedCheck('files')({
    id: 'kernel-modules',
    title: 'The index of the kernel’s drivers',
    expected: 'there, for each kernel of the boot menu',
    look: ({ machine }) => modulesFinding(machine),
  }),
];
