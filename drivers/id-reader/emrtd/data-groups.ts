import { toHex } from '../../bytes.ts';
import { err, ok, type Result } from '../../result.ts';
import { dataGroupOfTag } from './files.ts';
import { findTlv, type MalformedTlv, readInnerTlvs, type Tlv } from './tlv.ts';

/** EF.COM (ICAO 9303-10 §4.6.1), not signed: only the SOD's list counts. */
export interface EfCom {
  /** `0107` for LDS 1.7; `''` if missing. */
  readonly ldsVersion: string;
  readonly dataGroups: readonly number[];
}

export function readEfCom(file: Uint8Array): Result<EfCom, MalformedTlv> {
  const objects = readInnerTlvs(file, 0x60);
  if (!objects.ok) return objects;
  const list = findTlv(objects.value, 0x5c);
  if (!list) return err({ why: 'no list of data groups' });
  return ok({
    ldsVersion: text(findTlv(objects.value, 0x5f01) ?? new Uint8Array()),
    dataGroups: [...list].flatMap((tag) => dataGroupOfTag(tag) ?? []),
  });
}

/** Returns the lines of the zone in DG1 (ICAO 9303-10 §4.7.1): one string of 90, 72 or 88 characters. */
export function readZoneLines(file: Uint8Array): Result<readonly string[], MalformedTlv> {
  const objects = readInnerTlvs(file, 0x61);
  if (!objects.ok) return objects;
  const zone = findTlv(objects.value, 0x5f1f);
  if (!zone) return err({ why: 'no zone' });
  const lineLength = { 90: 30, 72: 36, 88: 44 }[zone.length];
  if (!lineLength) return err({ why: `a zone of ${zone.length} characters` });
  return ok(text(zone).match(new RegExp(`[^]{${lineLength}}`, 'g')) ?? []);
}

/** DG11, the holder (ICAO 9303-10 §4.7.11). Names in the holder's own letters. */
export interface PersonalDetails {
  readonly fullName?: string;
  readonly personalNumber?: string;
  /** `YYYYMMDD` as written. */
  readonly birthDate?: string;
  readonly birthPlace?: string;
  readonly address?: string;
}

export function readPersonalDetails(file: Uint8Array): Result<PersonalDetails, MalformedTlv> {
  const objects = readInnerTlvs(file, 0x6b);
  if (!objects.ok) return objects;
  const date = findTlv(objects.value, 0x5f2b);
  return ok({
    ...optional('fullName', objects.value, 0x5f0e),
    ...optional('personalNumber', objects.value, 0x5f10),
    ...optional('birthPlace', objects.value, 0x5f11),
    ...optional('address', objects.value, 0x5f42),
    ...(date ? { birthDate: dateText(date) } : {}),
  });
}

function optional<Name extends string>(name: Name, objects: readonly Tlv[], tag: number): { [K in Name]?: string } {
  const value = findTlv(objects, tag);
  return value ? ({ [name]: text(value) } as { [K in Name]?: string }) : {};
}

const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('utf8');

/** Eight digits; some issuers pack them in four bytes. */
const dateText = (bytes: Uint8Array): string => (bytes.length === 4 ? toHex(bytes) : text(bytes));
