import { GRUB_CFG } from '../lockdown/boot.ts';
import { bad, type CheckSpec, type Finding, good, installedCheck, named, skipped, warning } from './check.ts';
import { lookAt, type Machine, textOf } from './machine-port.ts';
import { debianFix } from './package-cure.ts';

/** In Debian 13, a kernel has at least 8 MiB and an initrd 10 MiB. A full disk leaves a much smaller file. */
const SMALLEST_BYTES = 256 * 1024;

interface BootFile {
  readonly is: 'kernel' | 'initrd';
  /** Path in the menu entry. */
  readonly path: string;
  /** Index of the menu entry; 0 starts by default. */
  readonly entry: number;
}

/** [GRUB manual, linux and initrd: a path from the root of the disk that `search` found] */
function bootFilesIn(menu: string): readonly BootFile[] {
  const entries = menu.split(/^\s*menuentry /m).slice(1);
  return entries.flatMap((text, entry) =>
    [...text.matchAll(/^\s*(linux|initrd)(?:efi|16)?\s+(\S+)/gm)].map(
      ([, command, path = '']): BootFile => ({ is: command === 'linux' ? 'kernel' : 'initrd', path, entry }),
    ),
  );
}

/** If `/boot` is a separate disk, the path is relative to `/boot`. */
function troubleOf(machine: Machine, { path }: BootFile): string | null {
  const its = lookAt(machine, path) ?? lookAt(machine, `/boot${path}`);
  if (!its) return 'is gone';
  return its.bytes < SMALLEST_BYTES ? `has ${its.bytes} bytes` : null;
}

function cureOf({ is, path }: BootFile): string {
  const version = /-(\d.*)$/.exec(path)?.[1] ?? 'VERSION';
  return is === 'initrd'
    ? `sudo rm -f /boot/initrd.img-${version} && sudo update-initramfs -c -k ${version} && sudo update-grub`
    : debianFix([`linux-image-${version}`], 'sudo update-grub');
}

/** If a kernel or an initrd is incomplete, the next start fails before systemd. */
function bootFilesFinding(machine: Machine): Finding {
  const menu = textOf(machine, GRUB_CFG);
  if (menu === null) return skipped(`there is no ${GRUB_CFG}, see boot-menu`);
  const files = bootFilesIn(menu);
  const wrong = files.flatMap((file) => {
    const trouble = troubleOf(machine, file);
    return trouble === null ? [] : [{ file, found: `${file.path} ${trouble}` }];
  });
  const [first] = wrong;
  if (!first) return good(`${new Set(files.map(({ path }) => path)).size} files, all there`);
  const found = named([...new Set(wrong.map((each) => each.found))]);
  const fix = [...new Set(wrong.map(({ file }) => cureOf(file)))].join('; and ');
  return first.file.entry === 0
    ? bad(`${found}: the machine does not start again`, fix)
    : warning(`${found}, of an entry of the menu that does not start by itself`, fix);
}

export const BOOT_FILES_CHECKS: readonly CheckSpec[] = [
  installedCheck('files')({
    id: 'boot-files',
    title: 'Kernel and initrd of the boot menu',
    expected: 'there, and whole',
    look: ({ machine }) => bootFilesFinding(machine),
  }),
];
