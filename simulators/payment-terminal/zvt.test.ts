import { describe, expect, it } from 'vitest';
import { SimulatedClock } from 'xstate';
import { concat, fromHex } from '../../drivers/bytes.ts';
import { cable } from '../../drivers/link/pair.ts';
import type { TerminalPrompt } from '../../drivers/payment-terminal/contract.ts';
import { decodeNumberedMessage, encodeMessage } from '../../drivers/payment-terminal/zvt/codec.ts';
import { createZvtTerminal } from '../../drivers/payment-terminal/zvt/driver.ts';
import { createTcpFramer } from '../../drivers/payment-terminal/zvt/framer.ts';
import type { ZvtMessage } from '../../drivers/payment-terminal/zvt/messages.ts';
import { commissionedTerminal } from './by-hand.ts';
import { emptyMemory } from './memory.ts';
import { createZvtTerminalSimulator, type ZvtTerminalState } from './zvt.ts';

const TURNS = 200;
const NEVER = new AbortController().signal;

async function rigged(saved?: ZvtTerminalState) {
  const clock = new SimulatedClock();
  const settle = async () => {
    for (let turn = 0; turn < TURNS; turn += 1) await Promise.resolve();
  };
  const pass = async (ms: number) => {
    await settle();
    clock.increment(ms);
    await settle();
  };
  const wire = cable();
  const common = { clock, random: () => 0.5, framing: 'serial' } as const;
  const simulator = createZvtTerminalSimulator({
    ...common,
    wire: wire.device,
    now: () => new Date(0),
    ...(saved ? { saved } : {}),
  });
  const terminal = createZvtTerminal({
    ...common,
    link: wire.host,
    password: '123456',
    charset: 'utf8',
    onDiscarded: () => undefined,
  });
  await settle();
  const prompts: TerminalPrompt[] = [];
  const sell = async (amount: number) => {
    const outcome = terminal.pay({ intentId: 'intent', amount, before: null }, NEVER, (prompt) => prompts.push(prompt));
    await settle();
    return outcome;
  };
  const type = async (...keys: Parameters<typeof simulator.key>[0][]) => {
    for (const key of keys) {
      simulator.key(key);
      await settle();
    }
  };
  return { clock, pass, settle, wire, simulator, terminal, prompts, sell, type };
}

async function played(own: { readonly password?: string } = {}) {
  const clock = new SimulatedClock();
  const wire = cable();
  const heard: ZvtMessage[] = [];
  const numbers: [kind: string, number: number | undefined][] = [];
  const framer = createTcpFramer();
  const link = wire.host();
  const simulator = createZvtTerminalSimulator({
    wire: wire.device,
    clock,
    random: () => 0.5,
    framing: 'tcp',
    now: () => new Date(0),
    ...own,
  });
  await link.open();
  link.onBytes((bytes) => {
    for (const piece of framer.feed(bytes)) {
      if (piece.kind !== 'frame' || piece.body.unit !== 'apdu') throw new Error('the simulator sent noise');
      const decoded = decodeNumberedMessage(piece.body.apdu);
      if (!decoded.ok) throw new Error(decoded.error);
      const { message, sequence } = decoded.value;
      heard.push(message);
      numbers.push([message.kind, sequence]);
    }
  });
  const settle = async () => {
    for (let turn = 0; turn < TURNS; turn += 1) await Promise.resolve();
  };
  const pass = async (ms: number) => {
    await settle();
    clock.increment(ms);
    await settle();
  };
  const say = async (message: ZvtMessage) => {
    await link.write(encodeMessage(message));
    await pass(0);
  };
  const ack = () => say({ kind: 'positive-ack', fields: {} });
  const kinds = () => heard.map(({ kind }) => kind);
  const register = async (fields: { config: number; permitted?: readonly string[] }) => {
    await say({ kind: 'registration', fields: { password: '123456', ...fields } });
    await ack();
    heard.length = 0;
  };
  return { simulator, link, heard, numbers, kinds, pass, say, ack, register };
}

const AUTHORIZE: ZvtMessage = { kind: 'authorisation', fields: { amount: 500, currency: 944 } };

