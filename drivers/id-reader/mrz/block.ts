import { concat } from '../../bytes.ts';
import type { Framer, FramerOutput } from '../../framer.ts';
import { toZoneScanFrame, ZONE_START_CHARACTERS, type ZoneScan, zoneAtEnd } from './scan.ts';
import { normaliseLine } from './zone-text.ts';

/** One make's block: header, lines with CR, ETX, tail. */
export interface ZoneBlockShape {
  /** Length of a header at `from`. `null`: none. `more`: the bytes may become one. */
  readonly headerAt: (bytes: Uint8Array, from: number) => number | 'more' | null;
  readonly tailLength: number;
  /** Whether silence may replace the tail. */
  readonly tailMayBeMissing: boolean;
  /** Why a whole block is refused, or `null`. */
  readonly wrongIn: (block: Uint8Array) => string | null;
  /** Undoes this make's changes of lines. */
  readonly tidy: (lines: readonly string[]) => readonly string[];
}

const ETX = 0x03;
const CR = 0x0d;
const LF = 0x0a;
/** More bytes than any zone with CR LF. */
const LONGEST_BODY = 3 * (44 + 2);
const PIECE = 256;

type Looked = { readonly textEnd: number } & (
  | { readonly kind: 'unfinished' }
  | { readonly kind: 'broken'; readonly why: string }
  | { readonly kind: 'block'; readonly until: number }
);

/**
 * Finds blocks of one shape in a stream. Bytes are added in pieces, so the buffer holds at most one unfinished block and one piece.
 *
 * The lines of a block have only printable characters, CR and LF. Any other byte ends the block, and the search for a header continues at
 * that byte. A block with a wrong check is noise: its `begun` stays valid, and the next good block or a silence ends it.
 */
export function createZoneBlockFramer(shape: ZoneBlockShape): Framer<ZoneScan> {
  return new BlockFramer(shape);
}

class BlockFramer implements Framer<ZoneScan> {
  readonly #shape: ZoneBlockShape;
  #pending: Uint8Array = new Uint8Array();
  #begun = false;
  #broken = false;

  constructor(shape: ZoneBlockShape) {
    this.#shape = shape;
  }

