import type { WireEntry } from '../wire-log.ts';

/** Silence that ends a burst: an exchange takes less, a heartbeat comes later. */
const SILENCE_MS = 250;
/** Polls come every 150 ms; an exchange takes under 20. */
const SILENCE_BETWEEN_POLLS_MS = 75;

const silenceOf = (device: WireEntry['device']): number =>
  device === 'billValidator' ? SILENCE_BETWEEN_POLLS_MS : SILENCE_MS;

export interface CountedWireLine {
  readonly entry: WireEntry;
  /** More than 1 only for a burst's first line. */
  readonly times: number;
}

interface Burst {
  readonly lines: WireEntry[];
  times: number;
}

/**
 * Folds repeats on one wire: a burst with the same bytes as the one before is only counted. So heartbeats are folded, and everything else
 * is shown in its place.
 */
export function foldRepeats(entries: readonly WireEntry[]): readonly CountedWireLine[] {
  const bursts: Burst[] = [];
  const open = new Map<string, Burst>();
  const before = new Map<string, Burst>();

  function finish(device: string, burst: Burst): void {
    const previous = before.get(device);
    if (previous && sameBytes(previous.lines, burst.lines)) {
      previous.times += 1;
      burst.times = 0;
    } else before.set(device, burst);
  }

  for (const entry of entries) {
    const current = open.get(entry.device);
    const last = current?.lines.at(-1);
    if (current && last && entry.at - last.at < silenceOf(entry.device)) {
      current.lines.push(entry);
      continue;
    }
    if (current) finish(entry.device, current);
    const burst = { lines: [entry], times: 1 };
    bursts.push(burst);
    open.set(entry.device, burst);
  }
  for (const [device, burst] of open) finish(device, burst);

  return bursts
    .filter(({ times }) => times > 0)
    .flatMap(({ lines, times }) => lines.map((entry, at): CountedWireLine => ({ entry, times: at === 0 ? times : 1 })))
    .sort((a, b) => a.entry.number - b.entry.number);
}

const sameBytes = (a: readonly WireEntry[], b: readonly WireEntry[]): boolean =>
  a.length === b.length && a.every((line, at) => line.hex === b[at]?.hex && line.direction === b[at]?.direction);
