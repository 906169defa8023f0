import { latin1Bytes } from '../../bytes.ts';
import type { Framer, FramerOutput } from '../../framer.ts';
import { ZONE_LAYOUTS, zoneLineCount } from './layout.ts';
import { createLineFramer, type ZoneLine } from './lines.ts';
import { normaliseLine } from './zone-text.ts';

/** `begun`, then exactly one other kind; `no-read` comes without `begun`. */
export type ZoneScan =
  | { readonly kind: 'begun' }
  /** Two or three lines of equal length. */
  | { readonly kind: 'zone'; readonly lines: readonly string[] }
  /** Good lines, then silence. */
  | { readonly kind: 'cut-short'; readonly lines: readonly string[] }
  | { readonly kind: 'unreadable' }
  /** A lone CR, or a block without lines. */
  | { readonly kind: 'no-read' };

/** Zone characters in a row that begin a document: in noise once in 16,000 bytes, in a zone after 6 ms. */
export const ZONE_START_CHARACTERS = 5;
/** The longest zone and one line before it. */
const LINES_KEPT = 4;
const FIRST_LETTERS = new Set(Object.values(ZONE_LAYOUTS).flatMap((layout) => [...layout.begins]));
const LINE_ENDS = new Set([0x0d, 0x0a, 0x03]);

/** Collects lines until a zone is complete or silence comes. Pure and bounded, like the line framer. */
export function createScanFramer(): Framer<ZoneScan> {
  return new ScanFramer();
}

class ScanFramer implements Framer<ZoneScan> {
  readonly #framer = createLineFramer();
  #lines: ZoneLine[] = [];
  #begun = false;
  #run = 0;
  /** A lone CR means *no read*, except after noise. */
  #emptyLine = false;
  #noise = false;

  feed(chunk: Uint8Array): FramerOutput<ZoneScan>[] {
    return [...splitAfterLineEnds(chunk)].flatMap((part) => [
      ...this.#listen(part),
      ...this.#takeAll(this.#framer.feed(part)),
    ]);
  }

  gap(): FramerOutput<ZoneScan>[] {
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

  #listen(bytes: Uint8Array): FramerOutput<ZoneScan>[] {
    for (const byte of bytes) {
      this.#run = isZoneCharacter(byte) ? this.#run + 1 : 0;
      if (this.#run === ZONE_START_CHARACTERS && !this.#begun) return this.#begin();
    }
    return [];
  }

  #begin(): FramerOutput<ZoneScan>[] {
    if (this.#begun) return [];
    this.#begun = true;
    return [toZoneScanFrame({ kind: 'begun' })];
  }

  #takeAll(framed: readonly FramerOutput<ZoneLine>[]): FramerOutput<ZoneScan>[] {
    return framed.flatMap((each) => {
      if (each.kind === 'frame') return this.#take(each.body);
      this.#noise = true;
      return [each];
    });
  }

  #take(line: ZoneLine): FramerOutput<ZoneScan>[] {
    const text = normaliseLine(line.text);
    if (text === '') {
      this.#emptyLine = true;
      return [];
    }
    this.#lines.push({ text, ended: line.ended });
    const zone = zoneAtEnd(this.#lines.map(({ text }) => text));
    if (zone) {
      const framed: FramerOutput<ZoneScan>[] = [
        ...this.#begin(),
        ...refuse(zone.before, 'text that comes before the zone'),
      ];
      this.#reset();
      return [...framed, toZoneScanFrame({ kind: 'zone', lines: zone.lines })];
    }
    if (this.#lines.length < LINES_KEPT) return [];
    this.#noise = true;
    const oldest = this.#lines.shift();
    return refuse(oldest ? [oldest.text] : [], 'a line of no zone');
  }

  #conclude(): FramerOutput<ZoneScan>[] {
    const texts = this.#lines.map(({ text }) => text);
    if (!this.#begun) {
      if (texts.length === 0 && this.#emptyLine && !this.#noise) return [toZoneScanFrame({ kind: 'no-read' })];
      return refuse(texts, 'too short for a document');
    }
    if (isBeginningOfZone(this.#lines)) return [toZoneScanFrame({ kind: 'cut-short', lines: texts })];
    return [...refuse(texts, 'lines of no zone format'), toZoneScanFrame({ kind: 'unreadable' })];
  }
}

export const toZoneScanFrame = (body: ZoneScan): FramerOutput<ZoneScan> => ({ kind: 'frame', body });

/**
 * Returns the zone in the last lines, if what comes before allows it. Noise before the first line is cut off by the known line length.
 * After noise or other lines, the zone must begin with the first letter of a document.
 */
export function zoneAtEnd(
  texts: readonly string[],
): { readonly lines: readonly string[]; readonly before: readonly string[] } | null {
  const length = texts.at(-1)?.length ?? 0;
  const count = zoneLineCount(length);
  if (count === undefined || texts.length < count) return null;
  const [first = '', ...others] = texts.slice(-count);
  if (first.length < length || others.some((line) => line.length !== length)) return null;
  const whole = first.slice(-length);
  const before = [...texts.slice(0, -count), first.slice(0, -length)].filter((text) => text !== '');
  if (before.length > 0 && !FIRST_LETTERS.has(whole.charAt(0))) return null;
  return { lines: [whole, ...others], before };
}

/** Perhaps a piece of the next zone. */
function isBeginningOfZone(lines: readonly ZoneLine[]): boolean {
  const whole = lines.filter((line) => line.ended).map(({ text }) => text);
  const piece = lines.find((line) => !line.ended)?.text ?? '';
  const length = whole[0]?.length ?? 44;
  const count = zoneLineCount(length);
  if (count === undefined || whole.length >= count || piece.length > length) return false;
  return whole.every((text) => text.length === length) && /^[A-Z0-9<]*$/.test([...whole, piece].join(''));
}

const refuse = (texts: readonly string[], why: string): FramerOutput<ZoneScan>[] =>
  texts.map((text) => ({ kind: 'discarded', bytes: latin1Bytes(text), why }));

const isZoneCharacter = (byte: number): boolean =>
  (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x30 && byte <= 0x39) || byte === 0x3c || byte === 0x5f;

/** Keeps two documents in one chunk apart. */
function* splitAfterLineEnds(chunk: Uint8Array): Generator<Uint8Array> {
  let from = 0;
  for (let at = 0; at < chunk.length; at += 1) {
    if (!LINE_ENDS.has(chunk[at] ?? 0)) continue;
    yield chunk.subarray(from, at + 1);
    from = at + 1;
  }
  if (from < chunk.length) yield chunk.subarray(from);
}
