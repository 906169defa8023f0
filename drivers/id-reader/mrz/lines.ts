import { ReadlineParser } from '@serialport/parser-readline';
import type { Framed, Framer } from '../../framer.ts';
import { lineCountOf } from './layout.ts';

/** One line of printable ASCII. `ended: false`: the line fell silent before its carriage return. */
export interface Line {
  readonly text: string;
  readonly ended: boolean;
}

const SOH = 0x01;
const STX = 0x02;
const ETX = 0x03;
const LF = 0x0a;
const CR = 0x0d;
const CARRIAGE_RETURN = Uint8Array.of(CR);

/** The longest line of any zone. */
const LONGEST = 44;
/** An unfinished line longer than this has noise in front: all but its last `LONGEST` characters go. */
const UNFINISHED_CAP = 2 * LONGEST;

/**
 * Cuts what a serial zone reader sends into lines: each ends with CR, some readers send CR LF, LF alone, or
 * wrap the whole in SOH/STX … ETX. Control bytes and bytes with the high bit set are noise. An empty
 * line is a frame too: it is how plain-line readers say *nothing could be read*.
 */
export function createLineFramer(): Framer<Line> {
  const parser = new ReadlineParser({
    delimiter: '\r',
    encoding: 'latin1',
    // An empty chunk is not passed on by a stream, so an empty line has to keep its delimiter.
    includeDelimiter: true,
    // One `read()` is one line; otherwise a stream joins what has piled up.
    readableObjectMode: true,
  });
  const tidy = createTidier();
  let unfinished = 0;

  /** Every line that is whole by now. Pulled, not listened for: a stream's `data` event may come a tick later. */
  function pull(ended: boolean): Line[] {
    const lines: Line[] = [];
    for (let line = parser.read() as string | null; line !== null; line = parser.read() as string | null) {
      lines.push({ text: line.slice(0, -1), ended });
    }
    return lines;
  }

  function finish(): string {
    parser.write(CARRIAGE_RETURN);
    unfinished = 0;
    return pull(false)[0]?.text ?? '';
  }

  function write(bytes: Uint8Array): Framed<Line>[] {
    parser.write(bytes);
    const lastEnd = bytes.lastIndexOf(CR);
    unfinished = lastEnd < 0 ? unfinished + bytes.length : bytes.length - lastEnd - 1;
    const framed: Framed<Line>[] = pull(true).map((body) => ({ kind: 'frame', body }));
    if (unfinished <= UNFINISHED_CAP) return framed;
    const long = finish();
    const kept = asBytes(long.slice(-LONGEST));
    parser.write(kept);
    unfinished = kept.length;
    return [...framed, { kind: 'discarded', bytes: asBytes(long.slice(0, -LONGEST)), why: 'no line is so long' }];
  }

  return {
    feed(chunk) {
      const { kept, dropped } = tidy(chunk);
      const framed: Framed<Line>[] =
        dropped.length > 0 ? [{ kind: 'discarded', bytes: dropped, why: 'not a printable character' }] : [];
      for (let from = 0; from < kept.length; from += LONGEST)
        framed.push(...write(kept.subarray(from, from + LONGEST)));
      return framed;
    },
    gap() {
      return unfinished > 0 ? [{ kind: 'frame', body: { text: finish(), ended: false } }] : [];
    },
  };
}

/** Makes every line ending one CR, takes the framing bytes off, and sorts out what cannot be text. */
function createTidier(): (chunk: Uint8Array) => { kept: Uint8Array; dropped: Uint8Array } {
  let previous = CR;
  return (chunk) => {
    const kept: number[] = [];
    const dropped: number[] = [];
    for (const byte of chunk) {
      if (byte === CR) kept.push(CR);
      else if (byte === LF || byte === ETX) {
        if (previous !== CR) kept.push(CR);
      } else if (byte === SOH || byte === STX) continue;
      else if (byte < 0x20 || byte > 0x7e) {
        dropped.push(byte);
        continue;
      } else kept.push(byte);
      previous = byte === LF || byte === ETX ? CR : byte;
    }
    return { kept: Uint8Array.from(kept), dropped: Uint8Array.from(dropped) };
  };
}

/**
 * A line as the codec wants it: readers write the filler as `<`, `_` or a space, and some pad the line with
 * spaces, which are taken off only where the length is wrong with them.
 */
export function normaliseLine(raw: string): string {
  const line = lineCountOf(raw.length) === undefined ? raw.trim() : raw;
  return /[_ ]/.test(line) ? line.replace(/[_ ]/g, '<') : line;
}

export const asBytes = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0));

/** Zones that come as one string: 3 × 30, 2 × 36 or 2 × 44 characters. */
const WIDTH_OF_WHOLE: Readonly<Record<number, number>> = { 90: 30, 72: 36, 88: 44 };

/** A zone that is one string, cut into its lines; anything else as it is. */
export function cutWhole(lines: readonly string[]): readonly string[] {
  const [only = ''] = lines;
  const width = lines.length === 1 ? WIDTH_OF_WHOLE[only.length] : undefined;
  return width === undefined ? lines : (only.match(new RegExp(`.{${width}}`, 'g')) ?? lines);
}
