import { createHash, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { load } from 'js-yaml';
import { createCentreClock } from '../../../device/clock/centre-time.ts';
import type { Profile } from '../../../device/config/profile.ts';
import { ok } from '../../../drivers/result.ts';
import type { Io } from '../../command/io.ts';
import { INSTALLED } from '../../machine/installed.ts';
import { hasAllAuthorities } from '../../machine/office-authorities.ts';
import type { OrderCode } from '../order/code.ts';
import { fetchOrder } from '../order/fetch.ts';
import { orderKeyFingerprint } from '../order/minisign.ts';
import { type KioskSettings, kioskSettingsOf, type Order } from '../order/order.ts';
import {
  type AcceptedOrder,
  type FileWithSignature,
  parseAcceptedOrder,
  readSignedOrder,
} from '../order/signed-order.ts';
import { readOrderOnStick } from '../order/stick.ts';
import type { DeviceChoice } from '../plan/devices.ts';
import { profilePartOfOrder, profileText, profileTextWithDevices } from '../plan/profile-text.ts';
import type { ProvisionTarget } from '../plan/target.ts';
import { type ProvisionResult, provisionTrouble } from '../trouble.ts';
import { type TrustedOrderKey, trustedKeyFor } from './order-key.ts';

/** `null`: the existing value stays. */
export interface ProvisionSource {
  readonly kiosk: string;
  readonly given: Pick<KioskSettings, 'devices' | 'chipTrust' | 'lines'>;
  readonly terminalPassword: string | null;
  readonly officeCa: string | null;
  readonly officeSeal: string | null;
  readonly timeZone: string | null;
  readonly office: string | null;
  readonly bootPassword: string | null;
  readonly enrolling: { readonly office: string; readonly code: string } | null;
  readonly key: string | null;
  readonly taken: AcceptedOrder | null;
  textOf(chosen: DeviceChoice): string;
}

/** `null`: no technician. */
export interface TechnicianPrompts {
  isKey(fingerprint: string): Promise<boolean>;
  /** `null`: the technician stopped. */
  whichKiosk(ids: readonly string[]): Promise<string | null>;
}

interface OfOrder {
  readonly key: string | null;
  readonly taken: AcceptedOrder | null;
}

export function sourceFromSettings(settings: KioskSettings, from: string, { key, taken }: OfOrder): ProvisionSource {
  const { id, office, code } = settings;
  return {
    kiosk: id,
    given: settings,
    terminalPassword: settings.terminalPassword ?? null,
    officeCa: office.ca ?? null,
    officeSeal: office.seal ?? null,
    timeZone: settings.timeZone,
    office: office.url,
    bootPassword: settings.bootPassword ?? null,
    enrolling: code === undefined ? null : { office: office.enrolment ?? office.url, code },
    key,
    taken,
    textOf: (chosen) => profileText(settings, chosen, from),
  };
}

/** Source from the existing profile: files made from the profile are updated, and the profile changes only its devices. */
export function sourceFromProfile(target: ProvisionTarget, profile: Profile, anew: boolean): ProvisionSource {
  const text = readFileSync(target.file(INSTALLED.profile), 'utf8');
  return {
    officeCa: null,
    officeSeal: null,
    timeZone: null,
    bootPassword: null,
    office: null,
    enrolling: null,
    key: null,
    taken: null,
    kiosk: profile.kiosk.id,
    given: { devices: {} },
    terminalPassword: null,
    textOf: (chosen) => (anew ? profileTextWithDevices(load(text) as object, profile.kiosk.id, chosen) : text),
  };
}

interface Choosing {
  readonly target: ProvisionTarget;
  readonly named: string | undefined;
  readonly before: Profile | null;
  readonly asked: TechnicianPrompts | null;
}

/** Reads an order from a stick, with a new key beside it if the installed key signed it. */
export async function sourceFromStick(place: string, choosing: Choosing): Promise<ProvisionResult<ProvisionSource>> {
  const stick = readOrderOnStick(place);
  if (!stick.ok) return stick;
  const key = await trustedKeyFor(choosing.target, stick.value.key, choosing.asked);
  return key.ok ? fromOrder(stick.value.order, key.value, choosing) : key;
}

export async function sourceFromCode(
  code: OrderCode,
  choosing: Choosing,
  io: Io,
): Promise<ProvisionResult<ProvisionSource>> {
  const key = await trustedKeyFor(choosing.target, null, choosing.asked);
  if (!key.ok) return key;
  io.note(`asking ${code.host} for the order`);
  const order = await fetchOrder(code, askingKey(choosing.target, code), io.clock);
  return order.ok ? fromOrder(order.value, key.value, choosing) : order;
}

/**
 * The same code on the same machine gives the same key: after a power cut this machine can ask again, and no other can. The machine's id
 * must stay on it [machine-id(5)].
 */
function askingKey({ file }: ProvisionTarget, { code }: OrderCode): string {
  try {
    const machine = readFileSync(file('/etc/machine-id'), 'utf8').trim();
    return createHash('sha256').update(`asan-kiosk order ${machine} ${code}`).digest('hex').slice(0, 32);
  } catch {
    return randomUUID();
  }
}

async function fromOrder(
  signed: FileWithSignature,
  { key, fresh }: TrustedOrderKey,
  choosing: Choosing,
): Promise<ProvisionResult<ProvisionSource>> {
  const before = readLastAcceptedOrder(choosing.target);
  const today = createCentreClock(() => new Date())
    .local()
    .slice(0, 10);
  const read = readSignedOrder(signed, { key, taken: before, today });
  if (!read.ok) return read;
  const { order, sha256 } = read.value;
  const id = await whichKiosk(order, choosing);
  if (!id.ok) return id;
  const ordered = order.kiosks.find((each) => each.id === id.value);
  if (!ordered)
    return provisionTrouble(
      'PRV-107',
      `the order is not for ${id.value}`,
      `choose one of ${idsOf(order).join(', ')} with --kiosk, or ask the office for an order for ${id.value}`,
    );
  const settings = kioskSettingsOf(order, ordered);
  const gave = profilePartOfOrder(settings);
  const taken = { serial: order.serial, sha256, kiosk: id.value, key: orderKeyFingerprint(key), gave };
  const source = sourceFromSettings(settings, `order ${order.serial} of ${order.issued}`, {
    key: fresh,
    taken,
  });
  // The kept authorities are from the enrolment, newer than an earlier order's. After an undo or a power cut, the same order brings its
  // authorities back.
  const isNew = before?.sha256 !== sha256 || before.kiosk !== id.value || !hasAuthorities(choosing.target);
  return ok(isNew ? source : { ...source, officeCa: null });
}

/** Whether the office's authorities exist and none is cut short. */
export function hasAuthorities({ file }: ProvisionTarget): boolean {
  try {
    return hasAllAuthorities(readFileSync(file(INSTALLED.officeCa), 'utf8'));
  } catch {
    return false;
  }
}

const idsOf = ({ kiosks }: Order): readonly string[] => kiosks.map(({ id }) => id);

async function whichKiosk(order: Order, { named, before, asked }: Choosing): Promise<ProvisionResult<string>> {
  const ids = idsOf(order);
  const here = before?.kiosk.id;
  const [only, ...others] = ids;
  const say = `say which kiosk this is: --kiosk ${ids.length > 6 ? 'ID' : ids.join('|')}`;
  if (named !== undefined) return ok(named);
  if (here !== undefined && ids.includes(here)) return ok(here);
  if (here === undefined && only !== undefined && others.length === 0) return ok(only);
  if (!asked) {
    const found =
      here === undefined ? `the order is for ${ids.length} kiosks` : `this is ${here}, but the order is not for it`;
    return provisionTrouble('PRV-107', found, say);
  }
  const said = await asked.whichKiosk(ids);
  return said === null ? provisionTrouble('PRV-107', 'the kiosk was not chosen', say) : ok(said);
}

export function readLastAcceptedOrder({ file }: ProvisionTarget): AcceptedOrder | null {
  try {
    return parseAcceptedOrder(readFileSync(file(INSTALLED.orderTaken), 'utf8'));
  } catch {
    return null;
  }
}
