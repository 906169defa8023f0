import { hexDigits } from '../bytes.ts';
import { type Usage, usageOf } from './descriptor.ts';

/** USB HID Usage Tables 1.5, HID Point of Sale Usage Tables 1.02. */
export const HID_USAGES = {
  keyboard: usageOf(0x01, 0x06),
  keypad: usageOf(0x01, 0x07),
  byteCount: usageOf(0x01, 0x3b),
  consumerControl: usageOf(0x0c, 0x01),
  barcodeScanner: usageOf(0x8c, 0x02),
  symbologyIdentifier1: usageOf(0x8c, 0xfb),
  symbologyIdentifier2: usageOf(0x8c, 0xfc),
  symbologyIdentifier3: usageOf(0x8c, 0xfd),
  decodedData: usageOf(0x8c, 0xfe),
  decodedDataContinued: usageOf(0x8c, 0xff),
} as const;

const NAMES: ReadonlyMap<Usage, string> = new Map([
  [HID_USAGES.keyboard, 'keyboard'],
  [HID_USAGES.keypad, 'keypad'],
  [usageOf(0x01, 0x02), 'mouse'],
  [HID_USAGES.byteCount, 'byte count'],
  [HID_USAGES.consumerControl, 'consumer control'],
  [usageOf(0x0c, 0xe9), 'volume up'],
  [usageOf(0x0c, 0xea), 'volume down'],
  [HID_USAGES.barcodeScanner, 'bar code scanner'],
  [usageOf(0x8c, 0x12), 'scanned data report'],
  [HID_USAGES.symbologyIdentifier1, 'symbology identifier 1'],
  [HID_USAGES.symbologyIdentifier2, 'symbology identifier 2'],
  [HID_USAGES.symbologyIdentifier3, 'symbology identifier 3'],
  [HID_USAGES.decodedData, 'decoded data'],
  [HID_USAGES.decodedDataContinued, 'decoded data continued'],
  [usageOf(0x8e, 0x01), 'magnetic stripe reader'],
]);

const hex = (value: number, digits: number) => hexDigits(value, digits).toUpperCase();

/** Page and usage in hex, with the name if it is known: `8C:02 bar code scanner`. */
export function describeUsage(usage: Usage): string {
  const name = NAMES.get(usage);
  return name === undefined ? formatUsageHex(usage) : `${formatUsageHex(usage)} ${name}`;
}

/** Page and usage in hex, such as `8C:02`. */
export const formatUsageHex = (usage: Usage): string =>
  `${hex(Math.floor(usage / 0x1_0000), 2)}:${hex(usage % 0x1_0000, 2)}`;
