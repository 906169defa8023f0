import type { Clock } from '../../drivers/clock.ts';
import { emitter } from '../../drivers/emitter.ts';
import type { KeypadKey } from '../../drivers/keypad/contract.ts';
import { KEYPAD_MODELS, type KeypadModelName, keysOfKeypadModel } from '../../drivers/keypad/hid-keys/profile.ts';
import { hidCable } from '../hid/cable.ts';
import { createHidKeypadSimulator, type KeypadFault, type KeypadState } from '../keypad/hid-keys.ts';
import { armedNames, armFault } from './bench-device.ts';
import type { KeypadCommand } from './keypad-commands.ts';

export interface KeypadDockState extends KeypadState {
  readonly keys: readonly KeypadKey[];
  readonly plugged: boolean;
  readonly armed: readonly KeypadFault[];
}

export interface KeypadOnBenchOptions {
  readonly clock: Clock;
  readonly model: KeypadModelName;
}

/** The keypad of the bench, on a USB cable in memory. */
export function createKeypadOnBench({ clock, model: name }: KeypadOnBenchOptions) {
  const cable = hidCable();
  const model = KEYPAD_MODELS[name];
  const keypad = createHidKeypadSimulator({ wire: cable.device, clock, model });
  const keys = keysOfKeypadModel(model);
  const changed = emitter<void>();
  keypad.onChange(() => changed.emit());
  const plug = (plugged: boolean) => (plugged ? cable.plug() : cable.unplug());
  return {
    cable,
    onChange: changed.on,
    part: (): KeypadDockState => ({
      ...keypad.state(),
      keys,
      plugged: cable.plugged,
      armed: armedNames(keypad.faults),
    }),
    obey(command: KeypadCommand): void {
      if (command.do === 'plugged') plug(command.plugged);
      else if (command.do === 'headphones') command.in ? keypad.plug() : keypad.unplug();
      else if (command.do === 'arm') armFault(keypad.faults, command.fault, command.on);
      else if (keys.includes(command.key)) keypad.tap(command.key);
      changed.emit();
    },
    heal(): void {
      keypad.faults.clear();
      keypad.free();
      plug(true);
    },
    close(): void {
      keypad.close();
      changed.clear();
    },
  };
}

export type KeypadOnBench = ReturnType<typeof createKeypadOnBench>;
