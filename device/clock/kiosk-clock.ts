import { emitter } from '../../drivers/emitter.ts';

/** Whether the machine's clock was set by somebody who knows the time. `unknown`: nobody here can tell. */
export type ClockSync = 'synchronised' | 'unsynchronised' | 'unknown';

/** Where that is known from. */
export interface SyncSource {
  state(): ClockSync;
  onChange(listener: () => void): () => void;
  close(): void;
}

/**
 * The time of day on a machine whose clock may have stood still while it had no power.
 *
 * `floor` is a moment that has passed for certain, such as when this software was made. A machine without a battery begins in 1970, or
 * where it stopped; from a floor on, its time at least goes forwards.
 */
export function createKioskClock(options: {
  readonly systemNow: () => Date;
  readonly source: SyncSource;
  readonly floor: Date;
}) {
  const { systemNow, source } = options;
  const changed = emitter<void>();
  let highest = options.floor.getTime();
  /** What the machine's clock is behind, in ms. */
  let lead = 0;
  let floor = highest;
  let before = syncNow();

  /** Who set it is not known; that it was not, is. */
  function syncNow(): ClockSync {
    const said = source.state();
    return said === 'unknown' && systemNow().getTime() < floor ? 'unsynchronised' : said;
  }

  const stop = source.onChange(() => {
    const sync = syncNow();
    if (sync === before) return;
    before = sync;
    changed.emit();
  });

  return {
    sync: syncNow,
    /** Whether a date may be promised or printed. */
    believed: () => syncNow() !== 'unsynchronised',
    /** Never before the floor unless somebody who knows the time has set the clock; never backwards while it is not believed. */
    now(): Date {
      const system = systemNow().getTime();
      const sync = syncNow();
      // What is believed is followed, backwards too: else a wrong future that was put right would go on until the next start.
      if (sync === 'unknown') [highest, lead] = [system, 0];
      if (sync !== 'unsynchronised') return new Date(system);
      if (system + lead < highest) lead = highest - system;
      if (system >= highest) lead = 0;
      highest = system + lead;
      return new Date(highest);
    },
    /** It cannot have been earlier than this. */
    raiseFloor(its: Date): void {
      floor = Math.max(floor, its.getTime());
      highest = Math.max(highest, floor);
      before = syncNow();
    },
    onChange: changed.on,
    close(): void {
      stop();
      source.close();
      changed.clear();
    },
  };
}

export type KioskClock = ReturnType<typeof createKioskClock>;
