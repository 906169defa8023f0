import { expect, it } from 'vitest';
import { cable } from '../../drivers/link/pair.ts';
import { createZvtTerminal } from '../../drivers/payment-terminal/zvt/driver.ts';
import { err, ok } from '../../drivers/result.ts';
import { emptyMemory, nextRef, withReversal, type ZvtTerminalState } from '../../simulators/payment-terminal/memory.ts';
import { createZvtTerminalSimulator } from '../../simulators/payment-terminal/zvt.ts';
import { clockwork } from '../../test/contract/zvt-scripted-rig.ts';
import type { BackOffice } from '../back-office/contract.ts';
import { createDealings } from './dealings.ts';
import { openLedger } from './ledger.ts';
import { createSettlement } from './settlement.ts';

const NEVER = new AbortController().signal;
const STEP_MS = 50;
const MOST_STEPS = 2_000;

/** Two applications at one terminal: the real driver, and a simulated terminal on the other end of its wire. */
function rig() {
  const { clock, pass } = clockwork();
  const wire = cable();
  const common = { clock, random: () => 0.5, framing: 'serial' } as const;
  const simulated = { ...common, wire: wire.device, now: () => new Date(0) };
  let terminal = createZvtTerminalSimulator(simulated);
  const driver = createZvtTerminal({
    ...common,
    link: wire.host,
    password: '123456',
    issueOfGoods: false,
    onDiscarded: () => undefined,
    timings: { messageMs: 4_000, localMs: 2_000, answerMs: 1_000 },
  });
  const ledger = openLedger({ file: ':memory:', now: () => new Date(0) });
  const refused = new Set<string>();
  const backOffice: BackOffice = {
    lodge: async (key) => ok({ id: key, reference: key }),
    register: async (key) =>
      refused.has(key)
        ? err({ code: 'BKO-102', kind: 'refused', reason: 'not-eligible' })
        : ok({ reference: key, registeredAt: '', appointment: null, document: null }),
    withdraw: async () => ok(undefined),
    lookUp: async () => err({ code: 'BKO-101', kind: 'unreachable', detail: 'down' }),
    duplicate: async () => ok(1),
    survey: async () => ok(undefined),
    healthy: async () => true,
  };
  let ids = 0;
  const dealings = createDealings({
    ledger,
    terminal: driver,
    backOffice,
    clock,
    newId: () => `id-${++ids}`,
    creditCode: () => 'code',
    timestamp: () => '2026-11-24T14:32:00+04:00',
  });
  const settlement = createSettlement({
    ledger,
    dealings,
    clock,
    random: () => 1,
    onBug: (bug) => {
      throw bug;
    },
  });
  async function until(condition: () => boolean): Promise<void> {
    for (let step = 0; step < MOST_STEPS && !condition(); step += 1) await pass(STEP_MS);
    if (!condition()) throw new Error(`waited in vain: ${condition}`);
  }
  return {
    get terminal() {
      return terminal;
    },
    ledger,
    dealings,
    settlement,
    refused,
    until,
    async outcome<T>(promise: Promise<T>): Promise<T> {
      let over = false;
      void promise.then(() => {
        over = true;
      });
      await until(() => over);
      return promise;
    },
    /** An attempt of the settlement is over, and then it is so. */
    async attempted(condition: () => boolean): Promise<void> {
      let holds = false;
      const stop = settlement.onChange(() => {
        holds = condition();
      });
      await until(() => holds);
      stop();
    },
    online: () => until(() => driver.status().device === 'online'),
    /** Another terminal on the same cable, or the same one after somebody worked at it. */
    async replace(saved: ZvtTerminalState): Promise<void> {
      await wire.unplug();
      terminal.close();
      await until(() => driver.status().device !== 'online');
      terminal = createZvtTerminalSimulator({ ...simulated, saved });
      await wire.plug();
      await until(() => driver.status().device === 'online');
    },
    /** The settlement has every occasion to ask. */
    async wait(): Promise<void> {
      for (let step = 0; step < 600; step += 1) await pass(STEP_MS);
    },
    begin(reference: string) {
      const { id } = dealings.quote({ service: 's', tier: null, tariffDate: null, amount: 500, paper: 'receipt' });
      ledger.append(id, { kind: 'lodged', reference: id });
      if (reference === 'refused') refused.add(id);
      return id;
    },
    /** A sale that is to go back, and that the terminal gives back for nobody. */
    async owed(): Promise<string> {
      terminal.faults.always('no-reversal');
      const id = this.begin('refused');
      await this.pay(id);
      await this.attempted(() => ledger.find(id)?.last === 'reversing');
      return id;
    },
    async pay(id: string) {
      const release = settlement.claim(id);
      const sale = dealings.pay(id, NEVER, () => undefined).finally(release);
      await until(() => terminal.display().stage === 'present-card');
      terminal.tap();
      return this.outcome(sale);
    },
    ends: (id: string) => ledger.history(id).at(-1)?.entry,
    async close() {
      terminal.close();
      await driver.close();
      await settlement.close();
      ledger.close();
    },
  };
}

it('gives no money back while another sale is in doubt, for that is then not the terminal’s last transaction any more', async () => {
  const r = rig();
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

it('does not take an empty terminal’s word for a sale at the one that stood there before', async () => {
  const r = rig();
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

it('does not take somebody else’s sale at another terminal for the one that is in doubt', async () => {
  const r = rig();
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

it('does not call a sale unpaid because staff took an older one back at the terminal meanwhile', async () => {
  const r = rig();
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

it('gives no money back by a receipt number that the terminal gave to a newer sale: staff give it', async () => {
  const r = rig();
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
