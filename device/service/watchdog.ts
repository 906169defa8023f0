import type { Clock } from '../../drivers/clock.ts';

export interface WatchedPart {
  readonly name: 'machine' | 'ledger' | 'web';
  /** Whether the part works. A throw, a rejection or silence: it does not. */
  readonly answers: () => boolean | Promise<boolean>;
}

export interface WatchdogOptions {
  /** Longest gap that the service manager allows. */
  readonly limitMs: number;
  readonly parts: readonly WatchedPart[];
  readonly clock: Clock;
  readonly feed: () => void;
  /** Silent means: no answer for half of the limit. */
  readonly onSilent: (part: WatchedPart['name'], silent: boolean) => void;
}

/** Questions to a part within the limit: one may be late. */
const QUESTIONS_A_LIMIT = 4;

/**
 * Feeds the service manager's watchdog after an answer, if every part has answered within the last half of the limit. No timer feeds it. So
 * the manager restarts the kiosk if the event loop hangs, a machine died, the ledger is locked, or the server accepts no connection.
 * Returns a function that stops.
 */
export function feedWatchdog({ limitMs, parts, clock, feed, onSilent }: WatchdogOptions): () => void {
  const startedAt = clock.now();
  const answered = new Map<WatchedPart['name'], number>();
  const silent = new Set<WatchedPart['name']>();
  const timers = new Map<WatchedPart['name'], unknown>();
  let stopped = false;

  const isFresh = ({ name }: WatchedPart): boolean =>
    clock.now() - (answered.get(name) ?? Number.NEGATIVE_INFINITY) <= limitMs / 2;

  function note(name: WatchedPart['name'], isSilent: boolean): void {
    if (silent.has(name) === isSilent) return;
    if (isSilent) silent.add(name);
    else silent.delete(name);
    onSilent(name, isSilent);
  }

  function onAnswer(part: WatchedPart): void {
    answered.set(part.name, clock.now());
    note(part.name, false);
    // A silent part cannot report itself.
    const late = clock.now() - startedAt > limitMs / 2;
    for (const other of parts) if (late && !isFresh(other)) note(other.name, true);
    if (parts.every(isFresh)) feed();
  }

  async function ask(part: WatchedPart): Promise<void> {
    const worked = await hasWorked(part);
    if (stopped) return;
    if (worked) onAnswer(part);
    timers.set(
      part.name,
      clock.setTimeout(() => void ask(part), limitMs / QUESTIONS_A_LIMIT),
    );
  }

  for (const part of parts) void ask(part);
  return () => {
    stopped = true;
    for (const timer of timers.values()) clock.clearTimeout(timer);
  };
}

async function hasWorked({ answers }: WatchedPart): Promise<boolean> {
  try {
    return await answers();
  } catch {
    // The part logs its own reason.
    return false;
  }
}
