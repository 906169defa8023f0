import { type Framer, type FramerOutput, FramerPass } from '../../framer.ts';
import { heldBytes } from '../../held-bytes.ts';
import { extractFlowControl, type FlowControl } from '../job/flow.ts';

export type EscposPrinterMessage =
  /** Answer to `DLE EOT n`; the byte does not say which `n`. */
  | { readonly kind: 'status'; readonly byte: number }
  /** Automatic status back, four bytes. */
  | { readonly kind: 'asb'; readonly bytes: Uint8Array }
  /** Answer to `GS r n`: everything before the question is processed. */
  | { readonly kind: 'queued'; readonly byte: number }
  /** Answer to `GS I n`, without header and end. */
  | { readonly kind: 'identity'; readonly text: string }
  /** Answer to `DLE DC4 8`: the buffers are empty. */
  | { readonly kind: 'cleared' }
  | FlowControl;

const IDENTITY_HEADER = 0x5f;
const CLEARED_HEADER = 0x37;
const CLEARED_ID = 0x25;
const ASB_LENGTH = 4;
const LONGEST_IDENTITY = 80;
/** Bits with a fixed value in a status byte and in the first ASB byte. */
const FIXED_BITS = 0x93;

type Reading =
  | { readonly kind: 'whole'; readonly message: EscposPrinterMessage; readonly length: number }
  | { readonly kind: 'more' }
  | { readonly kind: 'wrong'; readonly why: string };

const MORE: Reading = { kind: 'more' };
const wrong = (why: string): Reading => ({ kind: 'wrong', why });
const whole = (message: EscposPrinterMessage, length = 1): Reading => ({ kind: 'whole', message, length });

/**
 * Cuts a printer's bytes into messages by their fixed bits (Epson TM-U220 manual, `GS a`). A byte that looks like an answer to `GS r` is
 * discarded after noise, until silence or a message with fixed bits. It may be the tail of a damaged ASB block, and would confirm a receipt
 * that was not printed.
 * In a block that a silence cuts off, only messages with fixed bits count, and all bytes after such a message belong to the block. An
 * identity longer than Epson's longest, 80 bytes, lost its end.
 */
export function createPrinterFramer(): Framer<EscposPrinterMessage> {
  const held = heldBytes();
  let doubtful = false;

  function read(): FramerOutput<EscposPrinterMessage>[] {
    const cut = new FramerPass<EscposPrinterMessage>(held.view());
    while (cut.at < cut.bytes.length) {
      const reading = readMessage(cut.bytes, cut.at, doubtful);
      if (reading.kind === 'more') break;
      if (reading.kind === 'wrong') cut.drop(1, reading.why);
      else cut.accept(reading.message, reading.length);
      doubtful = reading.kind === 'wrong';
    }
    held.drop(cut.at);
    return cut.flush();
  }

  return {
    feed(chunk) {
      const found: FramerOutput<EscposPrinterMessage>[] = extractFlowControl(chunk, held);
      return found.concat(read());
    },
    gap() {
      const cut = held.view().slice();
      held.drop(cut.length);
      doubtful = false;
      return cut.length === 0 ? [] : afterCut(cut);
    },
  };
}

function afterCut(bytes: Uint8Array): FramerOutput<EscposPrinterMessage>[] {
  const why = 'cut short by silence';
  const cut = new FramerPass<EscposPrinterMessage>(bytes);
  cut.drop(1, why);
  while (cut.at < bytes.length) {
    const reading = readMessage(bytes, cut.at, true);
    if (reading.kind === 'whole') cut.accept(reading.message, reading.length);
    cut.drop(reading.kind === 'whole' && cut.at === bytes.length ? 0 : 1, why);
  }
  return cut.flush();
}

function readMessage(bytes: Uint8Array, at: number, doubtful: boolean): Reading {
  const first = bytes[at] ?? 0;
  if (first === IDENTITY_HEADER) return readIdentity(bytes, at);
  if (first === CLEARED_HEADER) return readCleared(bytes, at);
  if ((first & FIXED_BITS) === 0x12) return whole({ kind: 'status', byte: first });
  if ((first & FIXED_BITS) === 0x10) return readAsb(bytes.subarray(at, at + ASB_LENGTH));
  if ((first & 0xf0) !== 0) return wrong('not a printer message');
  return doubtful ? wrong('perhaps the tail of a damaged message') : whole({ kind: 'queued', byte: first });
}

function readAsb(block: Uint8Array): Reading {
  // Bits 4 and 7 are clear in all bytes but the first.
  if (block.subarray(1).some((byte) => (byte & 0x90) !== 0)) return wrong('damaged status block');
  return block.length < ASB_LENGTH ? MORE : whole({ kind: 'asb', bytes: block.slice() }, ASB_LENGTH);
}

function readCleared(bytes: Uint8Array, at: number): Reading {
  const [id, end] = [bytes[at + 1], bytes[at + 2]];
  if (id !== undefined && id !== CLEARED_ID) return wrong('not a printer message');
  if (end === undefined) return MORE;
  return end === 0 ? whole({ kind: 'cleared' }, 3) : wrong('not a printer message');
}

function readIdentity(bytes: Uint8Array, at: number): Reading {
  let text = '';
  for (let next = at + 1; next <= at + 1 + LONGEST_IDENTITY; next += 1) {
    const byte = bytes[next];
    if (byte === undefined) return MORE;
    if (byte === 0) return whole({ kind: 'identity', text }, next + 1 - at);
    if (byte < 0x20 || byte > 0x7e) return wrong('damaged identity');
    text += String.fromCharCode(byte);
  }
  return wrong('damaged identity');
}
