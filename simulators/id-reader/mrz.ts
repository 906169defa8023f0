import type { Clock } from '../../drivers/clock.ts';
import { emitter } from '../../drivers/emitter.ts';
import type { Wire } from '../wire.ts';
import { simulatedDocument } from './documents.ts';

export interface InsertOptions {
  /** Take it out again by itself, after the first line or halfway through the second one. */
  readonly early?: 'after-line-1' | 'in-line-2';
  /** The reader finds no zone on it, and says so with a lone CR. */
  readonly unreadable?: true;
}

export interface MrzReaderState {
  /** The id of the document inside, `unlisted` for lines that were given directly, `null` when empty. */
  readonly holding: string | null;
  readonly sending: boolean;
  /** Whether the cable is in and the kiosk has its end open, as far as the wire can tell. */
  readonly connected: boolean;
  /** CRs the kiosk sent to see whether the port is still there. */
  readonly heartbeats: number;
}

/** The whole physical reader: a slot, and a wire to the kiosk. */
export interface MrzReaderSimulator {
  /** Puts a document in; a document that is still inside is taken out first. An unknown id throws. */
  insert(document: string | readonly string[], options?: InsertOptions): void;
  /** Takes it out. What is not sent by then is never sent. */
  remove(): void;
  holding(): string | null;
  state(): MrzReaderState;
  onChange(listener: (state: MrzReaderState) => void): () => void;
  /** Stops everything; the wire is the caller's to close. */
  close(): void;
}

/** 9600 baud, 8N1: ten bits a character. */
const MS_PER_BYTE = (10 / 9600) * 1000;
/** What a receiver gets at once: its FIFO interrupts at some bytes, not at each. */
const BYTES_AT_ONCE = 4;
/** The camera looks before it speaks. */
const FIRST_BYTE_AFTER_MS = 40;
const NO_READ_AFTER_MS = 400;
const CR = 0x0d;

/**
 * A reader that sends the zone of whatever is put into it, each line ended by CR, once. The card in the slot outlives
 * an unplug, the sending does not: after replugging it sends nothing by itself until the card is taken out and put in
 * again (its power was cut; only an edge of the slot's switch starts a reading).
 */
export function createMrzReaderSimulator({
  wire,
  clock,
  saved,
}: {
  readonly wire: Wire;
  readonly clock: Clock;
  /** What was in the slot when its power went. */
  readonly saved?: Pick<MrzReaderState, 'holding'>;
}): MrzReaderSimulator {
  const changes = emitter<MrzReaderState>();
  let holding = saved?.holding ?? null;
  let connected = false;
  let heartbeats = 0;
  const timers = new Set<unknown>();

  const state = (): MrzReaderState => ({ holding, sending: timers.size > 0, connected, heartbeats });
  const changed = () => changes.emit(state());

  function after(ms: number, fn: () => void): void {
    const id = clock.setTimeout(() => {
      timers.delete(id);
      fn();
    }, ms);
    timers.add(id);
  }

  function stopSending(): void {
    for (const id of timers) clock.clearTimeout(id);
    timers.clear();
  }

  /** Every piece has its own moment from now, so that one large step of a simulated clock still sends them all. */
  function send(bytes: Uint8Array): void {
    for (let from = 0; from < bytes.length; from += BYTES_AT_ONCE) {
      const piece = bytes.subarray(from, from + BYTES_AT_ONCE);
      after(FIRST_BYTE_AFTER_MS + (from + piece.length) * MS_PER_BYTE, () => {
        wire.write(piece);
        if (timers.size === 0) changed();
      });
    }
  }

  function sendZone(lines: readonly string[], early: InsertOptions['early']): void {
    const whole = lines.map((line) => `${line}\r`);
    const length = early ? lengthUntil(early, whole) : whole.join('').length;
    send(new TextEncoder().encode(whole.join('').slice(0, length)));
    if (early) after(FIRST_BYTE_AFTER_MS + length * MS_PER_BYTE, remove);
  }

  function sayNoRead(): void {
    wire.write(Uint8Array.of(CR));
    changed();
  }

  function remove(): void {
    if (holding === null) return;
    stopSending();
    holding = null;
    changed();
  }

  function insert(document: string | readonly string[], options: InsertOptions = {}): void {
    const lines = linesOf(document);
    remove();
    holding = typeof document === 'string' ? document : 'unlisted';
    if (options.unreadable) after(NO_READ_AFTER_MS, sayNoRead);
    else sendZone(lines, options.early);
    changed();
  }

  const stopListening = [
    wire.onBytes((bytes) => {
      heartbeats += bytes.filter((byte) => byte === CR).length;
    }),
    wire.onConnected((now) => {
      if (now === connected) return;
      connected = now;
      if (!now) stopSending();
      changed();
    }),
  ];

  return {
    insert,
    remove,
    holding: () => holding,
    state,
    onChange: changes.on,
    close() {
      stopSending();
      for (const stop of stopListening) stop();
      changes.clear();
    },
  };
}

function linesOf(document: string | readonly string[]): readonly string[] {
  if (typeof document !== 'string') return document;
  const known = simulatedDocument(document);
  if (!known) throw new Error(`the simulated reader has no document called ${document}`);
  return known.zone;
}

function lengthUntil(early: 'after-line-1' | 'in-line-2', lines: readonly string[]): number {
  const [first = '', second = ''] = lines;
  return early === 'after-line-1' ? first.length : first.length + Math.floor(second.length / 2);
}
