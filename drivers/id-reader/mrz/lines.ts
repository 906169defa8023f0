import { latin1Bytes } from '../../bytes.ts';
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
  const tidy = createTidier();
  let unfinished = '';

  function take(byte: number): Framed<Line>[] {
    if (byte === CR) return [{ kind: 'frame', body: { text: finish(), ended: true } }];
    unfinished += String.fromCharCode(byte);
    if (unfinished.length <= UNFINISHED_CAP) return [];
    const noise = latin1Bytes(unfinished.slice(0, -LONGEST));
    unfinished = unfinished.slice(-LONGEST);
    return [{ kind: 'discarded', bytes: noise, why: 'no line is so long' }];
  }

  function finish(): string {
    const text = unfinished;
    unfinished = '';
    return text;
  }

  return {
    feed(chunk) {
      const { kept, dropped } = tidy(chunk);
      const framed = kept.flatMap(take);
      if (dropped.length === 0) return framed;
      return [{ kind: 'discarded', bytes: Uint8Array.from(dropped), why: 'not a printable character' }, ...framed];
    },
    gap() {
      return unfinished === '' ? [] : [{ kind: 'frame', body: { text: finish(), ended: false } }];
    },
  };
}

/** Makes every line ending one CR, takes the framing bytes off, and sorts out what cannot be text. */
function createTidier(): (chunk: Uint8Array) => { readonly kept: number[]; readonly dropped: number[] } {
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
    return { kept, dropped };
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

/** Zones that come as one string: 3 × 30, 2 × 36 or 2 × 44 characters. */
const WIDTH_OF_WHOLE: Readonly<Record<number, number>> = { 90: 30, 72: 36, 88: 44 };

/** A zone that is one string, cut into its lines; anything else as it is. */
export function cutWhole(lines: readonly string[]): readonly string[] {
  const [only = ''] = lines;
  const width = lines.length === 1 ? WIDTH_OF_WHOLE[only.length] : undefined;
  return width === undefined ? lines : (only.match(new RegExp(`.{${width}}`, 'g')) ?? lines);
}
