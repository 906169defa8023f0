import { readFileSync } from 'node:fs';
import { ok } from '../../../drivers/result.ts';
import { INSTALLED } from '../../machine/installed.ts';
import { type MinisignKey, orderKeyFingerprint, parseMinisignKey } from '../order/minisign.ts';
import { checkSignature, type FileWithSignature } from '../order/signed-order.ts';
import type { ProvisionTarget } from '../plan/target.ts';
import { type ProvisionResult, provisionTrouble } from '../trouble.ts';
import type { TechnicianPrompts } from './source.ts';

export interface TrustedOrderKey {
  readonly key: MinisignKey;
  /** `null`: installed already. */
  readonly fresh: string | null;
}

/**
 * The installed key, or the key beside the order. A new key needs a signature of the installed key. If no key is installed, the technician
 * must have read the new key's fingerprint on the office's sheet.
 */
export async function trustedKeyFor(
  target: ProvisionTarget,
  onStick: FileWithSignature | null,
  asked: TechnicianPrompts | null,
): Promise<ProvisionResult<TrustedOrderKey>> {
  const here = installedKey(target);
  if (!here.ok) return here;
  const text = onStick && Buffer.from(onStick.content).toString();
  const offered = text === null ? null : parseMinisignKey(text);
  if (here.value === null) {
    if (offered === null || asked === null)
      return provisionTrouble('PRV-101', NO_KEY, 'sudo asan-kiosk provision trust FILE');
    const its = orderKeyFingerprint(offered);
    return (await asked.isKey(its)) ? ok({ key: offered, fresh: text }) : otherKeyTrouble();
  }
  if (!onStick || !offered || orderKeyFingerprint(offered) === orderKeyFingerprint(here.value))
    return ok({ key: here.value, fresh: null });
  const isTheirs = checkSignature(onStick, here.value);
  return isTheirs.ok ? ok({ key: offered, fresh: text }) : isTheirs;
}

const NO_KEY = `this machine has no key to verify orders (${INSTALLED.orderKey})`;

/** The key has another fingerprint than the sheet. The message hides the key's fingerprint, so that the technician must read the sheet. */
export const otherKeyTrouble = () =>
  provisionTrouble(
    'PRV-101',
    'the key on the stick does not have the fingerprint on the sheet of the office',
    'read the fingerprint again; if it still differs, do not use this stick, and call the office',
  );

export function installedKey({ file }: ProvisionTarget): ProvisionResult<MinisignKey | null> {
  let text: string;
  try {
    text = readFileSync(file(INSTALLED.orderKey), 'utf8');
  } catch {
    return ok(null);
  }
  const key = parseMinisignKey(text);
  if (key) return ok(key);
  return provisionTrouble(
    'PRV-101',
    `${INSTALLED.orderKey} is not a key of minisign`,
    `delete the file, then install the key again: sudo rm ${INSTALLED.orderKey} && sudo asan-kiosk provision trust FILE`,
  );
}
