import { getEventListeners } from 'node:events';

/**
 * Number of listeners of a signal, and of references that `AbortSignal.any` leaves in it. Node keeps the latter in a set under a symbol.
 */
export function listenerCount(signal: AbortSignal): number {
  const dependants = Object.getOwnPropertySymbols(signal)
    .filter(({ description }) => description === 'kDependantSignals')
    .map((symbol) => Reflect.get(signal, symbol) as { readonly size: number } | null | undefined);
  return dependants.reduce((sum, set) => sum + (set?.size ?? 0), getEventListeners(signal, 'abort').length);
}
