import { describe, expect, it } from 'vitest';
import type { Clock } from '../../drivers/clock.ts';
import { armedFaults } from '../faults/armed.ts';
import { DOCUMENT_PRINTER_FAULTS } from './faults.ts';
import { Mechanism } from './mechanism.ts';

/** Clock that counts its timers: a process ends when no timer runs. */
function countingClock() {
  const timers = new Set<object>();
  const clock: Clock = {
    now: () => 0,
    setTimeout: () => {
      const id = {};
      timers.add(id);
      return id;
    },
    clearTimeout: (id) => void timers.delete(id as object),
  };
  return { clock, timers };
}

const JOB = { name: 'a', user: 'asan-kiosk K5', copies: 1 };

function rig() {
  const { clock, timers } = countingClock();
  const state = { sheetsLeft: 250, tonerPercent: 100, coverOpen: false, jammed: false, outputFull: false };
  const mechanism = new Mechanism(clock, state, armedFaults(DOCUMENT_PRINTER_FAULTS), () => undefined);
  return { mechanism, timers };
}

describe('timers of a simulated printer', () => {
  it('when the printer is closed, then no timer waits for a document or a motor', () => {
    const { mechanism, timers } = rig();
    mechanism.documentCame(mechanism.add(JOB), new Uint8Array(), 1);
    mechanism.add(JOB);
    expect(timers.size).toBe(2);
    mechanism.close();
    expect(timers.size).toBe(0);
  });

  it('when a job is cancelled, then no timer waits for its document', () => {
    const { mechanism, timers } = rig();
    mechanism.cancel(mechanism.add(JOB));
    expect(timers.size).toBe(0);
  });
});
