/**
 * A bar code scanner as it is plugged in: HID POS, or typing like a keyboard.
 *
 * @packageDocumentation
 */
export type { HidPresentation, HidWire } from '../../drivers/hid/wire.ts';
export { createHidPosScannerSimulator, type ScannerMode, type ScannerOptions, type ScannerState } from './hid-pos.ts';
