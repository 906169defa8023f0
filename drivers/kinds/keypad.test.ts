import { expect, it } from 'vitest';
import { SimulatedClock } from 'xstate';
import { createHidKeypadSimulator } from '../../simulators/keypad/hid-keys.ts';
import { hidRig } from '../../test/contract/hid-rig.ts';
import { KEYPAD_MODELS } from '../keypad/hid-keys/profile.ts';
import { type KeypadSettings, keypadIdentity, keypadModelOf, openKeypad } from './keypad.ts';

const STORM = { vendorId: '2047', productId: '09D0' };
const UNKNOWN = { vendorId: '2B7C', productId: '0001', socket: '1-1.4' };

it.each<[string, KeypadSettings, keyof typeof KEYPAD_MODELS]>([
  ['ids of a known model', { link: { hid: STORM } }, 'storm-arrows'],
  ['unknown ids', { link: { hid: UNKNOWN } }, 'arrows'],
  ['a model', { model: 'storm-audio-nav', link: { hid: UNKNOWN } }, 'storm-audio-nav'],
  ['a simulated keypad', { link: 'simulated' }, 'arrows'],
])(
  'when the profile has %s, then the keys are read by the table of the known or named model, else of arrows',
  (_, settings, model) => {
    expect(keypadModelOf(settings)).toBe(KEYPAD_MODELS[model]);
  },
);

it('when the profile has ids and a socket, then the driver looks for the keypad by ids and socket', () => {
  const identity = { vendorId: 0x2b7c, productId: 1, usbSocket: '1-1.4', usage: 0x1_0006 };
  expect(keypadIdentity({ link: { hid: UNKNOWN } })).toEqual(identity);
});

it.each(['arrows', 'storm-arrows'] as const)(
  'when the keypad is a simulated %s, then its keys come over the cable',
  async (model) => {
    const { clock, cable, until } = hidRig();
    const simulator = createHidKeypadSimulator({ wire: cable.device, clock, model: KEYPAD_MODELS[model] });
    const keys: string[] = [];
    const keypad = openKeypad(
      { model, link: 'simulated' },
      { simulated: cable, clock, random: () => 0.5, onDiscarded: () => undefined, note: () => undefined },
    );
    keypad.onEvent((event) => keys.push('key' in event ? `${event.type} ${event.key}` : event.type));
    await until('the keypad', () => keypad.status().device === 'online');
    simulator.tap('select');
    await until('the key', () => keys.length === 2);
    expect(keys).toEqual(['key.pressed select', 'key.released select']);
    simulator.close();
    await keypad.close();
  },
);

it('when a simulated keypad has no simulator, then opening throws', () => {
  const options = { clock: new SimulatedClock(), random: () => 0, onDiscarded: () => undefined, note: () => undefined };
  expect(() => openKeypad({ link: 'simulated' }, options)).toThrow(/the profile was not checked/);
});
