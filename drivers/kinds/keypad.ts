import { hidLink } from '../hid/hid-link.ts';
import { onDevicesChanged } from '../hid/hotplug.ts';
import type { HidIdentity } from '../hid/identity.ts';
import { HID_USAGES } from '../hid/usages.ts';
import type { Keypad } from '../keypad/contract.ts';
import { createHidKeypad } from '../keypad/hid-keys/driver.ts';
import { findKeypadModel, KEYPAD_MODELS, type KeypadModel, type KeypadModelName } from '../keypad/hid-keys/profile.ts';
import { rememberTrouble } from '../link/noted.ts';
import { type ScannerOptions, type ScannerSettings, usbPlaceOf } from './scanner.ts';

/** USB ids in hex digits. */
export interface KeypadSettings {
  readonly model?: KeypadModelName;
  readonly link: ScannerSettings['link'];
}

export type KeypadOptions = ScannerOptions;

/** Ids of no product, for a simulated keypad of a model without ids. */
const NO_IDS = { vendorId: 0x1209, productId: 0x0001 };

/** Opens the keypad that the profile names. Throws if a simulated keypad has no cable: such a profile was not checked. */
export function openKeypad(settings: KeypadSettings, { simulated, note, ...options }: KeypadOptions): Keypad {
  const host = settings.link === 'simulated' ? simulated?.host : hidLink;
  if (!host) throw new Error('a simulated keypad without a simulator: the profile was not checked');
  const link = rememberTrouble(host(keypadIdentity(settings)));
  note(link.trouble);
  return createHidKeypad({
    ...options,
    link: link.factory,
    onDevicesChanged: settings.link === 'simulated' && simulated ? simulated.onDevicesChanged : onDevicesChanged,
    model: keypadModelOf(settings),
  });
}

/** USB ids, serial number and socket that the keypad has to have. */
export function keypadIdentity(settings: KeypadSettings): HidIdentity {
  const { link } = settings;
  const place = link === 'simulated' ? (keypadModelOf(settings).ids ?? NO_IDS) : usbPlaceOf(link.hid);
  return { ...place, usage: HID_USAGES.keyboard };
}

/** Model that the profile names, or the model with the profile's ids, or `arrows`. */
export function keypadModelOf({ model, link }: KeypadSettings): KeypadModel {
  if (model !== undefined) return KEYPAD_MODELS[model];
  const known = link === 'simulated' ? undefined : findKeypadModel(usbPlaceOf(link.hid));
  return known?.[1] ?? KEYPAD_MODELS.arrows;
}
