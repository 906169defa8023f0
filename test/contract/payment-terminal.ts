import { describe, expect, it, type TestContext } from 'vitest';
import { clockDifference } from '../../drivers/payment-terminal/clock-difference.ts';
import type { Approval, Issue, PaymentIntent, TerminalPrompt } from '../../drivers/payment-terminal/contract.ts';
import { terminalContractAlone, untilAsTimePasses } from './alone.ts';
import { terminalMaintenanceContract } from './payment-terminal-care.ts';
import { issueOfGoodsContract } from './payment-terminal-issue.ts';
import type { OptionalFeature, PaymentTerminalRig, TerminalBenchRig } from './payment-terminal-rig.ts';

export { CONTRACT_ZVT_TIMINGS, type PaymentTerminalRig } from './payment-terminal-rig.ts';

const STEP_MS = 50;
const PATIENCE_STEPS = 2_400;
const AMOUNT = 500;
const NEVER = new AbortController().signal;

/** `lacks`: features that the terminal's protocol does not have. */
export function paymentTerminalContract(
  name: string,
  makeRig: () => Promise<PaymentTerminalRig>,
  lacks: readonly OptionalFeature[] = [],
): void {
  terminalContractAlone(name, async () => {
    const { terminal, pass, close } = await makeRig();
    return { device: terminal, until: untilAsTimePasses(pass, STEP_MS, PATIENCE_STEPS), close };
  });

  describe(`payment terminal: ${name}`, () => {
    const bench = async ({ onTestFinished }: Pick<TestContext, 'onTestFinished'>) => {
      const rig = await makeRig();
      onTestFinished(() => rig.close());
      const hands = handsOn(rig);
      await hands.until(() => rig.terminal.status().device === 'online');
      return hands;
    };

    if (!lacks.includes('issue of goods')) issueOfGoodsContract(bench);
    if (!lacks.includes('care')) terminalMaintenanceContract(bench);

    it('when the terminal is new, then there is no last transaction', async (context) => {
      const { rig, outcome } = await bench(context);
      expect(await outcome(rig.terminal.lastTransaction(NEVER))).toMatchObject({ ok: true, value: { before: null } });
    });

    it('when a card is tapped, then the sale is approved once, and the prompts are reported', async (context) => {
      const { rig, outcome, intentFor, start, atCard } = await bench(context);
      const sale = start(await intentFor());
      await atCard();
      rig.simulator.tap();
      const result = await outcome(sale.outcome);
      expect(result).toMatchObject({ known: 'approved', approval: { amount: AMOUNT, cardTail: '4021' } });
      expect(sale.prompts).toEqual(['present-card', 'processing']);
      expect(rig.simulator.sales()).toMatchObject([{ amount: AMOUNT, state: 'approved' }]);
      if (result.known !== 'approved') return;
      expect(await outcome(rig.terminal.lastTransaction(NEVER))).toEqual({
        ok: true,
        value: { before: result.approval.ref, stands: AMOUNT },
      });
      expect(result.approval.customerReceipt.join('\n')).toContain(result.approval.ref.receiptNumber);
    });

    it('when the clock of the terminal is in another time zone, then the sale is approved, and the approval has that time', async (context) => {
      const { rig, outcome, intentFor, start, atCard } = await bench(context);
      rig.simulator.setClock(-240);
      const intent = await intentFor();
      const sale = start(intent);
      await atCard();
      rig.simulator.tap();
      const result = await outcome(sale.outcome);
      if (result.known !== 'approved') throw new Error(`not approved: ${result.known}`);
      const { at = '' } = result.approval.ref;
      const times = { at, sentAt: intent.sentAt ?? '', answeredAt: rig.now().toISOString() };
      expect(clockDifference(times, 600_000).wholeHours).toBe(-4);
    });

    it('when a card is inserted, then the prompts ask for the PIN and for removal of the card', async (context) => {
      const { rig, until, outcome, intentFor, start, atCard } = await bench(context);
      const sale = start(await intentFor(25_000));
      await atCard();
      rig.simulator.insert();
      await until(() => rig.simulator.display().stage === 'enter-pin');
      for (const key of ['1', '2', '3', '4', 'ok'] as const) {
        rig.simulator.key(key);
        await rig.pass(STEP_MS);
      }
      await until(() => rig.simulator.display().stage === 'remove-card');
      await until(() => sale.prompts.includes('remove-card'));
      rig.simulator.removeCard();
      expect(await outcome(sale.outcome)).toMatchObject({ known: 'approved' });
      expect(sale.prompts).toEqual(['present-card', 'enter-pin', 'processing', 'remove-card']);
    });

    it('when the card is declined, then nothing is booked, and the inquiry says not paid', async (context) => {
      const { rig, outcome, intentFor, start, atCard, inquired, paid } = await bench(context);
      await paid();
      const intent = await intentFor();
      const sale = start(intent);
      await atCard();
      rig.simulator.decline();
      expect(await outcome(sale.outcome)).toEqual({ known: 'declined', resultCode: '05' });
      expect(rig.simulator.sales()).toHaveLength(1);
      expect(await inquired(intent)).toEqual({ known: 'not-paid' });
    });

    it('when the citizen presses the red key, then the sale is cancelled', async (context) => {
      const { rig, outcome, intentFor, start, atCard } = await bench(context);
      const sale = start(await intentFor());
      await atCard();
      rig.simulator.key('cancel');
      expect(await outcome(sale.outcome)).toEqual({ known: 'cancelled' });
    });

    it('when the caller stops the sale, then it is cancelled and nothing is booked', async (context) => {
      const { rig, outcome, intentFor, start, atCard } = await bench(context);
      const stop = new AbortController();
      const sale = start(await intentFor(), stop.signal);
      await atCard();
      stop.abort();
      expect(await outcome(sale.outcome)).toEqual({ known: 'cancelled' });
      expect(rig.simulator.sales()).toEqual([]);
    });

    it('when the approval comes before the stop, then the sale is approved', async (context) => {
      const { rig, outcome, intentFor, start, atCard } = await bench(context);
      rig.simulator.faults.next('late-approve');
      const stop = new AbortController();
      const sale = start(await intentFor(), stop.signal);
      await atCard();
      stop.abort();
      expect(await outcome(sale.outcome)).toMatchObject({ known: 'approved' });
      expect(rig.simulator.sales()).toHaveLength(1);
      rig.simulator.faults.assertSpent();
    });

    it('when the terminal refuses the command, then the sale never started', async (context) => {
      const { rig, outcome, intentFor, start } = await bench(context);
      const intent = await intentFor();
      rig.simulator.faults.next('busy');
      expect(await outcome(start(intent).outcome)).toEqual({
        known: 'never-started',
        trouble: { code: 'TRM-103', kind: 'refused', resultCode: '9c' },
      });
      rig.simulator.faults.assertSpent();
    });

    it('when the answer to an approval is lost, then the inquiry finds the approval, and the card is charged once', async (context) => {
      const { rig, outcome, intentFor, start, atCard, inquired } = await bench(context);
      rig.simulator.faults.next('approve-then-silent');
      const intent = await intentFor();
      const sale = start(intent);
      await atCard();
      rig.simulator.tap();
      expect(await outcome(sale.outcome)).toMatchObject({ known: 'nothing', ask: 'last-transaction' });
      expect(await inquired(intent)).toMatchObject({ known: 'approved', approval: { amount: AMOUNT } });
      expect(rig.simulator.sales()).toHaveLength(1);
      rig.simulator.faults.assertSpent();
    });

    it('when the completion is lost, then the inquiry finds the approval', async (context) => {
      const { rig, outcome, intentFor, start, atCard, inquired } = await bench(context);
      rig.simulator.faults.next('lost-completion');
      const intent = await intentFor();
      const sale = start(intent);
      await atCard();
      rig.simulator.tap();
      expect(await outcome(sale.outcome)).toMatchObject({ known: 'nothing' });
      expect(await inquired(intent)).toMatchObject({ known: 'approved' });
      expect(rig.simulator.sales()).toHaveLength(1);
    });

    it('when a malformed message comes in place of the result, then the inquiry finds the approval', async (context) => {
      const { rig, outcome, intentFor, start, atCard, inquired } = await bench(context);
      rig.simulator.faults.next('nonsense');
      const intent = await intentFor();
      const sale = start(intent);
      await atCard();
      rig.simulator.tap();
      expect(await outcome(sale.outcome)).toMatchObject({ known: 'nothing', trouble: { code: 'TRM-104' } });
      expect(await inquired(intent)).toMatchObject({ known: 'approved' });
      expect(rig.simulator.sales()).toHaveLength(1);
      rig.simulator.faults.assertSpent();
    });

    it('when the result of a sale comes twice, then the sale counts once', async (context) => {
      const { rig, paid } = await bench(context);
      rig.simulator.faults.next('repeat-status');
      await paid();
      expect(rig.simulator.approvedTotal).toBe(AMOUNT);
      rig.simulator.faults.assertSpent();
    });

    if (!lacks.includes('result without its length')) {
      it('when the result of a sale has no length byte, then the sale is approved', async (context) => {
        const { rig, paid } = await bench(context);
        rig.simulator.faults.next('bare-status');
        await paid();
        expect(rig.simulator.approvedTotal).toBe(AMOUNT);
        rig.simulator.faults.assertSpent();
      });
    }

    it('when the sale had no answer, then the outcome is unknown, and the inquiry says not paid', async (context) => {
      const { rig, outcome, intentFor, start, inquired, paid } = await bench(context);
      await paid();
      rig.simulator.faults.next('silent');
      const intent = await intentFor();
      expect(await outcome(start(intent).outcome)).toEqual({
        known: 'nothing',
        ask: 'last-transaction',
        trouble: { code: 'TRM-102', kind: 'no-answer', phase: 'after-write' },
      });
      expect(await inquired(intent)).toEqual({ known: 'not-paid' });
      expect(rig.simulator.sales()).toHaveLength(1);
    });

    it('when a sale is reversed twice, then both calls succeed, and it is reversed once', async (context) => {
      const { rig, outcome, paid } = await bench(context);
      const sale = await paid();
      expect(await outcome(rig.terminal.reverse(sale, NEVER))).toEqual({ ok: true, value: undefined });
      expect(await outcome(rig.terminal.reverse(sale, NEVER))).toEqual({ ok: true, value: undefined });
      expect(rig.simulator.sales()).toMatchObject([{ state: 'reversed' }]);
      expect(rig.simulator.approvedTotal).toBe(0);
    });

    it('when a terminal reports a reversal without naming the sale, then the sale does not count as reversed', async (context) => {
      const { rig, outcome, paid } = await bench(context);
      const sale = await paid();
      expect(await outcome(rig.terminal.reverse(sale, NEVER))).toEqual({ ok: true, value: undefined });
      await paid();
      expect(await outcome(rig.terminal.reverse(sale, NEVER))).toMatchObject({ ok: false, error: { code: 'TRM-106' } });
    });

    it('when the terminal has no transaction, then the outcome of a lost sale stays open', async (context) => {
      const { rig, outcome, intentFor, start } = await bench(context);
      rig.simulator.faults.next('silent');
      const intent = await intentFor();
      expect(await outcome(start(intent).outcome)).toMatchObject({ known: 'nothing' });
      const asked = async () => {
        const answer = await outcome(rig.terminal.inquire(intent, NEVER));
        return answer.known === 'nothing' ? answer.trouble : answer;
      };
      let said = await asked();
      for (let turn = 0; turn < 20 && said !== undefined && 'code' in said && said.code !== 'TRM-106'; turn += 1) {
        await rig.pass(STEP_MS * 10);
        said = await asked();
      }
      expect(said).toEqual({ code: 'TRM-106', kind: 'cannot-be-told', last: 'none' });
    });

    it('when no sale has the receipt number, then nothing is reversed', async (context) => {
      const { rig, outcome, paid } = await bench(context);
      const { ref, amount } = await paid();
      await paid();
      const reverse = (receiptNumber: string) =>
        rig.terminal.reverse({ ref: { ...ref, receiptNumber }, amount }, NEVER);
      expect(await outcome(reverse('7777'))).toEqual({
        ok: false,
        error: { code: 'TRM-103', kind: 'refused', resultCode: 'b5' },
      });
      expect(rig.simulator.approvedTotal).toBe(2 * AMOUNT);
    });

    it('when a sale runs, then a second sale and an inquiry are refused as busy', async (context) => {
      const { rig, outcome, intentFor, start, atCard } = await bench(context);
      const intent = await intentFor();
      const sale = start(intent);
      await atCard();
      const busy = { code: 'TRM-105', kind: 'busy' } as const;
      expect(await outcome(start(intent).outcome)).toEqual({ known: 'never-started', trouble: busy });
      expect(await outcome(rig.terminal.inquire(intent, NEVER))).toEqual({ known: 'nothing', trouble: busy });
      rig.simulator.tap();
      expect(await outcome(sale.outcome)).toMatchObject({ known: 'approved' });
      expect(rig.simulator.sales()).toHaveLength(1);
    });

    it('when the cable is out, then a sale never starts; later the terminal is back', async (context) => {
      const { rig, until, outcome, intentFor, start, paid } = await bench(context);
      const { cable } = rig;
      const intent = await intentFor();
      await cable.unplug();
      await until(() => rig.terminal.status().device !== 'online');
      expect(await outcome(start(intent).outcome)).toMatchObject({ known: 'never-started' });
      await cable.plug();
      await until(() => rig.terminal.status().device === 'online');
      await paid();
    });

    it('when the cable is pulled while the terminal waits for a card, then the driver reports the outcome of the terminal', async (context) => {
      const { rig, outcome, intentFor, start, atCard, inquired, paid } = await bench(context);
      const { cable } = rig;
      await paid();
      const intent = await intentFor();
      const sale = start(intent);
      await atCard();
      await cable.unplug();
      expect(await outcome(sale.outcome)).toMatchObject({ known: 'nothing' });
      rig.simulator.key('cancel');
      await cable.plug();
      expect(await inquired(intent)).toEqual({ known: 'not-paid' });
      expect(rig.simulator.approvedTotal).toBe(AMOUNT);
    });

    it('when the cable is pulled while the terminal asks the bank, then the driver reports the outcome of the terminal', async (context) => {
      const { rig, until, outcome, intentFor, start, atCard, inquired } = await bench(context);
      const { cable } = rig;
      const intent = await intentFor();
      const sale = start(intent);
      await atCard();
      rig.simulator.tap();
      await until(() => sale.prompts.includes('processing'));
      await cable.unplug();
      expect(await outcome(sale.outcome)).toMatchObject({ known: 'nothing' });
      await until(() => rig.simulator.sales()[0]?.state === 'reversed');
      await cable.plug();
      expect(await inquired(intent)).toEqual({ known: 'not-paid' });
      expect(rig.simulator.approvedTotal).toBe(0);
    });
  });
}

