/** One answer as it would leave. */
export interface Answer {
  readonly status: number;
  readonly mediaType: string;
  readonly body: unknown;
}

interface Waiting {
  readonly own: Answer;
  readonly give: (answer: Answer) => void;
}

/** Exchanges the answers of each two requests that are open at the same time, as a proxy that mixes up its connections does. */
export function answerSwap() {
  let waiting: Waiting | null = null;
  return {
    /** What goes out instead of `own`: the next other answer; `own` itself where `given up` comes first. */
    exchange(own: Answer, givenUp: AbortSignal): Promise<Answer> {
      const other = waiting;
      if (other) {
        waiting = null;
        other.give(own);
        return Promise.resolve(other.own);
      }
      return new Promise((resolve) => {
        const me: Waiting = { own, give: resolve };
        waiting = me;
        const alone = () => {
          if (waiting === me) waiting = null;
          resolve(own);
        };
        givenUp.addEventListener('abort', alone, { once: true });
      });
    },
  };
}
