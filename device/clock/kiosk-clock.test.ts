import { describe, expect, it } from 'vitest';
import { emitter } from '../../drivers/emitter.ts';
import { type ClockSync, createKioskClock } from './kiosk-clock.ts';

const FLOOR = new Date('2026-11-24T10:00:00Z');
const EPOCH = Date.parse('1970-01-01T00:00:05Z');

function rig(start: number, first: ClockSync) {
  const changed = emitter<void>();
  let system = start;
  let state = first;
  const clock = createKioskClock({
    systemNow: () => new Date(system),
    source: { state: () => state, onChange: changed.on, close: () => changed.clear() },
    floor: FLOOR,
  });
  const told: ClockSync[] = [];
  clock.onChange(() => told.push(clock.sync()));
  return {
    clock,
    told,
    pass: (ms: number) => {
      system += ms;
    },
    set(time: string, its: ClockSync = 'synchronised') {
      system = Date.parse(time);
      state = its;
      changed.emit();
    },
  };
}

describe('clock of a machine without a battery', () => {
  it('when the machine starts in 1970, then the clock begins at the floor, runs on, and is not believed', () => {
    const { clock, pass } = rig(EPOCH, 'unsynchronised');
    expect(clock.now()).toEqual(FLOOR);
    pass(90_000);
    expect(clock.now()).toEqual(new Date('2026-11-24T10:01:30Z'));
    expect(clock.believed()).toBe(false);
  });

  it('when the ledger has a newer entry, then the clock starts at that entry', () => {
    const { clock, pass } = rig(EPOCH, 'unsynchronised');
    clock.raiseFloor(new Date('2026-12-01T08:00:00Z'));
    clock.raiseFloor(FLOOR);
    expect(clock.now()).toEqual(new Date('2026-12-01T08:00:00Z'));
    pass(1_000);
    expect(clock.now()).toEqual(new Date('2026-12-01T08:00:01Z'));
  });

  it('when the clock is set, then it is right and believed, and the change is reported once', () => {
    const { clock, set, told } = rig(EPOCH, 'unsynchronised');
    clock.now();
    set('2026-12-02T09:00:00Z');
    expect(clock.now()).toEqual(new Date('2026-12-02T09:00:00Z'));
    set('2026-12-02T09:00:01Z');
    expect([clock.believed(), told]).toEqual([true, ['synchronised']]);
  });

  it('when staff set the clock past the floor without a time server, then the kiosk uses this time', () => {
    const { clock, set, pass } = rig(EPOCH, 'unsynchronised');
    clock.now();
    set('2026-12-02T09:00:00Z', 'unsynchronised');
    expect(clock.now()).toEqual(new Date('2026-12-02T09:00:00Z'));
    pass(1_000);
    expect(clock.now()).toEqual(new Date('2026-12-02T09:00:01Z'));
    set('1970-01-01T00:00:05Z', 'unsynchronised');
    expect(clock.now()).toEqual(new Date('2026-12-02T09:00:01Z'));
  });

  it('when a time server sets the clock back, then the kiosk follows', () => {
    const { clock, set } = rig(Date.parse('2031-01-01T00:00:00Z'), 'unsynchronised');
    expect(clock.now().getUTCFullYear()).toBe(2031);
    set('2026-12-02T09:00:00Z');
    expect(clock.now()).toEqual(new Date('2026-12-02T09:00:00Z'));
  });
});

describe('clock of a machine without a known time source', () => {
  it('when the time is after the floor, then it is believed and its state is unknown', () => {
    const { clock } = rig(Date.parse('2026-12-02T09:00:00Z'), 'unknown');
    expect([clock.sync(), clock.believed(), clock.now()]).toEqual(['unknown', true, new Date('2026-12-02T09:00:00Z')]);
  });

  it('when the time is before the floor, then it is unsynchronised until it has passed the floor', () => {
    const { clock, pass, set } = rig(EPOCH, 'unknown');
    expect([clock.sync(), clock.now()]).toEqual(['unsynchronised', FLOOR]);
    pass(1_000);
    set('2026-12-02T09:00:00Z', 'unknown');
    expect([clock.sync(), clock.now()]).toEqual(['unknown', new Date('2026-12-02T09:00:00Z')]);
  });

  it('when a wrong future time is corrected, then the clock follows it back', () => {
    const { clock, set } = rig(Date.parse('2026-12-02T09:00:00Z'), 'unknown');
    set('2099-01-01T00:00:00Z', 'unknown');
    expect(clock.now().getUTCFullYear()).toBe(2099);
    set('2026-12-02T09:05:00Z', 'unknown');
    expect([clock.believed(), clock.now()]).toEqual([true, new Date('2026-12-02T09:05:00Z')]);
  });

  it('when the time falls below the floor, then the clock continues from its last time', () => {
    const { clock, pass, set } = rig(Date.parse('2026-12-02T09:00:00Z'), 'unknown');
    clock.now();
    set('1970-01-01T00:00:00Z', 'unknown');
    expect([clock.believed(), clock.now()]).toEqual([false, new Date('2026-12-02T09:00:00Z')]);
    pass(1_000);
    expect(clock.now()).toEqual(new Date('2026-12-02T09:00:01Z'));
  });
});
