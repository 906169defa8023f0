import { describe, expect, it } from 'vitest';
import type { Intent } from '../device/words/intent.ts';
import { type MachineRig, machineRig } from './machine-rig.ts';
import { APPROVED, byPhone } from './machine-ways.ts';
import { BILL, FINE, HELD, PAID } from './sample-dues.ts';

/* Paying what somebody owes: found by a number or in their own list, quoted, lodged, paid and handed on (docs/decisions/0032). */

const NUMBER = 'AA123451';
const REFUSED = { code: 'BKO-102', kind: 'refused' } as const;

/** From the first page until the number is typed. */
async function untilNumber(rig = machineRig()): Promise<MachineRig> {
  await rig.settled();
  await rig.citizen({ do: 'start', language: 'en' }, { do: 'choose', service: 'road-fine' }, { do: 'next' });
  await rig.citizen({ do: 'answer', value: 'decision' }, { do: 'next' });
  await rig.type(NUMBER);
  return rig;
}

async function untilDue(rig = machineRig()): Promise<MachineRig> {
  await untilNumber(rig);
  await rig.citizen({ do: 'next' });
  return rig;
}

async function untilChecking(rig = machineRig()): Promise<MachineRig> {
  await untilDue(rig);
  if (rig.screen().show === 'choosingDue') await rig.citizen({ do: 'answer', value: '0' });
  await rig.citizen({ do: 'next' });
  expect(rig.screen().show).toBe('checking');
  return rig;
}

const papersOf = (rig: MachineRig) => rig.printer.jobs.map(({ receipt }) => JSON.stringify(receipt.lines)).join();

describe('what is owed', () => {
  it('is found by its number, shown, paid by card, and handed on: the receipt has the number of its payee', async () => {
    const rig = await untilDue();
    expect(rig.office.state.dueQuestions).toEqual([
      { kiosk: 'K5', service: 'road-fine', answers: { by: 'decision', decision: NUMBER } },
    ]);
    expect(rig.screen()).toMatchObject({
      ...{ show: 'showingDue', payee: 'Traffic Police', subject: 'Speeding (sample)', owner: 'M••• A•••' },
      ...{ full: 4_000, amount: 2_800, discountUntil: '2026-11-24', fee: 40, until: '2026-12-14', overdue: false },
      ...{ part: null, mayPart: false },
    });
    await rig.citizen({ do: 'next' });
    expect(rig.screen()).toMatchObject({
      show: 'checking',
      rows: [{ edit: 'by' }, { edit: 'decision' }, { value: 'Speeding (sample)', edit: 'due' }, {}, {}],
      purchase: {
        amount: 2_840,
        lines: [
          { amount: 2_800, payee: { en: 'Traffic Police' } },
          { kind: 'fee', amount: 40 },
        ],
      },
    });
    await rig.citizen({ do: 'pay' });
    expect(rig.office.state.lodged).toMatchObject([
      { request: { service: 'road-fine', amount: 2_840, due: { id: FINE.id, part: null }, applicant: null } },
    ]);
    rig.terminal.settle(APPROVED);
    await rig.settled();
    expect(papersOf(rig)).toContain('["Payee’s No","ÖT-2026-000123"]');
    rig.printer.finish();
    await rig.settled();
    expect(rig.screen()).toMatchObject({
      ...{ show: 'done', paid: 2_840, again: true },
      due: { payee: 'Traffic Police', reference: 'ÖT-2026-000123', rest: 0 },
    });
    expect(rig.bugs).toEqual([]);
  });
});
