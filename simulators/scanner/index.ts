/**
 * A bar code scanner: HID POS, or typing.
 *
 * @packageDocumentation
 */
export type { HidPresentation, HidWire } from '../../drivers/hid/wire.ts';
export { createHidPosScannerSimulator, type ScannerMode, type ScannerOptions, type ScannerState } from './hid-pos.ts';
