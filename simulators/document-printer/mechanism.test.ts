import { describe, expect, it } from 'vitest';
import { SimulatedClock } from 'xstate';
import type { Clock } from '../../drivers/clock.ts';
import { armedFaults } from '../faults/armed.ts';
import { DOCUMENT_PRINTER_FAULTS, type DocumentPrinterFault } from './faults.ts';
import { NEW_DOCUMENT_PRINTER, SheetMechanism } from './mechanism.ts';

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
  const mechanism = new SheetMechanism(clock, state, armedFaults(DOCUMENT_PRINTER_FAULTS), () => undefined);
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

describe('a jam of a simulated printer', () => {
  const at = (pages: number, copies: number) => {
    const clock = new SimulatedClock();
    const faults = armedFaults<DocumentPrinterFault>(DOCUMENT_PRINTER_FAULTS).next('jam');
    const mechanism = new SheetMechanism(clock, NEW_DOCUMENT_PRINTER, faults, () => undefined);
    const job = mechanism.add({ ...JOB, copies });
    mechanism.documentCame(job, new Uint8Array(), pages);
    clock.increment(60_000);
    return { mechanism, job, clock };
  };

  it.each([
    { pages: 1, copies: 1, out: 0 },
    { pages: 2, copies: 1, out: 1 },
    { pages: 1, copies: 2, out: 1 },
  ])('when $copies copies of $pages pages meet a jam, then the job waits until a hand clears it', ({ out, ...of }) => {
    const { mechanism, job, clock } = at(of.pages, of.copies);
    expect(job).toMatchObject({ state: 'processing-stopped', done: out });
    expect(mechanism.sheets()).toHaveLength(out);
    expect(mechanism.reasons()).toEqual(['media-jam-error']);
    mechanism.set({ jammed: false });
    clock.increment(60_000);
    expect(job).toMatchObject({ state: 'completed', done: of.pages * of.copies });
    expect(mechanism.sheets()).toHaveLength(of.pages * of.copies);
  });

  it('when a job of one sheet meets a jam and is cancelled, then no sheet of it comes out', () => {
    const { mechanism, job, clock } = at(1, 1);
    mechanism.cancel(job);
    mechanism.set({ jammed: false });
    clock.increment(60_000);
    expect(job.state).toBe('canceled');
    expect(mechanism.sheets()).toEqual([]);
    expect(mechanism.state().sheetsLeft).toBe(NEW_DOCUMENT_PRINTER.sheetsLeft - 1);
  });
});
