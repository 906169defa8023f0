import { describe, expect, it } from 'vitest';
import {
  INTENT,
  NEVER_ABORTED,
  runMicrotasks,
  SALE_INFO,
  scriptedTerminal,
} from '../../../test/contract/zvt-scripted-rig.ts';
import { fromHex } from '../../bytes.ts';
import type { IssueDecision, PayOutcome } from '../contract.ts';
import { encodeSerialFrame } from './framer.ts';

async function selling() {
  const rig = await scriptedTerminal();
  await rig.register();
  let decide: (decision: IssueDecision) => void = () => undefined;
  let asked = 0;
  let outcome: PayOutcome | undefined;
  const stop = new AbortController();
  const sale = rig.terminal.pay(
    INTENT,
    stop.signal,
    () => undefined,
    () => {
      asked += 1;
      return new Promise((resolve) => {
        decide = resolve;
      });
    },
  );
  void sale.then((value) => {
    outcome = value;
  });
  await runMicrotasks();
  await rig.ack();
  const result = () => rig.say({ kind: 'status-information', fields: SALE_INFO });
  return {
    rig,
    sale,
    stop,
    result,
    asked: () => asked,
    outcome: () => outcome,
    async decide(decision: IssueDecision) {
      decide(decision);
      await runMicrotasks();
    },
    last: () => rig.apdus.at(-1),
    answers: () => rig.apdus.filter((apdu) => /^8[04]/.test(apdu)),
  };
}

describe('the answer to 04 0F during an issue of goods', () => {
  it('when the decision takes long, then the answer is 84 9C 00 every two seconds, and 80 00 00 at the end', async () => {
    const { rig, sale, result, asked, decide, last } = await selling();
    const before = rig.apdus.length;
    await result();
    await rig.pass(1_999);
    expect(rig.apdus).toHaveLength(before);
    await rig.pass(1);
    expect(last()).toBe('849c00');
    await result();
    await rig.pass(2_000);
    expect(last()).toBe('849c00');
    await result();
    await decide({ issued: 'whole' });
    expect(last()).toBe('800000');
    await rig.say({ kind: 'completion', fields: {} });
    expect(await sale).toMatchObject({ known: 'approved' });
    expect(asked()).toBe(1);
    await rig.terminal.close();
  });

  it('when the decision comes between two questions, then the next question is answered at once', async () => {
    const { rig, result, decide, last } = await selling();
    await result();
    await rig.pass(2_000);
    const before = rig.apdus.length;
    await decide({ issued: 'part', amount: 200 });
    expect(rig.apdus).toHaveLength(before);
    await result();
    expect(last()).toBe('849d0704000000000200');
    await rig.terminal.close();
  });

  it('when no goods are issued, then the answer is 84 66 00, also to a repeat', async () => {
    const { rig, sale, result, decide, last } = await selling();
    await result();
    await decide({ issued: 'nothing' });
    expect(last()).toBe('846600');
    await result();
    expect(last()).toBe('846600');
    await rig.say({ kind: 'abort', fields: { resultCode: '66' } });
    expect(await sale).toEqual({ known: 'declined', resultCode: '66' });
    await rig.terminal.close();
  });

  it('when another amount is approved than was asked, then the driver answers 84 66 00 and issues no goods', async () => {
    const { rig, sale, asked, last } = await selling();
    await rig.say({ kind: 'status-information', fields: { ...SALE_INFO, amount: 50_000 } });
    expect(last()).toBe('846600');
    expect(asked()).toBe(0);
    await rig.say({ kind: 'completion', fields: {} });
    expect(await sale).toMatchObject({ known: 'nothing' });
    await rig.terminal.close();
  });

  it('when the amount may be behind an unknown field, then the driver answers 84 66 00 and issues no goods', async () => {
    const { rig, asked, last } = await selling();
    rig.wire.device.write(encodeSerialFrame(fromHex('040f04 2700 1c05')));
    await runMicrotasks();
    expect(last()).toBe('846600');
    expect(asked()).toBe(0);
    expect(rig.discarded).toEqual(['unknown field 1c']);
    await rig.terminal.close();
  });

  it('when an approval has neither trace nor receipt number, then the driver answers 84 66 00 and issues no goods', async () => {
    const { rig, asked, last } = await selling();
    const { traceNumber: _, receiptNumber: __, ...unnumbered } = SALE_INFO;
    await rig.say({ kind: 'status-information', fields: unnumbered });
    expect(last()).toBe('846600');
    expect(asked()).toBe(0);
    await rig.say({ kind: 'abort', fields: { resultCode: '66' } });
    expect(rig.terminal.status()).toEqual({ device: 'online', uncounted: true });
    await rig.terminal.close();
  });

  it('when an approval names another currency, then the driver answers 84 66 00 and issues no goods', async () => {
    const { rig, sale, asked, last } = await selling();
    await rig.say({ kind: 'status-information', fields: { ...SALE_INFO, currency: 978 } });
    expect(last()).toBe('846600');
    expect(asked()).toBe(0);
    await rig.say({ kind: 'completion', fields: {} });
    expect(await sale).toMatchObject({ known: 'nothing', trouble: { code: 'TRM-104' } });
    await rig.terminal.close();
  });

  it('when a result comes twice before the decision, then there is one answer', async () => {
    const { rig, result, decide, answers } = await selling();
    await result();
    const before = answers().length;
    await result();
    await decide({ issued: 'whole' });
    expect(answers()).toHaveLength(before + 1);
    await rig.terminal.close();
  });

  it('when the result is a refusal, then the answer is 80 00 00', async () => {
    const { rig, asked, last } = await selling();
    await rig.say({ kind: 'status-information', fields: { resultCode: '05' } });
    expect(last()).toBe('800000');
    expect(asked()).toBe(0);
    await rig.terminal.close();
  });

  it('when the caller aborts, then no 06 B0 is sent, and the decision about the goods is the answer', async () => {
    const { rig, stop, result, decide } = await selling();
    await result();
    stop.abort();
    await runMicrotasks();
    expect(rig.commands.some(({ kind }) => kind === 'ecr-abort')).toBe(false);
    await decide({ issued: 'whole' });
    expect(rig.commands.at(-1)?.kind).toBe('positive-ack');
    await rig.terminal.close();
  });
});

