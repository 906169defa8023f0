import type { WireDecoder, WireLine } from '../../link/wire-line.ts';
import { parseZone, type Zone } from './codec.ts';
import { asBytes, createLineFramer, normaliseLine } from './lines.ts';
import { zoneAtEnd } from './scan.ts';

const LINES_KEPT = 4;

/**
 * What goes over the wire of a zone reader, for a person to read: a wire line for each line of the zone. `meaning` says
 * shapes and checks and never what the zone says of its holder; `bytes` are the raw ones.
 */
export function createMrzDecoder(): WireDecoder {
  const framer = createLineFramer();
  let recent: string[] = [];

  function lineMeaning(text: string): string {
    if (text === '') return 'no read';
    recent = [...recent, text].slice(-LINES_KEPT);
    const zone = zoneAtEnd(recent);
    if (!zone) return `line of ${text.length} characters`;
    recent = [];
    return `line of ${text.length} characters, ${zoneMeaning(zone.lines)}`;
  }

  return ({ direction, bytes }): readonly WireLine[] => {
    if (direction === 'out') return [{ direction, bytes, meaning: outMeaning(bytes), discarded: false }];
    return framer.feed(bytes).map((framed): WireLine => {
      if (framed.kind === 'discarded') {
        return { direction, bytes: framed.bytes, meaning: framed.why, discarded: true };
      }
      const { text } = framed.body;
      return { direction, bytes: asBytes(`${text}\r`), meaning: lineMeaning(normaliseLine(text)), discarded: false };
    });
  };
}

const outMeaning = (bytes: Uint8Array): string =>
  bytes.length === 1 && bytes[0] === 0x0d ? 'are you there? (a lone CR)' : `${bytes.length} bytes for the reader`;

function zoneMeaning(lines: readonly string[]): string {
  const zone = parseZone(lines);
  if (!zone.ok) return `no zone: ${zone.error.detail}`;
  const wrong = wrongIn(zone.value);
  return `${zone.value.format} zone whole, ${wrong.length === 0 ? 'every check holds' : `wrong: ${wrong.join(', ')}`}`;
}

function wrongIn(zone: Zone): string[] {
  const checks = Object.entries(zone.checks).flatMap(([name, holds]) => (holds === false ? [name] : []));
  return [...checks, ...zone.implausible.map((name) => `${name} impossible`)];
}
