import type { Clock } from '../../drivers/clock.ts';
import type { StatusQuestion } from '../../drivers/receipt-printer/escpos/status.ts';
import type { PrinterBits } from '../../drivers/receipt-printer/job/printer-bits.ts';
import type { ArmedFaults } from '../faults/armed.ts';
import { type Dialect, sensorAnswer, statusAnswer } from './dialect.ts';

export type PrinterFault =
  /** One real-time question gets no answer. */
  | 'lost-status'
  /** One real-time question is answered when nobody waits any more. */
  | 'late-status'
  /** One `GS r` is never answered, though all before it was printed. */
  | 'lost-evidence'
  /** Bytes of no protocol come before the next real-time answer. */
  | 'noise';

/** A `late-status` answer comes after a driver has stopped waiting for it, in milliseconds. */
const LATE_ANSWER_MS = 1_200;
/** No start byte, and no end. */
const NOISE = Uint8Array.of(0xff, 0x80, 0xc1);

export interface Answers {
  toStatus(question: StatusQuestion): void;
  toQueued(what: number): void;
  close(): void;
}

export interface AnswersOptions {
  readonly clock: Clock;
  readonly faults: ArmedFaults<PrinterFault>;
  readonly dialect: Dialect;
  readonly bits: () => PrinterBits;
  readonly say: (bytes: Uint8Array) => void;
}

/** What the printer says when it is asked, as well as its faults let it. */
export function createAnswers({ clock, faults, dialect, bits, say }: AnswersOptions): Answers {
  const late = new Set<unknown>();

  function sayLate(question: StatusQuestion): void {
    // The sensors are read when they are asked: a late answer is an old answer.
    const answer = Uint8Array.of(statusAnswer(bits(), question, dialect));
    const id = clock.setTimeout(() => {
      late.delete(id);
      say(answer);
    }, LATE_ANSWER_MS);
    late.add(id);
  }

  return {
    toStatus(question) {
      const fault = faults.take('lost-status', 'late-status', 'noise');
      if (fault === 'lost-status') return;
      if (fault === 'noise') say(NOISE);
      if (fault === 'late-status') sayLate(question);
      else say(Uint8Array.of(statusAnswer(bits(), question, dialect)));
    },
    toQueued(what) {
      if (faults.take('lost-evidence') === undefined) say(Uint8Array.of(sensorAnswer(bits(), what, dialect)));
    },
    close() {
      for (const id of late) clock.clearTimeout(id);
      late.clear();
    },
  };
}
