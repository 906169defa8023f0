import { existsSync, readFileSync } from 'node:fs';
import { ok } from '../../../drivers/result.ts';
import { systemWords } from '../../command/input.ts';
import type { Io } from '../../command/io.ts';
import { type CliOutcome, done, failed, misused } from '../../command/outcome.ts';
import { printJson } from '../../command/output.ts';
import { INSTALLED } from '../../machine/installed.ts';
import { fingerprintOf, isSameFingerprint, parseKey } from '../order/minisign.ts';
import { orderTakenIn, type SignedBytes, signedBy } from '../order/signed-order.ts';
import { signedFile } from '../order/stick.ts';
import { createTarget, type Target } from '../plan/target.ts';
import { install } from '../plan/write.ts';
import { asFailure, type Provisioned } from '../trouble.ts';
import { keyHere, otherKey } from './order-key.ts';

export interface TrustOptions {
  readonly fingerprint?: string;
  readonly root?: string;
  readonly json?: true;
}

/** Installs the key by which orders are believed: the first by its fingerprint, a later one by the signature of the one before. */
export async function trustKey(file: string, { fingerprint, root, json }: TrustOptions, io: Io): Promise<CliOutcome> {
  if (root !== undefined && !existsSync(root)) return misused(`there is no folder ${root}; name that of the image`);
  let signed: SignedBytes;
  try {
    signed = signedFile(file);
  } catch (error) {
    return misused(`${file}: ${systemWords(error)}; name the public key of the office (provision.pub)`);
  }
  const text = Buffer.from(signed.content).toString();
  const key = parseKey(text);
  if (!key) return misused(`${file} is no public key of minisign; name the file provision.pub of the office`);
  const its = fingerprintOf(key);
  // A typed fingerprint is always compared, even if the machine trusts this key already.
  if (fingerprint !== undefined && !isSameFingerprint(fingerprint, its)) return asFailure(otherKey().error);
  const target = createTarget(root);
  const here = keyHere(target);
  if (!here.ok) return asFailure(here.error);
  const tell = (changed: boolean): CliOutcome => {
    if (json) printJson(io, { fingerprint: its, changed });
    else io.out(`orders are believed by the key ${its}${changed ? '' : ', as before'}\n`);
    return done;
  };
  if (here.value && fingerprintOf(here.value) === its) return tell(false);
  const believed = here.value ? signedBy(signed, here.value) : null;
  if (believed && !believed.ok) return asFailure(believed.error);
  if (!believed) {
    const told = fingerprint ?? (await askedFor(io));
    if (told === null) return failed(UNSAID);
    if (!isSameFingerprint(told, its)) return asFailure(otherKey().error);
  }
  // Write the record first: after a power cut between the two files, the same command writes both.
  const noted = noteKey(target, its);
  if (!noted.ok) return asFailure(noted.error);
  const written = install(target, { path: INSTALLED.orderKey, owner: 'root', group: 'root', mode: 0o644, text });
  return written.ok ? tell(true) : asFailure(written.error);
}

/** Writes the fingerprint into the record of the last order, where `doctor` reads it. Before the first order it writes nothing. */
function noteKey(target: Target, key: string): Provisioned<void> {
  const taken = orderTakenIn(textOf(target.file(INSTALLED.orderTaken)));
  if (!taken) return ok(undefined);
  const text = `${JSON.stringify({ ...taken, key })}\n`;
  return install(target, { path: INSTALLED.orderTaken, owner: 'root', group: 'root', mode: 0o644, text });
}

const textOf = (file: string): string | null => (existsSync(file) ? readFileSync(file, 'utf8') : null);

/** The fingerprint of this very key is not shown: a technician who reads it here would copy it, and not read the sheet. */
const UNSAID =
  'nobody said the fingerprint of the key: read it on the sheet of the office, not on the stick, and add --fingerprint';

/** The technician types the fingerprint and does not just confirm it, and so has read it on the sheet. `null`: nobody typed anything. */
async function askedFor(io: Io): Promise<string | null> {
  if (!io.inputIsTerminal) return null;
  const typed = await io.ask('The fingerprint of the key, as it stands on the sheet of the office: ');
  return typed === null || typed.trim() === '' ? null : typed;
}
