import { type Clock, pause } from '../../drivers/clock.ts';
import { emitter } from '../../drivers/emitter.ts';

/**
 * After how long a silent one is asked again; doubles to the ceiling. Each is drawn from its upper half: a hall of kiosks must not come back all
 * at once.
 */
const ASK_AGAIN_MS = 2_000;
const CEILING_MS = 15_000;

interface OfficeWatchOptions {
  /** Asks it for nothing but an answer; what comes of it is `heard`. */
  readonly ask: (signal: AbortSignal) => Promise<unknown>;
  readonly clock: Clock;
  /** 0 ≤ n < 1. */
  readonly random: () => number;
}

/**
 * Whether the back office answers: what its client heard last. A question of a visit tells that it is silent; that it is back no event tells, so
 * it is asked until it is.
 */
export function watchOffice({ ask, clock, random }: OfficeWatchOptions) {
  const changed = emitter<void>();
  const closing = new AbortController();
  let answers = true;
  let asking: Promise<void> | null = null;

  async function askUntilItAnswers(): Promise<void> {
    for (let wait = ASK_AGAIN_MS; !answers && !closing.signal.aborted; wait = Math.min(wait * 2, CEILING_MS)) {
      await pause(clock, wait * (0.5 + random() / 2), closing.signal);
      if (!closing.signal.aborted) await ask(closing.signal);
    }
    asking = null;
  }

  return {
    answers: (): boolean => answers,
    /** Its client could use an answer, or none. */
    heard(itAnswered: boolean): void {
      if (itAnswered === answers || closing.signal.aborted) return;
      answers = itAnswered;
      if (!answers) asking ??= askUntilItAnswers();
      changed.emit();
    },
    onChange: changed.on,
    async close(): Promise<void> {
      closing.abort();
      changed.clear();
      await asking;
    },
  };
}

export type OfficeWatch = ReturnType<typeof watchOffice>;
