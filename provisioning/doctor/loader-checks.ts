import { kernelBytes } from '../../device/files/kernel-files.ts';
import { GRUB_CFG } from '../lockdown/boot.ts';
import { bad, type CheckFinding, type CheckSpec, good, installedCheck, listShort, skipped, warning } from './check.ts';
import { filesBelow } from './config-files.ts';
import {
  CheckSkippedError,
  linesOf,
  type MachineAccess,
  type MachineContext,
  readFileStatus,
  textOf,
} from './machine-port.ts';
import { removeFilesFix } from './take-away.ts';

/* Firmware and GRUB read these files beside the menu; each can start something before any password. */

const ESP = '/boot/efi';
/** Debian's menu reads this file at its end [grub-common, /etc/grub.d/41_custom]. */
const CUSTOM = '/boot/grub/custom.cfg';
const GRUBENV = '/boot/grub/grubenv';

/** Lines of grub-install that name the menu's place. */
const STUB = [
  /^search(\.\w+)?\s/,
  /^set prefix=\(\$root\)\S+$/,
  /^set root=/,
  /^configfile \$prefix\/grub\.cfg$/,
  /^insmod [\w-]+$/,
];

/** [grub-probe(8), grub-mkrelpath(1)] */
const stubAnew = (file: string): string =>
  `printf '%s\\n' "search.fs_uuid $(sudo grub-probe -t fs_uuid /boot/grub) root" "set prefix=(\\$root)'$(grub-mkrelpath /boot/grub)'" 'configfile $prefix/grub.cfg' | sudo tee ${file}`;

/** For the path that every firmware tries [UEFI 2.10, 3.5.1.1]. */
const MONOLITHIC: readonly (readonly [from: string, name: string])[] = [
  ['/usr/lib/grub/x86_64-efi/monolithic/grubx64.efi', 'BOOTX64.EFI'],
  ['/usr/lib/grub/arm64-efi/monolithic/grubaa64.efi', 'BOOTAA64.EFI'],
];

/** [PE Format: MS-DOS stub, COFF file header, section table] */
function isWholeProgram(machine: MachineAccess, file: string): boolean {
  const bytes = Buffer.from(kernelBytes(machine.place(file)));
  if (bytes.length === 0 && readFileStatus(machine, file)?.bytes)
    throw new CheckSkippedError(`not measured: ${file} can not be read`);
  if (bytes.subarray(0, 2).toString('latin1') !== 'MZ') return false;
  if (bytes.length < 0x40) return false;
  const header = bytes.readUInt32LE(0x3c);
  if (header + 24 > bytes.length) return false;
  const table = header + 24 + bytes.readUInt16LE(header + 20);
  const sections = bytes.readUInt16LE(header + 6);
  if (table + sections * 40 > bytes.length) return false;
  return Array.from({ length: sections }, (_, nth) => table + nth * 40).every(
    (at) => bytes.readUInt32LE(at + 20) + bytes.readUInt32LE(at + 16) <= bytes.length,
  );
}

function espFinding(machine: MachineAccess): CheckFinding | null {
  const files = filesBelow(machine, `${ESP}/EFI`);
  const loaders = files.filter((file) => /\.efi$/i.test(file));
  const damaged = loaders.filter((file) => !isWholeProgram(machine, file));
  const from = MONOLITHIC.find(([path]) => readFileStatus(machine, path) !== null);
  const cure = (path: string) => (from ? `sudo install -D ${from[0]} ${path}` : 'sudo grub-install');
  const [first] = damaged;
  if (first !== undefined)
    return bad(`${damaged.join(', ')} is not a whole program: the machine may not start again`, cure(first));
  if (loaders.length === 0)
    return bad(
      `there is no loader in ${ESP}: the machine does not start again`,
      cure(`${ESP}/EFI/BOOT/${from?.[1] ?? 'BOOTX64.EFI'}`),
    );
  const strange = files
    .filter((file) => file.endsWith('.cfg'))
    .filter((file) => linesOf(textOf(machine, file) ?? '').some((line) => !isOfStub(line)) || !leads(machine, file));
  if (strange.length === 0) return null;
  return bad(
    `${strange.join(', ')} does not only name the place of the menu: it runs before any password`,
    strange.map(stubAnew).join(' && '),
  );
}

const isOfStub = (line: string): boolean => /^\s*#/.test(line) || STUB.some((form) => form.test(line.trim()));
const leads = (machine: MachineAccess, file: string): boolean => /^configfile /m.test(textOf(machine, file) ?? '');

function sourcedIn(menu: string): readonly string[] {
  const lines = [...menu.matchAll(/^\s*(?:source|configfile|\.)\s+(\S+)/gm)].map(([, file = '']) => file);
  return lines.filter((file) => !/^(\$\{config_directory\}|\$\{?prefix\}?)\/custom\.cfg$/.test(file));
}

function loaderFinding({ machine }: MachineContext): CheckFinding {
  const menu = textOf(machine, GRUB_CFG);
  if (menu === null) return skipped(`there is no ${GRUB_CFG}, see boot-menu`);
  if (readFileStatus(machine, CUSTOM) !== null)
    return bad(
      `${CUSTOM} is read into the menu: an entry of it may start without the password`,
      `read it; if your staff did not put it there: ${removeFilesFix([CUSTOM])}`,
    );
  const others = sourcedIn(menu);
  if (others.length > 0)
    return bad(
      `${GRUB_CFG} reads ${listShort(others)}: an entry of it may start without the password`,
      'grep -rn -e source -e configfile /etc/grub.d names the line: delete it, then: sudo update-grub && sudo chmod 600 /boot/grub/grub.cfg',
    );
  const esp =
    readFileStatus(machine, '/sys/firmware/efi') === null && readFileStatus(machine, `${ESP}/EFI`) === null
      ? null
      : espFinding(machine);
  if (esp) return esp;
  const next = /^next_entry=(.+)$/m.exec(textOf(machine, GRUBENV) ?? '')?.[1];
  if (next === undefined) return good('the menu alone');
  return warning(
    `the next start uses the entry ${JSON.stringify(next)}, which may wait for a password`,
    `sudo grub-editenv ${GRUBENV} unset next_entry`,
  );
}

export const LOADER_CHECKS: readonly CheckSpec[] = [
  installedCheck('closed')({
    id: 'boot-loader',
    title: 'Programs before or beside the boot menu',
    expected: 'only the boot menu: no other file that can start something before the password',
    look: loaderFinding,
  }),
];
