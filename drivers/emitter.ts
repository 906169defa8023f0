/** A list of listeners for one kind of news. Node's EventEmitter is untyped per event and keeps an `error` convention we do not want. */
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
