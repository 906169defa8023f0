import { existsSync, readFileSync } from 'node:fs';
import { ok } from '../../../drivers/result.ts';
import { describeSystemError } from '../../command/input.ts';
import type { Io } from '../../command/io.ts';
import { type CliOutcome, done, failed, misused } from '../../command/outcome.ts';
import { printJson } from '../../command/output.ts';
import { INSTALLED } from '../../machine/installed.ts';
import { isSameFingerprint, orderKeyFingerprint, parseMinisignKey } from '../order/minisign.ts';
import {
  acceptedOrderText,
  checkSignature,
  type FileWithSignature,
  parseAcceptedOrder,
} from '../order/signed-order.ts';
import { readFileWithSignature } from '../order/stick.ts';
import { createProvisionTarget, type ProvisionTarget } from '../plan/target.ts';
import { writeEntry } from '../plan/write.ts';
import { asFailure, type ProvisionResult } from '../trouble.ts';
import { installedKey, otherKeyTrouble } from './order-key.ts';

export interface TrustKeyOptions {
  readonly fingerprint?: string;
  readonly root?: string;
  readonly json?: true;
}

/** Installs the key that verifies orders: the first by its fingerprint, a later one by the signature of the key before. */
export async function trustKey(
  file: string,
  { fingerprint, root, json }: TrustKeyOptions,
  io: Io,
): Promise<CliOutcome> {
  if (root !== undefined && !existsSync(root))
    return misused(`there is no folder ${root}; name the folder of the image`);
  let signed: FileWithSignature;
  try {
    signed = readFileWithSignature(file);
  } catch (error) {
    return misused(`${file}: ${describeSystemError(error)}; name the public key of the office (provision.pub)`);
  }
  const text = Buffer.from(signed.content).toString();
  const key = parseMinisignKey(text);
  if (!key) return misused(`${file} is not a public key of minisign; name the file provision.pub of the office`);
  const its = orderKeyFingerprint(key);
  if (fingerprint !== undefined && !isSameFingerprint(fingerprint, its)) return asFailure(otherKeyTrouble().error);
  const target = createProvisionTarget(root);
  const here = installedKey(target);
  if (!here.ok) return asFailure(here.error);
  const tell = (changed: boolean): CliOutcome => {
    if (json) printJson(io, { fingerprint: its, changed });
    else io.out(`orders are now verified by the key ${its}${changed ? '' : ', as before'}\n`);
    return done;
  };
  if (here.value && orderKeyFingerprint(here.value) === its) return tell(false);
  const believed = here.value ? checkSignature(signed, here.value) : null;
  if (believed && !believed.ok) return asFailure(believed.error);
  if (!believed) {
    const told = fingerprint ?? (await askedFor(io));
    if (told === null) return failed(UNSAID);
    if (!isSameFingerprint(told, its)) return asFailure(otherKeyTrouble().error);
  }
  // The record is written first: after a power cut the same command writes both.
  const noted = noteKey(target, its);
  if (!noted.ok) return asFailure(noted.error);
  const written = writeEntry(target, { path: INSTALLED.orderKey, owner: 'root', group: 'root', mode: 0o644, text });
  return written.ok ? tell(true) : asFailure(written.error);
}

/** Into the record of the last order, for `doctor`; before the first order, nothing. */
function noteKey(target: ProvisionTarget, key: string): ProvisionResult<void> {
  const taken = parseAcceptedOrder(textOf(target.file(INSTALLED.orderTaken)));
  if (!taken) return ok(undefined);
  const text = acceptedOrderText({ ...taken, key });
  return writeEntry(target, { path: INSTALLED.orderTaken, owner: 'root', group: 'root', mode: 0o644, text });
}

const textOf = (file: string): string | null => (existsSync(file) ? readFileSync(file, 'utf8') : null);

/** The technician would copy the fingerprint instead of reading the sheet. */
const UNSAID =
  'the fingerprint of the key is missing: read it on the sheet of the office, not on the stick, and add --fingerprint';

/** `null`: nothing typed. */
async function askedFor(io: Io): Promise<string | null> {
  if (!io.inputIsTerminal) return null;
  const typed = await io.ask('Fingerprint of the key on the sheet of the office: ');
  return typed === null || typed.trim() === '' ? null : typed;
}
