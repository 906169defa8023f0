import { hexDigits } from '../bytes.ts';
import type { Usage } from './descriptor.ts';
import { describeUsage, HID_USAGES } from './usages.ts';

/** Ids and usage, never the path, which depends on the plugging order. */
export interface HidIdentity {
  readonly vendorId: number;
  readonly productId: number;
  /** Usage of an outermost collection; one interface may have several. */
  readonly usage: Usage;
  /** Product id in keyboard mode; many devices keep `productId`. */
  readonly keyboardProductId?: number;
  /** Tells equal devices apart. */
  readonly serialNumber?: string;
  /** USB socket as Linux names it (`1-1.4`), for equal devices without serial numbers. */
  readonly usbSocket?: string;
}

export interface HidListing {
  readonly path: string;
  readonly vendorId: number;
  readonly productId: number;
  readonly usage: Usage;
  readonly serialNumber?: string | undefined;
  readonly product?: string | undefined;
  readonly usbSocket?: string | undefined;
}

export type HidChoice =
  | { readonly kind: 'found'; readonly device: HidListing }
  | { readonly kind: 'absent' }
  /** Such as a scanner in keyboard mode. */
  | { readonly kind: 'other-mode'; readonly device: HidListing; readonly isKeyboard: boolean }
  | { readonly kind: 'several'; readonly devices: readonly HidListing[] };

/** Chooses the only device that matches. Several matches are `several`: the kiosk does not guess. */
export function chooseDevice(listed: readonly HidListing[], identity: HidIdentity): HidChoice {
  const ours = listed.filter(
    ({ vendorId, productId, serialNumber, usbSocket }) =>
      vendorId === identity.vendorId &&
      (productId === identity.productId || productId === identity.keyboardProductId) &&
      (identity.serialNumber === undefined || serialNumber === identity.serialNumber) &&
      (identity.usbSocket === undefined || usbSocket === identity.usbSocket),
  );
  const fitting = ours.filter(({ usage }) => usage === identity.usage);
  // Collections with equal usage and path are one device.
  const devices = fitting.filter(({ path }, index) => fitting.findIndex((each) => each.path === path) === index);
  const [first] = devices;
  if (devices.length > 1) return { kind: 'several', devices };
  if (first) return { kind: 'found', device: first };
  const other = ours.find(({ usage }) => usage === HID_USAGES.keyboard) ?? ours[0];
  return other
    ? { kind: 'other-mode', device: other, isKeyboard: other.usage === HID_USAGES.keyboard }
    : { kind: 'absent' };
}

/** Returns vendor and product id, such as `05e0:1300`. */
export const formatUsbIds = ({ vendorId, productId }: Pick<HidListing, 'vendorId' | 'productId'>): string =>
  `${hexDigits(vendorId, 4)}:${hexDigits(productId, 4)}`;

/** Tells a technician why no device was chosen. */
export function describeChoice(choice: Exclude<HidChoice, { kind: 'found' }>, identity: HidIdentity): string {
  const ids = formatUsbIds(identity);
  switch (choice.kind) {
    case 'absent':
      return `no HID device ${ids}${identity.serialNumber === undefined ? '' : ` with serial number ${identity.serialNumber}`}`;
    case 'other-mode':
      return `${formatUsbIds(choice.device)} is connected as ${describeUsage(choice.device.usage)}, not as ${describeUsage(identity.usage)}`;
    case 'several':
      return `${choice.devices.length} devices are ${ids}: name one by its serial number or its USB socket`;
    default:
      return choice satisfies never;
  }
}
