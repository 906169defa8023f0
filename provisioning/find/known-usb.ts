import type { DeviceRole } from './found.ts';

/*
 * Makers as in Debian's usb.ids. The USB class CDC ACM identifies nothing: terminals, printers and readers have it too. Adapters are in
 * `provisioning/udev/rules.ts`.
 */

interface KnownUsb {
  /** Four hex digits, lower case. */
  readonly vendorId: string;
  /** Absent: all products of this maker with a serial port. */
  readonly productId?: string;
  readonly words: string;
}

export interface KnownPort extends KnownUsb {
  readonly role: Extract<DeviceRole, 'terminal' | 'printer' | 'reader'>;
  /** The maker sells nothing else with such a port. */
  readonly only: boolean;
}

export const KNOWN_PORTS: readonly KnownPort[] = [
  { vendorId: '0b00', words: 'Ingenico terminal', role: 'terminal', only: true },
  { vendorId: '079b', words: 'Sagem (Ingenico) terminal', role: 'terminal', only: false },
  { vendorId: '11ca', words: 'VeriFone terminal', role: 'terminal', only: true },
  { vendorId: '0ca6', words: 'Castles terminal', role: 'terminal', only: true },
  { vendorId: '04b8', words: 'Epson printer', role: 'printer', only: true },
  { vendorId: '0519', words: 'Star printer', role: 'printer', only: true },
  { vendorId: '1504', words: 'Bixolon printer', role: 'printer', only: true },
  { vendorId: '0dd4', words: 'Custom printer', role: 'printer', only: true },
  { vendorId: '1d90', words: 'Citizen printer', role: 'printer', only: true },
  { vendorId: '154f', words: 'SNBC printer', role: 'printer', only: true },
  { vendorId: '0db5', productId: '0139', words: 'Access-IS module, serial mode', role: 'reader', only: false },
];

/** No devices of a cabinet: a byte can have effects in a modem's network. */
export const NEVER_PROBED: readonly KnownUsb[] = [
  { vendorId: '12d1', words: 'Huawei modem' },
  { vendorId: '2c7c', words: 'Quectel modem' },
  { vendorId: '1199', words: 'Sierra Wireless modem' },
  { vendorId: '1e0e', words: 'SIMCom modem' },
  { vendorId: '19d2', words: 'ZTE modem' },
  { vendorId: '1bc7', words: 'Telit modem' },
  { vendorId: '1546', words: 'u-blox receiver' },
  { vendorId: '1d6b', words: 'gadget of Linux, another computer' },
  { vendorId: '2341', words: 'Arduino, which restarts when its port is opened' },
];

/** Serial numbers that all units of a model share. */
const NO_SERIAL_NUMBERS: readonly RegExp[] = [
  /** CP210x as delivered by Silicon Labs, and cheap adapters. */
  /^0*1?$/,
  /^(0123456789(ABCDEF)?|123456(78)?9?0?)$/i,
  /** Random bytes of an empty EEPROM. */
  /[^\x20-\x7e]/,
];

export const isSerialNumber = (serial: string | undefined): serial is string =>
  serial !== undefined && !NO_SERIAL_NUMBERS.some((none) => none.test(serial));

interface Ids {
  readonly vendorId: string;
  readonly productId: string;
}

/** Row for this device; a row with its product id comes before a row of its maker. */
export function findKnownRow<Row extends KnownUsb>(
  rows: readonly Row[],
  { vendorId, productId }: Ids,
): Row | undefined {
  const ofMaker = rows.filter((row) => row.vendorId === vendorId);
  return ofMaker.find((row) => row.productId === productId) ?? ofMaker.find((row) => row.productId === undefined);
}
