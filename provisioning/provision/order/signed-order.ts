import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { NotUtf8Error } from '../../../device/config/files.ts';
import { describeConfigTroubles } from '../../../device/config/trouble.ts';
import { readYamlWithAllTroubles } from '../../../device/config/yaml-file.ts';
import { parseJson } from '../../../device/words/json.ts';
import { ok } from '../../../drivers/result.ts';
import { type ProvisionResult, provisionTrouble } from '../trouble.ts';
import { type MinisignKey, orderKeyFingerprint, signatureFault } from './minisign.ts';
import { type Order, orderFileSchema } from './order.ts';

/** `/etc/asan-kiosk/provisioned.json`. */
export interface AcceptedOrder {
  readonly serial: number;
  /** SHA-256 of the file, hex. */
  readonly sha256: string;
  readonly kiosk: string;
  /** Absent: an earlier version. */
  readonly key?: string | undefined;
  /** Without devices. Absent: an earlier version. */
  readonly gave?: Readonly<Record<string, unknown>> | undefined;
  /** SHA-256 in hex by path. Absent: an earlier version. */
  readonly files?: Readonly<Record<string, string>> | undefined;
  /** SHA-256 of the other fields. */
  readonly digest?: string | undefined;
}

const takenSchema = z.object({
  serial: z.int(),
  sha256: z.string(),
  kiosk: z.string(),
  key: z.string().optional(),
  gave: z.record(z.string(), z.unknown()).optional(),
  files: z.record(z.string(), z.string()).optional(),
  digest: z.string().optional(),
});

/** `null`: missing or damaged. */
export const parseAcceptedOrder = (text: string | null): AcceptedOrder | null =>
  text === null ? null : (takenSchema.safeParse(parseJson(text)).data ?? null);

const digestOf = (record: object): string =>
  createHash('sha256')
    .update(JSON.stringify({ ...record, digest: undefined }))
    .digest('hex');

export const acceptedOrderText = (taken: AcceptedOrder): string =>
  `${JSON.stringify({ ...taken, digest: digestOf(taken) })}\n`;

export function isAcceptedOrderAltered(text: string): boolean {
  const record = z.looseObject({ digest: z.string() }).safeParse(parseJson(text)).data;
  return record !== undefined && record.digest !== digestOf(record);
}

export interface FileWithSignature {
  readonly name: string;
  readonly content: Uint8Array;
  /** `null`: there is no `.minisig`. */
  readonly signature: string | null;
}

export interface VerifiedOrder {
  readonly order: Order;
  readonly sha256: string;
}

interface Against {
  readonly key: MinisignKey;
  readonly taken: AcceptedOrder | null;
  /** Day at the centre, ISO. */
  readonly today: string;
}

/**
 * Reads an order that has the office's signature, is valid today, and is not older than the order before. The signature is checked first: a
 * foreign file is never parsed.
 */
export function readSignedOrder(
  signed: FileWithSignature,
  { key, taken, today }: Against,
): ProvisionResult<VerifiedOrder> {
  const fault = checkSignature(signed, key);
  if (!fault.ok) return fault;
  const files = { list: () => [], read: () => decoded(signed.content) };
  const read = readYamlWithAllTroubles(signed.name, files, orderFileSchema);
  if (!read.ok)
    return provisionTrouble('PRV-104', describeConfigTroubles(read.error), 'tell the office, which signs the orders');
  const order = read.value;
  const sha256 = createHash('sha256').update(signed.content).digest('hex');
  if (order.expires < today)
    return provisionTrouble(
      'PRV-105',
      `${signed.name}: the order ended on ${order.expires}, but the date here is ${today}`,
      NEW_ORDER,
    );
  if (order.issued > today)
    return provisionTrouble(
      'PRV-105',
      `${signed.name}: the order is of ${order.issued}, but the date here is ${today}`,
      CLOCK,
    );
  if (taken && (order.serial < taken.serial || (order.serial === taken.serial && sha256 !== taken.sha256))) {
    const than = order.serial < taken.serial ? 'is older than' : 'has other content than';
    return provisionTrouble(
      'PRV-106',
      `${signed.name}: order ${order.serial} ${than} order ${taken.serial}, which this machine has`,
      'take the newest order of the office; if this is the newest, the office must give it a higher serial',
    );
  }
  return ok({ order, sha256 });
}

function decoded(content: Uint8Array): string {
  if (!isUtf8(content)) throw new NotUtf8Error(1);
  return new TextDecoder().decode(content);
}

const NEW_ORDER = 'ask the office for a new order, or set the clock: timedatectl';
const CLOCK =
  'set the clock: sudo timedatectl set-ntp true; without a time server: sudo date -s "YYYY-MM-DD HH:MM" && sudo hwclock --systohc. If the date here is right, tell the office';

export function checkSignature(
  { name, content, signature }: FileWithSignature,
  key: MinisignKey,
): ProvisionResult<void> {
  const fault = signature === null ? 'not-a-signature' : signatureFault(content, signature, key);
  switch (fault) {
    case null:
      return ok(undefined);
    case 'not-a-signature': {
      const found = signature === null ? `${name} has no signature` : `${name}.minisig is not a signature of minisign`;
      return provisionTrouble('PRV-102', found, `copy ${name} and ${name}.minisig, both`);
    }
    case 'other-key':
      return provisionTrouble(
        'PRV-103',
        `${name} is signed with another key than the key of this machine (${orderKeyFingerprint(key)})`,
        'ask the office; a new key comes as provision.pub with provision.pub.minisig, signed by the key before',
      );
    case 'wrong':
      return provisionTrouble(
        'PRV-103',
        `${name} was changed after it was signed`,
        'copy it again; if it stays so, tell the office',
      );
    default:
      return fault satisfies never;
  }
}
