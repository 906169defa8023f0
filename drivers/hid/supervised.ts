import { createTimer } from '../clock.ts';
import { emitter } from '../emitter.ts';
import type { DriverOptions } from '../supervision/device.ts';
import { type Connection, type SupervisorTimings, supervise } from '../supervision/supervisor.ts';
import type { HidLink, HidLinkFactory } from './hid-link.ts';
import type { HidChoice } from './identity.ts';

/** What every driver of a HID device needs. */
export interface HidDriverOptions extends DriverOptions {
  readonly link: HidLinkFactory;
  /** Tells when a device may have come, so that nobody waits for the next look (`onDevicesChanged`). */
  readonly onDevicesChanged?: (listener: () => void) => () => void;
}

/** A look lists every device of the machine, so it is not repeated faster than this; a plug that is told of is used at once. */
const TIMINGS: Partial<SupervisorTimings> = { retryFirst: 2_000, retryCeiling: 2_000 };

/**
 * After a change that was told, one more look so much later, in milliseconds: the first one may have come before udev had set
 * the rights of the new file, or while the old link was still being closed.
 */
const SETTLE_MS = 250;

/** The supervisor of one HID device: looks for it, keeps it open, and knows what was found. */
export function superviseHid<C extends Connection>(
  options: HidDriverOptions & { readonly connect: (link: HidLink, signal: AbortSignal) => Promise<C | undefined> },
) {
  const changes = emitter<void>();
  let current: HidLink | undefined;
  let found: HidChoice | undefined;

  const supervisor = supervise<C>({
    clock: options.clock,
    random: options.random,
    timings: TIMINGS,
    link() {
      const link = options.link();
      current = link;
      return {
        ...link,
        async open() {
          const opened = await link.open();
          found = link.looked();
          changes.emit();
          return opened;
        },
      };
    },
    // The supervisor has one link at a time, and this is it.
    connect: (_link, signal) => options.connect(current!, signal),
  });
  supervisor.onState(() => changes.emit());
  const look = () => {
    // A device that is there is not asked again because another one came.
    if (!supervisor.connection()) supervisor.suspect();
  };
  const again = createTimer(options.clock, look);
  const stop = options.onDevicesChanged?.(() => {
    look();
    again.start(SETTLE_MS);
  });

  return {
    state: supervisor.state,
    /** What the last look for the device found. */
    looked: () => found,
    /** The state or what was found may be another one. */
    onChange: changes.on,
    connection: supervisor.connection,
    suspect: supervisor.suspect,
    async close() {
      stop?.();
      again.stop();
      await supervisor.close();
      changes.clear();
    },
  };
}
