import { readFileSync } from 'node:fs';
import { ok } from '../../../drivers/result.ts';
import { INSTALLED } from '../../machine/installed.ts';
import { fingerprintOf, type MinisignKey, parseKey } from '../order/minisign.ts';
import { type SignedBytes, signedBy } from '../order/signed-order.ts';
import type { Target } from '../plan/target.ts';
import { type Provisioned, trouble } from '../trouble.ts';
import type { Asked } from './source.ts';

/** By which orders are believed. */
export interface BelievedKey {
  readonly key: MinisignKey;
  /** Its text, where it is a new one. */
  readonly fresh: string | null;
}

/**
 * The key that is here, or the one that lies beside the order: signed by the one that is here, or where there is none of the fingerprint
 * that somebody read on the sheet of the office.
 */
export async function keyFor(
  target: Target,
  onStick: SignedBytes | null,
  asked: Asked | null,
): Promise<Provisioned<BelievedKey>> {
  const here = keyHere(target);
  if (!here.ok) return here;
  const text = onStick && Buffer.from(onStick.content).toString();
  const offered = text === null ? null : parseKey(text);
  if (here.value === null) {
    if (offered === null || asked === null) return trouble('PRV-101', NO_KEY, 'sudo asan-kiosk provision trust FILE');
    const its = fingerprintOf(offered);
    return (await asked.isKey(its)) ? ok({ key: offered, fresh: text }) : otherKey();
  }
  if (!onStick || !offered || fingerprintOf(offered) === fingerprintOf(here.value))
    return ok({ key: here.value, fresh: null });
  const isTheirs = signedBy(onStick, here.value);
  return isTheirs.ok ? ok({ key: offered, fresh: text }) : isTheirs;
}

const NO_KEY = `there is no key here by which orders are believed (${INSTALLED.orderKey})`;

/** Somebody compared it with the sheet, and it is not the one. Its fingerprint is not said: who reads it here has not read the sheet. */
export const otherKey = () =>
  trouble(
    'PRV-101',
    'the key on the stick is not the one on the sheet of the office',
    'read it once more; where it differs, leave this stick alone and call the office',
  );

/** The key of orders that is installed; `null` where there is none. */
export function keyHere({ file }: Target): Provisioned<MinisignKey | null> {
  let text: string;
  try {
    text = readFileSync(file(INSTALLED.orderKey), 'utf8');
  } catch {
    return ok(null);
  }
  const key = parseKey(text);
  if (key) return ok(key);
  return trouble(
    'PRV-101',
    `${INSTALLED.orderKey} is no key of minisign`,
    `take it away: sudo rm ${INSTALLED.orderKey}`,
  );
}
