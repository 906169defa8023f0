/** Listeners of one kind of event. Node's EventEmitter treats `error` specially. */
export interface Emitter<T> {
  on(listener: (news: T) => void): () => void;
  emit(news: T): void;
  clear(): void;
}

export function emitter<T>(): Emitter<T> {
  const listeners = new Set<(news: T) => void>();
  return {
    on(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    emit(news) {
      for (const listener of [...listeners]) listener(news);
    },
    clear: () => listeners.clear(),
  };
}

type Subscribe = (listener: () => void) => () => void;

/** Joins sources of news: the returned function calls the listener for each, until its own result is called. */
export const onAnySource =
  (sources: readonly Subscribe[]): Subscribe =>
  (listener) => {
    const stops = sources.map((source) => source(listener));
    return () => {
      for (const stop of stops) stop();
    };
  };

/**
 * Passes a value to `tell` only if it differs from the value before. The returned function returns whether it passed the value on.
 *
 * @param known the value that listeners already have; `undefined` if they have none
 * @param keyOf returns what is compared; default: the whole value
 */
export function createChangeFilter<T>(
  tell: (now: T) => void,
  known: T | undefined,
  keyOf: (value: T) => unknown = (value) => JSON.stringify(value),
): (now: T) => boolean {
  let before = known === undefined ? undefined : keyOf(known);
  return (now) => {
    const key = keyOf(now);
    if (key === before) return false;
    before = key;
    tell(now);
    return true;
  };
}
