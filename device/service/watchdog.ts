import type { Clock } from '../../drivers/clock.ts';

/** A part of the kiosk that can be asked whether it still works. */
export interface WatchedPart {
  readonly name: 'machine' | 'ledger' | 'web';
  /** `true`: it worked. What throws, rejects or never settles did not. */
  readonly answers: () => boolean | Promise<boolean>;
}

export interface WatchdogOptions {
  /** How often the service manager wants to hear of us, in milliseconds. */
  readonly limitMs: number;
  readonly parts: readonly WatchedPart[];
  readonly clock: Clock;
  /** Tells the service manager. */
  readonly feed: () => void;
  /** A part has not answered for half of the limit, or does again. */
  readonly onSilent: (part: WatchedPart['name'], silent: boolean) => void;
}

/** Each part is asked so often within the limit; half of the limit has room for one question that came late. */
const QUESTIONS_A_LIMIT = 4;

/**
 * Feeds the watchdog of the service manager by answers: after each one, and only when every part answered within the last half of the
 * limit. No timer feeds it, so an event loop that hangs, a machine that died, a ledger that is held and a server that does not accept
 * each end in the manager's restart. Returns how to stop asking.
 */
export function watchParts({ limitMs, parts, clock, feed, onSilent }: WatchdogOptions): () => void {
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
    // A part that does not answer has nobody but the others to notice it.
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
    // Why it does not work is for its own log events; here counts that it does not.
    return false;
  }
}
