import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DocumentPrinterFault } from '../../../simulators/document-printer/faults.ts';
import { sampleJob } from '../../../test/contract/document-printer.ts';
import { simulatedDocumentPrinterRig } from '../../../test/contract/document-printer-rig.ts';
import { settleWith } from '../../../test/support/settled.ts';
import { type DocumentJob, longestPrintCallMs } from '../contract.ts';
import { DOCUMENT_TIMINGS } from './job.ts';

const NEVER = new AbortController().signal;

describe('a document printer with losses and faults', () => {
  let rig: ReturnType<typeof simulatedDocumentPrinterRig>;

  beforeEach(async () => {
    rig = simulatedDocumentPrinterRig();
    await online();
  });
  afterEach(async () => {
    rig.simulator.faults.assertSpent();
    await rig.close();
  });

  const online = () => rig.until('online', () => rig.printer.status().device === 'online');
  const sheetsOf = (jobId: number) => rig.simulator.sheets().filter((sheet) => sheet.jobId === jobId).length;
  const waiting = () => rig.simulator.jobs().filter(({ state }) => /^p/.test(state));

  const settled = <T>(work: Promise<T>): Promise<T> => settleWith((done) => rig.until('an end', done), work);
  async function passes(ms: number): Promise<void> {
    const until = rig.clock.now() + ms;
    await rig.until(`${ms} ms later`, () => rig.clock.now() >= until);
  }
  const print = (job: DocumentJob) => settled(rig.printer.print(job, NEVER));

  it.each([
    ['create-answer-lost', 1],
    ['document-answer-lost', 1],
    ['slow', 1],
    ['busy', 1],
  ] as const)(
    'when the fault is %s, then the job is printed once, and all its sheets are reported',
    async (fault, jobs) => {
      // The fault must hit the job, not the status query before it.
      if (fault === 'slow') await rig.hold();
      rig.simulator.faults.next(fault);
      await rig.release();
      expect(await print(sampleJob('lost', { copies: 2 }))).toMatchObject({ ok: true, value: { sheets: 6 } });
      expect(rig.simulator.sheets()).toHaveLength(6);
      expect(rig.simulator.jobs()).toHaveLength(jobs);
    },
  );

  it('when the request for a job is lost, then the error is before-write and the same key can be printed', async () => {
    rig.simulator.faults.next('create-request-lost');
    expect(await print(sampleJob('unheard'))).toEqual({
      ok: false,
      error: { code: 'PRN-103', kind: 'no-answer', phase: 'before-write' },
    });
    expect(await print(sampleJob('unheard'))).toMatchObject({ ok: true });
    expect(rig.simulator.sheets()).toHaveLength(3);
  });

  it('when the document is lost, then the print ends within 10 s and leaves no job', async () => {
    rig.simulator.faults.next('document-request-lost');
    const since = rig.clock.now();
    expect(await print(sampleJob('nothing-came'))).toEqual({
      ok: false,
      error: { code: 'PRN-103', kind: 'no-answer', phase: 'before-write' },
    });
    expect(rig.clock.now() - since).toBeLessThan(10_000);
    expect(rig.simulator.sheets()).toEqual([]);
    expect(waiting()).toEqual([]);
  });

  it.each([
    ['toner-runs-out', 'PRN-116', 'toner-out'],
    ['output-fills', 'PRN-117', 'output-full'],
  ] as const)(
    'when the fault %s hits a job, then the job ends with %s, and no sheet of the job comes after the repair',
    async (fault, code, by) => {
      rig.simulator.faults.next(fault);
      expect(await print(sampleJob('stopped'))).toEqual({
        ok: false,
        error: { code, kind: 'blocked', by, phase: 'after-write' },
      });
      expect(rig.simulator.sheets()).toHaveLength(1);
      rig.simulator.setToner(100);
      rig.simulator.emptyOutput();
      await rig.until('nothing stops it', () => rig.printer.status().blockedBy === null);
      expect(await print(sampleJob('next'))).toMatchObject({ ok: true });
      expect(rig.simulator.sheets()).toHaveLength(4);
      expect(sheetsOf(2)).toBe(3);
    },
  );

  it('when the last sheet empties the tray, then the job is printed and the next job is blocked', async () => {
    rig.simulator.setPaper(3);
    expect(await print(sampleJob('just-enough'))).toMatchObject({ ok: true, value: { sheets: 3 } });
    await rig.until('out of paper', () => rig.printer.status().paper === 'out');
    expect(await print(sampleJob('no-more'))).toEqual({
      ok: false,
      error: { code: 'PRN-111', kind: 'blocked', by: 'paper-out', phase: 'before-write' },
    });
    expect(rig.simulator.jobs()).toHaveLength(1);
  });

  it('when the printer stops twice for a short time, then each stop has its own limit and the job completes', async () => {
    const stages: string[] = [];
    const work = rig.printer.print(sampleJob('two-stops', { copies: 3 }), NEVER, ({ stage }) => stages.push(stage));
    await rig.until('at work', () => stages.includes('printing'));
    for (const _ of ['first', 'second']) {
      rig.simulator.openCover();
      await passes(DOCUMENT_TIMINGS.heldUp / 2);
      rig.simulator.closeCover();
      await passes(DOCUMENT_TIMINGS.heldUp / 2);
    }
    expect(stages.filter((stage) => stage === 'held-up')).toHaveLength(2);
    expect(await settled(work)).toMatchObject({ ok: true, value: { sheets: 9 } });
  });

  it('when paper and toner are low, then the status says so and printing continues', async () => {
    rig.simulator.setPaper(10);
    rig.simulator.setToner(5);
    await rig.until('low', () => rig.printer.status().paper === 'low' && rig.printer.status().toner === 'low');
    expect(rig.printer.status().supplies).toEqual([
      { kind: 'paper', name: 'main', level: 4, sheets: 10 },
      { kind: 'toner', name: 'Black Toner', level: 5 },
    ]);
    expect(await print(sampleJob('low'))).toMatchObject({ ok: true });
  });

  it.each([
    ['refuse-document', { code: 'PRN-121', kind: 'refused', phase: 'before-write' }],
    ['abort-job', { code: 'PRN-122', kind: 'ended', by: 'printer', why: 'aborted-by-system', phase: 'after-write' }],
    ['lose-sheet', { code: 'PRN-103', kind: 'no-answer', phase: 'after-write' }],
  ] as const)('when the fault is %s, then the job fails and a query says not-whole', async (fault, error) => {
    rig.simulator.faults.next(fault);
    expect(await print(sampleJob('not-whole'))).toMatchObject({ ok: false, error });
    expect(await settled(rig.printer.inquire(sampleJob('not-whole'), NEVER))).toMatchObject({
      value: { known: 'not-whole' },
    });
    expect(waiting()).toEqual([]);
  });

  it('when the printer ignores a cancel, then the cancel is repeated until no job waits', async () => {
    await rig.hold();
    const abort = new AbortController();
    const stages: string[] = [];
    const work = rig.printer.print(sampleJob('left'), abort.signal, ({ stage }) => stages.push(stage));
    await rig.until('at work', () => stages.includes('printing'));
    rig.simulator.faults.next('ignore-cancel');
    abort.abort();
    expect(await settled(work)).toMatchObject({ ok: false, error: { code: 'PRN-122', by: 'kiosk' } });
    await rig.until('it is taken back', () => waiting().length === 0);
    expect(rig.simulator.sheets()).toEqual([]);
  });

  it('when a printer works for ever without a sheet, then the job is cancelled and its sheets never come', async () => {
    await rig.hold();
    const since = rig.clock.now();
    expect(await print(sampleJob('for-ever'))).toEqual({
      ok: false,
      error: { code: 'PRN-122', kind: 'ended', by: 'kiosk', why: 'no sheet came in time', phase: 'after-write' },
    });
    // 60 s for the first sheet, and 6 s for each, because the printer may not count them.
    expect(rig.clock.now() - since).toBeLessThan(80_000);
    expect(rig.simulator.jobs()).toMatchObject([{ state: 'canceled', done: 0 }]);
    await rig.release();
    expect(await print(sampleJob('next'))).toMatchObject({ ok: true });
    expect(rig.simulator.sheets().map(({ jobId }) => jobId)).toEqual([2, 2, 2]);
  });

  it('when the printer does not confirm a cancel, then the error is no-answer within the limit and the job is cancelled later', async () => {
    await rig.hold();
    rig.simulator.faults.always('ignore-cancel');
    const since = rig.clock.now();
    expect(await print(sampleJob('deaf'))).toMatchObject({
      ok: false,
      error: { code: 'PRN-103', phase: 'after-write' },
    });
    expect(rig.clock.now() - since).toBeLessThan(longestPrintCallMs(3) + 1_000);
    rig.simulator.faults.clear();
    await rig.until('it is taken back at a beat', () => waiting().length === 0);
    await rig.release();
    expect(await print(sampleJob('next'))).toMatchObject({ ok: true });
    expect(rig.simulator.sheets().map(({ jobId }) => jobId)).toEqual([2, 2, 2]);
  });

  it('when the network fails during a job, then the rest of the job is cancelled before the next job', async () => {
    await rig.hold();
    const stages: string[] = [];
    const work = rig.printer.print(sampleJob('left'), NEVER, ({ stage }) => stages.push(stage));
    await rig.until('at work', () => stages.includes('printing'));
    await rig.unplug();
    expect(await settled(work)).toMatchObject({ ok: false, error: { code: 'PRN-101', phase: 'after-write' } });
    expect(waiting()).toHaveLength(1);
    await rig.plug();
    await online();
    expect(waiting()).toEqual([]);
    await rig.release();
    expect(await print(sampleJob('next'))).toMatchObject({ ok: true });
    expect(rig.simulator.sheets().every(({ jobId }) => jobId === 2)).toBe(true);
  });

  it('when the network fails for 9 s, then the job completes', async () => {
    const stages: string[] = [];
    const work = rig.printer.print(sampleJob('bridged'), NEVER, ({ stage }) => stages.push(stage));
    await rig.until('at work', () => stages.includes('printing'));
    await rig.unplug();
    await passes(9_000);
    await rig.plug();
    expect(await settled(work)).toMatchObject({ ok: true, value: { sheets: 3 } });
  });

  it('when the network fails twice for a short time, then each failure has its own limit and all sheets come', async () => {
    const stages: string[] = [];
    const work = rig.printer.print(sampleJob('bridged-twice', { copies: 8 }), NEVER, ({ stage }) => stages.push(stage));
    await rig.until('at work', () => stages.includes('printing'));
    for (const _ of ['first', 'second']) {
      await passes(DOCUMENT_TIMINGS.ask - 5_000);
      await rig.unplug();
      await passes(9_000);
      await rig.plug();
    }
    expect(await settled(work)).toMatchObject({ ok: true, value: { sheets: 24 } });
  });

  it('when each sheet comes late, then each sheet has its own limit and the job is not cancelled', async () => {
    await rig.hold();
    const work = rig.printer.print(sampleJob('late-sheets', { copies: 2 }), NEVER);
    for (const nth of [1, 2, 3]) {
      await passes(40_000);
      const before = rig.simulator.sheets().length;
      await rig.release();
      await rig.until(`sheet ${before + 1}`, () => rig.simulator.sheets().length > before);
      if (nth < 3) await rig.hold();
    }
    expect(await settled(work)).toMatchObject({ ok: true, value: { sheets: 6 } });
  });

  it('when the printer has forgotten a job, then the same key fails and nothing is printed again', async () => {
    rig.simulator.faults.next('document-answer-lost');
    const abort = new AbortController();
    const work = rig.printer.print(sampleJob('forgotten'), abort.signal);
    await rig.until('sheets', () => rig.simulator.sheets().length > 0);
    await rig.unplug();
    expect(await settled(work)).toMatchObject({ ok: false, error: { code: 'PRN-101', phase: 'after-write' } });
    rig.simulator.powerCycle();
    await rig.plug();
    await online();
    const sheets = rig.simulator.sheets().length;
    expect(await print(sampleJob('forgotten'))).toMatchObject({ ok: false, error: { phase: 'after-write' } });
    expect(rig.simulator.sheets()).toHaveLength(sheets);
  });

  it.each(['silent', 'nonsense'] satisfies DocumentPrinterFault[])(
    'when the fault %s hits one heartbeat, then the printer stays online; after two heartbeats it is offline',
    async (fault) => {
      const states: string[] = [];
      rig.printer.onStatus(({ device }) => states.push(device));
      rig.simulator.faults.next(fault);
      await rig.until('it is met', () => rig.simulator.faults.armed().length === 0);
      await passes(20_000);
      expect(states).toEqual([]);
      rig.simulator.faults.always(fault);
      await rig.until('away', () => rig.printer.status().device === 'offline');
      rig.simulator.faults.clear();
      await online();
      expect(rig.discarded.length > 0).toBe(fault === 'nonsense');
    },
  );

  it('when the printer stores no user name, then a restarted driver does not print the same key again', async () => {
    const other = simulatedDocumentPrinterRig({ anonymous: true });
    await other.until('online', () => other.printer.status().device === 'online');
    let printed = 0;
    const restarted = other.restarted();
    for (const printer of [other.printer, restarted]) {
      await other.until('online', () => printer.status().device === 'online');
      void printer.print(sampleJob('anonymous'), NEVER).then(({ ok }) => {
        printed += ok ? 1 : 0;
      });
      const before = printed;
      await other.until('printed', () => printed > before);
    }
    expect(other.simulator.sheets()).toHaveLength(3);
    void restarted.close();
    await other.close();
  });

  it('when the driver is closed during a job, then print ends with after-write', async () => {
    await rig.hold();
    const stages: string[] = [];
    const work = rig.printer.print(sampleJob('open'), NEVER, ({ stage }) => stages.push(stage));
    await rig.until('at work', () => stages.includes('printing'));
    await rig.close();
    expect(await work).toMatchObject({ ok: false, error: { phase: 'after-write' } });
  });

  it('when eight jobs wait, then the ninth is refused and the eight are printed', async () => {
    await rig.hold();
    const jobs = Array.from({ length: 9 }, (_, at) => rig.printer.print(sampleJob(`many-${at}`), NEVER));
    expect(await settled(jobs[8]!)).toMatchObject({ ok: false, error: { code: 'PRN-118', phase: 'before-write' } });
    await rig.release();
    expect((await settled(Promise.all(jobs.slice(0, 8)))).every(({ ok }) => ok)).toBe(true);
  });

  it('when a job breaks the contract, then print rejects', async () => {
    await expect(rig.printer.print(sampleJob('a key'), NEVER)).rejects.toThrow('a key has');
    await expect(rig.printer.print(sampleJob('key', { copies: 0 }), NEVER)).rejects.toThrow('copies');
    await expect(rig.printer.print(sampleJob('key', { sheets: 0 }), NEVER)).rejects.toThrow('sheet');
    await expect(rig.printer.print(sampleJob('key', { jobName: 'ə'.repeat(76) }), NEVER)).rejects.toThrow('job name');
  });
});
