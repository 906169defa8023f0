import { describe, expect, it } from 'vitest';
import { commissionedTerminal, withReversalByHand, withSaleByHand } from '../../simulators/payment-terminal/by-hand.ts';
import { emptyMemory, type ZvtTerminalState } from '../../simulators/payment-terminal/memory.ts';
import { oneTerminal } from '../../test/rigs/one-terminal-rig.ts';
import { nextSettlementStep } from './next-step.ts';

const OWN = '52500041';
const OTHER = '99999999';
const DUTY = 500;

type Rig = ReturnType<typeof oneTerminal>;

const sales = (r: Rig) => r.terminal.sales().map(({ amount, state }) => `${amount} ${state}`);

async function inDoubt(touch: (memory: ZvtTerminalState, now: Date) => ZvtTerminalState, from = emptyMemory(OWN)) {
  const r = oneTerminal();
  await r.online();
  await r.replace(from);
  const id = r.begin('taken');
  const release = r.settlement.claim(id);
  r.terminal.faults.next('approve-then-silent');
  expect((await r.pay(id)).known).toBe('nothing');
  await r.replace(touch(r.terminal.state(), r.later()));
  release();
  await r.wait();
  return { r, id };
}

const leftToStaff = ({ r, id }: { readonly r: Rig; readonly id: string }) => {
  const application = r.ledger.find(id);
  return (
    application && { last: application.last, next: nextSettlementStep(application).do, blocks: r.settlement.inDoubt() }
  );
};
const LEFT = { last: 'unknown', next: 'leave-to-staff', blocks: false };

describe('a sale in doubt at a changed terminal', () => {
  it.each([
    ['emptied, or replaced by an empty one under the same id', () => emptyMemory(OWN)],
    ['replaced by one under another id', () => emptyMemory(OTHER)],
    [
      'replaced by one that had a trial sale',
      (_: ZvtTerminalState, now: Date) => commissionedTerminal(emptyMemory(OWN), now),
    ],
    [
      'used for a sale and a reversal by hand',
      (memory: ZvtTerminalState, now: Date) => withReversalByHand(withSaleByHand(memory, DUTY, now), now),
    ],
    ['used for a sale by hand', (memory: ZvtTerminalState, now: Date) => withSaleByHand(memory, DUTY, now)],
  ] as const)('when the terminal was %s, then the sale is left to staff', async (_, touch) => {
    const first = await inDoubt(touch);
    expect(leftToStaff(first)).toEqual(LEFT);
    await first.r.close();
    const later = await inDoubt(touch, commissionedTerminal(emptyMemory(OWN), new Date(Date.UTC(2026, 2, 1, 7))));
    expect(leftToStaff(later)).toEqual(LEFT);
    await later.r.close();
  });

  it('when the kiosk sold nothing and staff sold for the same amount an hour later, then the sale is left to staff', async () => {
    const r = oneTerminal();
    await r.online();
    await r.replace(commissionedTerminal(emptyMemory(OWN), r.now()));
    const id = r.begin('taken');
    const release = r.settlement.claim(id);
    r.terminal.faults.next('silent');
    expect((await r.pay(id, false)).known).toBe('nothing');
    await r.replace(withSaleByHand(r.terminal.state(), DUTY, r.later()));
    release();
    await r.wait();
    expect(leftToStaff({ r, id })).toEqual(LEFT);
    await r.close();
  });
});

it('when nothing changed at the terminal, then a sale in doubt is settled', async () => {
  const stands = await inDoubt((memory) => memory);
  expect(stands.r.ends(stands.id)).toMatchObject({ outcome: 'deliveredWithoutPaper' });
  await stands.r.close();
});

describe('an owed refund', () => {
  it('when a later sale with the same receipt number was reversed, then the refund is still owed', async () => {
    const r = oneTerminal();
    await r.online();
    const first = await r.owed();
    r.later();
    await r.replace(emptyMemory(OWN));
    const second = r.begin('taken');
    r.terminal.faults.next('approve-then-silent');
    const release = r.settlement.claim(second);
    await r.pay(second);
    await r.replace(withReversalByHand(r.terminal.state(), r.now()));
    release();
    await r.until(() => r.ledger.find(second)?.last === 'closed');
    await r.wait();
    expect(r.ends(second)).toMatchObject({ outcome: 'abandoned' });
    expect(r.ledger.find(first)?.last).toBe('reversing');
    await r.close();
  });

  it('when a replaced terminal reversed its own sale with the same receipt number, then the refund is still owed', async () => {
    const r = oneTerminal();
    await r.online();
    await r.replace({ ...emptyMemory(OWN), traceNumber: 30, receiptNumber: 7 });
    const id = await r.owed();
    const full = { ...emptyMemory(OWN), traceNumber: 7, receiptNumber: 7 };
    await r.replace(withReversalByHand(withSaleByHand(full, DUTY, r.later()), r.now()));
    await r.wait();
    expect(sales(r)).toEqual([`${DUTY} reversed`]);
    expect(r.ledger.find(id)?.last).toBe('reversing');
    await r.close();
  });

  it('when the last transaction of the terminal reversed the sale, then the refund counts as done', async () => {
    const r = oneTerminal();
    await r.online();
    const id = await r.owed();
    await r.replace(withReversalByHand(r.terminal.state(), r.now()));
    await r.until(() => r.ledger.find(id)?.last === 'closed');
    expect(r.ends(id)).toMatchObject({ outcome: 'returned' });
    await r.close();
  });
});

