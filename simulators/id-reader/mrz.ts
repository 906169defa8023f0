import type { Clock } from '../../drivers/clock.ts';
import { emitter } from '../../drivers/emitter.ts';
import { type MrzDialect, PLAIN_LINES } from '../../drivers/id-reader/mrz/dialect.ts';
import { createElyctisFramer, type ElyctisMessage, encodeElyctis } from '../../drivers/id-reader/mrz/elyctis.ts';
import type { Wire } from '../wire.ts';
import { simulatedDocument } from './documents.ts';
import { bytesFor, lengthUntil } from './mrz-voice.ts';

export interface InsertOptions {
  /** Take it out again by itself, after the first line or halfway through the second one. */
  readonly early?: 'after-line-1' | 'in-line-2';
  /** The reader finds no zone on it, and says so: a lone CR, a block without lines, a message of length 0. */
  readonly unreadable?: true;
}

export interface MrzReaderState {
  /** The id of the document inside, `unlisted` for lines that were given directly, `null` when empty. */
  readonly holding: string | null;
  readonly sending: boolean;
  /** Whether the cable is in and the kiosk has its end open, as far as the wire can tell. */
  readonly connected: boolean;
  /** What the kiosk sent to see whether the reader is still there: lone CRs, or inquiries. */
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

/** An Elyctis reader that has nothing to look at answers at once. */
const ANSWER_AFTER_MS = 5;

/**
 * A reader that sends the zone of whatever is put into it, once, in the words of its dialect. The card in the slot
 * outlives an unplug, the sending does not: after replugging it sends nothing by itself until the card is taken out and
 * put in again (its power was cut; only an edge of the slot's switch starts a reading). An Elyctis reader also answers
 * inquiries, sends by itself only while it was told to, and after a power cut does not know that it had sent a card.
 */
export function createMrzReaderSimulator({
  wire,
  clock,
  saved,
  dialect = PLAIN_LINES,
}: {
  readonly wire: Wire;
  readonly clock: Clock;
  /** What was in the slot when its power went. */
  readonly saved?: Pick<MrzReaderState, 'holding'>;
  readonly dialect?: MrzDialect;
}): MrzReaderSimulator {
  const changes = emitter<MrzReaderState>();
  const elyctis = dialect.name === 'elyctis';
  let holding = saved?.holding ?? null;
  /** What the camera makes of what is in the slot; no lines: nothing. */
  let seen: readonly string[] = [];
  let early: InsertOptions['early'];
  /** In the slot and not sent by the reader itself. */
  let unsent = holding !== null;
  /** Whether it may send by itself. */
  let armed = !elyctis;
  let connected = false;
  let heartbeats = 0;
  /** When the last byte that is under way is out. */
  let lineFreeAt = 0;
  const timers = new Set<unknown>();
  /** In order: of timers that are overdue because the process was busy, Node may run a later one first. */
  let underWay: Uint8Array[] = [];
  const commands = createElyctisFramer();
  if (holding !== null && holding !== 'unlisted') seen = linesOf(holding);

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
    underWay = [];
    lineFreeAt = 0;
  }

  /** Every piece has its own moment from now, so that one large step of a simulated clock still sends them all. */
  function send(bytes: Uint8Array, afterMs: number): void {
    const startMs = Math.max(afterMs, lineFreeAt - clock.now());
    lineFreeAt = clock.now() + startMs + bytes.length * MS_PER_BYTE;
    for (let from = 0; from < bytes.length; from += BYTES_AT_ONCE) {
      const piece = bytes.subarray(from, from + BYTES_AT_ONCE);
      underWay.push(piece);
      after(startMs + (from + piece.length) * MS_PER_BYTE, () => {
        const next = underWay.shift();
        if (next) wire.write(next);
        if (timers.size === 0) changed();
      });
    }
  }

  /** The reader speaks of what was put in. */
  function sendByItself(): void {
    if (!armed || !unsent) return;
    unsent = false;
    const bytes = bytesFor(dialect, seen);
    // "After a successful reading this mode is automatically deactivated" (Elyctis command set v1.7).
    if (elyctis && seen.length > 0) armed = false;
    const length = early ? lengthUntil(early, seen, bytes) : bytes.length;
    send(bytes.subarray(0, length), seen.length === 0 ? NO_READ_AFTER_MS : FIRST_BYTE_AFTER_MS);
    if (early) after(FIRST_BYTE_AFTER_MS + length * MS_PER_BYTE, remove);
  }

  function obey(command: ElyctisMessage): void {
    if (command.kind === 'continuous') {
      armed = command.on;
      send(encodeElyctis(command), ANSWER_AFTER_MS);
      sendByItself();
      return;
    }
    if (command.kind === 'zone') heartbeats += 1;
    const lines = command.kind === 'zone' ? seen : [];
    send(encodeElyctis({ kind: command.kind, lines }), lines.length > 0 ? FIRST_BYTE_AFTER_MS : ANSWER_AFTER_MS);
  }

  function hear(bytes: Uint8Array): void {
    if (!elyctis) {
      heartbeats += bytes.filter((byte) => byte === CR).length;
      return;
    }
    for (const each of commands.feed(bytes)) if (each.kind === 'frame') obey(each.body);
  }

  function remove(): void {
    if (holding === null) return;
    stopSending();
    holding = null;
    seen = [];
    unsent = false;
    changed();
  }

  function insert(document: string | readonly string[], options: InsertOptions = {}): void {
    const lines = linesOf(document);
    remove();
    holding = typeof document === 'string' ? document : 'unlisted';
    seen = options.unreadable ? [] : lines;
    early = options.early;
    unsent = true;
    sendByItself();
    changed();
  }

  function onConnected(now: boolean): void {
    if (now === connected) return;
    connected = now;
    if (!now) {
      stopSending();
      if (elyctis) {
        armed = false;
        unsent = holding !== null;
        commands.gap();
      }
    }
    changed();
  }

  const stopListening = [wire.onBytes(hear), wire.onConnected(onConnected)];

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
