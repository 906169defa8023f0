import type { Clock } from '../../clock.ts';
import { emitter } from '../../emitter.ts';
import type { HidLink } from '../../hid/hid-link.ts';
import { type HidDriverOptions, superviseHid } from '../../hid/supervised.ts';
import type { OnDiscarded } from '../../link/wire-line.ts';
import { createSupervisedDevice } from '../../supervision/device.ts';
import type { DeviceConnection } from '../../supervision/supervisor.ts';
import type { Keypad, KeypadEvent, KeypadKey, KeypadStatus } from '../contract.ts';
import { BOOT_KEYBOARD, decodeKeys } from './codec.ts';
import { createKeyTracker } from './keys.ts';
import type { KeypadModel } from './profile.ts';

/** Options of `createHidKeypad`. */
export interface HidKeypadOptions extends HidDriverOptions {
  readonly model: Pick<KeypadModel, 'table' | 'hasJack'>;
  readonly onDiscarded: OnDiscarded;
}

/** No person holds a key so long: jammed. */
export const STUCK_MS = 30_000;

/**
 * Drives an accessible keypad that reports like a keyboard. Keys are identified by usage, never by a character of a keyboard layout. The
 * jack is a pair of keys. The headphones are `unknown` until the jack sends a key, and again after every reconnect.
 */
export function createHidKeypad(options: HidKeypadOptions): Keypad {
  const { model } = options;
  const events = emitter<KeypadEvent>();
  const notKnown = model.hasJack ? 'unknown' : 'not-fitted';
  let headphones: KeypadStatus['headphones'] = notKnown;
  let stuck: KeypadKey | null = null;

  const supervisor = superviseHid<DeviceConnection>({
    ...options,
    async connect(link) {
      return listen(link, options, {
        event(event) {
          if (event.type === 'headphones.plugged') headphones = 'in';
          if (event.type === 'headphones.unplugged') headphones = 'out';
          events.emit(event);
          report();
        },
        jammed([first = null]) {
          stuck = first;
          report();
        },
        gone() {
          headphones = notKnown;
          stuck = null;
          report();
        },
      });
    },
  });

  const { device, report } = createSupervisedDevice(
    supervisor,
    events,
    (): KeypadStatus => ({
      device: supervisor.state(),
      headphones,
      trouble: stuck === null ? null : { code: 'KPD-102', kind: 'stuck', key: stuck },
    }),
  );
  return device;
}

interface Heard {
  event(event: KeypadEvent): void;
  jammed(keys: readonly KeypadKey[]): void;
  gone(): void;
}

function listen(link: HidLink, { model, clock, onDiscarded }: HidKeypadOptions, heard: Heard): DeviceConnection {
  const descriptor = link.descriptor() ?? BOOT_KEYBOARD;
  const tracker = createKeyTracker(model.table);
  const watch = createStuckWatch(clock, (key) => {
    for (const event of tracker.giveUp(key)) heard.event(event);
    heard.jammed(tracker.jammed());
  });

  link.onBytes((bytes) => {
    const down = decodeKeys(bytes, descriptor);
    if (!down.ok) return onDiscarded({ bytes, why: down.error });
    for (const event of tracker.report(down.value)) heard.event(event);
    heard.jammed(tracker.jammed());
    watch.pressed(tracker.pressed());
  });

  return {
    // Asks the system: a keypad answers nothing.
    heartbeat: () => link.present(),
    close() {
      watch.pressed([]);
      for (const event of tracker.end()) heard.event(event);
      heard.gone();
    },
  };
}

function createStuckWatch(clock: Clock, onStuck: (key: KeypadKey) => void) {
  const timers = new Map<KeypadKey, unknown>();
  return {
    pressed(keys: readonly KeypadKey[]) {
      for (const [key, timer] of timers) {
        if (keys.includes(key)) continue;
        clock.clearTimeout(timer);
        timers.delete(key);
      }
      for (const key of keys) {
        if (timers.has(key)) continue;
        const ring = () => {
          timers.delete(key);
          onStuck(key);
        };
        timers.set(key, clock.setTimeout(ring, STUCK_MS));
      }
    },
  };
}
