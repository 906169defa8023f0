import type { Framer, FramerOutput } from '../../framer.ts';
import type { ReaderStatus } from '../contract.ts';
import { decodeScanLines } from './block.ts';
import { createElyctisFramer, type ElyctisMessage, encodeElyctis } from './elyctis.ts';
import { toZoneScanFrame, type ZoneScan } from './scan.ts';

const INQUIRY = encodeElyctis({ kind: 'zone', lines: [] });
const SEND_BY_YOURSELF = encodeElyctis({ kind: 'continuous', on: true });

/**
 * Elyctis command set (v1.7). The reader sends one zone by itself, then waits to be told to continue. A question at each heartbeat finds a
 * reader switched off behind its adapter, an empty slot, a lost message. A document there at the start is not reported: after a power cut a
 * reader sends it again.
 *
 * Message and answer look alike: the first zone after a question is its answer; the listener ignores a repetition.
 */
export class ElyctisDialogue implements Framer<ZoneScan> {
  readonly #write: (bytes: Uint8Array) => void;
  readonly #onMedia: () => void;
  readonly #framer = createElyctisFramer();
  readonly #waiting = new Map<ElyctisMessage['kind'], () => void>();
  #continuous = false;
  #begun = false;
  /** `null`: empty slot; `undefined`: no answer yet. */
  #inSlot: string | null | undefined;
  /** Zone in the slot at the start, not sent since. */
  #fromBefore: string | null = null;

  constructor(write: (bytes: Uint8Array) => void, onMedia: () => void) {
    this.#write = write;
    this.#onMedia = onMedia;
  }

  feed(chunk: Uint8Array): FramerOutput<ZoneScan>[] {
    const framed = this.#handle(this.#framer.feed(chunk));
    const quiet = this.#begun || this.#waiting.has('zone') || this.#fromBefore !== null;
    if (quiet || !this.#framer.partial()) return framed;
    this.#begun = true;
    return [...framed, toZoneScanFrame({ kind: 'begun' })];
  }

  gap(): FramerOutput<ZoneScan>[] {
    const framed = this.#handle(this.#framer.gap());
    if (!this.#begun) return framed;
    this.#begun = false;
    return [...framed, toZoneScanFrame({ kind: 'cut-short', lines: [] })];
  }

  /** `false`: no answer, or continuous reading stays off. */
  async begin(signal: AbortSignal): Promise<boolean> {
    return (await this.#ask(INQUIRY, 'zone', signal)) && (await this.#goOn(signal)) && this.#continuous;
  }

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

  #handle(framed: readonly FramerOutput<ElyctisMessage>[]): FramerOutput<ZoneScan>[] {
    return framed.flatMap((each): FramerOutput<ZoneScan>[] => {
      if (each.kind === 'discarded') return [each];
      const scans = this.#onMessage(each.body);
      if (scans.length > 0) this.#begun = false;
      return scans.map(toZoneScanFrame);
    });
  }

  #onMessage(message: ElyctisMessage): ZoneScan[] {
    if (message.kind === 'zone') return this.#onZone(message.lines);
    if (message.kind === 'continuous') this.#continuous = message.on;
    this.#waiting.get(message.kind)?.();
    return [];
  }

  #onZone(lines: readonly string[]): ZoneScan[] {
    const settle = this.#waiting.get('zone');
    const zone = lines.length === 0 ? null : lines.join('\r');
    return settle ? this.#onAnswer(zone, lines, settle) : this.#onOwnMessage(zone, lines);
  }

  #onAnswer(zone: string | null, lines: readonly string[], settle: () => void): ZoneScan[] {
    const before = this.#inSlot;
    this.#slotHas(zone);
    if (before === undefined) this.#fromBefore = zone;
    else if (zone !== before) this.#fromBefore = null;
    settle();
    if (zone === null || before === undefined || (before === zone && !this.#begun)) return [];
    // The zone changed: a message was lost, after which the reader stopped continuous reading.
    this.#continuous = false;
    return [decodeScanLines(lines)];
  }

  #onOwnMessage(zone: string | null, lines: readonly string[]): ZoneScan[] {
    // After an unasked message the reader stops continuous reading.
    this.#continuous = false;
    this.#write(SEND_BY_YOURSELF);
    if (zone !== null) this.#slotHas(zone);
    const old = zone !== null && zone === this.#fromBefore;
    this.#fromBefore = null;
    return old ? [] : [decodeScanLines(lines)];
  }

  #slotHas(zone: string | null): void {
    const before = this.media();
    this.#inSlot = zone;
    if (this.media() !== before) this.#onMedia();
  }
}
