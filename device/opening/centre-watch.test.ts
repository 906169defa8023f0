import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SimulatedClock } from 'xstate';
import { sameInEveryLanguage } from '../words/language.ts';
import { CENTRE_CHECK_MS, watchCentre } from './centre-watch.ts';
import { closureFileOf, dropClosure, readClosure, writeClosure } from './closure-file.ts';

let folder: string;
let ledgerFile: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'centre-'));
  ledgerFile = join(folder, 'ledger.db');
  writeFileSync(ledgerFile, '');
});
afterEach(() => rmSync(folder, { recursive: true }));

const ORDER = { reason: 'paper', since: '2026-12-01T09:12', until: '2026-12-01T14:00' } as const;

function rig(outside?: 'serves' | 'closed') {
  const clock = new SimulatedClock();
  const state = { local: '2026-12-01T10:00', believed: true };
  const text = sameInEveryLanguage('x');
  const watch = watchCentre({
    ledgerFile,
    hours: { week: { tuesday: [{ from: '09:00', until: '18:00' }] }, ...(outside && { outside }) },
    noticeList: [{ from: '2026-12-01', until: '2026-12-01', text }],
    isHoliday: () => false,
    localTime: () => state.local,
    clockBelieved: () => state.believed,
    clock,
  });
  let changes = 0;
  watch.onChange(() => {
    changes += 1;
  });
  return {
    watch,
    changes: () => changes,
    goTo(local: string, believed = true) {
      Object.assign(state, { local, believed });
      clock.increment(CENTRE_CHECK_MS);
      return watch.current();
    },
  };
}

describe('time, hours and notices', () => {
  it('when a minute passes, then the new time is reported once', () => {
    const { watch, goTo, changes } = rig();
    expect(watch.current()).toMatchObject({ now: { day: '2026-12-01', time: '10:00' }, hours: { state: 'open' } });
    expect(watch.current().notices).toHaveLength(1);
    goTo('2026-12-01T10:00');
    expect(changes()).toBe(0);
    goTo('2026-12-01T10:01');
    goTo('2026-12-01T10:01');
    expect(changes()).toBe(1);
    watch.close();
    goTo('2026-12-01T10:02');
    expect(changes()).toBe(1);
  });

  it('when the clock is not believed, then time, hours and notices are unknown, and hours close nothing', () => {
    const { goTo } = rig('closed');
    expect(goTo('2026-12-01T20:00').closure).toEqual({ by: 'hours' });
    expect(goTo('2026-12-01T20:00', false)).toEqual({ now: null, hours: null, notices: [], closure: null });
  });

  it('when the profile serves outside the hours, then the kiosk is open, and the state of the hours is closed', () => {
    for (const outside of [undefined, 'serves'] as const)
      expect(rig(outside).goTo('2026-12-01T20:00')).toMatchObject({ closure: null, hours: { state: 'closed' } });
  });
});

describe('order of staff to close', () => {
  it('when staff close the kiosk, then reason and times are known, until staff open it', () => {
    const { goTo } = rig();
    writeClosure(ledgerFile, ORDER);
    expect(statSync(closureFileOf(ledgerFile)).mode & 0o777).toBe(0o600);
    const { closure } = goTo('2026-12-01T10:00');
    expect(closure).toEqual({ by: 'staff', ...ORDER });
    expect(goTo('2026-12-01T10:01').closure).toBe(closure);
    expect([dropClosure(ledgerFile), dropClosure(ledgerFile)]).toEqual([true, false]);
    expect(goTo('2026-12-01T10:01').closure).toBeNull();
  });

  it('when the return time is over, then it is not shown, and the kiosk stays closed', () => {
    const { goTo } = rig();
    writeClosure(ledgerFile, ORDER);
    expect(goTo('2026-12-01T13:59').closure).toMatchObject({ until: '2026-12-01T14:00' });
    expect(goTo('2026-12-01T14:00').closure).toMatchObject({ by: 'staff', until: null });
  });

  it('when the clock is not believed, then the order holds without times', () => {
    writeClosure(ledgerFile, ORDER);
    expect(rig().goTo('1970-01-01T00:00', false).closure).toEqual({
      by: 'staff',
      reason: 'paper',
      since: null,
      until: null,
    });
  });

  it.each(['', '{', '{"reason":"lunch","since":null,"until":null}', '{"reason":"paper","since":"now","until":null}'])(
    'when the file has the text %j, then the kiosk is closed for maintenance',
    (text) => {
      writeFileSync(closureFileOf(ledgerFile), text);
      expect(readClosure(ledgerFile)).toEqual({ by: 'staff', reason: 'maintenance', since: null, until: null });
    },
  );
});
