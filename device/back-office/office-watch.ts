import { type Clock, createTimer } from '../../drivers/clock.ts';
import { emitter } from '../../drivers/emitter.ts';

/** After how long a silent back office is asked again; doubles to the ceiling. */
const ASK_AGAIN_MS = 2_000;
const CEILING_MS = 15_000;
/**
 * After so long without an answer the back office is asked whether it is there. No event tells that it went away, and the first page and the
 * lists have to say so before a citizen has answered anything.
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
 * Whether the back office answers: what its client heard last. It is asked after a quiet time, and more often while it is silent.
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

  /** Each wait is drawn from its upper half: a hall of kiosks must not ask all at once. */
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
