import { describe, expect, it } from 'vitest';
import { SimulatedClock } from 'xstate';
import { createPcproxSimulator } from '../../../simulators/badge-reader/pcprox.ts';
import { hidCable } from '../../hid/pair.ts';
import { USAGE } from '../../hid/usages.ts';
import type { BadgeEvent, BadgeReaderStatus } from '../contract.ts';
import { createPcproxReader } from './driver.ts';
import { BADGE_READER_MODELS } from './profile.ts';

function rig() {
  const clock = new SimulatedClock();
  const cable = hidCable();
  const simulator = createPcproxSimulator({ wire: cable.device });
  const make = () =>
    createPcproxReader({
      link: cable.host({ ...BADGE_READER_MODELS.pcprox, usage: USAGE.keyboard }),
      onDevicesChanged: cable.onDevicesChanged,
      clock,
      random: () => 0.5,
    });
  async function pass(ms: number): Promise<void> {
    for (let left = ms; left > 0; left -= 50) {
      clock.increment(50);
      for (let turn = 0; turn < 80; turn += 1) await Promise.resolve();
    }
  }
  return { cable, simulator, make, pass };
}

async function started() {
  const at = rig();
  const reader = at.make();
  const events: BadgeEvent[] = [];
  const statuses: BadgeReaderStatus[] = [];
  reader.onEvent((event) => events.push(event));
  reader.onStatus((status) => statuses.push(status));
  await at.pass(100);
  return { ...at, reader, events, statuses };
}

describe('a pcProx reader', () => {
  it('is told not to type, in its memory and never in its EEPROM', async () => {
    const at = rig();
    expect(at.simulator.state().types).toBe(true);
    const reader = at.make();
    await at.pass(100);
    expect(reader.status()).toEqual({ device: 'online' });
    expect(at.simulator.state()).toMatchObject({ types: false, eepromWrites: 0 });
    await reader.close();
  });

  it('that goes on typing is not used', async () => {
    const at = rig();
    at.simulator.faults.always('deaf');
    const reader = at.make();
    await at.pass(5_000);
    expect(reader.status()).toEqual({ device: 'offline' });
    at.simulator.faults.clear();
    await at.pass(5_000);
    expect(reader.status()).toEqual({ device: 'online' });
    await reader.close();
  });

  it('tells of a badge once, however long it is held there, and when it is gone', async () => {
    const at = await started();
    at.simulator.present('01f4a2c3');
    await at.pass(3_000);
    expect(at.events).toEqual([{ type: 'badge.presented', badge: { bits: 26, hex: '01f4a2c3' } }]);
    at.simulator.remove();
    await at.pass(1_000);
    at.simulator.present('01f4a2c3');
    await at.pass(500);
    expect(at.events.map(({ type }) => type)).toEqual(['badge.presented', 'badge.removed', 'badge.presented']);
    await at.reader.close();
  });

  it('tells of another badge that comes without a gap', async () => {
    const at = await started();
    at.simulator.present('aa', 8);
    await at.pass(500);
    at.simulator.present('bb', 8);
    await at.pass(500);
    expect(at.events).toEqual([
      { type: 'badge.presented', badge: { bits: 8, hex: 'aa' } },
      { type: 'badge.removed' },
      { type: 'badge.presented', badge: { bits: 8, hex: 'bb' } },
    ]);
    await at.reader.close();
  });

  it('lives through one lost answer, and is told not to type again after an unplug', async () => {
    const at = await started();
    at.simulator.faults.next('mute');
    await at.pass(2_000);
    at.simulator.faults.assertSpent();
    expect(at.statuses).toEqual([{ device: 'online' }]);
    at.simulator.present('cc', 8);
    await at.pass(500);
    at.cable.unplug();
    await at.pass(100);
    expect(at.events.map(({ type }) => type)).toEqual(['badge.presented', 'badge.removed']);
    expect(at.simulator.state().types).toBe(true);
    at.cable.plug();
    await at.pass(500);
    expect(at.statuses.map(({ device }) => device)).toEqual(['online', 'noDevice', 'online']);
    expect(at.simulator.state().types).toBe(false);
    await at.reader.close();
  });

  it('that answers nothing any more is offline', async () => {
    const at = await started();
    at.simulator.faults.always('mute');
    await at.pass(3_000);
    expect(at.reader.status()).toEqual({ device: 'offline' });
    await at.reader.close();
  });

  it('closes with a question under way, and says nothing more', async () => {
    const at = await started();
    at.simulator.present('dd', 8);
    await at.reader.close();
    await at.pass(2_000);
    expect(at.events.filter(({ type }) => type === 'badge.presented')).toEqual([]);
  });
});
