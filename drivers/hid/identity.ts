import { hexDigits } from '../bytes.ts';
import type { Usage } from './descriptor.ts';
import { USAGE, usageWords } from './usages.ts';

/**
 * Which device is meant: what it is by its ids and its own description, never the path, which depends on the order of
 * plugging in.
 */
export interface HidIdentity {
  readonly vendorId: number;
  readonly productId: number;
  /** What it must be, as the usage of its outermost collection. A device has several where it has several interfaces. */
  readonly usage: Usage;
  /** What its product id becomes when it is set to type like a keyboard; many keep the one they have. */
  readonly keyboardProductId?: number;
  /** Where two of a kind are plugged in. */
  readonly serialNumber?: string;
  /** Where two of a kind have no serial number: the socket it is in, as Linux names it (`1-1.4`). */
  readonly usbSocket?: string;
}

/** One collection of one device that is plugged in. */
export interface HidListing {
  readonly path: string;
  readonly vendorId: number;
  readonly productId: number;
  readonly usage: Usage;
  readonly serialNumber?: string | undefined;
  readonly product?: string | undefined;
  readonly usbSocket?: string | undefined;
}

/** What was found when a device was looked for. */
export type HidChoice =
  | { readonly kind: 'found'; readonly device: HidListing }
  | { readonly kind: 'absent' }
  /** It is there as something else: a scanner that was left in keyboard mode. */
  | { readonly kind: 'other-mode'; readonly device: HidListing; readonly isKeyboard: boolean }
  /** Taking one of them would be a guess. */
  | { readonly kind: 'several'; readonly devices: readonly HidListing[] };

export function chooseDevice(listed: readonly HidListing[], identity: HidIdentity): HidChoice {
  const ours = listed.filter(
    ({ vendorId, productId, serialNumber, usbSocket }) =>
      vendorId === identity.vendorId &&
      (productId === identity.productId || productId === identity.keyboardProductId) &&
      (identity.serialNumber === undefined || serialNumber === identity.serialNumber) &&
      (identity.usbSocket === undefined || usbSocket === identity.usbSocket),
  );
  const fitting = ours.filter(({ usage }) => usage === identity.usage);
  // Two collections with one usage behind one path are one device.
  const devices = fitting.filter(({ path }, index) => fitting.findIndex((each) => each.path === path) === index);
  const [first] = devices;
  if (devices.length > 1) return { kind: 'several', devices };
  if (first) return { kind: 'found', device: first };
  const other = ours.find(({ usage }) => usage === USAGE.keyboard) ?? ours[0];
  return other ? { kind: 'other-mode', device: other, isKeyboard: other.usage === USAGE.keyboard } : { kind: 'absent' };
}

/** `05e0:1300`. */
export const idsOf = ({ vendorId, productId }: Pick<HidListing, 'vendorId' | 'productId'>): string =>
  `${hexDigits(vendorId, 4)}:${hexDigits(productId, 4)}`;

/** Why nothing was chosen, for a person. */
export function choiceWords(choice: Exclude<HidChoice, { kind: 'found' }>, identity: HidIdentity): string {
  const ids = idsOf(identity);
  switch (choice.kind) {
    case 'absent':
      return `no HID device ${ids}${identity.serialNumber === undefined ? '' : ` with serial number ${identity.serialNumber}`}`;
    case 'other-mode':
      return `${idsOf(choice.device)} is there as ${usageWords(choice.device.usage)}, not as ${usageWords(identity.usage)}`;
    case 'several':
      return `${choice.devices.length} devices are ${ids}: name one by its serial number or its USB socket`;
    default:
      return choice satisfies never;
  }
}