describe('the start of the kiosk', () => {
  async function afterASaleThat(who: 'we' | 'nobody', start: { readonly recovers?: boolean } = {}) {
    const r = oneTerminal();
    await r.online();
    const known = r.begin('taken');
    await r.pay(known);
    await r.until(() => r.ledger.find(known)?.last === 'closed');
    if (who === 'nobody') await r.replace(withSaleByHand(r.terminal.state(), DUTY, r.later()));
    await r.restart(start);
    return r;
  }

  it('when no application has the last sale of the terminal, then the kiosk lists this sale once', async () => {
    const r = await afterASaleThat('nobody');
    const [stray, ...others] = r.ledger.open();
    expect(others).toEqual([]);
    expect(stray).toMatchObject({ last: 'straySale', amount: DUTY });
    expect(r.settlement.inDoubt()).toBe(false);
    expect(await r.outcome(r.dealings.lookForStraySale(new AbortController().signal))).toEqual({
      ok: true,
      value: null,
    });
    r.ledger.append(stray?.id ?? '', { kind: 'settledByHand', as: 'paid', by: 'AM', at: 'now', leftToStaff: false });
    await r.until(() => r.ledger.open().length === 0);
    expect(r.ends(stray?.id ?? '')).toEqual({ kind: 'closed', outcome: 'listed' });
    await r.close();
  });

  it('when the terminal is offline at the start, then the kiosk lists the sale after the terminal is back', async () => {
    const r = await afterASaleThat('nobody', { recovers: false });
    await r.restartUnplugged();
    await r.wait();
    expect(r.ledger.open().map(({ last, amount }) => [last, amount])).toEqual([['straySale', DUTY]]);
    await r.close();
  });

  it('when a citizen pays before the search, then the stray sale that the new sale would hide is listed', async () => {
    const r = await afterASaleThat('nobody', { recovers: false });
    await r.pay(r.begin('taken'));
    await r.wait();
    expect(r.ledger.open().map(({ last, amount }) => [last, amount])).toEqual([['straySale', DUTY]]);
    await r.close();
  });

  /** The kiosk lists no transaction from before its first start. */
  it.each([
    ['that is new', emptyMemory(OWN)],
    ['that had a trial sale', commissionedTerminal(emptyMemory(OWN), new Date(Date.UTC(2026, 2, 1, 7)))],
  ])('when the disk lost the first sale ever, at a terminal %s, then the sale is listed once', async (_, memory) => {
    const r = oneTerminal();
    await r.online();
    await r.replace(memory);
    await r.restart();
    expect(r.ledger.open()).toEqual([]);
    await r.replace(withSaleByHand(r.terminal.state(), DUTY, r.later()));
    await r.restart();
    await r.restart();
    expect(r.ledger.open().map(({ last, amount }) => [last, amount])).toEqual([['straySale', DUTY]]);
    await r.close();
  });

  it('when a sale by hand was reversed before the start, then nothing is listed', async () => {
    const r = await afterASaleThat('we');
    await r.replace(withReversalByHand(withSaleByHand(r.terminal.state(), DUTY, r.later()), r.later()));
    await r.restart();
    expect(r.ledger.open()).toEqual([]);
    await r.close();
  });

  it('when staff sell at the terminal while the kiosk runs, then nothing is listed', async () => {
    const r = oneTerminal();
    await r.online();
    await r.replace(commissionedTerminal(emptyMemory(OWN), r.now()));
    await r.restart();
    for (const _ of ['before', 'after']) {
      const id = r.begin('taken');
      await r.pay(id);
      await r.until(() => r.ledger.find(id)?.last === 'closed');
      await r.replace(withSaleByHand(r.terminal.state(), DUTY, r.later()));
    }
    expect(r.ledger.open()).toEqual([]);
    await r.close();
  });

  it('when the last transaction is a sale of this kiosk, then nothing is listed', async () => {
    const r = await afterASaleThat('we');
    expect(r.ledger.open()).toEqual([]);
    await r.close();
  });
});
