/**
 * Machine-readable zones (ICAO 9303-3 to -7): codec, and readers on a serial line or TCP.
 *
 * @packageDocumentation
 */
export type { IdentityDocument, IdReader, ReaderEvent, ReaderStatus, ReaderTrouble } from '../contract.ts';
export { formatZone, parseZone, type Zone, type ZoneFields, type ZoneTrouble } from './codec.ts';
export { type DecodedZone, decodeMrz } from './decode.ts';
export type { MrzDialect } from './dialect.ts';
export { documentOf } from './document.ts';
export { createMrzReader, type MrzReaderOptions } from './driver.ts';
