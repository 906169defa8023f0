import { realClock } from '../../drivers/clock.ts';
import { formatUsbIds } from '../../drivers/hid/identity.ts';
import type { KeypadKey } from '../../drivers/keypad/contract.ts';
import { BOOT_KEYBOARD } from '../../drivers/keypad/hid-keys/codec.ts';
import { createKeysDecoder } from '../../drivers/keypad/hid-keys/describe.ts';
import {
  isKeypadModelName,
  KEYPAD_MODELS,
  type KeypadModel,
  keysOfKeypadModel,
} from '../../drivers/keypad/hid-keys/profile.ts';
import type { Io } from '../command/io.ts';
import { type CliOutcome, misused } from '../command/outcome.ts';
import { wrapSimulator } from './device.ts';
import { faultVerbs, plainVerb, type SimulatorVerb } from './verbs.ts';
import { type SimulateHidOptions, simulateHid, type VirtualHidKind } from './virtual-hid.ts';

const DEFAULT_MODEL = 'storm-audio-nav';

/** Simulates an accessible keypad for programs with a HID library, and a finger on its keys. */
export async function simulateKeypad(options: SimulateHidOptions, io: Io): Promise<CliOutcome> {
  const name = options.model ?? DEFAULT_MODEL;
  if (!isKeypadModelName(name)) {
    return misused(`no keypad model called ${name}; there are ${Object.keys(KEYPAD_MODELS).join(', ')}`);
  }
  const model: KeypadModel = KEYPAD_MODELS[name];
  const { createHidKeypadSimulator, TEST_USB_IDS } = await import('../../simulators/keypad/hid-keys.ts');
  const keys = keysOfKeypadModel(model);
  const kind: VirtualHidKind = {
    kind: 'keypad',
    ids: formatUsbIds(model.ids ?? TEST_USB_IDS),
    recorded: { driver: 'hid-keys', model: name },
    occasions: async () => (await import('../../simulators/scripts/occasions.ts')).keypadOccasions(),
    make(wire) {
      const keypad = createHidKeypadSimulator({ wire, clock: realClock, model });
      const verbs: SimulatorVerb[] = [
        keyVerb('press', 'press a key and let it go', keys, (key) => keypad.tap(key)),
        keyVerb('down', 'press a key and hold it', keys, (key) => keypad.press(key)),
        keyVerb('up', 'let a key go', keys, (key) => keypad.release(key)),
        plainVerb('plug', 'put headphones into the jack', () => keypad.plug()),
        plainVerb('unplug', 'pull the headphones out', () => keypad.unplug()),
        plainVerb('free', 'free a key that is stuck', () => keypad.free()),
        ...faultVerbs(keypad.faults),
      ];
      return wrapSimulator(keypad, {
        verbs,
        decoder: () => createKeysDecoder(BOOT_KEYBOARD, model.table),
        state: () => keypad.state(),
        stateWords({ down, headphones }) {
          return `${down.length === 0 ? 'no key' : down.join(', ')} down, headphones ${headphones ? 'in' : 'out'}`;
        },
      });
    },
  };
  return simulateHid(kind, options, io);
}

const keyVerb = (
  name: string,
  does: string,
  keys: readonly KeypadKey[],
  act: (key: KeypadKey) => void,
): SimulatorVerb => ({
  name,
  takes: '<key>',
  does: `${does}: ${keys.join(', ')}`,
  values: keys,
  run(word) {
    const key = keys.find((each) => each === word);
    if (key === undefined) return `which key? ${keys.join(', ')}`;
    act(key);
    return undefined;
  },
});
