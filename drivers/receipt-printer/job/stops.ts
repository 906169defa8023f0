import { abortTogether } from '../../abort.ts';
import { type Clock, pause } from '../../clock.ts';
import type { PrinterBlock } from '../contract.ts';
import { blockWhilePrinting } from './printer-bits.ts';
import type { PrinterSession } from './session.ts';

export type JobStopReason =
  | { readonly why: 'ended' }
  | { readonly why: 'aborted' }
  | { readonly why: 'silent' }
  | { readonly why: 'blocked'; readonly by: PrinterBlock };

export type JobStopWatcher = ReturnType<typeof watchJobStops>;

/** Watches for a reason to stop during a job. */
export function watchJobStops(session: PrinterSession, signal: AbortSignal, clock: Clock) {
  const stopped = new AbortController();
  let reason: JobStopReason | undefined;
  const look = (): void => {
    if (reason) return;
    const by = blockWhilePrinting(session.bits());
    if (session.ended.aborted) reason = { why: 'ended' };
    else if (by) reason = { why: 'blocked', by };
    else if (signal.aborted) reason = { why: 'aborted' };
    if (reason) stopped.abort();
  };
  const offChange = session.onChange(look);
  for (const each of [session.ended, signal]) each.addEventListener('abort', look, { once: true });
  look();
  return {
    stop: (): JobStopReason | undefined => reason,
    async race<T>(work: Promise<T>, ms: number): Promise<T | JobStopReason> {
      const limit = new AbortController();
      const unlink = abortTogether(limit, [stopped.signal]);
      const over = pause(clock, ms, limit.signal).then((): JobStopReason => reason ?? { why: 'silent' });
      const first = await Promise.race([work, over]);
      limit.abort();
      unlink();
      return first;
    },
    after(ms: number): () => number {
      const end = clock.now() + ms;
      return () => Math.max(0, end - clock.now());
    },
    release(): void {
      offChange();
      for (const each of [session.ended, signal]) each.removeEventListener('abort', look);
    },
  };
}
