import { describe, expect, it } from 'vitest';
import { type MachineRig, machineRig } from '../rigs/machine-rig.ts';
import { APPROVED_SALE, untilAnswering, untilChecking, untilPaying } from '../support/machine-ways.ts';

const FASTER = {
  id: 'Q-1',
  lines: [
    { kind: 'duty', amount: 600 },
    { kind: 'fee', amount: 40 },
  ],
  total: 640,
  tariffDate: '2026-11-01',
  validUntil: '2026-11-24T15:00:00+04:00',
} as const;

async function untilFree(rig: MachineRig): Promise<void> {
  await rig.settled();
  await rig.citizen({ do: 'start', language: 'en' }, { do: 'choose', service: 'queue-ticket' }, { do: 'next' });
  await rig.citizen({ do: 'answer', value: 'certificates' }, { do: 'next' });
  expect(rig.screen()).toMatchObject({ show: 'checking' });
}

describe('the price', () => {
  it('when the office gives a quote, then the page shows its lines, and the same quote is lodged', async () => {
    const rig = machineRig();
    rig.office.state.quoted = FASTER;
    await untilChecking(rig);
    expect(rig.screen()).toMatchObject({
      purchase: { amount: 640, payAt: 'kiosk', lines: FASTER.lines },
    });
    await rig.citizen({ do: 'pay' }, { do: 'method', method: 'card' });
    expect(rig.office.state.lodged.map(({ request }) => request)).toMatchObject([
      { quote: 'Q-1', amount: 640, tariffDate: '2026-11-01' },
    ]);
  });

  it('when the catalogue has another price, then the kiosk reports this', async () => {
    const rig = machineRig();
    rig.office.state.quoted = FASTER;
    await untilChecking(rig);
    const what = { service: 'identity-card-replacement', tier: '10-days', expected: 500, quoted: 640 };
    expect(rig.tariffs).toEqual([what]);
    const same = machineRig();
    await untilChecking(same);
    expect(same.tariffs).toEqual([]);
  });

  it('when the office does not answer, then a retry asks again, and typed text stays', async () => {
    const rig = machineRig();
    await untilAnswering(rig);
    await rig.citizen({ do: 'answer', value: 'worn-out' }, { do: 'next' });
    await rig.type('501234567');
    rig.office.state.down = true;
    await rig.citizen({ do: 'next' });
    expect(rig.screen()).toMatchObject({ show: 'quoting', trouble: 'BKO-101' });
    await rig.citizen({ do: 'call-staff' }, { do: 'retry' });
    expect(rig.screen()).toMatchObject({ show: 'quoting', trouble: 'BKO-101', called: true });
    expect(rig.staffCalls).toHaveLength(1);
    rig.office.state.down = false;
    await rig.citizen({ do: 'retry' });
    expect(rig.screen()).toMatchObject({ show: 'checking', purchase: { amount: 500 } });
    expect(JSON.stringify(rig.screen())).toMatch(/50.123.45.67/);
  });

  it('when the office has no price, then the citizen pays at the window', async () => {
    const rig = machineRig();
    rig.office.state.noPrice = 'no-price';
    await untilChecking(rig);
    expect(rig.screen()).toMatchObject({ show: 'checking', purchase: { amount: 0, payAt: 'window', lines: [] } });
    await rig.citizen({ do: 'pay' }, { do: 'method', method: 'card' });
    expect(rig.screen().show).toBe('checking');
    await rig.citizen({ do: 'next' });
    expect(rig.office.state.lodged.map(({ request }) => request)).toMatchObject([{ quote: null, amount: 0 }]);
    expect(rig.terminal.state.sales).toBe(0);
    rig.printer.finish();
    await rig.settled();
    expect(rig.screen()).toMatchObject({ show: 'done', paid: 0, payAtWindow: true });
    const [paper] = rig.printer.jobs;
    expect(JSON.stringify(paper?.receipt)).toContain('Pəncərədə ödənilir');
  });

  it('when the office refuses to give a quote, then the visit ends and nothing is lodged', async () => {
    const rig = machineRig();
    rig.office.state.noPrice = 'not-eligible';
    await untilChecking(rig);
    expect(rig.screen()).toMatchObject({ show: 'trouble', code: 'BKO-102', money: 'none', canRetry: false });
    expect(rig.office.state.lodged).toEqual([]);
  });

  it('when the quote expired before lodging, then a new quote is requested and shown before money moves', async () => {
    const rig = machineRig();
    rig.office.state.quoteOver = 1;
    await untilChecking(rig);
    rig.office.state.quoted = FASTER;
    await rig.citizen({ do: 'pay' }, { do: 'method', method: 'card' });
    expect(rig.screen()).toMatchObject({ show: 'checking', purchase: { amount: 640 } });
    expect(rig.terminal.state.sales).toBe(0);
    await rig.citizen({ do: 'pay' }, { do: 'method', method: 'card' });
    expect(rig.screen()).toMatchObject({ show: 'paying', purchase: { amount: 640 } });
    expect(rig.office.state.lodged.map(({ key, request }) => [key, request.quote])).toEqual([['id-2', 'Q-1']]);
    rig.terminal.settle(APPROVED_SALE);
    await rig.settled();
    expect(rig.ledger.history('id-1').map(({ entry }) => entry.kind)).not.toContain('lodged');
  });

  it('when a free application is refused because it needs a quote, then the visit ends in trouble', async () => {
    const rig = machineRig();
    rig.office.state.quoteOver = 1;
    await untilFree(rig);
    await rig.citizen({ do: 'next' });
    expect(rig.screen()).toMatchObject({ show: 'trouble', code: 'BKO-102', money: 'none' });
    expect(rig.office.state.quoteOver).toBe(0);
    expect(rig.office.state.lodged).toEqual([]);
  });

  it('when another term is chosen, then the kiosk asks the office for a new price', async () => {
    const rig = machineRig();
    await untilChecking(rig);
    await rig.citizen({ do: 'edit', what: 'tier' }, { do: 'tier', tier: '1-working-day' }, { do: 'next' });
    expect(rig.screen()).toMatchObject({ show: 'checking', purchase: { amount: 7_000 } });
  });

  it('when the citizen pays, then the ledger has the quoted sum', async () => {
    const rig = machineRig();
    await untilPaying(rig);
    expect(rig.ledger.history('id-1')[0]?.entry).toMatchObject({
      kind: 'quoted',
      amount: 500,
      tariffDate: '2022-08-15',
    });
  });
});