it('when a person stops the sale at the terminal during the issue of goods, then the sale is cancelled', async () => {
  const { rig, sale, result } = await selling();
  await result();
  await rig.say({ kind: 'status-information', fields: { resultCode: '6c' } });
  await rig.say({ kind: 'abort', fields: { resultCode: '6c' } });
  expect(await sale).toEqual({ known: 'cancelled' });
  await rig.terminal.close();
});

describe('an unknown outcome during an issue of goods', () => {
  it('when a completion comes before the decision, then the outcome is unknown', async () => {
    const { rig, sale, result } = await selling();
    await result();
    await rig.say({ kind: 'completion', fields: {} });
    expect(await sale).toMatchObject({ known: 'nothing', ask: 'last-transaction' });
    await rig.terminal.close();
  });

  it('when a completion comes after nothing was issued, then the outcome is unknown', async () => {
    const { rig, sale, result, decide } = await selling();
    await result();
    await decide({ issued: 'nothing' });
    await rig.say({ kind: 'completion', fields: {} });
    expect(await sale).toMatchObject({ known: 'nothing' });
    await rig.terminal.close();
  });

  it('when the line goes down, then the outcome is unknown, and a later decision has no effect', async () => {
    const { rig, sale, result, decide } = await selling();
    await result();
    rig.wire.unplug();
    expect(await sale).toMatchObject({ known: 'nothing' });
    await decide({ issued: 'whole' });
    await rig.terminal.close();
  });
});

it('when a sale has no goods, then its command has no limits for an issue, and its approval is acknowledged at once', async () => {
  const rig = await scriptedTerminal();
  await rig.register();
  const sale = rig.terminal.pay(INTENT, NEVER_ABORTED, () => undefined);
  await runMicrotasks();
  expect(rig.apdus.at(-1)).toBe('06010a04000000000500490944');
  await rig.ack();
  await rig.say({ kind: 'status-information', fields: SALE_INFO });
  expect(rig.apdus.at(-1)).toBe('800000');
  await rig.say({ kind: 'completion', fields: {} });
  expect(await sale).toMatchObject({ known: 'approved' });
  await rig.terminal.close();
});
