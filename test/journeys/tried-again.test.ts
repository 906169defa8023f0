import { expect, it } from 'vitest';
import { toOfficeService } from '../../device/catalogue/offered.ts';
import { DOUBT_IS_LONG_MS, SALE_INQUIRY_MS } from '../../device/session/payment.machine.ts';
import type { PaymentTerminal, PayOutcome } from '../../drivers/payment-terminal/contract.ts';
import { err, ok } from '../../drivers/result.ts';
import { ApplicationRegister } from '../../simulators/back-office/register.ts';
import { openStore } from '../../simulators/back-office/store.ts';
import { pageOf } from '../papers/glass-text.ts';
import { APPROVAL, machineRig } from '../rigs/machine-rig.ts';
import { catalogue } from '../support/catalogue.ts';
import { SILENT_TERMINAL, untilPaying } from '../support/machine-ways.ts';

/* A retry is another application if the first was given up, and the same if its answer was lost. */

const NO_ANSWER = { known: 'nothing', trouble: { code: 'TRM-101', kind: 'not-connected' } } as const;

function twoOffers() {
  const rig = machineRig();
  const references = ['K5-AAAA-11', 'K5-BBBB-22'];
  rig.office.contract.lodge = async (key) => ok({ id: key, reference: references.shift() ?? '' });
  Object.assign(rig.terminal.contract, { capabilities: { issueOfGoods: true } });
  const sales: { issue: Parameters<PaymentTerminal['pay']>[3]; settle: (outcome: PayOutcome) => void }[] = [];
  rig.terminal.contract.pay = (_intent, _signal, _prompt, issue) =>
    new Promise((settle) => sales.push({ issue, settle }));
  rig.terminal.state.answer = NO_ANSWER;

  return {
    rig,
    numbers: () => rig.printer.jobs.map(({ receipt }) => receipt.number),
    async inDoubt(nth: number): Promise<void> {
      sales[nth]?.settle(SILENT_TERMINAL);
      await rig.settled();
      await rig.wait(DOUBT_IS_LONG_MS);
    },
    async triesAgain(): Promise<void> {
      rig.terminal.state.answer = { known: 'not-paid' };
      rig.office.state.down = false;
      await rig.wait(SALE_INQUIRY_MS);
      await rig.wait(SALE_INQUIRY_MS);
      expect(rig.screen()).toMatchObject({ show: 'trouble', code: 'BKO-107', canRetry: true });
      await rig.citizen({ do: 'retry' });
      rig.terminal.state.answer = NO_ANSWER;
    },
    async approves(): Promise<void> {
      void sales[0]?.issue?.(APPROVAL, new AbortController().signal);
      await rig.settled();
    },
    async offeredInVain(): Promise<void> {
      await untilPaying(rig);
      rig.office.state.down = true;
      void sales[0]?.issue?.(APPROVAL, AbortSignal.abort());
      await rig.settled();
    },
  };
}

it('when the retry is another application, then it has its own slip about the payment', async () => {
  const { rig, numbers, offeredInVain, inDoubt, triesAgain } = twoOffers();
  await offeredInVain();
  await inDoubt(0);
  rig.printer.finish();
  await rig.settled();
  await triesAgain();
  await inDoubt(1);
  expect(numbers()).toEqual(['K5-AAAA-11/DP', 'K5-BBBB-22/DP']);
});

it('when the slip of the first application is still printing, then the second has its own slip', async () => {
  const { rig, numbers, offeredInVain, inDoubt, triesAgain } = twoOffers();
  await offeredInVain();
  await inDoubt(0);
  await triesAgain();
  await inDoubt(1);
  expect(numbers()).toEqual(['K5-AAAA-11/DP']);
  rig.printer.finish();
  await rig.settled();
  expect(numbers()).toEqual(['K5-AAAA-11/DP', 'K5-BBBB-22/DP']);
  expect(rig.screen()).toMatchObject({ slip: 'printing' });
  rig.printer.finish();
  await rig.settled();
  expect(rig.screen()).toMatchObject({ slip: 'printed' });
  expect(rig.bugs).toEqual([]);
});

it('when the bank has approved and the office is away, then the page shows the reference and asks for no money', async () => {
  const { rig, approves } = twoOffers();
  await untilPaying(rig, 'en');
  rig.office.state.down = true;
  await approves();
  expect(rig.screen()).toMatchObject({ show: 'paying', stage: 'registering' });
  const { text } = await pageOf(rig.screen());
  expect(text).toContain('K5-AAAA-11');
  expect(text).toContain('Approved by the bank');
  expect(text).not.toContain('To pay');
});

it('when the language changes before the retry, then the lodging is the same', async () => {
  const rig = machineRig();
  const register = new ApplicationRegister({
    now: () => new Date(),
    random: () => 0.3,
    services: catalogue().services.map(toOfficeService),
    store: await openStore(undefined),
  });
  rig.office.contract.quote = async (request) => {
    const answer = await register.quote('quote-1', { ...request });
    return answer.ok ? ok(answer.value) : err({ code: 'BKO-102', kind: 'refused', reason: answer.error.code });
  };
  let lost = true;
  rig.office.contract.lodge = async (key, request) => {
    const answer = await register.lodge(key, request);
    if (lost) return err({ code: 'BKO-101', kind: 'unreachable', detail: 'timeout' });
    if (!answer.ok) return err({ code: 'BKO-102', kind: 'refused', reason: answer.error.code });
    return ok(answer.value.lodged);
  };
  await untilPaying(rig);
  expect(rig.screen()).toMatchObject({ show: 'trouble', code: 'BKO-101', canRetry: true });
  lost = false;
  await rig.citizen({ do: 'language', language: 'ru' }, { do: 'retry' });
  expect(rig.screen().show).toBe('paying');
});
