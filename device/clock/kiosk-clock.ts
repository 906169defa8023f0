import { emitter } from '../../drivers/emitter.ts';

/** Whether a reliable source set the clock; `unknown`: the machine cannot tell. */
export type ClockSync = 'synchronised' | 'unsynchronised' | 'unknown';

export interface SyncSource {
  state(): ClockSync;
  onChange(listener: () => void): () => void;
  close(): void;
}

/**
 * The time of day on a machine with a clock that may have stopped without power.
 *
 * `floor` is a moment that has certainly passed, such as the build date of this software. A machine without a battery begins in 1970 or
 * where it stopped. Until it is set, the kiosk's time begins at the floor and only goes forwards. Only a believed time may be printed.
 */
export function createKioskClock(options: {
  readonly systemNow: () => Date;
  readonly source: SyncSource;
  readonly floor: Date;
}) {
  const { systemNow, source } = options;
  const changed = emitter<void>();
  let highest = options.floor.getTime();
  let lead = 0;
  let floor = highest;
  let before = syncNow();

  /** If the source is `unknown`, a time before the floor is wrong. */
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
    believed: () => syncNow() !== 'unsynchronised',
    /** The time of day: never before the floor unless a reliable source set the clock, and never backwards while not believed. */
    now(): Date {
      const system = systemNow().getTime();
      const sync = syncNow();
      // Otherwise a wrong time in the future, once corrected, would last until the next start.
      if (sync === 'unknown') [highest, lead] = [system, 0];
      if (sync !== 'unsynchronised') return new Date(system);
      if (system + lead < highest) lead = highest - system;
      if (system >= highest) lead = 0;
      highest = system + lead;
      return new Date(highest);
    },
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
