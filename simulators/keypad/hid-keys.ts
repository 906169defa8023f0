import type { Clock } from '../../drivers/clock.ts';
import { emitter } from '../../drivers/emitter.ts';
import type { Usage } from '../../drivers/hid/descriptor.ts';
import type { KeypadKey } from '../../drivers/keypad/contract.ts';
import { BOOT_KEYBOARD_DESCRIPTOR, encodeKeys } from '../../drivers/keypad/hid-keys/codec.ts';
import type { KeypadMeaning, KeypadModel } from '../../drivers/keypad/hid-keys/profile.ts';
import { type ArmedFaults, armedFaults } from '../faults/armed.ts';
import type { HidWire } from '../hid/wire.ts';

/** `stuck`: the next key that is let go stays down; `lost-release`: it comes up, and nobody is told. */
export type KeypadFault = 'stuck' | 'lost-release';

export interface KeypadState {
  readonly down: readonly KeypadKey[];
  readonly headphones: boolean;
  readonly connected: boolean;
}

export interface HidKeypadSimulator {
  press(key: KeypadKey): void;
  release(key: KeypadKey): void;
  /** Presses it and lets it go a moment later. */
  tap(key: KeypadKey): void;
  /** Headphones into the jack, and out of it. */
  plug(): void;
  unplug(): void;
  /** Frees a key that is stuck. */
  free(): void;
  readonly faults: ArmedFaults<KeypadFault>;
  state(): KeypadState;
  onChange(listener: () => void): () => void;
  close(): void;
}

const TAP_MS = 80;
/** How long the key that stands for the jack is down. */
const JACK_MS = 10;

/** The ids of a device that nobody sells (pid.codes 1209:0001), for models whose own are not known. */
export const TEST_IDS = { vendorId: 0x1209, productId: 0x0001 } as const;

/** A whole keypad: keys that stay down when a finger does, a jack, and a wire to the kiosk. It is plugged in from the start. */
export function createHidKeypadSimulator({
  wire,
  clock,
  model,
}: {
  readonly wire: HidWire;
  readonly clock: Clock;
  readonly model: KeypadModel;
}): HidKeypadSimulator {
  const changes = emitter<void>();
  const faults = armedFaults<KeypadFault>();
  const timers = new Set<unknown>();
  /** Usages of the keyboard page that its contacts close now. */
  let down: readonly Usage[] = [];
  let stuck: readonly Usage[] = [];
  let headphones = false;
  let connected = false;

  const usageFor = (meaning: KeypadMeaning): Usage => {
    // Its reports are a keyboard's, and hold nothing of other pages.
    for (const [usage, means] of model.table)
      if (means === meaning && Math.floor(usage / 0x1_0000) === 0x07) return usage;
    throw new Error(`${model.words} has no ${meaning}`);
  };

  function after(ms: number, act: () => void): void {
    const id = clock.setTimeout(() => {
      timers.delete(id);
      act();
    }, ms);
    timers.add(id);
  }

  function contactCloses(usage: Usage): void {
    if (down.includes(usage)) return;
    down = [...down, usage];
    wire.write(encodeKeys(down));
    changes.emit();
  }

  function contactOpens(usage: Usage, told = true): void {
    if (!down.includes(usage)) return;
    down = down.filter((each) => each !== usage);
    if (told) wire.write(encodeKeys(down));
    changes.emit();
  }

  function release(key: KeypadKey): void {
    const usage = usageFor(key);
    if (!down.includes(usage) || stuck.includes(usage)) return;
    const fault = faults.take('stuck', 'lost-release');
    if (fault === 'stuck') stuck = [...stuck, usage];
    else contactOpens(usage, fault !== 'lost-release');
    changes.emit();
  }

  function jack(now: boolean): void {
    if (now === headphones) return;
    headphones = now;
    const usage = usageFor(now ? 'headphones-in' : 'headphones-out');
    contactCloses(usage);
    after(JACK_MS, () => contactOpens(usage));
  }

  const stopListening = wire.onConnected((now) => {
    connected = now;
    changes.emit();
  });
  wire.present({ ...(model.ids ?? TEST_IDS), product: model.words, descriptor: BOOT_KEYBOARD_DESCRIPTOR });

  const press = (key: KeypadKey) => contactCloses(usageFor(key));
  return {
    press,
    release,
    tap(key) {
      press(key);
      after(TAP_MS, () => release(key));
    },
    plug: () => jack(true),
    unplug: () => jack(false),
    free() {
      const freed = stuck;
      stuck = [];
      for (const usage of freed) contactOpens(usage);
    },
    faults,
    state: () => ({
      down: down.flatMap((usage) => {
        const meaning = model.table.get(usage);
        return meaning === undefined || meaning === 'headphones-in' || meaning === 'headphones-out' ? [] : [meaning];
      }),
      headphones,
      connected,
    }),
    onChange: changes.on,
    close() {
      for (const id of timers) clock.clearTimeout(id);
      timers.clear();
      stopListening();
      changes.clear();
    },
  };
}
