import type { Framed, Framer } from '../../framer.ts';
import type { ReaderStatus } from '../contract.ts';
import { scanOfLines } from './block.ts';
import { createElyctisFramer, type ElyctisMessage, encodeElyctis } from './elyctis.ts';
import { type Scan, scanned } from './scan.ts';

const INQUIRY = encodeElyctis({ kind: 'zone', lines: [] });
const SEND_BY_YOURSELF = encodeElyctis({ kind: 'continuous', on: true });

/**
 * The dialogue with a reader of the Elyctis command set (v1.7), on one link.
 *
 * The reader sends a zone by itself once, then has to be told to go on. It is also asked, at each beat: that finds
 * a reader that is switched off behind its adapter, says whether the slot is empty, and finds the document whose
 * own message was lost. A document that lay there when we came is not news: nobody put it in now, and a reader whose
 * power was cut would send it once more.
 *
 * Message and answer look alike. The first zone after a question is taken for its answer; if it was the
 * reader's own message after all, the answer that follows says the same again and is no news to the listener.
 */
export class ElyctisDialogue implements Framer<Scan> {
  readonly #write: (bytes: Uint8Array) => void;
  readonly #onMedia: () => void;
  readonly #framer = createElyctisFramer();
  readonly #waiting = new Map<ElyctisMessage['kind'], () => void>();
  /** Continuous reading is on. */
  #continuous = false;
  /** The first characters of a document came, and not its end. */
  #begun = false;
  /** The zone of the document in the slot, `null` for an empty slot, `undefined` before the first answer. */
  #inSlot: string | null | undefined;
  /** What lay there when we came and was not sent since. */
  #fromBefore: string | null = null;

  constructor(write: (bytes: Uint8Array) => void, onMedia: () => void) {
    this.#write = write;
    this.#onMedia = onMedia;
  }

  /** What the reader sends goes through this; what is news of a document comes out. */
  feed(chunk: Uint8Array): Framed<Scan>[] {
    const framed = this.#handle(this.#framer.feed(chunk));
    const quiet = this.#begun || this.#waiting.has('zone') || this.#fromBefore !== null;
    if (quiet || !this.#framer.partial()) return framed;
    this.#begun = true;
    return [...framed, scanned({ kind: 'begun' })];
  }

  gap(): Framed<Scan>[] {
    const framed = this.#handle(this.#framer.gap());
    if (!this.#begun) return framed;
    this.#begun = false;
    return [...framed, scanned({ kind: 'cut-short', lines: [] })];
  }

  /** Takes stock of the slot, then has the reader send by itself. `false`: it did not answer. */
  async begin(signal: AbortSignal): Promise<boolean> {
    return (await this.#ask(INQUIRY, 'zone', signal)) && (await this.#goOn(signal)) && this.#continuous;
  }

  /** Asks whether it is there and what lies in the slot. */
  async heartbeat(signal: AbortSignal): Promise<boolean> {
    if (!(await this.#ask(INQUIRY, 'zone', signal))) return false;
    return this.#continuous || (await this.#goOn(signal));
  }

  media(): ReaderStatus['media'] {
    if (this.#inSlot === undefined) return 'unknown';
    return this.#inSlot === null ? 'notPresent' : 'present';
  }

  #goOn(signal: AbortSignal): Promise<boolean> {
    return this.#ask(SEND_BY_YOURSELF, 'continuous', signal);
  }

  /** Resolves with whether the answer came before the signal. */
  #ask(question: Uint8Array, answer: ElyctisMessage['kind'], signal: AbortSignal): Promise<boolean> {
    return new Promise((resolve) => {
      const settle = (answered: boolean) => {
        this.#waiting.delete(answer);
        signal.removeEventListener('abort', giveUp);
        resolve(answered);
      };
      const giveUp = () => settle(false);
      if (signal.aborted) return resolve(false);
      signal.addEventListener('abort', giveUp, { once: true });
      this.#waiting.set(answer, () => settle(true));
      this.#write(question);
    });
  }

  #handle(framed: readonly Framed<ElyctisMessage>[]): Framed<Scan>[] {
    return framed.flatMap((each): Framed<Scan>[] => {
      if (each.kind === 'discarded') return [each];
      const scans = this.#onMessage(each.body);
      if (scans.length > 0) this.#begun = false;
      return scans.map(scanned);
    });
  }

  #onMessage(message: ElyctisMessage): Scan[] {
    if (message.kind === 'zone') return this.#onZone(message.lines);
    if (message.kind === 'continuous') this.#continuous = message.on;
    this.#waiting.get(message.kind)?.();
    return [];
  }

  #onZone(lines: readonly string[]): Scan[] {
    const settle = this.#waiting.get('zone');
    const zone = lines.length === 0 ? null : lines.join('\r');
    return settle ? this.#onAnswer(zone, lines, settle) : this.#onOwnMessage(zone, lines);
  }

  #onAnswer(zone: string | null, lines: readonly string[], settle: () => void): Scan[] {
    const before = this.#inSlot;
    this.#slotHas(zone);
    if (before === undefined) this.#fromBefore = zone;
    else if (zone !== before) this.#fromBefore = null;
    settle();
    if (zone === null || before === undefined || (before === zone && !this.#begun)) return [];
    // The reader's own message of it was lost, and continuous reading went off with that.
    this.#continuous = false;
    return [scanOfLines(lines)];
  }

  #onOwnMessage(zone: string | null, lines: readonly string[]): Scan[] {
    // Continuous reading went off with this message.
    this.#continuous = false;
    this.#write(SEND_BY_YOURSELF);
    if (zone !== null) this.#slotHas(zone);
    const old = zone !== null && zone === this.#fromBefore;
    this.#fromBefore = null;
    return old ? [] : [scanOfLines(lines)];
  }

  #slotHas(zone: string | null): void {
    const before = this.media();
    this.#inSlot = zone;
    if (this.media() !== before) this.#onMedia();
  }
}
