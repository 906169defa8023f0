import { describe, expect, it } from 'vitest';
import type { PrinterStatus, ReceiptPrinter } from '../../drivers/receipt-printer/contract.ts';
import { ok } from '../../drivers/result.ts';
import { createPrintDesk, type PaperNotForVisitError, type PrintJob } from './print-desk.ts';

const AYSEL = { fin: '5ABC12D', surname: 'MAMMADOVA', givenNames: 'AYSEL' };
const JOB: PrintJob = { session: 1, person: AYSEL, named: null, receipt: { lines: [], cut: true } };
const never = new AbortController().signal;

function rig() {
  const signals: AbortSignal[] = [];
  const bugs: PaperNotForVisitError[] = [];
  const print: ReceiptPrinter['print'] = (_, signal) => {
    signals.push(signal);
    return new Promise((resolve) => signal.addEventListener('abort', () => resolve(ok(undefined))));
  };
  const roll = { paper: 'unknown', leftMm: 1_000 } as { paper: PrinterStatus['paper']; leftMm: number };
  const status = (): PrinterStatus => ({
    device: 'online',
    paper: roll.paper,
    blockedBy: null,
    paperLeftMm: roll.leftMm,
  });
  const desk = createPrintDesk({ print, status, lengthMm: () => 300 }, (error) => bugs.push(error));
  return { signals, bugs, roll, desk };
}

describe('print desk', () => {
  it('when the visit ends, then its print job is aborted', async () => {
    const { desk, signals } = rig();
    desk.openSession(1);
    const job = desk.print(JOB, never);
    expect(signals.map(({ aborted }) => aborted)).toEqual([false]);
    desk.endSession(1);
    expect(signals.map(({ aborted }) => aborted)).toEqual([true]);
    await job;
  });

  it('when a document is longer than the rest of the roll and no sensor sees paper, then the desk refuses it with PRN-202', async () => {
    const { desk, roll, signals } = rig();
    const named = { fin: AYSEL.fin, name: 'AYSEL MAMMADOVA' };
    desk.openSession(1);
    roll.leftMm = 299;
    expect(await desk.print({ ...JOB, named }, never)).toMatchObject({
      error: { code: 'PRN-202', phase: 'before-write' },
    });
    expect(signals).toEqual([]);
    void desk.print(JOB, never);
    roll.paper = 'full';
    void desk.print({ ...JOB, named }, never);
    roll.leftMm = 300;
    roll.paper = 'unknown';
    void desk.print({ ...JOB, named }, never);
    expect(signals).toHaveLength(3);
  });

  it('when staff print during a visit, then the print is refused; between visits it comes out', async () => {
    const { desk, signals, bugs } = rig();
    desk.openSession(1);
    expect(await desk.printForStaff(JOB.receipt, never)).toMatchObject({ error: { code: 'PRN-211' } });
    expect([signals.length, bugs.length]).toEqual([0, 1]);
    desk.endSession(1);
    void desk.printForStaff(JOB.receipt, never);
    expect(signals).toHaveLength(1);
  });

  it('when the next visit begins before the last one was ended, then the last visit’s print job is aborted', () => {
    const { desk, signals } = rig();
    desk.openSession(1);
    void desk.print(JOB, never);
    desk.openSession(2);
    expect(signals.map(({ aborted }) => aborted)).toEqual([true]);
  });

  it('when another visit ends, then the desk stays open for the present visit', () => {
    const { desk, signals } = rig();
    desk.openSession(2);
    desk.endSession(1);
    void desk.print({ ...JOB, session: 2 }, never);
    expect(signals.map(({ aborted }) => aborted)).toEqual([false]);
  });

  it.each([
    ['before any visit', () => undefined, JOB, 'PRN-211'],
    [
      'of a visit that is over',
      ({ desk }: ReturnType<typeof rig>) => {
        desk.openSession(1);
        desk.endSession(1);
      },
      JOB,
      'PRN-211',
    ],
    ['of another visit', ({ desk }: ReturnType<typeof rig>) => desk.openSession(2), JOB, 'PRN-211'],
    [
      'for another person',
      ({ desk }: ReturnType<typeof rig>) => desk.openSession(1),
      { ...JOB, named: { fin: '7XYZ34A', name: 'ALIYEVA LEYLA' } },
      'PRN-212',
    ],
    [
      'that names a person although no card was read',
      ({ desk }: ReturnType<typeof rig>) => desk.openSession(1),
      { ...JOB, person: null, named: { fin: AYSEL.fin, name: 'MAMMADOVA AYSEL' } },
      'PRN-212',
    ],
  ] as const)('when a job comes %s, then the desk refuses it and reports a bug', async (_, arrange, job, code) => {
    const made = rig();
    arrange(made);
    const said = made.desk.print(job, never);
    expect(made.signals).toEqual([]);
    expect(await said).toMatchObject({ ok: false, error: { code, phase: 'before-write' } });
    expect(made.bugs.map((bug) => bug.code)).toEqual([code]);
    expect(made.bugs[0]?.message).not.toMatch(/ALIYEVA|MAMMADOVA/);
  });

  it('when a job was aborted before it reached the desk, then the desk refuses it and reports no bug', async () => {
    const { desk, bugs } = rig();
    expect(await desk.print(JOB, AbortSignal.abort())).toMatchObject({ ok: false, error: { code: 'PRN-211' } });
    expect(bugs).toEqual([]);
  });
});
