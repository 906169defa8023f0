import { type HidLinkFactory, hidLink } from '../hid/hid-link.ts';
import { onDevicesChanged } from '../hid/hotplug.ts';
import type { HidIdentity } from '../hid/identity.ts';
import { HID_USAGES } from '../hid/usages.ts';
import type { LinkTrouble } from '../link/link.ts';
import { rememberTrouble } from '../link/noted.ts';
import type { OnDiscarded } from '../link/wire-line.ts';
import type { Scanner } from '../scanner/contract.ts';
import { createHidPosScanner } from '../scanner/hid-pos/driver.ts';
import { SCANNER_MODELS, type ScannerModel, type ScannerModelName } from '../scanner/hid-pos/profile.ts';
import type { DriverOptions } from '../supervision/device.ts';

/** USB ids in hex digits. */
export interface ScannerSettings {
  readonly model?: ScannerModelName;
  readonly link:
    | 'simulated'
    | {
        readonly hid: {
          readonly vendorId: string;
          readonly productId: string;
          readonly serialNumber?: string;
          readonly socket?: string;
        };
      };
}

export interface SimulatedHidCable {
  readonly host: (identity: HidIdentity) => HidLinkFactory;
  readonly onDevicesChanged: (listener: () => void) => () => void;
}

export interface ScannerOptions extends DriverOptions {
  /** Needed if the link is `simulated`. */
  readonly simulated?: SimulatedHidCable | undefined;
  readonly onDiscarded: OnDiscarded;
  /** Gets a function that says why the last open failed. */
  readonly note: (trouble: () => LinkTrouble | undefined) => void;
}

const MODELS: readonly ScannerModel[] = Object.values(SCANNER_MODELS);
const COMMON = SCANNER_MODELS['access-is'];

/**
 * Opens the scanner that the profile names. Throws if a simulated scanner has no cable: such a profile was not checked.
 */
export function openScanner(settings: ScannerSettings, { simulated, note, ...options }: ScannerOptions): Scanner {
  const host = settings.link === 'simulated' ? simulated?.host : hidLink;
  if (!host) throw new Error('a simulated scanner without a simulator: the profile was not checked');
  const link = rememberTrouble(host(scannerIdentity(settings)));
  note(link.trouble);
  return createHidPosScanner({
    ...options,
    link: link.factory,
    onDevicesChanged: settings.link === 'simulated' && simulated ? simulated.onDevicesChanged : onDevicesChanged,
    model: modelOf(settings),
  });
}

/** USB ids, serial number and socket that the scanner has to have. */
export const scannerIdentity = (settings: ScannerSettings): HidIdentity => ({
  ...modelOf(settings),
  ...(settings.link !== 'simulated' && usbPlaceOf(settings.link.hid)),
  usage: HID_USAGES.barcodeScanner,
});

function modelOf({ model, link }: ScannerSettings): ScannerModel {
  const named = model === undefined ? undefined : SCANNER_MODELS[model];
  if (link === 'simulated') return named ?? COMMON;
  const ids = idsOf(link.hid);
  const known = MODELS.find((each) => each.vendorId === ids.vendorId && each.productId === ids.productId);
  return { ...(named ?? known ?? COMMON), ...ids };
}

const idsOf = ({ vendorId, productId }: { readonly vendorId: string; readonly productId: string }) => ({
  vendorId: Number.parseInt(vendorId, 16),
  productId: Number.parseInt(productId, 16),
});

type UsbPlace = Exclude<ScannerSettings['link'], 'simulated'>['hid'];

/** Ids as numbers, with serial number and socket if the profile has them. */
export const usbPlaceOf = ({ serialNumber, socket, ...ids }: UsbPlace) => ({
  ...idsOf(ids),
  ...(serialNumber !== undefined && { serialNumber }),
  ...(socket !== undefined && { usbSocket: socket }),
});
