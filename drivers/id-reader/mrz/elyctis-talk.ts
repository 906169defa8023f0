import type { Framed, Framer } from '../../framer.ts';
import type { ReaderStatus } from '../contract.ts';
import { scanOfLines } from './block.ts';
import { createElyctisFramer, type ElyctisMessage, encodeElyctis } from './elyctis.ts';
import type { Scan } from './scan.ts';

const INQUIRY = encodeElyctis({ kind: 'zone', lines: [] });
const SEND_BY_YOURSELF = encodeElyctis({ kind: 'continuous', on: true });

export interface ElyctisTalk {
  /** What the reader sends goes through this; what is news of a document comes out. */
  readonly framer: Framer<Scan>;
  /** Takes stock of the slot, then has the reader send by itself. `false`: it did not answer. */
  begin(signal: AbortSignal): Promise<boolean>;
  /** Asks whether it is there and what lies in the slot. */
  heartbeat(signal: AbortSignal): Promise<boolean>;
  media(): ReaderStatus['media'];
}

/**
 * The conversation with a reader of the Elyctis command set (v1.7), on one link.
 *
 * The reader sends a zone by itself once, then has to be told to go on. It is also asked, at each beat: that finds
 * a reader that is switched off behind its adapter, says whether the slot is empty, and finds the document whose
 * own message was lost. A document that lay there when we came is not news: nobody put it in now, and a reader whose
 * power was cut would send it once more.
 *
 * Message and answer look alike. The first zone after a question is taken for its answer; if it was the
 * reader's own message after all, the answer that follows says the same again and is no news to the listener.
 */
export function createElyctisTalk(write: (bytes: Uint8Array) => void, onMedia: () => void): ElyctisTalk {
  const framer = createElyctisFramer();
  const waiting = new Map<ElyctisMessage['kind'], () => void>();
  let armed = false;
  let begun = false;
  /** The zone that lies in the slot, `null` for an empty slot, `undefined` before the first answer. */
  let lying: string | null | undefined;
  /** What lay there when we came and was not sent since. */
  let fromBefore: string | null = null;

  function inSlot(next: string | null): void {
    const changed = lying === undefined || (lying === null) !== (next === null);
    lying = next;
    if (changed) onMedia();
  }

  /** Resolves with whether the answer came before the signal. */
  function ask(question: Uint8Array, answer: ElyctisMessage['kind'], signal: AbortSignal): Promise<boolean> {
    return new Promise((resolve) => {
      const settle = (answered: boolean) => {
        waiting.delete(answer);
        signal.removeEventListener('abort', giveUp);
        resolve(answered);
      };
      const giveUp = () => settle(false);
      if (signal.aborted) return resolve(false);
      signal.addEventListener('abort', giveUp, { once: true });
      waiting.set(answer, () => settle(true));
      write(question);
    });
  }

  function onAnswer(zone: string | null, lines: readonly string[], settle: () => void): Scan[] {
    const before = lying;
    inSlot(zone);
    if (before === undefined) fromBefore = zone;
    else if (zone !== before) fromBefore = null;
    settle();
    if (zone === null || before === undefined || (before === zone && !begun)) return [];
    // The reader's own message of it was lost, and continuous reading went off with that.
    armed = false;
    return [scanOfLines(lines)];
  }

  function onOwnMessage(zone: string | null, lines: readonly string[]): Scan[] {
    // Continuous reading went off with this message.
    armed = false;
    write(SEND_BY_YOURSELF);
    if (zone !== null) inSlot(zone);
    const old = zone !== null && zone === fromBefore;
    fromBefore = null;
    return old ? [] : [scanOfLines(lines)];
  }

  function onZone(lines: readonly string[]): Scan[] {
    const settle = waiting.get('zone');
    const zone = lines.length === 0 ? null : lines.join('\r');
    return settle ? onAnswer(zone, lines, settle) : onOwnMessage(zone, lines);
  }

  function onMessage(message: ElyctisMessage): Scan[] {
    if (message.kind === 'zone') return onZone(message.lines);
    if (message.kind === 'continuous') armed = message.on;
    waiting.get(message.kind)?.();
    return [];
  }

  function handle(framed: readonly Framed<ElyctisMessage>[]): Framed<Scan>[] {
    return framed.flatMap((each): Framed<Scan>[] => {
      if (each.kind === 'discarded') return [each];
      const scans = onMessage(each.body);
      if (scans.length > 0) begun = false;
      return scans.map((body) => ({ kind: 'frame', body }));
    });
  }

  return {
    framer: {
      feed(chunk) {
        const framed = handle(framer.feed(chunk));
        if (begun || waiting.has('zone') || fromBefore !== null || !framer.partial()) return framed;
        begun = true;
        return [...framed, { kind: 'frame', body: { kind: 'begun' } }];
      },
      gap() {
        const framed = handle(framer.gap());
        if (!begun) return framed;
        begun = false;
        return [...framed, { kind: 'frame', body: { kind: 'cut-short', lines: [] } }];
      },
    },
    async begin(signal) {
      return (await ask(INQUIRY, 'zone', signal)) && (await ask(SEND_BY_YOURSELF, 'continuous', signal)) && armed;
    },
    async heartbeat(signal) {
      if (!(await ask(INQUIRY, 'zone', signal))) return false;
      return armed || (await ask(SEND_BY_YOURSELF, 'continuous', signal));
    },
    media: () => (lying === undefined ? 'unknown' : lying === null ? 'notPresent' : 'present'),
  };
}
