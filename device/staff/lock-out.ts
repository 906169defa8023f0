/*
 * Lock-out after wrong PINs, as pure functions of the wrong tries and the time of day in Unix milliseconds.
 *
 * A badge: the third wrong PIN locks it for 15 minutes. Each later one doubles the time, up to a day. A right PIN clears the count. A found
 * badge gives nine tries in its first day, later one a day.
 *
 * The reader: ten wrong PINs within an hour, of any badges, lock it until the oldest is an hour old. A right PIN changes nothing: else the
 * holder of one badge could try other badges without end.
 */

export interface PinTries {
  readonly badges: Readonly<Record<string, { readonly wrong: number; readonly lastMs: number }>>;
  /** Times of the wrong PINs of the last hour, of any badge, oldest first. */
  readonly reader: readonly number[];
  /** When the file was found damaged: locks the reader for an hour. */
  readonly broken?: number;
}

export const NO_PIN_TRIES: PinTries = { badges: {}, reader: [] };

const MINUTE = 60_000;
export const WRONG_PINS_TO_LOCK_BADGE = 3;
const FIRST_LOCK = 15 * MINUTE;
const LONGEST_LOCK = 24 * 60 * MINUTE;
export const WRONG_PINS_TO_LOCK_READER = 10;
const READER_WINDOW = 60 * MINUTE;

const lockMs = (wrong: number): number =>
  wrong < WRONG_PINS_TO_LOCK_BADGE
    ? 0
    : Math.min(FIRST_LOCK * 2 ** Math.min(wrong - WRONG_PINS_TO_LOCK_BADGE, 16), LONGEST_LOCK);

/** When the badge may be tried again; in the past or 0: now. */
export function badgeLockedUntil({ badges, reader, broken }: PinTries, badge: string): number {
  const its = badges[badge];
  const ofBadge = its ? its.lastMs + lockMs(its.wrong) : 0;
  const ofReader =
    reader.length >= WRONG_PINS_TO_LOCK_READER ? reader[reader.length - WRONG_PINS_TO_LOCK_READER]! + READER_WINDOW : 0;
  return Math.max(ofBadge, ofReader, broken === undefined ? 0 : broken + READER_WINDOW);
}

/** Wrong PINs that are left before the next lock; 0: each wrong PIN locks. */
export const triesLeft = ({ badges }: PinTries, badge: string): number =>
  Math.max(0, WRONG_PINS_TO_LOCK_BADGE - (badges[badge]?.wrong ?? 0));

/** Counts a wrong PIN. It is written before the PIN is checked: a power cut in between gives no free try. */
export function afterWrongPin(tries: PinTries, badge: string, nowMs: number): PinTries {
  const wrong = (tries.badges[badge]?.wrong ?? 0) + 1;
  return { ...tries, badges: { ...tries.badges, [badge]: { wrong, lastMs: nowMs } }, reader: [...tries.reader, nowMs] };
}

/** Takes back the count of a PIN that was right. */
export function afterRightPin(tries: PinTries, badge: string): PinTries {
  const { [badge]: _, ...badges } = tries.badges;
  return { ...tries, badges, reader: tries.reader.slice(0, -1) };
}

/**
 * Forgets what no longer counts. If the clock was set back, a lock would last longer than its length: its tries then count as made now.
 */
export function dropExpiredTries(tries: PinTries, nowMs: number): PinTries {
  const before = (atMs: number) => Math.min(atMs, nowMs);
  const badges = Object.entries(tries.badges).map(([badge, { wrong, lastMs }]) => [
    badge,
    { wrong, lastMs: before(lastMs) },
  ]);
  const reader = tries.reader.map(before).filter((atMs) => atMs > nowMs - READER_WINDOW);
  const { broken } = tries;
  const isBroken = broken !== undefined && before(broken) > nowMs - READER_WINDOW;
  return { badges: Object.fromEntries(badges), reader, ...(isBroken && { broken: before(broken) }) };
}

export const triesOfDamagedFile = (nowMs: number): PinTries => ({ ...NO_PIN_TRIES, broken: nowMs });