describe('a card', () => {
  it('when a card is tapped, then it needs a PIN only above 100 AZN', async () => {
    const rig = await rigged();
    const small = rig.sell(10_000);
    await rig.settle();
    rig.simulator.tap();
    await rig.pass(2_000);
    expect(await small).toMatchObject({ known: 'approved' });
    const large = rig.sell(10_001);
    await rig.settle();
    rig.simulator.tap();
    await rig.settle();
    expect(rig.simulator.display()).toMatchObject({ stage: 'enter-pin', amount: 10_001 });
    await rig.type('1', '2', '3', '4', 'ok');
    await rig.pass(2_000);
    expect(await large).toMatchObject({ known: 'approved' });
  });

  it('when the PIN is wrong three times, then the sale is declined with 38', async () => {
    const rig = await rigged();
    const sale = rig.sell(500);
    await rig.settle();
    rig.simulator.insert();
    await rig.settle();
    await rig.type('1', '1', 'clear', '9', '9', '9', '9', 'ok');
    expect(rig.simulator.display().lines[0]).toBe('PIN səhvdir, qalan cəhd: 2');
    await rig.type('9', 'ok', '9', 'ok');
    expect(rig.simulator.display().stage).toBe('remove-card');
    rig.simulator.removeCard();
    await rig.settle();
    expect(await sale).toEqual({ known: 'declined', resultCode: '38' });
    expect(rig.simulator.sales()).toEqual([]);
  });

  it('when the card is removed during the PIN, then the sale is cancelled', async () => {
    const rig = await rigged();
    const sale = rig.sell(500);
    await rig.settle();
    rig.simulator.insert();
    await rig.settle();
    rig.simulator.removeCard();
    await rig.settle();
    expect(await sale).toEqual({ known: 'cancelled' });
  });

  it('when no card comes for a minute, then the sale is cancelled', async () => {
    const rig = await rigged();
    const sale = rig.sell(500);
    await rig.pass(59_999);
    expect(rig.simulator.display().stage).toBe('present-card');
    await rig.pass(1);
    expect(await sale).toEqual({ known: 'cancelled' });
    await rig.pass(4_000);
    expect(rig.simulator.display()).toEqual({ lines: ['Xoş gəlmisiniz'], amount: null, stage: 'idle' });
  });

  it('when the fault decline is armed, then the sale is declined with 05', async () => {
    const rig = await rigged();
    rig.simulator.faults.next('decline');
    const sale = rig.sell(500);
    await rig.settle();
    rig.simulator.tap();
    await rig.pass(2_000);
    expect(await sale).toEqual({ known: 'declined', resultCode: '05' });
    rig.simulator.faults.assertSpent();
  });
});

describe('bookings', () => {
  it('when a sale is booked, then listeners know it before the kiosk, and it survives a restart', async () => {
    const rig = await rigged();
    const salesWhenTold: number[] = [];
    let bytesBefore = 0;
    let saved: ZvtTerminalState | undefined;
    rig.simulator.onChange(() => {
      if (saved?.sales.length === rig.simulator.sales().length) return;
      saved = structuredClone(rig.simulator.state());
      salesWhenTold.push(saved.sales.length);
      if (saved.sales.length === 1) rig.wire.unplug();
    });
    rig.wire.device.onBytes(() => {
      bytesBefore += 1;
    });
    const sale = rig.sell(500);
    await rig.settle();
    rig.simulator.tap();
    await rig.pass(2_000);
    expect(await sale).toMatchObject({ known: 'nothing' });
    expect(bytesBefore).toBeGreaterThan(0);
    expect(salesWhenTold).toEqual([0, 1]);

    const again = await rigged(saved);
    expect(again.simulator.approvedTotal).toBe(500);
    const { terminalId } = again.simulator.state();
    const intent = { intentId: 'intent', amount: 500, before: null, terminalId, sentAt: new Date(0).toISOString() };
    const inquiry = again.terminal.inquire(intent, NEVER);
    await again.settle();
    expect(await inquiry).toMatchObject({ known: 'approved', approval: { amount: 500 } });
  });

  it('when the kiosk takes UTF-8, then receipts are in Azerbaijani', async () => {
    const rig = await rigged();
    const sale = rig.sell(1_234);
    await rig.settle();
    rig.simulator.tap();
    await rig.pass(2_000);
    expect(await sale).toMatchObject({
      approval: { customerReceipt: expect.arrayContaining(['MÜŞTƏRİ QƏBZİ', 'MƏBLƏĞ 12,34 AZN']) },
    });
  });
});

describe('a terminal in the sale of a lost kiosk', () => {
  it('when a kiosk that was lost during a sale connects again, then the terminal stops the sale and nothing is paid', async () => {
    const rig = await rigged(commissionedTerminal(emptyMemory('52500041'), new Date(0)));
    const last = await rig.terminal.lastTransaction(NEVER);
    const sale = rig.sell(500);
    await rig.settle();
    rig.wire.unplug();
    await rig.settle();
    expect(await sale).toMatchObject({ known: 'nothing' });
    rig.wire.plug();
    for (let turn = 0; turn < 10; turn += 1) await rig.pass(1_000);
    expect(rig.terminal.status()).toEqual({ device: 'online' });
    expect(rig.simulator.display().stage).toBe('idle');
    const before = last.ok ? last.value.before : null;
    const inquiry = rig.terminal.inquire({ intentId: 'intent', amount: 500, before }, NEVER);
    await rig.settle();
    expect(await inquiry).toEqual({ known: 'not-paid' });
  });
});

