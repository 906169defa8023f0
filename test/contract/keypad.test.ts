import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { usageOf } from '../../drivers/hid/descriptor.ts';
import { HID_USAGES } from '../../drivers/hid/usages.ts';
import type { KeypadEvent, KeypadStatus } from '../../drivers/keypad/contract.ts';
import { encodeKeys } from '../../drivers/keypad/hid-keys/codec.ts';
import { createHidKeypad, STUCK_MS } from '../../drivers/keypad/hid-keys/driver.ts';
import { KEYPAD_MODELS, type KeypadModel, keysOfKeypadModel } from '../../drivers/keypad/hid-keys/profile.ts';
import { createHidKeypadSimulator, TEST_USB_IDS } from '../../simulators/keypad/hid-keys.ts';
import { hidRig } from './hid-rig.ts';
import { type KeypadBench, keypadContract } from './keypad.ts';

function rig(model: KeypadModel) {
  const { clock, cable, pass, until } = hidRig();
  const simulator = createHidKeypadSimulator({ wire: cable.device, clock, model });
  const discarded: string[] = [];
  const keypad = createHidKeypad({
    link: cable.host({ ...(model.ids ?? TEST_USB_IDS), usage: HID_USAGES.keyboard }),
    onDevicesChanged: cable.onDevicesChanged,
    clock,
    random: () => 0.5,
    model,
    onDiscarded: ({ why }) => discarded.push(why),
  });
  const events: KeypadEvent[] = [];
  const statuses: KeypadStatus[] = [];
  keypad.onEvent((event) => events.push(event));
  keypad.onStatus((status) => statuses.push(status));
  return { clock, cable, pass, until, simulator, keypad, discarded, events, statuses };
}

async function makeBench(model: KeypadModel): Promise<KeypadBench> {
  const { cable, pass, until, simulator, keypad } = rig(model);
  return {
    keypad,
    keys: keysOfKeypadModel(model),
    async press(key) {
      simulator.press(key);
      await pass(20);
    },
    async release(key) {
      simulator.release(key);
      await pass(20);
    },
    async headphones(now) {
      if (now === 'in') simulator.plug();
      else simulator.unplug();
      await pass(40);
    },
    unplug: async () => cable.unplug(),
    plug: async () => cable.plug(),
    until,
    async close() {
      simulator.close();
      await keypad.close();
    },
  };
}

for (const name of ['storm-audio-nav', 'storm-arrows', 'arrows'] as const) {
  keypadContract(`${name} over a cable in memory`, () => makeBench(KEYPAD_MODELS[name]));
}

describe('a keypad in trouble', () => {
  let at: ReturnType<typeof rig>;
  beforeEach(async () => {
    at = rig(KEYPAD_MODELS.arrows);
    await at.pass(100);
  });
  afterEach(() => at.keypad.close());

  it('when a key is down for too long, then the driver releases the key once and reports it as stuck until it comes up', async () => {
    at.simulator.faults.next('stuck');
    at.simulator.tap('up');
    await at.pass(STUCK_MS + 200);
    at.simulator.faults.assertSpent();
    expect(at.events).toEqual([
      { type: 'key.pressed', key: 'up' },
      { type: 'key.released', key: 'up' },
    ]);
    expect(at.keypad.status().trouble).toEqual({ code: 'KPD-102', kind: 'stuck', key: 'up' });

    at.simulator.tap('select');
    await at.pass(200);
    expect(at.events.slice(2).map((event) => event.type)).toEqual(['key.pressed', 'key.released']);
    at.simulator.free();
    await at.pass(100);
    expect(at.keypad.status().trouble).toBeNull();
    expect(at.events).toHaveLength(4);
    at.simulator.tap('up');
    await at.pass(200);
    expect(at.events).toHaveLength(6);
  });

  it('when a key is held twice, each time for less than the limit, then the key does not count as jammed', async () => {
    for (const _ of ['first', 'second']) {
      at.simulator.press('up');
      await at.pass(STUCK_MS - 10_000);
      at.simulator.release('up');
      await at.pass(200);
    }
    expect(at.events.map(({ type }) => type)).toEqual(['key.pressed', 'key.released', 'key.pressed', 'key.released']);
    expect(at.statuses.every(({ trouble }) => trouble === null)).toBe(true);
  });

  it('when a key jams twice after a normal press, then each time it counts as jammed after the same delay', async () => {
    at.simulator.tap('up');
    await at.pass(200);
    for (const _ of ['first', 'second']) {
      at.simulator.press('up');
      await at.pass(STUCK_MS - 200);
      expect(at.keypad.status().trouble).toBeNull();
      await at.pass(400);
      expect(at.keypad.status().trouble).toMatchObject({ code: 'KPD-102', key: 'up' });
      at.simulator.release('up');
      await at.pass(200);
      expect(at.keypad.status().trouble).toBeNull();
    }
  });

  it('when the release of a key is lost, then the next report releases the key', async () => {
    at.simulator.faults.next('lost-release');
    at.simulator.tap('down');
    await at.pass(200);
    expect(at.events).toHaveLength(1);
    at.simulator.tap('up');
    await at.pass(200);
    expect(at.events).toEqual([
      { type: 'key.pressed', key: 'down' },
      { type: 'key.released', key: 'down' },
      { type: 'key.pressed', key: 'up' },
      { type: 'key.released', key: 'up' },
    ]);
  });

  it('when a report has too many keys, an unknown key or too few bytes, then the held key stays pressed', async () => {
    at.simulator.press('up');
    await at.pass(20);
    at.cable.device.write(encodeKeys(Array.from({ length: 7 }, (_, index) => usageOf(7, 4 + index))));
    at.cable.device.write(Uint8Array.of(0, 0, 0x52, 0x05, 0, 0, 0, 0));
    at.cable.device.write(Uint8Array.of(1, 2));
    await at.pass(20);
    expect(at.events).toEqual([{ type: 'key.pressed', key: 'up' }]);
    expect(at.discarded).toEqual(['too many keys at once for the keypad to tell', '2 of 8 bytes']);
  });

  it('when the keypad has no jack, then headphones are not-fitted', async () => {
    const jackless = rig({ ...KEYPAD_MODELS.arrows, hasJack: false });
    await jackless.pass(100);
    expect(jackless.keypad.status()).toEqual({ device: 'online', headphones: 'not-fitted', trouble: null });
    await jackless.keypad.close();
  });
});
