import type { Framed, Framer } from '../../framer.ts';

/** What a printer says. */
export type PrinterMessage =
  /** Answer to `DLE EOT n`; it does not say to which `n`. */
  | { readonly kind: 'status'; readonly byte: number }
  /** Automatic status back, four bytes. */
  | { readonly kind: 'asb'; readonly bytes: Uint8Array }
  /** Answer to `GS r n`: everything before the question has been processed. */
  | { readonly kind: 'queued'; readonly byte: number }
  /** Answer to `GS I n`, without its header and end. */
  | { readonly kind: 'identity'; readonly text: string }
  /** Answer to `DLE DC4 8`: the buffers are empty. */
  | { readonly kind: 'cleared' }
  /** XON or XOFF: whether the printer takes more. */
  | { readonly kind: 'flow'; readonly ready: boolean };

const XON = 0x11;
const XOFF = 0x13;
const IDENTITY_HEADER = 0x5f;
const CLEARED_HEADER = 0x37;
const CLEARED_ID = 0x25;
const ASB_LENGTH = 4;
/** Epson's longest `GS I` answer; a longer one has lost its end. */
const LONGEST_IDENTITY = 80;
/** Bits whose value is fixed in a status byte and in the first byte of an ASB block. */
const FIXED_BITS = 0x93;

type Reading =
  | { readonly kind: 'whole'; readonly message: PrinterMessage; readonly length: number }
  | { readonly kind: 'more' }
  | { readonly kind: 'wrong'; readonly why: string };

const MORE: Reading = { kind: 'more' };
const wrong = (why: string): Reading => ({ kind: 'wrong', why });
const whole = (message: PrinterMessage, length = 1): Reading => ({ kind: 'whole', message, length });

/**
 * Cuts what a printer sends into messages by their fixed bits (Epson TM-U220 manual, `GS a`). After bytes that make no
 * sense, a byte that could be an answer to `GS r` is not believed until a message with fixed bits or silence came: it may
 * be the tail of a damaged ASB block, and taking it for that answer would confirm a receipt that was never printed.
 */
export function createPrinterFramer(): Framer<PrinterMessage> {
  let held: number[] = [];
  let doubtful = false;

  function read(): Framed<PrinterMessage>[] {
    const found: Framed<PrinterMessage>[] = [];
    let thrown: number[] = [];
    let why = '';
    const settle = (): void => {
      if (thrown.length > 0) found.push({ kind: 'discarded', bytes: Uint8Array.from(thrown), why });
      thrown = [];
    };
    while (held.length > 0) {
      const reading = readMessage(held, doubtful);
      if (reading.kind === 'more') break;
      if (reading.kind === 'wrong') {
        // One run of nonsense is one loss; its first byte says why.
        if (thrown.length === 0) why = reading.why;
        thrown.push(held.shift()!);
        doubtful = true;
        continue;
      }
      settle();
      found.push({ kind: 'frame', body: reading.message });
      held = held.slice(reading.length);
      doubtful = false;
    }
    settle();
    return found;
  }

  return {
    feed(chunk) {
      const found: Framed<PrinterMessage>[] = [];
      for (const byte of chunk) {
        // Flow control may fall anywhere, even inside an answer (Epson ESC/POS reference, `DLE DC4` fn 8).
        if (byte === XON || byte === XOFF) found.push({ kind: 'frame', body: { kind: 'flow', ready: byte === XON } });
        else held.push(byte);
      }
      return [...found, ...read()];
    },
    gap() {
      // The rest of an unfinished block is part of it: none of it may pass for an answer of its own.
      const cut = held;
      held = [];
      doubtful = false;
      return cut.length === 0 ? [] : afterCut(cut);
    },
  };
}

/** Looks inside what was cut short for messages with fixed bits; everything else goes. */
function afterCut(cut: readonly number[]): Framed<PrinterMessage>[] {
  const found: Framed<PrinterMessage>[] = [];
  let thrown: number[] = [];
  const why = 'cut short by silence';
  for (let rest = cut; rest.length > 0; ) {
    const reading = thrown.length === 0 ? MORE : readMessage(rest, true);
    if (reading.kind !== 'whole') {
      thrown.push(rest[0]!);
      rest = rest.slice(1);
      continue;
    }
    found.push({ kind: 'discarded', bytes: Uint8Array.from(thrown), why });
    found.push({ kind: 'frame', body: reading.message });
    thrown = [];
    rest = rest.slice(reading.length);
    if (rest.length > 0) thrown.push(rest[0]!);
    rest = rest.slice(1);
  }
  if (thrown.length > 0) found.push({ kind: 'discarded', bytes: Uint8Array.from(thrown), why });
  return found;
}

function readMessage(bytes: readonly number[], doubtful: boolean): Reading {
  const first = bytes[0]!;
  if (first === IDENTITY_HEADER) return readIdentity(bytes);
  if (first === CLEARED_HEADER) return readCleared(bytes);
  if ((first & FIXED_BITS) === 0x12) return whole({ kind: 'status', byte: first });
  if ((first & FIXED_BITS) === 0x10) return readAsb(bytes);
  if ((first & 0xf0) !== 0) return wrong('not a printer message');
  return doubtful ? wrong('perhaps the tail of a damaged message') : whole({ kind: 'queued', byte: first });
}

function readAsb(bytes: readonly number[]): Reading {
  const block = bytes.slice(0, ASB_LENGTH);
  // Bits 4 and 7 are clear in all but the first byte.
  if (block.slice(1).some((byte) => (byte & 0x90) !== 0)) return wrong('damaged status block');
  return block.length < ASB_LENGTH ? MORE : whole({ kind: 'asb', bytes: Uint8Array.from(block) }, ASB_LENGTH);
}

function readCleared(bytes: readonly number[]): Reading {
  if (bytes.length > 1 && bytes[1] !== CLEARED_ID) return wrong('not a printer message');
  if (bytes.length < 3) return MORE;
  return bytes[2] === 0 ? whole({ kind: 'cleared' }, 3) : wrong('not a printer message');
}

function readIdentity(bytes: readonly number[]): Reading {
  const end = bytes.indexOf(0);
  const text = bytes.slice(1, end < 0 ? undefined : end);
  if (text.length > LONGEST_IDENTITY || text.some((byte) => byte < 0x20 || byte > 0x7e))
    return wrong('damaged identity');
  return end < 0 ? MORE : whole({ kind: 'identity', text: String.fromCharCode(...text) }, end + 1);
}
