/**
 * Codec of machine-readable zones (ICAO 9303-3 to -7): lines, fields, document. Needs no Node.
 *
 * @packageDocumentation
 */
export type { IdentityDocument } from '../../contract.ts';
export { formatZone, parseZone, type Zone, type ZoneFields, type ZoneTrouble } from '../codec.ts';
export { type DecodedZone, decodeMrz } from '../decode.ts';
export { documentOf } from '../document.ts';
