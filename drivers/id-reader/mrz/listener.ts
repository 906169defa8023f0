import { type Clock, createTimer, type Timer } from '../../clock.ts';
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

type Reading = Extract<ReaderEvent, { type: 'document.read' }>['result'];

export interface ZoneListenerOptions {
  readonly framer: Framer<Scan>;
  readonly clock: Clock;
  readonly timings: MrzTimings;
  readonly emit: (event: ReaderEvent) => void;
  /** Makes the result of a whole zone. */
  readonly judge: (lines: readonly string[]) => Reading;
  readonly onDiscarded: OnDiscarded;
}

/**
 * Turns bytes and silence into reader events. Every `document.inserted` is followed by exactly one
 * `document.read`, also when the link goes down in between.
 */
export function createZoneListener(options: ZoneListenerOptions): ZoneListener {
  const { framer, clock, timings, emit, judge, onDiscarded } = options;
  const last = new LastZone(clock, timings.sameDocument);
  let announced = false;
  /** Nothing is said of this scan unless a whole new zone comes of it. */
  let withheld = false;
  let mayHaveMissedTheStart = true;

  function announce(): void {
    if (!announced) emit({ type: 'document.inserted' });
    announced = true;
  }

  function end(result: Reading): void {
    announce();
    announced = false;
    emit({ type: 'document.read', result });
  }

  function onTrouble(error: ReaderTrouble): void {
    if (announced || !(withheld || mayHaveMissedTheStart || last.isFresh)) end({ ok: false, error });
  }

  function onScan(scan: Scan): void {
    switch (scan.kind) {
      case 'begun':
        withheld = mayHaveMissedTheStart || last.isFresh;
        if (!withheld) announce();
        return;
      case 'zone':
        if (!last.isAgain(scan.lines)) end(judge(scan.lines));
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
      last.forget();
      if (announced) end({ ok: false, error: { code: 'RDR-103', kind: 'removed-early' } });
    },
  };
}

/** The zone that came last. Nobody's is kept for longer than it can be told to be the same card. */
class LastZone {
  readonly #clock: Clock;
  readonly #freshMs: number;
  readonly #forgetting: Timer;
  #last: { readonly zone: string; readonly at: number } | undefined;

  constructor(clock: Clock, freshMs: number) {
    this.#clock = clock;
    this.#freshMs = freshMs;
    this.#forgetting = createTimer(clock, () => this.forget());
  }

  /** Asked of the clock: the timer is late where the process stood still. */
  get isFresh(): boolean {
    return this.#last !== undefined && this.#clock.now() - this.#last.at < this.#freshMs;
  }

  /** Whether this is that zone again. It is the last one from now on. */
  isAgain(lines: readonly string[]): boolean {
    const zone = lines.join('\r');
    const again = this.isFresh && this.#last?.zone === zone;
    this.#last = { zone, at: this.#clock.now() };
    this.#forgetting.start(this.#freshMs);
    return again;
  }

  forget(): void {
    this.#forgetting.stop();
    this.#last = undefined;
  }
}
