export interface OfficeHttpAnswer {
  readonly status: number;
  readonly mediaType: string;
  readonly body: unknown;
}

interface Waiting {
  readonly own: OfficeHttpAnswer;
  readonly give: (answer: OfficeHttpAnswer) => void;
}

/** Swaps the answers of pairs of open requests, like a proxy that mixes up its connections. */
export function createAnswerSwapper() {
  let waiting: Waiting | null = null;
  return {
    /** Another answer, or `own`, if `givenUp` aborts first. */
    exchange(own: OfficeHttpAnswer, givenUp: AbortSignal): Promise<OfficeHttpAnswer> {
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
