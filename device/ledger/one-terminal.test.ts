import { expect, it } from 'vitest';
import { emptyMemory, nextRef, withReversal } from '../../simulators/payment-terminal/memory.ts';
import { oneTerminal } from '../../test/rigs/one-terminal-rig.ts';

it("when another sale is in doubt, then a reversal waits, because it would become the terminal's last transaction", async () => {
  const r = oneTerminal();
  await r.online();
  const first = await r.owed();

  const second = r.begin('taken');
  r.terminal.faults.next('approve-then-silent');
  expect((await r.pay(second)).known).toBe('nothing');
  r.terminal.faults.clear();

  await r.until(() => r.ledger.open().length === 0);
  expect(r.terminal.sales().map(({ state }) => state)).toEqual(['reversed', 'approved']);
  expect(r.ends(first)).toEqual({ kind: 'closed', outcome: 'returned' });
  expect(r.ends(second)).toEqual({ kind: 'closed', outcome: 'deliveredWithoutPaper' });
  await r.close();
});

const OWN = '52500041';
const OTHER = '99999999';

it('when an empty terminal with another id replaces the old one, then its answer does not settle the sale in doubt', async () => {
  const r = oneTerminal();
  await r.online();
  const id = r.begin('taken');
  r.terminal.faults.next('approve-then-silent');
  expect((await r.pay(id)).known).toBe('nothing');
  expect(r.terminal.sales().map(({ state }) => state)).toEqual(['approved']);
  await r.replace(emptyMemory(OTHER));
  await r.wait();
  expect(r.ledger.find(id)?.last).toBe('unknown');
  await r.close();
});

it('when the last sale is at another terminal, then it is not taken for the sale in doubt', async () => {
  const r = oneTerminal();
  await r.online();
  const id = r.begin('taken');
  r.ledger.append(id, { kind: 'intent', intentId: 'i', before: null, terminalId: OWN });
  r.ledger.append(id, { kind: 'saleSent' });
  const release = r.settlement.claim(id);
  const info = { resultCode: '00', amount: 500, traceNumber: '000077', receiptNumber: '0077', terminalId: OTHER };
  await r.replace({ ...emptyMemory(OTHER), traceNumber: 77, receiptNumber: 77, last: { info, receipt: [] } });
  release();
  await r.attempted(() => r.ledger.find(id)?.last === 'unknown');
  await r.close();
});

it('when staff reversed an older sale at the terminal, then the sale in doubt is not called unpaid', async () => {
  const r = oneTerminal();
  await r.online();
  await r.owed();

  const id = r.begin('taken');
  r.terminal.faults.next('approve-then-silent');
  const release = r.settlement.claim(id);
  expect((await r.pay(id)).known).toBe('nothing');
  const memory = r.terminal.state();
  const original = memory.sales[0]?.ref;
  if (!original) throw new Error('no sale to take back');
  const ref = nextRef(memory);
  const info = { resultCode: '00', amount: 500, ...ref, originalTraceNumber: original.traceNumber };
  await r.replace(withReversal(memory, original, ref, { info, receipt: [] }));
  release();
  await r.wait();
  expect(r.ledger.find(id)?.last).toBe('unknown');
  await r.close();
});

it('when a newer sale has the same receipt number, then the kiosk does not reverse it and leaves the refund to staff', async () => {
  const r = oneTerminal();
  await r.online();
  const first = await r.owed();

  await r.replace({ ...emptyMemory(OWN), traceNumber: 500 });
  r.terminal.faults.always('no-reversal');
  const second = r.begin('taken');
  await r.pay(second);
  await r.until(() => r.ledger.find(second)?.last === 'closed');
  r.terminal.faults.clear();
  await r.wait();
  expect(r.terminal.sales().map(({ state }) => state)).toEqual(['approved']);
  expect(r.ledger.find(first)?.last).toBe('reversing');
  await r.close();
});
