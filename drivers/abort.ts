import type { Clock } from './clock.ts';

/**
 * Aborts a short-lived controller when one of the long-lived signals is aborted, with the reason of that signal. The
 * returned function lets go of all signals. `AbortSignal.any` leaves a reference in a long-lived signal for ever: 60
 * bytes a heartbeat, megabytes a month (measured on Node 20.20).
 */
export function abortTogether(controller: AbortController, signals: readonly AbortSignal[]): () => void {
  const abort = () => {
    release();
    controller.abort(signals.find((signal) => signal.aborted)?.reason);
  };
  const release = () => {
    for (const signal of signals) signal.removeEventListener('abort', abort);
  };
  if (signals.some((signal) => signal.aborted)) abort();
  else for (const signal of signals) signal.addEventListener('abort', abort);
  return release;
}

/** Runs work with a signal that aborts when one of `signals` aborts. Leaves no listener on them when the work ends. */
export async function withAnyOf<T>(
  signals: readonly AbortSignal[],
  work: (either: AbortSignal) => Promise<T>,
): Promise<T> {
  const first = new AbortController();
  const release = abortTogether(first, signals);
  try {
    return await work(first.signal);
  } finally {
    release();
  }
}

/** Resolves when the signal is aborted. */
export function whenAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

/** The value of `promise`, or `undefined` as soon as the signal is aborted. Leaves no listener on a signal that lives on. */
export async function resultOrAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T | undefined> {
  if (signal.aborted) return undefined;
  let stop: () => void = () => undefined;
  const aborted = new Promise<undefined>((resolve) => {
    stop = () => resolve(undefined);
    signal.addEventListener('abort', stop, { once: true });
  });
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

/** Runs work with a signal. The signal aborts after `ms`, or when one of `signals` aborts. */
export async function withTimeout<T>(
  clock: Clock,
  ms: number,
  signals: readonly AbortSignal[],
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const limit = new AbortController();
  const timer = clock.setTimeout(() => limit.abort(), ms);
  try {
    return await withAnyOf([limit.signal, ...signals], work);
  } finally {
    clock.clearTimeout(timer);
  }
}
