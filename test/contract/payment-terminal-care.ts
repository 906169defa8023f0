import { describe, expect, it } from 'vitest';
import type { TerminalBench } from './payment-terminal-rig.ts';

const NEVER = new AbortController().signal;

export function terminalMaintenanceContract(bench: TerminalBench): void {
  describe('care', () => {
    it("when a day ends, then the report has the day's sums, and the next day starts with none", async (context) => {
      const { rig, outcome, paid } = await bench(context);
      await paid(500);
      await paid(1_250);
      const day = await outcome(rig.terminal.endOfDay(NEVER));
      if (!day.ok) throw new Error(day.error.code);
      const { totals, receipts, terminalId } = day.value;
      expect(terminalId).toBe('52500041');
      expect(totals).toMatchObject({ amount: 1_750, receipts: { first: '0001', last: '0002' } });
      expect(totals.byCard?.filter(({ count }) => count > 0)).toEqual([{ card: 'visa', count: 2, amount: 1_750 }]);
      expect(receipts).toMatchObject([{ kind: 'administration' }]);
      expect(receipts[0]?.lines[0]).toMatchObject({ centred: true, doubleHeight: true, doubleWidth: false });
      const next = await outcome(rig.terminal.endOfDay(NEVER));
      expect(next).toMatchObject({ ok: true, value: { totals: { amount: 0 } } });
    });

    it('when the sums of a day have no length byte, then the driver still reads the sums', async (context) => {
      const { rig, outcome, paid } = await bench(context);
      await paid(500);
      rig.simulator.faults.next('bare-status');
      const day = await outcome(rig.terminal.endOfDay(NEVER));
      expect(day).toMatchObject({ ok: true, value: { totals: { amount: 500, receipts: { first: '0001' } } } });
      rig.simulator.faults.assertSpent();
    });

    it('when the terminal refuses the end of day, then TRM-103 has its result code', async (context) => {
      const { rig, outcome } = await bench(context);
      rig.simulator.faults.next('no-end-of-day');
      expect(await outcome(rig.terminal.endOfDay(NEVER))).toEqual({
        ok: false,
        error: { code: 'TRM-103', kind: 'refused', resultCode: '77' },
      });
      rig.simulator.faults.assertSpent();
    });

    it('when the answer to a payout is lost, then an inquiry finds the payout', async (context) => {
      const { rig, outcome, intentFor, atCard, inquired } = await bench(context);
      const { terminal, simulator } = rig;
      const intent = await intentFor(300);
      const refund = terminal.refund(intent, NEVER, () => undefined);
      await atCard();
      simulator.tap();
      expect(await outcome(refund)).toMatchObject({ known: 'approved', approval: { amount: 300 } });
      expect(simulator.refunds()).toMatchObject([{ amount: 300 }]);
      simulator.faults.next('lost-completion');
      const lost = await intentFor(400);
      const second = terminal.refund(lost, NEVER, () => undefined);
      await atCard();
      simulator.tap();
      expect(await outcome(second)).toMatchObject({ known: 'nothing' });
      expect(await inquired(lost)).toMatchObject({ known: 'approved', approval: { amount: 400 } });
      expect(simulator.refunds()).toHaveLength(2);
    });

    it('when a payout is stopped before the card is shown, then it is cancelled and nothing is paid out', async (context) => {
      const { rig, outcome, intentFor, atCard } = await bench(context);
      const stop = new AbortController();
      const refund = rig.terminal.refund(await intentFor(300), stop.signal, () => undefined);
      await atCard();
      stop.abort();
      expect(await outcome(refund)).toEqual({ known: 'cancelled' });
      expect(rig.simulator.refunds()).toEqual([]);
    });

    it('when a status byte looks like the beginning of another field, then the driver reads it as the status', async (context) => {
      const { rig, outcome } = await bench(context);
      const { terminal, simulator } = rig;
      expect(await outcome(terminal.condition(NEVER))).toEqual({
        ok: true,
        value: { terminalId: '52500041', status: '00', software: 'SIMULATED 1.0', meaning: 'ready' },
      });
      simulator.setCondition('06');
      expect(await outcome(terminal.condition(NEVER))).toMatchObject({
        value: { status: '06', software: 'SIMULATED 1.0' },
      });
    });

    it('when diagnosis, initialisation, log-off or restart is asked, then it succeeds', async (context) => {
      const { rig, until, outcome, paid } = await bench(context);
      const { terminal } = rig;
      for (const task of ['diagnosis', 'initialisation'] as const) {
        const done = await outcome(terminal.perform(task, NEVER));
        expect(done).toMatchObject({ ok: true, value: [{ kind: 'administration' }] });
      }
      expect(await outcome(terminal.perform('log-off', NEVER))).toEqual({ ok: true, value: [] });
      expect(await outcome(terminal.perform('reset', NEVER))).toEqual({ ok: true, value: [] });
      await until(() => terminal.status().device !== 'online');
      await until(() => terminal.status().device === 'online');
      await paid(500);
    });

    it('when the terminal asks for initialisation or diagnosis, then the driver runs it without a command of the caller', async (context) => {
      const { rig, until, paid } = await bench(context);
      const { terminal, simulator, cable } = rig;
      for (const status of ['51', 'c2']) {
        simulator.setCondition(status);
        await cable.unplug();
        await until(() => terminal.status().device !== 'online');
        await cable.plug();
        await until(() => simulator.state().condition === '00');
        await until(() => terminal.status().device === 'online');
      }
      await paid(500);
    });
  });
}
