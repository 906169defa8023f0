import { latin1Bytes } from '../../bytes.ts';
import type { Framed, Framer } from '../../framer.ts';
import { LAYOUTS, lineCountOf } from './layout.ts';
import { createLineFramer, type Line } from './lines.ts';
import { normaliseLine } from './zone-text.ts';

/** What becomes of one document in a reader. `begun` comes first, and exactly one of the others ends it. */
export type Scan =
  /** Zone characters are coming. */
  | { readonly kind: 'begun' }
  /** Two or three lines of equal length; what they say is the codec's business. */
  | { readonly kind: 'zone'; readonly lines: readonly string[] }
  /** Good as far as it came, then silence. `text` is what came, line by line. */
  | { readonly kind: 'cut-short'; readonly lines: readonly string[] }
  /** Text of no shape that a zone has. */
  | { readonly kind: 'unreadable' }
  /** The reader itself says that it found no zone: a lone CR. Not preceded by `begun`. */
  | { readonly kind: 'no-read' };

/** Noise makes a run of this many zone characters about once in 16,000 bytes; a document does within 6 ms. */
export const RUN_OF_A_DOCUMENT = 5;
/** Lines kept while no zone comes of them: one more than the longest zone, to see what stands before it. */
const LINES_KEPT = 4;
const FIRST_LETTERS = new Set(Object.values(LAYOUTS).flatMap((layout) => [...layout.begins]));
const LINE_ENDS = new Set([0x0d, 0x0a, 0x03]);

/** Collects lines until a zone is whole or the line falls silent. Built on the line framer, as pure and as bounded. */
export function createScanFramer(): Framer<Scan> {
  return new ScanFramer();
}

class ScanFramer implements Framer<Scan> {
  readonly #framer = createLineFramer();
  #lines: Line[] = [];
  #begun = false;
  /** Zone characters in a row. */
  #run = 0;
  /** A lone CR means *no read* only where no noise came with it. */
  #emptyLine = false;
  #noise = false;

  feed(chunk: Uint8Array): Framed<Scan>[] {
    return [...splitAfterLineEnds(chunk)].flatMap((part) => [
      ...this.#listen(part),
      ...this.#takeAll(this.#framer.feed(part)),
    ]);
  }

  gap(): Framed<Scan>[] {
    const framed = this.#takeAll(this.#framer.gap());
    const ended = this.#conclude();
    this.#reset();
    return [...framed, ...ended];
  }

  #reset(): void {
    this.#lines = [];
    this.#begun = this.#emptyLine = this.#noise = false;
    this.#run = 0;
  }

  #listen(bytes: Uint8Array): Framed<Scan>[] {
    for (const byte of bytes) {
      this.#run = isZoneCharacter(byte) ? this.#run + 1 : 0;
      if (this.#run === RUN_OF_A_DOCUMENT && !this.#begun) return this.#begin();
    }
    return [];
  }

  #begin(): Framed<Scan>[] {
    if (this.#begun) return [];
    this.#begun = true;
    return [scanned({ kind: 'begun' })];
  }

  #takeAll(framed: readonly Framed<Line>[]): Framed<Scan>[] {
    return framed.flatMap((each) => {
      if (each.kind === 'frame') return this.#take(each.body);
      this.#noise = true;
      return [each];
    });
  }

  #take(line: Line): Framed<Scan>[] {
    const text = normaliseLine(line.text);
    if (text === '') {
      this.#emptyLine = true;
      return [];
    }
    this.#lines.push({ text, ended: line.ended });
    const zone = zoneAtEnd(this.#lines.map(({ text }) => text));
    if (zone) {
      const framed: Framed<Scan>[] = [...this.#begin(), ...refuse(zone.before, 'no part of the zone that follows')];
      this.#reset();
      return [...framed, scanned({ kind: 'zone', lines: zone.lines })];
    }
    if (this.#lines.length < LINES_KEPT) return [];
    this.#noise = true;
    const oldest = this.#lines.shift();
    return refuse(oldest ? [oldest.text] : [], 'a line of no zone');
  }

  #conclude(): Framed<Scan>[] {
    const texts = this.#lines.map(({ text }) => text);
    if (!this.#begun) {
      if (texts.length === 0 && this.#emptyLine && !this.#noise) return [scanned({ kind: 'no-read' })];
      return refuse(texts, 'too short for a document');
    }
    if (isBeginningOfZone(this.#lines)) return [scanned({ kind: 'cut-short', lines: texts })];
    return [...refuse(texts, 'no zone has lines like these'), scanned({ kind: 'unreadable' })];
  }
}

export const scanned = (body: Scan): Framed<Scan> => ({ kind: 'frame', body });

/**
 * The zone that the last lines make, and what stands before it. Noise right before the first line is cut off
 * at the line's known length; then, and after other lines, the first letter must be one a document begins with.
 */
export function zoneAtEnd(
  texts: readonly string[],
): { readonly lines: readonly string[]; readonly before: readonly string[] } | null {
  const length = texts.at(-1)?.length ?? 0;
  const count = lineCountOf(length);
  if (count === undefined || texts.length < count) return null;
  const [first = '', ...others] = texts.slice(-count);
  if (first.length < length || others.some((line) => line.length !== length)) return null;
  const whole = first.slice(-length);
  const before = [...texts.slice(0, -count), first.slice(0, -length)].filter((text) => text !== '');
  if (before.length > 0 && !FIRST_LETTERS.has(whole.charAt(0))) return null;
  return { lines: [whole, ...others], before };
}

/** Whole lines of one zone length, fewer than it has, and perhaps a piece of the next one. */
function isBeginningOfZone(lines: readonly Line[]): boolean {
  const whole = lines.filter((line) => line.ended).map(({ text }) => text);
  const piece = lines.find((line) => !line.ended)?.text ?? '';
  const length = whole[0]?.length ?? 44;
  const count = lineCountOf(length);
  if (count === undefined || whole.length >= count || piece.length > length) return false;
  return whole.every((text) => text.length === length) && /^[A-Z0-9<]*$/.test([...whole, piece].join(''));
}

const refuse = (texts: readonly string[], why: string): Framed<Scan>[] =>
  texts.map((text) => ({ kind: 'discarded', bytes: latin1Bytes(text), why }));

const isZoneCharacter = (byte: number): boolean =>
  (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x30 && byte <= 0x39) || byte === 0x3c || byte === 0x5f;

/** Cut behind every line end, so that two documents in one chunk are told apart. */
function* splitAfterLineEnds(chunk: Uint8Array): Generator<Uint8Array> {
  let from = 0;
  for (let at = 0; at < chunk.length; at += 1) {
    if (!LINE_ENDS.has(chunk[at] ?? 0)) continue;
    yield chunk.subarray(from, at + 1);
    from = at + 1;
  }
  if (from < chunk.length) yield chunk.subarray(from);
}
