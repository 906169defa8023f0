import { type Clock, createTimer } from '../../drivers/clock.ts';
import { emitter } from '../../drivers/emitter.ts';

/** First wait before asking a silent office again; doubles up to the ceiling. */
const ASK_AGAIN_MS = 2_000;
const CEILING_MS = 15_000;
/**
 * Longest pause between two questions of the watch. No event shows that the office went away, and a citizen must be told before the first
 * question.
 */
export const OFFICE_CHECK_MS = 30_000;

interface OfficeWatchOptions {
  /** Asks the office; its client reports the answer to `heard`. */
  readonly ask: (signal: AbortSignal) => Promise<unknown>;
  readonly clock: Clock;
  readonly random: () => number;
}

/** Watches whether the back office answers, by the client's last answer. Asks regularly, and more often while the office is silent. */
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

  /** The upper half of the range, so that the kiosks of a hall spread out. */
  function askAgain(): void {
    if (closing.signal.aborted) return;
    const wait = answers ? OFFICE_CHECK_MS : Math.min(ASK_AGAIN_MS * 2 ** unanswered, CEILING_MS);
    timer.start(wait * (0.5 + random() / 2));
  }

  askAgain();
  return {
    answers: (): boolean => answers,
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
