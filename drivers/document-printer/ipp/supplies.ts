import type { Supply } from '../contract.ts';
import { type IppGroup, numbersOf, octetsOf, textsOf } from './message.ts';

/** Most supplies that are read. Real printers have fewer. */
const MAX_SUPPLIES = 32;

/**
 * Paper by tray, then toner, if reported. Sources: `printer-input-tray` (PWG 5100.13, 6.5.4), with one octet string per tray,
 * `type=…;maxcapacity=250;level=100;name=main;`. `printer-supply` and `printer-supply-description` (PWG 5100.13, 6.5.7 and 6.5.8). For
 * printers without these, `marker-levels` and the like (CUPS Implementation of IPP), in percent.
 * Units and types are in RFC 3805. A tray without unit counts sheets (PrtCapacityUnitTC 8); other units are percent, micrometres, tenths of
 * an inch. A waste bottle is not toner (PrtMarkerSuppliesTypeTC). Levels (prtInputCurrentLevel): -1 no limit, -2 unknown, -3 some, not
 * measured.
 */
export function suppliesOf(printer: IppGroup | undefined): readonly Supply[] {
  const markers = tonersOf(printer);
  return [...traysOf(printer), ...(markers.length > 0 ? markers : markersOf(printer))].slice(0, MAX_SUPPLIES);
}

function traysOf(printer: IppGroup | undefined): Supply[] {
  return octetsOf(printer, 'printer-input-tray')
    .map(fieldsOf)
    .filter((fields) => !/manual/i.test(fields.get('type') ?? ''))
    .map((fields, at) => {
      const level = levelOf(fields);
      const name = fields.get('name') ?? `tray ${at + 1}`;
      return { kind: 'paper', name, level, ...(typeof level === 'number' && sheetsOf(fields)) };
    });
}

const sheetsOf = (fields: ReadonlyMap<string, string>) =>
  ['sheets', '8'].includes(fields.get('unit')?.toLowerCase() ?? 'sheets')
    ? { sheets: Number(fields.get('level')) }
    : {};

function tonersOf(printer: IppGroup | undefined): Supply[] {
  const names = textsOf(printer, 'printer-supply-description');
  return octetsOf(printer, 'printer-supply')
    .map(fieldsOf)
    .map((fields, at) => {
      const type = fields.get('type') ?? '';
      return { kind: kindOf(type), name: names[at] || fields.get('colorantname') || type, level: levelOf(fields) };
    });
}

function markersOf(printer: IppGroup | undefined): Supply[] {
  const names = textsOf(printer, 'marker-names');
  const types = textsOf(printer, 'marker-types');
  return numbersOf(printer, 'marker-levels').map((level, at) => ({
    kind: kindOf(types[at] ?? ''),
    name: names[at] ?? `marker ${at + 1}`,
    level: levelWord(level, 100),
  }));
}

const kindOf = (type: string): Supply['kind'] =>
  /^(toner|ink)/i.test(type) && !/waste/i.test(type) ? 'toner' : 'other';

function fieldsOf(octets: Uint8Array): ReadonlyMap<string, string> {
  const fields = new Map<string, string>();
  for (const field of new TextDecoder().decode(octets).split(';')) {
    const at = field.indexOf('=');
    if (at > 0) fields.set(field.slice(0, at).trim().toLowerCase(), field.slice(at + 1).trim());
  }
  return fields;
}

const levelOf = (fields: ReadonlyMap<string, string>): Supply['level'] =>
  levelWord(Number(fields.get('level') ?? Number.NaN), Number(fields.get('maxcapacity') ?? Number.NaN));

function levelWord(level: number, capacity: number): Supply['level'] {
  if (level === -3 || level === -1) return 'not-measured';
  if (!(level >= 0) || !(capacity > 0)) return 'unknown';
  return Math.min(100, Math.round((100 * level) / capacity));
}
