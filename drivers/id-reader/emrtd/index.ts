/**
 * Reads and checks the chip of a travel document or identity card (ICAO 9303-10 and -11), through a reader such as
 * `asan-kiosk/drivers/id-reader/pn532`.
 *
 * @packageDocumentation
 */
export type { ApduChannel } from '../apdu/channel.ts';
export type { IdentityDocument } from '../contract.ts';
export { type ChipReader, type ChipReaderOptions, createChipReader } from './driver.ts';
export { passwordOf } from './identity.ts';
export type { AccessPassword } from './kdf.ts';
export { type ChipReading, type ReadChipOptions, readChip } from './read-chip.ts';
export type { ChipTrouble } from './trouble.ts';
export { readTrustDirectory, type TrustDirectory } from './trust-directory.ts';
export { mergeTrust, readTrustFile, type TrustStore } from './trust-store.ts';
