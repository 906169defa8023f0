import { readFileSync } from 'node:fs';
import { createCentreClock } from '../../device/clock/centre-time.ts';
import { LOG_KEY_TYPE, parseVerifierKey, type VerifierKey } from '../../device/proof/note.ts';
import { ok, type Result } from '../../drivers/result.ts';
import { describeSystemError } from '../command/input.ts';
import { type CliTrouble, misused } from '../command/outcome.ts';
import { trustedKeyFor } from '../provision/command/order-key.ts';
import { type AcceptedOrder, readSignedOrder } from '../provision/order/signed-order.ts';
import { readOrderOnStick } from '../provision/order/stick.ts';
import type { ProvisionTarget } from '../provision/plan/target.ts';
import { asFailure } from '../provision/trouble.ts';

export interface KioskKeyOptions {
  readonly from?: string;
  readonly kioskKey?: string;
}

export interface KioskKeys {
  readonly keys: readonly VerifierKey[];
  /** `null`: not refused, or no order given. `taken`: the backup's order. */
  readonly orderTrouble: (taken: AcceptedOrder | null) => CliTrouble | null;
  readonly bootPassword: string | null;
}

const WHOSE =
  'the key of the kiosk is missing. Give the folder of the signed order that has its logKey (--from FOLDER). Or give the output of `asan-kiosk transparency key` on that kiosk (--kiosk-key FILE)';

/** Takes the keys from the signed order, or from a file that the technician trusts. Never from the backup. */
export async function readKioskKeys(
  { from, kioskKey }: KioskKeyOptions,
  target: ProvisionTarget,
): Promise<Result<KioskKeys, CliTrouble>> {
  if (from !== undefined && kioskKey !== undefined) return misused('give --from or --kiosk-key, not both');
  if (from !== undefined) return keysOfOrder(from, target);
  return kioskKey === undefined ? misused(WHOSE) : keysIn(kioskKey);
}

function keysIn(file: string): Result<KioskKeys, CliTrouble> {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    return misused(
      `${file}: ${describeSystemError(error)}; name a file with what \`asan-kiosk transparency key\` printed`,
    );
  }
  const keys = logKeys(text.split('\n'));
  if (keys.length > 0) return ok({ keys, orderTrouble: () => null, bootPassword: null });
  return misused(`${file} has no key of a kiosk; a line with a key looks like asan-kiosk/K5+1a2b3c4d+A…`);
}

const logKeys = (lines: readonly string[]): readonly VerifierKey[] =>
  lines.map(parseVerifierKey).filter((key) => key?.type === LOG_KEY_TYPE) as readonly VerifierKey[];

async function keysOfOrder(place: string, target: ProvisionTarget): Promise<Result<KioskKeys, CliTrouble>> {
  const stick = readOrderOnStick(place);
  if (!stick.ok) return asFailure(stick.error);
  const { order: signed, key: offered } = stick.value;
  const believed = await trustedKeyFor(target, offered, null);
  if (!believed.ok) return asFailure(believed.error);
  const today = createCentreClock(() => new Date())
    .local()
    .slice(0, 10);
  const read = (taken: AcceptedOrder | null) => readSignedOrder(signed, { key: believed.value.key, taken, today });
  const order = read(null);
  if (!order.ok) return asFailure(order.error);
  const keys = logKeys(order.value.order.kiosks.flatMap(({ logKey }) => logKey ?? []));
  if (keys.length === 0)
    return misused(
      `${signed.name} has a logKey for no kiosk: ask the office for an order with it, or give --kiosk-key FILE`,
    );
  return ok({
    keys,
    bootPassword: order.value.order.bootPassword ?? null,
    orderTrouble(taken) {
      const again = read(taken);
      return again.ok ? null : asFailure(again.error).error;
    },
  });
}