describe('ZVT dialogue', () => {
  it('when the kiosk registered with a container, then printed lines have their receipt type; otherwise they have none', async () => {
    const lineOf = async (registered: { config: number; permitted?: readonly string[] }) => {
      const rig = await played();
      await rig.register(registered);
      await rig.say(AUTHORIZE);
      rig.simulator.tap();
      await rig.pass(2_000);
      await rig.ack();
      return rig.heard.find(({ kind }) => kind === 'print-line')?.fields;
    };
    expect(await lineOf({ config: 0x82 })).not.toHaveProperty('receiptType');
    expect(await lineOf({ config: 0x82, permitted: ['06d1'] })).toMatchObject({ receiptType: 'merchant' });
  });

  it('when a password is set, then other passwords are refused; without a password, any password is accepted', async () => {
    const codes = async (own: { readonly password?: string }) => {
      const rig = await played(own);
      await rig.say({ kind: 'registration', fields: { password: '123456', config: 0 } });
      return rig.heard.map(({ kind, fields }) => ('resultCode' in fields ? fields.resultCode : kind));
    };
    expect(await codes({ password: '000000' })).toEqual(['83']);
    expect((await codes({ password: '123456' }))[0]).toBe('positive-ack');
    expect((await codes({}))[0]).toBe('positive-ack');
  });

  it('when the kiosk does not answer the result, then the sale is reversed', async () => {
    const rig = await played();
    await rig.register({ config: 0x02 });
    await rig.say(AUTHORIZE);
    rig.simulator.tap();
    await rig.pass(2_000);
    expect(rig.kinds()).toEqual(['positive-ack', 'status-information']);
    await rig.pass(5_000);
    expect(rig.heard.at(-1)).toEqual({ kind: 'abort', fields: { resultCode: 'a0' } });
    expect(rig.simulator.sales()).toMatchObject([{ state: 'reversed' }]);
    await rig.ack();
    await rig.say({ kind: 'repeat-receipt', fields: { password: '123456', serviceByte: 3 } });
    expect(rig.heard.at(-1)).toMatchObject({
      kind: 'status-information',
      fields: { traceNumber: '000002', originalTraceNumber: '000001', amount: 500 },
    });
  });

  it('when the kiosk says that nothing was issued, then the sale is reversed', async () => {
    const rig = await played();
    await rig.register({ config: 0x02 });
    await rig.say(AUTHORIZE);
    rig.simulator.tap();
    await rig.pass(2_000);
    await rig.say({ kind: 'negative-ack', fields: { resultCode: '66' } });
    expect(rig.simulator.approvedTotal).toBe(0);
  });

  it('when text blocks are not permitted, then lines are printed; without a request nothing is printed', async () => {
    const lines = await played();
    await lines.register({ config: 0x82 });
    await lines.say(AUTHORIZE);
    lines.simulator.tap();
    await lines.pass(2_000);
    // Merchant's copy: 8 lines and its end; customer's copy: 7 and its end. Each line and the result get one acknowledgement.
    for (let message = 0; message < 18; message += 1) await lines.ack();
    expect(lines.kinds().filter((kind) => kind === 'print-line')).toHaveLength(17);
    expect(lines.kinds().at(-1)).toBe('completion');

    const none = await played();
    await none.register({ config: 0x00 });
    await none.say(AUTHORIZE);
    none.simulator.tap();
    await none.pass(2_000);
    await none.ack();
    expect(none.kinds()).toEqual(['positive-ack', 'status-information', 'completion']);
  });

  it('when a command is impossible, then it is refused with its code', async () => {
    const rig = await played();
    await rig.say(AUTHORIZE);
    await rig.register({ config: 0 });
    await rig.say({ kind: 'authorisation', fields: { amount: 500, currency: 978 } });
    await rig.say({ kind: 'authorisation', fields: {} });
    await rig.say({ kind: 'ecr-abort', fields: {} });
    await rig.link.write(concat(fromHex('06c000'), fromHex('061e00')));
    await rig.pass(0);
    const codes = rig.heard.map((message) =>
      message.kind === 'negative-ack' ? message.fields.resultCode : message.kind,
    );
    expect(codes).toEqual(['6f', '9a', '83', '83', '9a']);
  });

  it('when a sale waits for a card, then other commands are refused with 9c', async () => {
    const rig = await played();
    await rig.register({ config: 0 });
    await rig.say(AUTHORIZE);
    await rig.say({ kind: 'status-enquiry', fields: { password: '123456' } });
    expect(rig.heard.at(-1)).toEqual({ kind: 'negative-ack', fields: { resultCode: '9c' } });
  });

  it('when the kiosk ends the day and logs off, then it is not registered any more', async () => {
    const rig = await played();
    await rig.register({ config: 0 });
    await rig.say({ kind: 'end-of-day', fields: { password: '123456' } });
    await rig.pass(2_000);
    await rig.ack();
    await rig.ack();
    await rig.say({ kind: 'log-off', fields: {} });
    await rig.say(AUTHORIZE);
    expect(rig.kinds()).toEqual(['positive-ack', 'status-information', 'completion', 'positive-ack', 'negative-ack']);
    expect(rig.heard.at(-1)).toMatchObject({ fields: { resultCode: '6b' } });
  });

  it('when the issue of goods takes too long, then the terminal asks every two seconds, and reverses the sale at the limit', async () => {
    const rig = await played();
    await rig.register({ config: 0 });
    await rig.say({ kind: 'authorisation', fields: { amount: 500, timeout: 5, maxStatusInfos: 3 } });
    rig.simulator.tap();
    await rig.pass(2_000);
    const asked = () => rig.kinds().filter((kind) => kind === 'status-information').length;
    const wait = () => rig.say({ kind: 'negative-ack', fields: { resultCode: '9c' } });
    expect(asked()).toBe(1);
    await wait();
    await rig.pass(1_999);
    expect(asked()).toBe(1);
    await rig.pass(1);
    expect(asked()).toBe(2);
    await wait();
    await rig.pass(2_000);
    expect(asked()).toBe(3);
    await wait();
    expect(rig.heard.at(-1)).toEqual({ kind: 'abort', fields: { resultCode: 'a0' } });
    expect(rig.simulator.sales()).toMatchObject([{ state: 'reversed' }]);
  });

  it('when a part was issued, then this part is booked', async () => {
    const rig = await played();
    await rig.register({ config: 0 });
    await rig.say({ kind: 'authorisation', fields: { amount: 500, maxStatusInfos: 3 } });
    rig.simulator.tap();
    await rig.pass(2_000);
    await rig.say({ kind: 'negative-ack', fields: { resultCode: '9d', amount: 200 } });
    expect(rig.heard.at(-1)?.kind).toBe('completion');
    expect(rig.simulator.sales()).toMatchObject([{ amount: 200, state: 'approved' }]);
    await rig.ack();
    await rig.say({ kind: 'repeat-receipt', fields: { password: '123456', serviceByte: 3 } });
    expect(rig.heard.at(-1)).toMatchObject({ fields: { amount: 200 } });
  });

  it('when the condition of the terminal forbids a sale, then sales are refused until the required command was executed', async () => {
    const rig = await played();
    await rig.register({ config: 0 });
    rig.simulator.setCondition('b1');
    await rig.say(AUTHORIZE);
    expect(rig.heard.at(-1)).toEqual({ kind: 'negative-ack', fields: { resultCode: 'b1' } });
    await rig.say({ kind: 'end-of-day', fields: { password: '123456' } });
    await rig.pass(2_000);
    await rig.ack();
    await rig.ack();
    await rig.say({ kind: 'status-enquiry', fields: { password: '123456' } });
    expect(rig.heard.at(-1)).toMatchObject({ fields: { status: '00', software: 'SIMULATED 1.0' } });
    await rig.ack();
    rig.simulator.insert();
    await rig.say({ kind: 'status-enquiry', fields: { password: '123456' } });
    expect(rig.heard.at(-1)).toMatchObject({ fields: { status: 'dc' } });
  });

  it('when numbers were offered, then messages are numbered, and answers and repeats keep their number', async () => {
    const rig = await played();
    await rig.link.write(
      encodeMessage({ kind: 'registration', fields: { password: '123456', config: 0x08 } }, 'cp437', 1),
    );
    await rig.pass(0);
    await rig.ack();
    rig.simulator.faults.next('repeat-status');
    await rig.link.write(encodeMessage(AUTHORIZE, 'cp437', 2));
    await rig.pass(0);
    await rig.ack();
    rig.simulator.tap();
    await rig.pass(2_000);
    for (let message = 0; message < 4; message += 1) await rig.ack();
    expect(rig.numbers).toEqual([
      ['positive-ack', 1],
      ['completion', 1],
      ['positive-ack', 2],
      ['intermediate-status', 2],
      ['intermediate-status', 3],
      ['status-information', 4],
      ['status-information', 4],
      ['completion', 5],
    ]);
  });
});
