import { describe, expect, it } from 'vitest';
import { byCount, countIncidents, type Incidents, NO_INCIDENTS } from './incidents.ts';

function store(saved?: Incidents) {
  let value = saved;
  let saves = 0;
  return {
    load: () => value,
    save(next: Incidents) {
      value = next;
      saves += 1;
    },
    saves: () => saves,
  };
}

const WORKS = { devices: { printer: 'online', terminal: 'online' } } as const;
const COVER = { ...WORKS, troubles: { printer: 'PRN-112' } } as const;
const AWAY = { devices: { printer: 'noDevice', terminal: 'online' }, troubles: { printer: 'PRN-101' } } as const;

describe('incidents', () => {
  it('when a trouble stays, then it counts once; when it comes again, then it counts again', () => {
    const its = countIncidents(store());
    for (const seen of [WORKS, COVER, COVER, WORKS, COVER]) its.look(seen);
    expect(its.current()).toEqual({ troubles: { 'PRN-112': 2 }, away: {} });
  });

  it('when a device goes away, then the loss and its trouble count', () => {
    const its = countIncidents(store());
    for (const seen of [WORKS, AWAY]) its.look(seen);
    expect(its.current()).toEqual({ troubles: { 'PRN-101': 1 }, away: { printer: 1 } });
  });

  it('when a device that starts is not there yet, then no loss is counted', () => {
    const its = countIncidents(store());
    its.look({ devices: { printer: 'starting' } });
    its.look({ devices: { printer: 'noDevice' } });
    expect(its.current()).toEqual(NO_INCIDENTS);
  });

  it('when nothing happened, then nothing is saved', () => {
    const kept = store();
    const its = countIncidents(kept);
    for (const seen of [WORKS, WORKS]) its.look(seen);
    expect(kept.saves()).toBe(0);
  });

  it('when the kiosk starts again, then it goes on counting', () => {
    const kept = store();
    countIncidents(kept).look(COVER);
    const again = countIncidents(kept);
    again.look(WORKS);
    again.look(COVER);
    expect(again.current().troubles).toEqual({ 'PRN-112': 2 });
  });

  it('when maintenance ends, then the counts are zero, and a standing trouble is not counted again', () => {
    const kept = store();
    const its = countIncidents(kept);
    its.look(COVER);
    its.forget();
    its.look(COVER);
    expect([its.current(), kept.load()]).toEqual([NO_INCIDENTS, NO_INCIDENTS]);
  });

  it('when counts are listed, then the most frequent comes first', () => {
    expect(byCount({ 'TRM-101': 1, 'PRN-112': 3, 'PRN-101': 1 })).toEqual([
      ['PRN-112', 3],
      ['PRN-101', 1],
      ['TRM-101', 1],
    ]);
  });
});
