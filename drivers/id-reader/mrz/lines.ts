import { ReadlineParser } from '@serialport/parser-readline';
import { latin1Bytes } from '../../bytes.ts';
import type { Framer, FramerOutput } from '../../framer.ts';

/** Printable ASCII. `ended: false`: silence instead of CR. */
export interface ZoneLine {
  readonly text: string;
  readonly ended: boolean;
}

const SOH = 0x01;
const STX = 0x02;
const ETX = 0x03;
const LF = 0x0a;
const CR = 0x0d;

const LONGEST = 44;
/** Longer lines begin with noise. */
const UNFINISHED_CAP = 2 * LONGEST;

/**
 * Cuts the bytes of a serial zone reader into lines. Lines end with CR, CR LF or LF; some readers add SOH/STX … ETX. Control bytes and
 * bytes with the high bit are noise. An empty line is a frame too: a plain-line reader reports so that it could read nothing.
 */
export function createLineFramer(): Framer<ZoneLine> {
  const parser = new ReadlineParser({
    delimiter: '\r',
    encoding: 'latin1',
    // A stream drops empty chunks: empty lines keep the delimiter.
    includeDelimiter: true,
    // One line per `read()`; a stream joins lines.
    readableObjectMode: true,
  });
  const tidy = createTidier();
  let unfinished = 0;

  /** Returns complete lines at once: `data` may come a tick later. */
  function write(bytes: Uint8Array): string[] {
    parser.write(bytes);
    const lastEnd = bytes.lastIndexOf(CR);
    unfinished = lastEnd < 0 ? unfinished + bytes.length : bytes.length - lastEnd - 1;
    const lines: string[] = [];
    for (let line = parser.read(); line !== null; line = parser.read()) lines.push(line.slice(0, -1));
    return lines;
  }

  const finish = (): string => write(Uint8Array.of(CR)).join('');

  function take(bytes: Uint8Array): FramerOutput<ZoneLine>[] {
    const framed = write(bytes).map((text): FramerOutput<ZoneLine> => ({ kind: 'frame', body: { text, ended: true } }));
    if (unfinished <= UNFINISHED_CAP) return framed;
    const long = finish();
    write(latin1Bytes(long.slice(-LONGEST)));
    return [
      ...framed,
      { kind: 'discarded', bytes: latin1Bytes(long.slice(0, -LONGEST)), why: 'longer than any line of a zone' },
    ];
  }

  return {
    feed(chunk) {
      const { kept, dropped } = tidy(chunk);
      const framed: FramerOutput<ZoneLine>[] =
        dropped.length > 0 ? [{ kind: 'discarded', bytes: dropped, why: 'not a printable character' }] : [];
      let rest = kept;
      while (rest.length > 0) {
        const room = UNFINISHED_CAP + 1 - unfinished;
        framed.push(...take(rest.subarray(0, room)));
        rest = rest.subarray(room);
      }
      return framed;
    },
    gap() {
      return unfinished > 0 ? [{ kind: 'frame', body: { text: finish(), ended: false } }] : [];
    },
  };
}

/** Each line ends with one CR; framing bytes go. */
function createTidier(): (chunk: Uint8Array) => { readonly kept: Uint8Array; readonly dropped: Uint8Array } {
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
