import { closeSync, constants, fstatSync, openSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { ok } from '../../../drivers/result.ts';
import { describeSystemError } from '../../command/input.ts';
import { type ProvisionResult, provisionTrouble } from '../trouble.ts';
import type { FileWithSignature } from './signed-order.ts';

const ORDER_NAME = 'order.yaml';
const KEY_NAME = 'provision.pub';
const SIGNATURE_SUFFIX = '.minisig';

/** An order of a whole region with all certificates has some hundred kilobytes. */
const MAX_BYTES = 4 * 1024 * 1024;

export interface OrderOnStick {
  readonly order: FileWithSignature;
  readonly key: FileWithSignature | null;
}

/** Reads an order from a folder (`order.yaml` in it) or a file, with its signature. Nothing is verified yet. */
export function readOrderOnStick(named: string): ProvisionResult<OrderOnStick> {
  let file = named;
  try {
    const its = statSync(named);
    const isFolder = its.isDirectory();
    if (!isFolder && !its.isFile())
      return provisionTrouble('PRV-108', `${named} is neither a file nor a folder`, MOUNT);
    if (isFolder) file = join(named, ORDER_NAME);
    const folder = isFolder ? named : join(named, '..');
    return ok({ order: readFileWithSignature(file), key: keyIn(folder) });
  } catch (error) {
    return provisionTrouble(
      'PRV-108',
      `${file}: ${describeSystemError(error)}`,
      `name a file, or the folder with ${ORDER_NAME}`,
    );
  }
}

const MOUNT = 'mount the stick and name its folder: sudo mount -o ro /dev/sda1 /mnt';

/** File with its signature, if there is one. Throws the system's errors. */
export function readFileWithSignature(file: string): FileWithSignature {
  const content = fileBytes(file);
  return { name: basename(file), content, signature: textOrNull(`${file}${SIGNATURE_SUFFIX}`) };
}

/** The file may be a link to an endless device, a pipe, or gigabytes. */
function fileBytes(file: string): Buffer {
  const handle = openSync(file, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const its = fstatSync(handle);
    if (its.isDirectory()) throw systemError('EISDIR');
    if (!its.isFile()) throw systemError('EINVAL');
    if (its.size > MAX_BYTES) throw systemError('EFBIG');
    return readFileSync(handle);
  } finally {
    closeSync(handle);
  }
}

const systemError = (code: string): Error => Object.assign(new Error(code), { code });

function keyIn(folder: string): FileWithSignature | null {
  const file = join(folder, KEY_NAME);
  return statSync(file, { throwIfNoEntry: false })?.isFile() ? readFileWithSignature(file) : null;
}

function textOrNull(file: string): string | null {
  return statSync(file, { throwIfNoEntry: false })?.isFile() ? fileBytes(file).toString() : null;
}
