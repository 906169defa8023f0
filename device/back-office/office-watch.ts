import { type Clock, createTimer } from '../../drivers/clock.ts';
import { emitter } from '../../drivers/emitter.ts';

/** Wait before the watch asks a silent back office again; it doubles up to the ceiling. */
const ASK_AGAIN_MS = 2_000;
const CEILING_MS = 15_000;
/**
 * If the back office gave no answer for this long, the watch asks whether it is there. No event shows that the office went away. The first
 * page and the lists have to say so before a citizen answers a question.
 */
export const QUIET_MS = 30_000;

interface OfficeWatchOptions {
  /** Asks it for nothing but an answer; what comes of it is `heard`. */
  readonly ask: (signal: AbortSignal) => Promise<unknown>;
  readonly clock: Clock;
  /** 0 ≤ n < 1. */
  readonly random: () => number;
}

/**
 * Whether the back office answers, by the last answer that its client got. The watch asks after a quiet time, and more often in silence.
 */
export function watchOffice({ ask, clock, random }: OfficeWatchOptions) {
  const changed = emitter<void>();
  const closing = new AbortController();
  const timer = createTimer(clock, () => {
    asking = askOnce();
  });
  let answers = true;
  let unanswered = 0;
  let asking: Promise<void> | null = null;

  async function askOnce(): Promise<void> {
    unanswered += 1;
    await ask(closing.signal);
    askAgain();
  }

  /** A random wait from the upper half of the range, so that the kiosks of a hall do not ask at the same time. */
  function askAgain(): void {
    if (closing.signal.aborted) return;
    const wait = answers ? QUIET_MS : Math.min(ASK_AGAIN_MS * 2 ** unanswered, CEILING_MS);
    timer.start(wait * (0.5 + random() / 2));
  }

  askAgain();
  return {
    answers: (): boolean => answers,
    /** Its client could use an answer, or none. */
    heard(itAnswered: boolean): void {
      if (itAnswered === answers || closing.signal.aborted) return;
      answers = itAnswered;
      unanswered = 0;
      askAgain();
      changed.emit();
    },
    onChange: changed.on,
    async close(): Promise<void> {
      closing.abort();
      timer.stop();
      changed.clear();
      await asking;
    },
  };
}

export type OfficeWatch = ReturnType<typeof watchOffice>;
