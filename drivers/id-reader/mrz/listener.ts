import { type Clock, createTimer, type Timer } from '../../clock.ts';
import type { Framer, FramerOutput } from '../../framer.ts';
import type { OnDiscarded } from '../../link/wire-line.ts';
import { createSilenceWatch, type SilenceWatch } from '../../silence.ts';
import type { ReaderEvent, ReaderTrouble } from '../contract.ts';
import type { ZoneScan } from './scan.ts';

/** Milliseconds. */
export interface MrzTimings {
  /** Silence that ends a document. A character takes 1 ms at 9600 baud; an adapter holds bytes for up to 16 ms. */
  readonly silence: number;
  /** Quiet time after opening: bytes may end an earlier zone, in which no gap exceeds 16 ms. Delays every cold start. */
  readonly settle: number;
  /** A continuous reader repeats its zone: not reported again within this time after the last. */
  readonly sameDocument: number;
}

export const MRZ_TIMINGS: MrzTimings = { silence: 150, settle: 40, sameDocument: 1_000 };

type Reading = Extract<ReaderEvent, { type: 'document.read' }>['result'];

export interface ZoneListenerOptions {
  readonly framer: Framer<ZoneScan>;
  readonly clock: Clock;
  readonly timings: MrzTimings;
  readonly emit: (event: ReaderEvent) => void;
  readonly judge: (lines: readonly string[]) => Reading;
  readonly onDiscarded: OnDiscarded;
}

/** After `document.inserted` exactly one `document.read` follows, even if the link goes down. */
export class ZoneListener {
  readonly #options: ZoneListenerOptions;
  readonly #silence: SilenceWatch;
  readonly #last: LastZone;
  #announced = false;
  /** Whether the document is reported only after a complete new zone. */
  #withheld = false;
  #mayHaveMissedTheStart = true;

  constructor(options: ZoneListenerOptions) {
    const { framer, clock, timings } = options;
    this.#options = options;
    this.#last = new LastZone(clock, timings.sameDocument);
    this.#silence = createSilenceWatch(clock, timings.silence, () => {
      this.#handle(framer.gap());
      this.#mayHaveMissedTheStart = false;
    });
  }

  bytes(chunk: Uint8Array): void {
    this.#silence.heard();
    this.#handle(this.#options.framer.feed(chunk));
  }

  startsFresh(): void {
    this.#mayHaveMissedTheStart = false;
  }

  close(): void {
    this.#silence.stop();
    this.#last.forget();
    if (this.#announced) this.#end({ ok: false, error: { code: 'RDR-103', kind: 'removed-early' } });
  }

  #handle(framed: readonly FramerOutput<ZoneScan>[]): void {
    for (const each of framed) {
      if (each.kind === 'frame') this.#onScan(each.body);
      else this.#options.onDiscarded({ bytes: each.bytes, why: each.why });
    }
  }

  #onScan(scan: ZoneScan): void {
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

/** Kept only while a repetition counts as the same card. */
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

  /** By the clock: after a stall of the process, a timer is late. */
  get isFresh(): boolean {
    return this.#last !== undefined && this.#clock.now() - this.#last.at < this.#freshMs;
  }

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
