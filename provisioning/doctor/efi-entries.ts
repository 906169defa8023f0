import { kernelBytes } from '../../device/files/kernel-files.ts';
import { hexDigits } from '../../drivers/bytes.ts';
import type { MachineAccess } from './machine-port.ts';

/* As the kernel shows them [UEFI 2.10, 3.1 and 3.3; Linux, efivarfs]. */

export const EFI_FOLDER = '/sys/firmware/efi';
export const EFI_VARIABLES_FOLDER = `${EFI_FOLDER}/efivars`;
/** EFI_GLOBAL_VARIABLE [UEFI 2.10, 3.3]. */
export const EFI_GLOBAL_GUID = '8be4df61-93ca-11d2-aa0d-00e098032b8c';
/** The kernel puts the attributes before a variable's data. */
const ATTRIBUTE_BYTES = 4;

/** LOAD_OPTION_ACTIVE and LOAD_OPTION_CATEGORY: the firmware skips inactive entries and applications. */
const ACTIVE = 0x1;
const CATEGORY = 0x1f00;

/** [UEFI 2.10, 10.3] */
export interface BootEntry {
  /** Four hex digits, as in `Boot0001`. */
  readonly number: string;
  readonly description: string;
  readonly isStarted: boolean;
  readonly way: 'disk' | 'usb' | 'network' | 'other';
  /** Such as `\EFI\debian\shimx64.efi`; `null`: the firmware's usual path. */
  readonly program: string | null;
  /** GUID of the GPT partition, lower case; `null`: none. */
  readonly partition: string | null;
}

const variable = (machine: MachineAccess, name: string): Uint8Array =>
  kernelBytes(machine.place(`${EFI_VARIABLES_FOLDER}/${name}-${EFI_GLOBAL_GUID}`)).subarray(ATTRIBUTE_BYTES);

export function bootNumbersOf(machine: MachineAccess, name: 'BootOrder' | 'BootNext'): readonly string[] {
  const bytes = variable(machine, name);
  return Array.from({ length: Math.floor(bytes.length / 2) }, (_, nth) =>
    hexDigits(numberAt(bytes, 2 * nth), 4).toUpperCase(),
  );
}

const numberAt = (bytes: Uint8Array, at: number): number => (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8);

/** [UEFI 2.10, 3.1.3: attributes, length of the path, description, path]; `null`: no such entry. */
export function bootEntryOf(machine: MachineAccess, number: string): BootEntry | null {
  const bytes = variable(machine, `Boot${number}`);
  if (bytes.length < 6) return null;
  const attributes = numberAt(bytes, 0);
  const description = textAt(bytes, 6);
  const from = 6 + 2 * (description.length + 1);
  const nodes = nodesIn(bytes.subarray(from, from + numberAt(bytes, 4)));
  const program = nodes.flatMap(({ type, data }) => (type === FILE ? [textAt(data, 0)] : [])).join('');
  return {
    number,
    description,
    program: program === '' ? null : program,
    partition: partitionOf(nodes),
    isStarted: (attributes & ACTIVE) !== 0 && (attributes & CATEGORY) === 0,
    way: wayOf(nodes.map(({ type }) => type)),
  };
}

/** UTF-16 text up to zero. */
function textAt(bytes: Uint8Array, from: number): string {
  let text = '';
  for (let at = from; at + 1 < bytes.length && numberAt(bytes, at) !== 0; at += 2)
    text += String.fromCharCode(numberAt(bytes, at));
  return text;
}

interface PathNode {
  readonly type: string;
  readonly data: Uint8Array;
}

function nodesIn(path: Uint8Array): readonly PathNode[] {
  const nodes: PathNode[] = [];
  for (let at = 0; at + 4 <= path.length; ) {
    const length = numberAt(path, at + 2);
    if (length < 4) break;
    nodes.push({ type: `${path[at]}.${path[at + 1]}`, data: path.subarray(at + 4, at + length) });
    at += length;
  }
  return nodes;
}

/** A file path [10.3.5.4]. */
const FILE = '4.4';
/** A partition: number, start, size, signature, and kind of signature, where 2 is a GUID [10.3.5.1]. */
const PARTITION = '4.1';

function partitionOf(nodes: readonly PathNode[]): string | null {
  const data = nodes.find(({ type }) => type === PARTITION)?.data;
  if (data?.[37] !== 2) return null;
  // The first three groups of a GUID are little-endian [appendix A].
  const hex = [3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15]
    .map((at) => hexDigits(data[20 + at] ?? 0, 2))
    .join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

/** Disks: partition, ATA, SCSI, SATA, NVMe, UFS, SD and eMMC [10.3.5.1, 10.3.4]. */
const DISKS = [PARTITION, '3.1', '3.2', '3.18', '3.23', '3.25', '3.26', '3.29'];
/** A PCI card alone is an emulated disk (virtio) [10.3.2.1]. */
const PCI = '1.1';
const END = '127.255';
/** USB by port, class or name; FireWire. */
const PLUGGED = ['3.5', '3.15', '3.16', '3.4'];
/** Network: by card address, IPv4, IPv6, iSCSI, URI, Wi-Fi. */
const NETWORKS = ['3.11', '3.12', '3.13', '3.19', '3.24', '3.28'];

function wayOf(types: readonly string[]): BootEntry['way'] {
  if (types.some((type) => NETWORKS.includes(type))) return 'network';
  if (types.some((type) => PLUGGED.includes(type))) return 'usb';
  const isDisk = types.some((type) => DISKS.includes(type)) || types.findLast((type) => type !== END) === PCI;
  return isDisk ? 'disk' : 'other';
}
