import { beforeEach, describe, expect, it } from 'vitest';
import type { PrinterStatus, PrinterTrouble } from '../../drivers/receipt-printer/contract.ts';
import { err, ok, type Result } from '../../drivers/result.ts';
import type { MaintenancePageHost, OpenedMaintenancePage } from './desk.ts';
import { openNewRollPage } from './new-roll.ts';

const NO_ANSWER = { code: 'PRN-103', kind: 'no-answer', phase: 'before-write' } as const;
const USUAL: PrinterStatus = { device: 'online', blockedBy: null, paper: 'full' };

let status: PrinterStatus;
let tell: (status: PrinterStatus) => void;
let answer: Result<void, PrinterTrouble>;
let refusal: Error | null = null;
let acts: string[];
let page: OpenedMaintenancePage;
beforeEach(() => {
  status = USUAL;
  answer = ok(undefined);
  acts = [];
  const host: MaintenancePageHost = {
    authority: { badge: '4711', by: 'badge' },
    admit: async () => err({ code: 'STF-101', kind: 'unknown-badge' }),
    changed: () => undefined,
    done: () => void acts.push('done'),
  };
  page = openNewRollPage(
    {
      printer: {
        status: () => status,
        onStatus: (listener) => {
          tell = listener;
          return () => void acts.push('unfollowed');
        },
        newRoll: () => void acts.push('counted anew'),
      },
      print: async () => {
        acts.push('print');
        return answer;
      },
      testLine: () => ({ lines: [{ text: 'K5' }], cut: true }),
      record: () => {
        if (refusal) throw refusal;
        acts.push('recorded');
      },
    },
    host,
  );
});

const step = () => (page.view() as { readonly step: string }).step;
const next = () => page.take({ do: 'next' });
const settled = () => new Promise((resolve) => setImmediate(resolve));

async function untilLook(): Promise<void> {
  for (let touch = 0; touch < 3; touch += 1) next();
  expect(step()).toBe('printing');
  await settled();
}

describe('a new roll', () => {
  it('when the line is readable, then the act is recorded before the count starts again', async () => {
    await untilLook();
    expect(step()).toBe('look');
    page.take({ do: 'answer', value: 'yes' });
    expect(acts).toEqual(['print', 'recorded', 'counted anew', 'done']);
  });

  it('when the disk is full, then the old roll stays counted, and the same touch tries again', async () => {
    await untilLook();
    refusal = Object.assign(new Error('no space left'), { errno: -28 });
    page.take({ do: 'answer', value: 'yes' });
    expect([page.view(), acts]).toMatchObject([{ step: 'look', trouble: 'not-recorded' }, ['print']]);
    refusal = null;
    page.take({ do: 'answer', value: 'yes' });
    expect(acts).toEqual(['print', 'recorded', 'counted anew', 'done']);
  });

  it('when the cover opens, then the page goes on by itself', () => {
    tell({ ...USUAL, blockedBy: 'cover-open' });
    expect(step()).toBe('insert');
  });

  it('when the cover is still open, then the page says so', () => {
    next();
    next();
    status = { ...USUAL, blockedBy: 'cover-open' };
    expect(page.view()).toMatchObject({ step: 'close', trouble: 'PRN-112' });
  });

  it('when the print fails, then the page says why, and *next* prints again', async () => {
    answer = err(NO_ANSWER);
    await untilLook();
    expect(page.view()).toMatchObject({ step: 'failed', trouble: 'PRN-103' });
    answer = ok(undefined);
    next();
    await settled();
    expect(page.view()).toMatchObject({ step: 'look', trouble: null });
  });

  it('when the line is not readable, then the guide begins again and nothing is recorded', async () => {
    await untilLook();
    page.take({ do: 'answer', value: 'no' });
    expect([step(), acts]).toEqual(['open', ['print']]);
  });

  it('when *back* is touched while the line prints, then the guide stays', () => {
    for (let touch = 0; touch < 3; touch += 1) next();
    page.take({ do: 'back' });
    expect(acts).toEqual(['print']);
  });

  it('when the page closes while the line prints, then the printer’s answer changes nothing', async () => {
    for (let touch = 0; touch < 3; touch += 1) next();
    page.close();
    await settled();
    expect([step(), acts]).toEqual(['printing', ['print', 'unfollowed']]);
  });
});
