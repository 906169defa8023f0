import { fromHex, toHex } from '../../bytes.ts';
import type { Badge } from '../contract.ts';

/**
 * RF IDeas pcProx over HID feature reports of 8 bytes without an id. The maker publishes no description; this follows
 * the one of the open pcprox project (protocol.md, firmware 07.3.0 of an RDR-6081AKU).
 */
export const FEATURE_BYTES = 8;

export const PCPROX_COMMANDS = {
  page0: 0x80,
  page1: 0x81,
  page2: 0x82,
  deviceInfo: 0x8a,
  /** How many bits the card has. Says nothing before `cardData` was asked. */
  cardBits: 0x8e,
  cardData: 0x8f,
  /** Ends a change of the configuration; its parameter says which pages go to the EEPROM, 0 for none. */
  finish: 0x90,
} as const;

export type PcproxCommand = keyof typeof PCPROX_COMMANDS;

export function encodeCommand(command: PcproxCommand, parameter = 0): Uint8Array {
  const body = new Uint8Array(FEATURE_BYTES);
  body[0] = PCPROX_COMMANDS[command];
  body[1] = parameter;
  return body;
}

/** `null` where the bytes begin none of the commands; a page that is written has no command before it. */
export function decodeCommand(
  body: Uint8Array,
): { readonly command: PcproxCommand; readonly parameter: number } | null {
  const found = Object.entries(PCPROX_COMMANDS).find(([, code]) => code === body[0]);
  return found ? { command: found[0] as PcproxCommand, parameter: body[1] ?? 0 } : null;
}

/** All zeros is how the reader says that it has nothing. */
export const isNothing = (body: Uint8Array): boolean => body.every((byte) => byte === 0);

/** Page 0, byte 7: the reader must not type what it reads. */
const FLAGS_AT = 7;
const HALT_KEYBOARD = 0x80;

export const isKeyboardHalted = (page0: Uint8Array): boolean => ((page0[FLAGS_AT] ?? 0) & HALT_KEYBOARD) !== 0;

export function withKeyboardHalted(page0: Uint8Array): Uint8Array {
  const page = page0.slice();
  page[FLAGS_AT] = (page[FLAGS_AT] ?? 0) | HALT_KEYBOARD;
  return page;
}

export interface PcproxInfo {
  /** `7.3.0`. */
  readonly firmware: string;
  readonly deviceType: number;
}

export function encodeInfo({ firmware, deviceType }: PcproxInfo): Uint8Array {
  const [major = 0, release = 0, minor = 0] = firmware.split('.').map(Number);
  return Uint8Array.of(0, 0, (release << 4) | minor, major, 0, deviceType & 0xff, deviceType >> 8, 0);
}

const MAX_BITS = FEATURE_BYTES * 8;

/**
 * A badge of the two answers; the lowest byte comes first. `null` where there is none, or where the two do not fit
 * each other: the card was leaving.
 */
export function badgeOf(data: Uint8Array, count: Uint8Array): Badge | null {
  const bits = count[0] ?? 0;
  if (isNothing(data) || bits === 0 || bits > MAX_BITS || count[1] !== bits) return null;
  const bytes = data.slice(0, Math.ceil(bits / 8));
  const spare = bytes.length * 8 - bits;
  // Bits above the count belong to nobody.
  bytes[bytes.length - 1]! &= 0xff >> spare;
  return { bits, hex: toHex(bytes.reverse()) };
}

/** The two answers that a reader gives with this badge before it. */
export function answersOf({ bits, hex }: Badge): { readonly data: Uint8Array; readonly count: Uint8Array } {
  const data = new Uint8Array(FEATURE_BYTES);
  data.set(fromHex(hex).reverse().subarray(0, FEATURE_BYTES));
  return { data, count: Uint8Array.of(bits, bits, 0, 0, 0, 0, 0, 0) };
}
