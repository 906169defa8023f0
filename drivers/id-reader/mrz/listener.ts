import type { Clock } from '../../clock.ts';
import type { Framed, Framer } from '../../framer.ts';
import type { OnDiscarded } from '../../link/wire-line.ts';
import { createSilence } from '../../silence.ts';
import type { ReaderEvent, ReaderTrouble } from '../contract.ts';
import type { Scan } from './scan.ts';

/** All in milliseconds. */
export interface MrzTimings {
  /** No byte for so long ends a document. At 9600 baud a character takes 1 ms; a USB adapter holds back up to 16 ms. */
  readonly silence: number;
  /**
   * Quiet that is waited for after opening: what comes in it may have begun before we listened. A zone under way
   * leaves no gap longer than the adapter's 16 ms, and every millisecond more is one of the kiosk's cold start.
   */
  readonly settle: number;
  /**
   * A reader in continuous mode sends the zone of a card that lies in it over and over. The same zone again
   * within this time of its last sending is that same card and is no news.
   */
  readonly sameDocument: number;
}

export const MRZ_TIMINGS: MrzTimings = { silence: 150, settle: 40, sameDocument: 1_000 };

export interface ZoneListener {
  bytes(chunk: Uint8Array): void;
  /** The line was quiet when we came: whatever comes now begins at its beginning. */
  startsFresh(): void;
  /** Settles a document that is half-read. */
  close(): void;
}

export interface ZoneListenerOptions {
  readonly framer: Framer<Scan>;
  readonly clock: Clock;
  readonly timings: MrzTimings;
  readonly emit: (event: ReaderEvent) => void;
  /** Makes the result of a whole zone. */
  readonly judge: (lines: readonly string[]) => Extract<ReaderEvent, { type: 'document.read' }>['result'];
  readonly onDiscarded: OnDiscarded;
}

/**
 * Turns bytes and silence into reader events. Every `document.inserted` is followed by exactly one
 * `document.read`, also when the link goes down in between.
 */
export function createZoneListener(options: ZoneListenerOptions): ZoneListener {
  const { framer, clock, timings, emit, judge, onDiscarded } = options;
  let announced = false;
  /** Nothing is said of this scan unless a whole new zone comes of it. */
  let withheld = false;
  let mayHaveMissedTheStart = true;
  let last: { readonly zone: string; readonly at: number } | undefined;
  let forgetting: unknown;

  function announce(): void {
    if (!announced) emit({ type: 'document.inserted' });
    announced = true;
  }

  function end(result: Extract<ReaderEvent, { type: 'document.read' }>['result']): void {
    announce();
    announced = false;
    emit({ type: 'document.read', result });
  }

  const lastIsFresh = () => last !== undefined && clock.now() - last.at < timings.sameDocument;

  function onZone(lines: readonly string[]): void {
    const zone = lines.join('\r');
    const again = lastIsFresh() && last?.zone === zone;
    last = { zone, at: clock.now() };
    // Nobody's zone is kept for longer than it can be told to be the same card.
    clock.clearTimeout(forgetting);
    forgetting = clock.setTimeout(() => {
      last = undefined;
    }, timings.sameDocument);
    if (!again) end(judge(lines));
  }

  function onTrouble(error: ReaderTrouble): void {
    if (announced || !(withheld || mayHaveMissedTheStart || lastIsFresh())) end({ ok: false, error });
  }

  function onScan(scan: Scan): void {
    switch (scan.kind) {
      case 'begun':
        withheld = mayHaveMissedTheStart || lastIsFresh();
        if (!withheld) announce();
        return;
      case 'zone':
        onZone(scan.lines);
        break;
      case 'cut-short':
        onTrouble({ code: 'RDR-103', kind: 'removed-early' });
        break;
      default:
        onTrouble({ code: 'RDR-101', kind: 'unreadable' });
    }
    withheld = false;
  }

  function handle(framed: readonly Framed<Scan>[]): void {
    for (const each of framed) {
      if (each.kind === 'frame') onScan(each.body);
      else onDiscarded({ bytes: each.bytes, why: each.why });
    }
  }

  const silence = createSilence(clock, timings.silence, () => {
    handle(framer.gap());
    mayHaveMissedTheStart = false;
  });

  return {
    bytes(chunk) {
      silence.heard();
      handle(framer.feed(chunk));
    },
    startsFresh() {
      mayHaveMissedTheStart = false;
    },
    close() {
      silence.stop();
      clock.clearTimeout(forgetting);
      if (announced) end({ ok: false, error: { code: 'RDR-103', kind: 'removed-early' } });
    },
  };
}
