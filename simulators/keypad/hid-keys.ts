import type { Clock } from '../../drivers/clock.ts';
import type { Usage } from '../../drivers/hid/descriptor.ts';
import type { HidWire } from '../../drivers/hid/wire.ts';
import type { KeypadKey } from '../../drivers/keypad/contract.ts';
import { BOOT_KEYBOARD_DESCRIPTOR, encodeKeys } from '../../drivers/keypad/hid-keys/codec.ts';
import type { KeypadMeaning, KeypadModel } from '../../drivers/keypad/hid-keys/profile.ts';
import { DeviceOnWire } from '../device/device-on-wire.ts';

/** `stuck`: the next released key stays down; `lost-release`: it comes up without a report. */
const KEYPAD_FAULTS = ['stuck', 'lost-release'] as const;

export type KeypadFault = (typeof KEYPAD_FAULTS)[number];

/** State of a simulated keypad. */
export interface KeypadState {
  readonly down: readonly KeypadKey[];
  readonly headphones: boolean;
  readonly connected: boolean;
}

const TAP_MS = 80;
const JACK_MS = 10;

/** USB ids that no product has (pid.codes 1209:0001): for unknown models. */
export const TEST_USB_IDS = { vendorId: 0x1209, productId: 0x0001 } as const;

/** Options of `createHidKeypadSimulator`. */
export interface KeypadOptions {
  readonly wire: HidWire;
  readonly clock: Clock;
  readonly model: KeypadModel;
}

class HidKeypadSimulator extends DeviceOnWire<KeypadState, KeypadFault> {
  readonly #wire: HidWire;
  readonly #model: KeypadModel;
  /** Usages of closed contacts, on the keyboard page. */
  #down: readonly Usage[] = [];
  #stuck: readonly Usage[] = [];
  #headphones = false;

  constructor({ wire, clock, model }: KeypadOptions) {
    super(clock, KEYPAD_FAULTS);
    this.#wire = wire;
    this.#model = model;
    this.listenTo(wire);
    wire.present({ ...(model.ids ?? TEST_USB_IDS), product: model.words, descriptor: BOOT_KEYBOARD_DESCRIPTOR });
  }

  state(): KeypadState {
    const down = this.#down.flatMap((usage) => {
      const meaning = this.#model.table.get(usage);
      return meaning === undefined || meaning === 'headphones-in' || meaning === 'headphones-out' ? [] : [meaning];
    });
    return { down, headphones: this.#headphones, connected: this.connected };
  }

  press(key: KeypadKey): void {
    this.#contactCloses(usageFor(key, this.#model));
  }

  release(key: KeypadKey): void {
    const usage = usageFor(key, this.#model);
    if (!this.#down.includes(usage) || this.#stuck.includes(usage)) return;
    const fault = this.faults.take('stuck', 'lost-release');
    if (fault === 'stuck') this.#stuck = [...this.#stuck, usage];
    else this.#contactOpens(usage, fault !== 'lost-release');
    this.changed();
  }

  tap(key: KeypadKey): void {
    this.press(key);
    this.timers.after(TAP_MS, () => this.release(key));
  }

  plug(): void {
    this.#jack(true);
  }

  unplug(): void {
    this.#jack(false);
  }

  free(): void {
    const freed = this.#stuck;
    this.#stuck = [];
    for (const usage of freed) this.#contactOpens(usage);
  }

  #jack(now: boolean): void {
    if (now === this.#headphones) return;
    this.#headphones = now;
    const usage = usageFor(now ? 'headphones-in' : 'headphones-out', this.#model);
    this.#contactCloses(usage);
    this.timers.after(JACK_MS, () => this.#contactOpens(usage));
  }

  #contactCloses(usage: Usage): void {
    if (this.#down.includes(usage)) return;
    this.#down = [...this.#down, usage];
    this.#wire.write(encodeKeys(this.#down));
    this.changed();
  }

  #contactOpens(usage: Usage, told = true): void {
    if (!this.#down.includes(usage)) return;
    this.#down = this.#down.filter((each) => each !== usage);
    if (told) this.#wire.write(encodeKeys(this.#down));
    this.changed();
  }
}

/** A keypad that is plugged in. */
export const createHidKeypadSimulator = (options: KeypadOptions) => new HidKeypadSimulator(options);

function usageFor(meaning: KeypadMeaning, { table, words }: KeypadModel): Usage {
  for (const [usage, means] of table) if (means === meaning && Math.floor(usage / 0x1_0000) === 0x07) return usage;
  throw new Error(`${words} has no ${meaning}`);
}