  feed(chunk: Uint8Array): FramerOutput<ZoneScan>[] {
    const framed: FramerOutput<ZoneScan>[] = [];
    for (let from = 0; from < chunk.length; from += PIECE) {
      this.#pending = concat(this.#pending, chunk.subarray(from, from + PIECE));
      framed.push(...this.#work());
    }
    return framed;
  }

  gap(): FramerOutput<ZoneScan>[] {
    const end = this.#shape.tailMayBeMissing ? endWithoutTail(this.#pending, this.#shape) : null;
    if (end) return this.#take(end.bodyFrom, end.etxAt, this.#pending.length);
    const whole = !this.#broken;
    const framed = this.#drop(this.#pending.length, 'a block without an end');
    this.#broken = false;
    if (!this.#begun) return framed;
    return [...framed, ...this.#conclude(whole ? { kind: 'cut-short', lines: [] } : { kind: 'unreadable' })];
  }

  #work(): FramerOutput<ZoneScan>[] {
    const framed: FramerOutput<ZoneScan>[] = [];
    for (;;) {
      const start = startOf(this.#pending, this.#shape);
      framed.push(...this.#drop(start.from, 'outside a block'));
      if (start.header === null) return framed;
      const looked = look(this.#pending, start.header, this.#shape);
      if (hasRun(this.#pending.subarray(start.header, looked.textEnd))) framed.push(...this.#begin());
      if (looked.kind === 'unfinished') return framed;
      if (looked.kind === 'block') {
        framed.push(...this.#take(start.header, looked.textEnd, looked.until));
      } else {
        this.#broken = true;
        framed.push(...this.#drop(1 + startOf(this.#pending.subarray(1), this.#shape).from, looked.why));
      }
    }
  }

  #begin(): FramerOutput<ZoneScan>[] {
    if (this.#begun) return [];
    this.#begun = true;
    return [toZoneScanFrame({ kind: 'begun' })];
  }

  #take(bodyFrom: number, etxAt: number, until: number): FramerOutput<ZoneScan>[] {
    const scan = scanOf(this.#pending.subarray(bodyFrom, etxAt), this.#shape);
    this.#pending = this.#pending.slice(until);
    return this.#conclude(scan);
  }

  #conclude(scan: ZoneScan): FramerOutput<ZoneScan>[] {
    const framed = scan.kind === 'no-read' && !this.#begun ? [] : this.#begin();
    this.#begun = this.#broken = false;
    return [...framed, toZoneScanFrame(scan.kind === 'no-read' && framed.length > 0 ? { kind: 'unreadable' } : scan)];
  }

  #drop(length: number, why: string): FramerOutput<ZoneScan>[] {
    const bytes = this.#pending.slice(0, length);
    this.#pending = this.#pending.slice(length);
    return bytes.length > 0 ? [{ kind: 'discarded', bytes, why }] : [];
  }
}

/** The header may be incomplete. `header`: its length; `null`: bytes are missing. */
function startOf(bytes: Uint8Array, shape: ZoneBlockShape): { readonly from: number; readonly header: number | null } {
  for (let from = 0; from < bytes.length; from += 1) {
    const header = shape.headerAt(bytes, from);
    if (header !== null) return { from, header: header === 'more' ? null : header };
  }
  return { from: bytes.length, header: null };
}

function look(bytes: Uint8Array, header: number, shape: ZoneBlockShape): Looked {
  const textEnd = endOfText(bytes, header);
  if (textEnd - header > LONGEST_BODY) return { kind: 'broken', textEnd, why: 'longer than any block' };
  if (textEnd === bytes.length) return { kind: 'unfinished', textEnd };
  if (bytes[textEnd] !== ETX) return { kind: 'broken', textEnd, why: 'a block that broke off' };
  const until = textEnd + 1 + shape.tailLength;
  if (until > bytes.length) return { kind: 'unfinished', textEnd };
  const why = shape.wrongIn(bytes.subarray(0, until));
  return why === null ? { kind: 'block', textEnd, until } : { kind: 'broken', textEnd, why };
}

function endWithoutTail(bytes: Uint8Array, shape: ZoneBlockShape): { bodyFrom: number; etxAt: number } | null {
  const header = shape.headerAt(bytes, 0);
  if (header === null || header === 'more') return null;
  const etxAt = endOfText(bytes, header);
  return bytes[etxAt] === ETX ? { bodyFrom: header, etxAt } : null;
}

function endOfText(bytes: Uint8Array, from: number): number {
  let at = from;
  while (at < bytes.length && isText(bytes[at] ?? 0)) at += 1;
  return at;
}

const isText = (byte: number): boolean => (byte >= 0x20 && byte <= 0x7e) || byte === CR || byte === LF;

const hasRun = (body: Uint8Array): boolean =>
  new RegExp(`[A-Z0-9<_]{${ZONE_START_CHARACTERS}}`).test(String.fromCharCode(...body));

function scanOf(body: Uint8Array, shape: ZoneBlockShape): ZoneScan {
  return decodeScanLines(shape.tidy(String.fromCharCode(...body).split(/\r\n|\r|\n/)));
}

/** Decodes lines that are already separated, as a block's lines are decoded. */
export function decodeScanLines(raw: readonly string[]): ZoneScan {
  const lines = raw.map(normaliseLine).filter((line) => line !== '');
  if (lines.length === 0) return { kind: 'no-read' };
  const zone = zoneAtEnd(lines);
  return zone && zone.before.length === 0 ? { kind: 'zone', lines: zone.lines } : { kind: 'unreadable' };
}
