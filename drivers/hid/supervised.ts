import { createTimer } from '../clock.ts';
import { emitter } from '../emitter.ts';
import type { DriverOptions } from '../supervision/device.ts';
import { type DeviceConnection, type SupervisorTimings, superviseDevice } from '../supervision/supervisor.ts';
import type { HidLink, HidLinkFactory } from './hid-link.ts';
import type { HidChoice } from './identity.ts';

export interface HidDriverOptions extends DriverOptions {
  readonly link: HidLinkFactory;
  /** Hints save the wait for the next retry. */
  readonly onDevicesChanged?: (listener: () => void) => () => void;
}

/** Each try lists all devices. A plug starts a try at once. */
const TIMINGS: Partial<SupervisorTimings> = { retryFirst: 2_000, retryCeiling: 2_000 };

/** From a plug to a second try: udev permissions may be missing, or the old link closing. */
const SETTLE_MS = 250;

/** Finds one HID device, keeps it open, and remembers the last search. */
export function superviseHid<C extends DeviceConnection>(
  options: HidDriverOptions & { readonly connect: (link: HidLink, signal: AbortSignal) => Promise<C | undefined> },
) {
  const changes = emitter<void>();
  let current: HidLink | undefined;
  let found: HidChoice | undefined;

  const supervisor = superviseDevice<C>({
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
    connect: (_link, signal) => options.connect(current!, signal),
  });
  supervisor.onState(() => changes.emit());
  const look = () => {
    if (!supervisor.connection()) supervisor.suspect();
  };
  const again = createTimer(options.clock, look);
  const stop = options.onDevicesChanged?.(() => {
    look();
    again.start(SETTLE_MS);
  });

  return {
    state: supervisor.state,
    looked: () => found,
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