function handsOn(rig: PaymentTerminalRig): TerminalBenchRig {
  async function until(condition: () => boolean): Promise<void> {
    for (let step = 0; step < PATIENCE_STEPS && !condition(); step += 1) await rig.pass(STEP_MS);
    if (!condition()) throw new Error(`waited in vain: ${condition}`);
  }

  async function outcome<T>(promise: Promise<T>): Promise<T> {
    const settled: { value?: T } = {};
    const watched = promise.then((value) => Object.assign(settled, { value }));
    await until(() => 'value' in settled);
    await watched;
    return promise;
  }

  async function intentFor(amount = AMOUNT): Promise<PaymentIntent> {
    const last = await outcome(rig.terminal.lastTransaction(NEVER));
    if (!last.ok) throw new Error(`no last transaction: ${last.error.code}`);
    const { before, terminalId } = last.value;
    const sentAt = rig.now().toISOString();
    return { intentId: 'intent', amount, before, ...(terminalId !== undefined && { terminalId }), sentAt };
  }

  function start(intent: PaymentIntent, signal: AbortSignal = NEVER, issue?: Issue) {
    const prompts: TerminalPrompt[] = [];
    return { prompts, outcome: rig.terminal.pay(intent, signal, (prompt) => prompts.push(prompt), issue) };
  }

  async function atCard(): Promise<void> {
    await until(() => rig.simulator.display().stage === 'present-card');
  }

  async function paid(amount = AMOUNT): Promise<Pick<Approval, 'ref' | 'amount'>> {
    const sale = start(await intentFor(amount));
    await atCard();
    rig.simulator.tap();
    const result = await outcome(sale.outcome);
    if (result.known !== 'approved') throw new Error(`not approved: ${result.known}`);
    return result.approval;
  }

  async function inquired(intent: PaymentIntent) {
    for (let turn = 0; turn < 20; turn += 1) {
      const answer = await outcome(rig.terminal.inquire(intent, NEVER));
      if (answer.known !== 'nothing') return answer;
      await rig.pass(STEP_MS * 10);
    }
    throw new Error('the terminal never answered');
  }

  return { rig, until, outcome, intentFor, start, atCard, paid, inquired };
}
