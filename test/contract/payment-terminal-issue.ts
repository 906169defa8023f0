import { describe, expect, it } from 'vitest';
import type { Approval, IssueDecision } from '../../drivers/payment-terminal/contract.ts';
import type { TerminalBench } from './payment-terminal-rig.ts';

const NEVER = new AbortController().signal;
const AMOUNT = 500;

function counter() {
  const approvals: Approval[] = [];
  let tell: (decision: IssueDecision) => void = () => undefined;
  let gaveUp = false;
  const issue = (approval: Approval, signal: AbortSignal) => {
    approvals.push(approval);
    signal.addEventListener('abort', () => {
      gaveUp = true;
    });
    return new Promise<IssueDecision>((resolve) => {
      tell = resolve;
    });
  };
  return { approvals, issue, decide: (decision: IssueDecision) => tell(decision), gaveUp: () => gaveUp };
}

/** Declares the rules of issue of goods: a sale becomes final only when the goods were handed over. */
export function issueOfGoodsContract(bench: TerminalBench): void {
  describe('issue of goods', () => {
    async function approved(context: Parameters<TerminalBench>[0], fault?: 'impatient') {
      const hands = await bench(context);
      const { rig, until, intentFor, start, atCard } = hands;
      if (fault) rig.simulator.faults.always(fault);
      const goods = counter();
      const intent = await intentFor(AMOUNT);
      const sale = start(intent, NEVER, goods.issue);
      await atCard();
      rig.simulator.tap();
      await until(() => goods.approvals.length > 0);
      return { ...hands, goods, intent, sale };
    }

    it('when the driver is created, then it offers issue of goods', async (context) => {
      const { rig } = await bench(context);
      expect(rig.terminal.capabilities).toEqual({ issueOfGoods: true });
    });

    it('when the goods are issued at once, then the sale is confirmed', async (context) => {
      const { rig, outcome, goods, sale } = await approved(context);
      expect(goods.approvals).toMatchObject([{ amount: AMOUNT, cardTail: '4021' }]);
      goods.decide({ issued: 'whole' });
      expect(await outcome(sale.outcome)).toMatchObject({ known: 'approved', approval: { amount: AMOUNT } });
      expect(rig.simulator.approvedTotal).toBe(AMOUNT);
    });

    it('when the terminal asks several times about the goods, then the goods are issued once, and the sale is confirmed', async (context) => {
      const { rig, outcome, goods, sale } = await approved(context);
      await rig.pass(3_000);
      expect(goods.approvals).toHaveLength(1);
      goods.decide({ issued: 'whole' });
      expect(await outcome(sale.outcome)).toMatchObject({ known: 'approved' });
      expect(goods.approvals).toHaveLength(1);
      expect(goods.gaveUp()).toBe(false);
      expect(rig.simulator.sales()).toMatchObject([{ amount: AMOUNT, state: 'approved' }]);
    });

    it('when an impatient terminal asks often, then the terminal still waits for the goods', async (context) => {
      const { rig, outcome, goods, sale } = await approved(context, 'impatient');
      await rig.pass(2_000);
      goods.decide({ issued: 'whole' });
      expect(await outcome(sale.outcome)).toMatchObject({ known: 'approved' });
      rig.simulator.faults.clear();
    });

    it('when no goods are issued, then the terminal returns the money', async (context) => {
      const { rig, outcome, inquired, goods, intent, sale } = await approved(context);
      goods.decide({ issued: 'nothing' });
      expect(await outcome(sale.outcome)).toMatchObject({ known: 'declined' });
      expect(rig.simulator.approvedTotal).toBe(0);
      expect(await inquired(intent)).toEqual({ known: 'not-paid' });
    });

    it('when a part of the goods is issued, then only that part is charged', async (context) => {
      const { rig, outcome, inquired, goods, intent, sale } = await approved(context);
      goods.decide({ issued: 'part', amount: 200 });
      expect(await outcome(sale.outcome)).toMatchObject({ known: 'approved', approval: { amount: 200 } });
      expect(rig.simulator.sales()).toMatchObject([{ amount: 200, state: 'approved' }]);
      expect(await inquired({ ...intent, issued: 200 })).toMatchObject({
        known: 'approved',
        approval: { amount: 200 },
      });
    });

    it('when the goods take too long, then the money goes back, and the caller learns that it did', async (context) => {
      const { rig, outcome, goods, sale } = await approved(context);
      expect(await outcome(sale.outcome)).toMatchObject({ known: 'declined' });
      expect(goods.gaveUp()).toBe(true);
      expect(rig.simulator.approvedTotal).toBe(0);
    });

    it('when the card is declined, then no goods are asked for', async (context) => {
      const { rig, outcome, intentFor, start, atCard } = await bench(context);
      const goods = counter();
      const sale = start(await intentFor(AMOUNT), NEVER, goods.issue);
      await atCard();
      rig.simulator.decline();
      expect(await outcome(sale.outcome)).toEqual({ known: 'declined', resultCode: '05' });
      expect(goods.approvals).toEqual([]);
    });

    it('when the cable is pulled while goods are issued, then the driver reports the outcome of the terminal', async (context) => {
      const { rig, until, outcome, inquired, goods, intent, sale } = await approved(context);
      await rig.cable.unplug();
      expect(await outcome(sale.outcome)).toMatchObject({ known: 'nothing' });
      expect(goods.gaveUp()).toBe(true);
      goods.decide({ issued: 'whole' });
      await until(() => rig.simulator.sales()[0]?.state === 'reversed');
      await rig.cable.plug();
      expect(await inquired(intent)).toEqual({ known: 'not-paid' });
    });
  });
}
