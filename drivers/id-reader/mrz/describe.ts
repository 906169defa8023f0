import { latin1Bytes } from '../../bytes.ts';
import type { FramerOutput } from '../../framer.ts';
import type { WireDecoder, WireLogLine } from '../../link/wire-line.ts';
import { parseZone, type Zone } from './codec.ts';
import { createDialectFramer, type MrzDialect, type OneWayDialect, PLAIN_LINES } from './dialect.ts';
import { createElyctisFramer, type ElyctisMessage } from './elyctis.ts';
import { createLineFramer } from './lines.ts';
import { type ZoneScan, zoneAtEnd } from './scan.ts';
import { normaliseLine } from './zone-text.ts';

const LINES_KEPT = 4;

/**
 * Describes the wire of a zone reader: one entry for each plain line, block or message. `meaning` has shapes and checks, never data of the
 * holder; `bytes` are raw.
 */
export function createMrzDecoder(dialect: MrzDialect = PLAIN_LINES): WireDecoder {
  switch (dialect.name) {
    case 'lines':
      return createLinesDecoder();
    case 'elyctis':
      return createElyctisDecoder();
    default:
      return createBlockDecoder(dialect);
  }
}

function createLinesDecoder(): WireDecoder {
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

  return ({ direction, bytes }): readonly WireLogLine[] => {
    if (direction === 'out') return [{ direction, bytes, meaning: outMeaning(bytes), discarded: false }];
    return framer.feed(bytes).map((framed): WireLogLine => {
      if (framed.kind === 'discarded') {
        return { direction, bytes: framed.bytes, meaning: framed.why, discarded: true };
      }
      const { text } = framed.body;
      return {
        direction,
        bytes: latin1Bytes(`${text}\r`),
        meaning: lineMeaning(normaliseLine(text)),
        discarded: false,
      };
    });
  };
}

function createBlockDecoder(dialect: OneWayDialect): WireDecoder {
  const framer = createDialectFramer(dialect);
  const linesOf = createLineMaker((byte) => framer.feed(byte), scanMeaning);
  return ({ direction, bytes }) =>
    direction === 'out'
      ? [{ direction, bytes, meaning: outMeaning(bytes), discarded: false }]
      : linesOf(bytes).map((line) => ({ direction, ...line }));
}

function scanMeaning(scan: ZoneScan): string | null {
  switch (scan.kind) {
    case 'zone':
      return `block, ${zoneMeaning(scan.lines)}`;
    case 'no-read':
      return 'block without lines: no read';
    case 'unreadable':
      return 'block of lines that are no zone';
    default:
      return null;
  }
}

function createElyctisDecoder(): WireDecoder {
  const framers = { in: createElyctisFramer(), out: createElyctisFramer() };
  const linesOf = {
    in: createLineMaker((byte) => framers.in.feed(byte), answerMeaning),
    out: createLineMaker((byte) => framers.out.feed(byte), questionMeaning),
  };
  return ({ direction, bytes }) => linesOf[direction](bytes).map((line) => ({ direction, ...line }));
}

function questionMeaning(message: ElyctisMessage): string {
  if (message.kind === 'continuous') return `send by yourself: ${message.on ? 'on' : 'off'}`;
  return message.kind === 'zone' ? 'what is in the slot?' : 'what is the one-line zone?';
}

function answerMeaning(message: ElyctisMessage): string {
  if (message.kind === 'continuous') return `sends by itself: ${message.on ? 'on' : 'off'}`;
  if (message.lines.length === 0) return 'no document';
  return message.kind === 'zone' ? `message, ${zoneMeaning(message.lines)}` : 'message with a one-line zone';
}

/** Feeds single bytes: all since the last output belong to the next. */
function createLineMaker<Body>(
  feed: (byte: Uint8Array) => FramerOutput<Body>[],
  meaningOf: (body: Body) => string | null,
) {
  let held: number[] = [];
  return (bytes: Uint8Array): Omit<WireLogLine, 'direction'>[] =>
    [...bytes].flatMap((byte) => {
      held.push(byte);
      return feed(Uint8Array.of(byte)).flatMap((framed): Omit<WireLogLine, 'direction'>[] => {
        if (framed.kind === 'discarded') {
          held = held.slice(framed.bytes.length);
          return [{ bytes: framed.bytes, meaning: framed.why, discarded: true }];
        }
        const meaning = meaningOf(framed.body);
        if (meaning === null) return [];
        const used = Uint8Array.from(held);
        held = [];
        return [{ bytes: used, meaning, discarded: false }];
      });
    });
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
