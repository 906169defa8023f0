import { type Clock, createTimer, type Timer } from '../../clock.ts';
import type { Framed, Framer } from '../../framer.ts';
import type { OnDiscarded } from '../../link/wire-line.ts';
import { createSilence, type Silence } from '../../silence.ts';
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
export class ZoneListener {
  readonly #options: ZoneListenerOptions;
  readonly #silence: Silence;
  readonly #last: LastZone;
  #announced = false;
  /** Nothing is said of this scan unless a whole new zone comes of it. */
  #withheld = false;
  #mayHaveMissedTheStart = true;

  constructor(options: ZoneListenerOptions) {
    const { framer, clock, timings } = options;
    this.#options = options;
    this.#last = new LastZone(clock, timings.sameDocument);
    this.#silence = createSilence(clock, timings.silence, () => {
      this.#handle(framer.gap());
      this.#mayHaveMissedTheStart = false;
    });
  }

  bytes(chunk: Uint8Array): void {
    this.#silence.heard();
    this.#handle(this.#options.framer.feed(chunk));
  }

  /** The line was quiet when we came: the next bytes are the beginning of a message. */
  startsFresh(): void {
    this.#mayHaveMissedTheStart = false;
  }

  /** Settles a document that is half-read. */
  close(): void {
    this.#silence.stop();
    this.#last.forget();
    if (this.#announced) this.#end({ ok: false, error: { code: 'RDR-103', kind: 'removed-early' } });
  }

  #handle(framed: readonly Framed<Scan>[]): void {
    for (const each of framed) {
      if (each.kind === 'frame') this.#onScan(each.body);
      else this.#options.onDiscarded({ bytes: each.bytes, why: each.why });
    }
  }

  #onScan(scan: Scan): void {
    switch (scan.kind) {
      case 'begun':
        this.#withheld = this.#mayHaveMissedTheStart || this.#last.isFresh;
        if (!this.#withheld) this.#announce();
        return;
      case 'zone':
        if (!this.#last.isAgain(scan.lines)) this.#end(this.#options.judge(scan.lines));
        break;
      case 'cut-short':
        this.#onTrouble({ code: 'RDR-103', kind: 'removed-early' });
        break;
      default:
        this.#onTrouble({ code: 'RDR-101', kind: 'unreadable' });
    }
    this.#withheld = false;
  }

  #onTrouble(error: ReaderTrouble): void {
    const isSilent = this.#withheld || this.#mayHaveMissedTheStart || this.#last.isFresh;
    if (this.#announced || !isSilent) this.#end({ ok: false, error });
  }

  #announce(): void {
    if (!this.#announced) this.#options.emit({ type: 'document.inserted' });
    this.#announced = true;
  }

  #end(result: Reading): void {
    this.#announce();
    this.#announced = false;
    this.#options.emit({ type: 'document.read', result });
  }
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
