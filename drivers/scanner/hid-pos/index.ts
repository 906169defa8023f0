/**
 * Bar code scanners in HID POS mode (HID Point of Sale Usage Tables 1.02), through the optional package `node-hid`.
 *
 * @packageDocumentation
 */
export type { ScannedCode, Scanner, ScannerEvent, ScannerStatus } from '../contract.ts';
export { type DecodedScan, type DecodedScans, decodeScans } from './decode.ts';
export { createHidPosScanner, type HidPosScannerOptions } from './driver.ts';
export { COMMON_LAYOUT, MICROSCAN_LAYOUT, type ScanLayout } from './layout.ts';
export { SCANNER_MODELS, type ScannerModel, type ScannerModelName } from './profile.ts';
