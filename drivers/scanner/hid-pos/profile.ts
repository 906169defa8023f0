import { COMMON_LAYOUT, MICROSCAN_LAYOUT, type ScanLayout } from './layout.ts';

/** Scanner model, as data. */
export interface ScannerModel {
  readonly words: string;
  readonly vendorId: number;
  readonly productId: number;
  /** Product id in keyboard mode, if different. */
  readonly keyboardProductId?: number;
  /** If the descriptor is unknown or malformed. */
  readonly layout: ScanLayout;
  /** Feature report that enables scanning after every power-up. */
  readonly enable?: { readonly reportId: number; readonly body: readonly number[] };
}

/** Ids from Debian's usb.ids and open drivers, like Honeywell's report `FE 01`. Without `FE 01` a Voyager is silent in HID POS mode. */
export const SCANNER_MODELS = {
  'access-is': {
    words: 'Access-IS barcode module',
    vendorId: 0x0db5,
    productId: 0x013b,
    keyboardProductId: 0x013a,
    layout: COMMON_LAYOUT,
  },
  'honeywell-voyager-1400g': {
    words: 'Honeywell Voyager 1400g',
    vendorId: 0x0c2e,
    productId: 0x0b8f,
    layout: COMMON_LAYOUT,
    enable: { reportId: 0xfe, body: [0x01] },
  },
  'newland-em20xx': {
    words: 'Newland EM20xx, EM30xx, HR200C',
    vendorId: 0x1eab,
    productId: 0x1310,
    keyboardProductId: 0x1303,
    layout: COMMON_LAYOUT,
  },
  'zebra-pos': {
    words: 'Zebra (Symbol) in HID POS mode',
    vendorId: 0x05e0,
    productId: 0x1300,
    keyboardProductId: 0x1200,
    layout: COMMON_LAYOUT,
  },
  microscan: {
    words: 'Microscan (Omron) MicroHAWK ID-20',
    vendorId: 0x1777,
    productId: 0x0003,
    layout: MICROSCAN_LAYOUT,
  },
} as const satisfies Readonly<Record<string, ScannerModel>>;

/** Name of a known model. */
export type ScannerModelName = keyof typeof SCANNER_MODELS;

export const isScannerModelName = (name: string): name is ScannerModelName => Object.hasOwn(SCANNER_MODELS, name);
