import type { Clock } from '../../drivers/clock.ts';
import { type MrzDialect, PLAIN_LINES } from '../../drivers/id-reader/mrz/dialect.ts';
import { createElyctisFramer, type ElyctisMessage, encodeElyctis } from '../../drivers/id-reader/mrz/elyctis.ts';
import { DeviceOnWire } from '../device/device-on-wire.ts';
import { DeliveriesInOrder } from '../device/timers.ts';
import type { Wire } from '../wire.ts';
import { simulatedDocument } from './documents.ts';
import { bytesUntilRemoval, zoneBytes } from './mrz-dialects.ts';

/** Faults of an insertion. */
export interface InsertOptions {
  /** The card is removed after the first line, or halfway through the second. */
  readonly early?: 'after-line-1' | 'in-line-2';
  /** No zone: a lone CR, a block without lines, or a message of length 0. */
  readonly unreadable?: true;
}

/** State of a simulated zone reader. */
export interface MrzReaderState {
  /** Document id, `unlisted` for given lines, `null`: empty. */
  readonly holding: string | null;
  readonly sending: boolean;
  /** Whether the cable is in and, if known, opened by the kiosk. */
  readonly connected: boolean;
  /** Lone CRs, or inquiries. */
  readonly heartbeats: number;
}

/** A byte at 9600 baud, 8N1. */
const MS_PER_BYTE = (10 / 9600) * 1000;
const BYTES_AT_ONCE = 4;
const FIRST_BYTE_AFTER_MS = 40;
const NO_READ_AFTER_MS = 400;
const CR = 0x0d;

/** An Elyctis reader with an empty slot answers at once. */
const ANSWER_AFTER_MS = 5;

/** Options of `createMrzReaderSimulator`. */
export interface MrzReaderOptions {
  readonly wire: Wire;
  readonly clock: Clock;
  readonly saved?: Pick<MrzReaderState, 'holding'>;
  readonly dialect?: MrzDialect;
}

/**
 * Sends an inserted document's zone once, in the reader's dialect. An unplug cuts the power: the card stays, the sending ends. Only a new
 * insertion starts a reading.
 *
 * An Elyctis reader also answers inquiries, and sends by itself only while automatic sending is on. A power cut makes it forget that it sent a
 * card.
 */
export class MrzReaderSimulator extends DeviceOnWire<MrzReaderState> {
  readonly #clock: Clock;
  readonly #dialect: MrzDialect;
  readonly #outgoing: DeliveriesInOrder<Uint8Array>;
  readonly #commands = createElyctisFramer();
  #holding: string | null;
  /** Empty: no document in the slot. */
  #seen: readonly string[] = [];
  #early: InsertOptions['early'];
  #unsent: boolean;
  #armed: boolean;
  #heartbeats = 0;
  #lineFreeAt = 0;

  constructor({ wire, clock, saved, dialect = PLAIN_LINES }: MrzReaderOptions) {
    super(clock, []);
    this.#clock = clock;
    this.#dialect = dialect;
    this.#armed = dialect.name !== 'elyctis';
    this.#holding = saved?.holding ?? null;
    this.#unsent = this.#holding !== null;
    if (this.#holding !== null && this.#holding !== 'unlisted') this.#seen = linesOf(this.#holding);
    this.#outgoing = new DeliveriesInOrder(clock, (bytes) => {
      wire.write(bytes);
      if (!this.#sending) this.changed();
    });
    this.listenTo(
      wire,
      wire.onBytes((bytes) => this.#hear(bytes)),
    );
  }

  state(): MrzReaderState {
    const { connected } = this;
    return { holding: this.#holding, sending: this.#sending, connected, heartbeats: this.#heartbeats };
  }

  holding(): string | null {
    return this.#holding;
  }

  /** Throws for an unknown id. */
  insert(document: string | readonly string[], options: InsertOptions = {}): void {
    const lines = linesOf(document);
    this.remove();
    this.#holding = typeof document === 'string' ? document : 'unlisted';
    this.#seen = options.unreadable ? [] : lines;
    this.#early = options.early;
    this.#unsent = true;
    this.#sendByItself();
    this.changed();
  }

  remove(): void {
    if (this.#holding === null) return;
    this.stop();
    this.#holding = null;
    this.#seen = [];
    this.#unsent = false;
    this.changed();
  }

  protected override stop(): void {
    super.stop();
    this.#outgoing.clear();
    this.#lineFreeAt = 0;
  }

  protected override losePower(): void {
    this.stop();
    if (this.#dialect.name !== 'elyctis') return;
    this.#armed = false;
    this.#unsent = this.#holding !== null;
    this.#commands.gap();
  }

  get #sending(): boolean {
    return this.timers.count + this.#outgoing.count > 0;
  }

  #send(bytes: Uint8Array, afterMs: number): void {
    const startMs = Math.max(afterMs, this.#lineFreeAt - this.#clock.now());
    this.#lineFreeAt = this.#clock.now() + startMs + bytes.length * MS_PER_BYTE;
    for (let from = 0; from < bytes.length; from += BYTES_AT_ONCE) {
      const piece = bytes.subarray(from, from + BYTES_AT_ONCE);
      this.#outgoing.push(piece, startMs + (from + piece.length) * MS_PER_BYTE);
    }
  }

  #sendByItself(): void {
    const seen = this.#seen;
    if (!this.#armed || !this.#unsent) return;
    this.#unsent = false;
    const bytes = zoneBytes(this.#dialect, seen);
    // "After a successful reading this mode is automatically deactivated" (Elyctis command set v1.7).
    if (this.#dialect.name === 'elyctis' && seen.length > 0) this.#armed = false;
    const length = this.#early ? bytesUntilRemoval(this.#early, seen, bytes) : bytes.length;
    this.#send(bytes.subarray(0, length), seen.length === 0 ? NO_READ_AFTER_MS : FIRST_BYTE_AFTER_MS);
    if (this.#early) this.timers.after(FIRST_BYTE_AFTER_MS + length * MS_PER_BYTE, () => this.remove());
  }

  #hear(bytes: Uint8Array): void {
    if (this.#dialect.name !== 'elyctis') {
      this.#heartbeats += bytes.filter((byte) => byte === CR).length;
      return;
    }
    for (const each of this.#commands.feed(bytes)) if (each.kind === 'frame') this.#obey(each.body);
  }

  #obey(command: ElyctisMessage): void {
    if (command.kind === 'continuous') {
      this.#armed = command.on;
      this.#send(encodeElyctis(command), ANSWER_AFTER_MS);
      this.#sendByItself();
      return;
    }
    if (command.kind === 'zone') this.#heartbeats += 1;
    const lines = command.kind === 'zone' ? this.#seen : [];
    this.#send(encodeElyctis({ kind: command.kind, lines }), lines.length > 0 ? FIRST_BYTE_AFTER_MS : ANSWER_AFTER_MS);
  }
}

/** A zone reader that is switched on; see `MrzReaderSimulator`. */
export const createMrzReaderSimulator = (options: MrzReaderOptions) => new MrzReaderSimulator(options);

function linesOf(document: string | readonly string[]): readonly string[] {
  if (typeof document !== 'string') return document;
  const known = simulatedDocument(document);
  if (!known) throw new Error(`the simulated reader has no document called ${document}`);
  return known.zone;
}
