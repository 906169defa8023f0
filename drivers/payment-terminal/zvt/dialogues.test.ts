import { describe, expect, it } from 'vitest';
import {
  INTENT,
  NEVER_ABORTED,
  runMicrotasks,
  SALE_INFO,
  type ScriptedTerminal,
  scriptedTerminal,
  startSale,
} from '../../../test/contract/zvt-scripted-rig.ts';
import { fromHex } from '../../bytes.ts';
import { encodeMessage } from './codec.ts';
import { encodeSerialFrame, NAK_BYTE } from './framer.ts';
import type { ZvtMessage } from './messages.ts';

describe('a question about the last transaction', () => {
  it('when a question gets the end of an earlier dialogue as its answer, then the question is asked again after a reconnect', async () => {
    const rig = await scriptedTerminal();
    await rig.register();
    const last = rig.terminal.lastTransaction(NEVER_ABORTED);
    await runMicrotasks();
    await rig.ack();
    await rig.say({ kind: 'completion', fields: { status: '00' } });
    await rig.pass(2_000);
    expect(rig.commands.at(-1)?.kind).toBe('registration');
    await rig.register();
    expect(rig.commands.at(-1)?.kind).toBe('repeat-receipt');
    await rig.ack();
    await rig.say({ kind: 'status-information', fields: { ...SALE_INFO, ...INTENT.before } });
    await rig.say({ kind: 'completion', fields: {} });
    expect(await last).toEqual({ ok: true, value: { before: INTENT.before, stands: SALE_INFO.amount } });
    await rig.terminal.close();
  });

  it('when a question gets the end of an earlier dialogue twice, then the error is *nonsense* (TRM-104)', async () => {
    const rig = await scriptedTerminal();
    await rig.register();
    const last = rig.terminal.lastTransaction(NEVER_ABORTED);
    for (const after of [true, false]) {
      await runMicrotasks();
      await rig.ack();
      await rig.say({ kind: 'completion', fields: {} });
      if (after) {
        await rig.pass(2_000);
        await rig.register();
      }
    }
    expect(await last).toMatchObject({ ok: false, error: { code: 'TRM-104' } });
    await rig.terminal.close();
  });
});

describe('a terminal without numbers of its sales', () => {
  const { traceNumber: _, receiptNumber: __, ...UNNUMBERED } = SALE_INFO;

  async function connected() {
    const rig = await scriptedTerminal();
    await rig.register();
    const reports: unknown[] = [];
    rig.terminal.onStatus((status) => reports.push(status));
    const last = async (
      fields: typeof UNNUMBERED & { readonly traceNumber?: string; readonly receiptNumber?: string },
    ) => {
      const asked = rig.terminal.lastTransaction(NEVER_ABORTED);
      await runMicrotasks();
      await rig.ack();
      await rig.say({ kind: 'status-information', fields });
      await rig.say({ kind: 'completion', fields: {} });
      await asked;
    };
    return { rig, reports, last };
  }

  it('when the last sale has no number, then the status says so once, until a sale has a number', async () => {
    const { rig, reports, last } = await connected();
    await last(UNNUMBERED);
    await last({ ...UNNUMBERED, traceNumber: '000000', receiptNumber: '0000' });
    expect(reports).toEqual([{ device: 'online', uncounted: true }]);
    await last({ ...UNNUMBERED, receiptNumber: '0007' });
    expect(reports.at(-1)).toEqual({ device: 'online' });
    await rig.terminal.close();
  });

  it('when the last transaction was refused, then the status says nothing about numbers', async () => {
    const { rig, reports, last } = await connected();
    await last({ ...UNNUMBERED, ...({ resultCode: '05' } as object) });
    expect(reports).toEqual([]);
    await rig.terminal.close();
  });

  it('when the approval of a sale without goods has no numbers, then it stands, and the status says that numbers are missing', async () => {
    const { rig, reports } = await connected();
    const { promise } = await startSale(rig);
    await rig.ack();
    await rig.say({ kind: 'status-information', fields: UNNUMBERED });
    await rig.say({ kind: 'completion', fields: {} });
    expect(await promise).toMatchObject({ known: 'approved' });
    expect(reports).toEqual([{ device: 'online', uncounted: true }]);
    await rig.terminal.close();
  });
});

describe('a sale', () => {
  it('when an unknown field follows amount and numbers, then the sale is approved, and the log has the field', async () => {
    const rig = await scriptedTerminal();
    await rig.register();
    const { promise } = await startSale(rig);
    await rig.ack();
    rig.wire.device.write(encodeSerialFrame(fromHex('040f12 2700 04000000000500 0b000042 870042 1c05')));
    rig.wire.device.write(encodeSerialFrame(fromHex('060f021c05')));
    expect(await promise).toMatchObject({
      known: 'approved',
      approval: { amount: 500, ref: { traceNumber: '000042', receiptNumber: '0042' } },
    });
    expect(rig.discarded).toEqual(['unknown field 1c', 'unknown field 1c']);
    await rig.terminal.close();
  });

  it('when a field that decides about the sale is unreadable, then the log has its number and the whole message', async () => {
    const rig = await scriptedTerminal();
    await rig.register();
    const { promise } = await startSale(rig);
    await rig.ack();
    rig.wire.device.write(encodeSerialFrame(fromHex('040f10 2700 040000000005aa 0b000042 870042')));
    rig.wire.device.write(encodeSerialFrame(fromHex('060f00')));
    expect(await promise).not.toMatchObject({ known: 'approved' });
    expect(rig.discarded).toEqual(['unreadable field 04']);
    await rig.terminal.close();
  });

  it('when the link acknowledgement of a sale is missing, then the sale is not repeated and the outcome is unknown', async () => {
    const rig = await scriptedTerminal();
    await rig.register();
    rig.mute();
    const { settled } = await startSale(rig);
    await rig.pass(4_999);
    expect(settled.outcome).toBeUndefined();
    await rig.pass(1);
    expect(settled.outcome).toMatchObject({ known: 'nothing', trouble: { phase: 'after-write' } });
    await rig.pass(30_000);
    expect(rig.sales()).toBe(1);
    await rig.terminal.close();
  });

  it('when a sale is answered by NAK, then the sale is not repeated and the outcome is unknown', async () => {
    const rig = await scriptedTerminal();
    await rig.register();
    rig.mute();
    const { promise } = await startSale(rig);
    rig.wire.device.write(NAK_BYTE);
    expect(await promise).toMatchObject({ known: 'nothing' });
    expect(rig.sales()).toBe(1);
    await rig.terminal.close();
  });

  it('when only the link acknowledgement is lost, then 80 00 00 proves that the sale arrived', async () => {
    const rig = await scriptedTerminal();
    await rig.register();
    rig.mute();
    const { settled, promise } = await startSale(rig);
    await rig.ack();
    await rig.pass(6_000);
    expect(settled.outcome).toBeUndefined();
    await rig.say({ kind: 'abort', fields: { resultCode: '6c' } });
    expect(await promise).toEqual({ known: 'cancelled' });
    await rig.terminal.close();
  });

  it('when 04 FF names 4 minutes, then the sale waits 4 minutes for the next message, then stops', async () => {
    const rig = await scriptedTerminal();
    await rig.register();
    const { settled } = await startSale(rig);
    await rig.ack();
    await rig.pass(179_000);
    await rig.say({ kind: 'intermediate-status', fields: { code: '0a', timeoutMinutes: 4 } });
    await rig.pass(239_000);
    expect(settled.outcome).toBeUndefined();
    await rig.pass(1_000);
    expect(settled.outcome).toMatchObject({ known: 'nothing' });
    expect(rig.commands.at(-1)?.kind).toBe('ecr-abort');
    await rig.terminal.close();
  });

  it('when an approval has no completion, then the outcome is unknown', async () => {
    const rig = await scriptedTerminal();
    await rig.register();
    const { settled } = await startSale(rig);
    await rig.ack();
    await rig.say({ kind: 'status-information', fields: SALE_INFO });
    expect(rig.commands.at(-1)?.kind).toBe('positive-ack');
    await rig.pass(180_000);
    expect(settled.outcome).toMatchObject({ known: 'nothing' });
    await rig.terminal.close();
  });

  it('when result and receipt come twice, then there is one approval and one receipt', async () => {
    const rig = await scriptedTerminal();
    await rig.register();
    const { promise } = await startSale(rig);
    await rig.ack();
    const block = {
      kind: 'print-text-block',
      fields: { receiptType: 'customer', lines: [{ text: 'once', attribute: 0 }], complete: true },
    } as const;
    await rig.say({ kind: 'status-information', fields: SALE_INFO });
    await rig.say({ kind: 'status-information', fields: SALE_INFO });
    await rig.say(block);
    await rig.say(block);
    await rig.say({ kind: 'completion', fields: {} });
    const outcome = await promise;
    expect(outcome).toMatchObject({ known: 'approved', approval: { customerReceipt: ['once'] } });
    await rig.terminal.close();
  });

  it('when the caller aborts, then 06 B0 is sent once, and the outcome is what the terminal reports', async () => {
    const rig = await scriptedTerminal();
    await rig.register();
    const stop = new AbortController();
    const { promise } = await startSale(rig, stop.signal);
    await rig.ack();
    stop.abort();
    await rig.say({ kind: 'negative-ack', fields: { resultCode: '83' } });
    await rig.say({ kind: 'status-information', fields: SALE_INFO });
    await rig.say({ kind: 'completion', fields: {} });
    expect(await promise).toMatchObject({ known: 'approved' });
    expect(rig.commands.filter(({ kind }) => kind === 'ecr-abort')).toHaveLength(1);
    await rig.terminal.close();
  });

  it('when the signal is aborted before the start, then the sale is cancelled and not sent', async () => {
    const rig = await scriptedTerminal();
    await rig.register();
    const { promise } = await startSale(rig, AbortSignal.abort());
    expect(await promise).toEqual({ known: 'cancelled' });
    expect(rig.sales()).toBe(0);
    await rig.terminal.close();
  });

  it('when a heartbeat runs, then the sale is sent after it', async () => {
    const rig = await scriptedTerminal();
    await rig.register();
    await rig.pass(5_000);
    expect(rig.commands.at(-1)?.kind).toBe('status-enquiry');
    const { settled, promise } = await startSale(rig);
    expect(rig.sales()).toBe(0);
    await rig.ack();
    await rig.say({ kind: 'completion', fields: { status: '00' } });
    expect(rig.sales()).toBe(1);
    await rig.say({ kind: 'negative-ack', fields: { resultCode: '6f' } });
    expect(await promise).toMatchObject({ known: 'never-started' });
    expect(settled.outcome).toBeDefined();
    await rig.terminal.close();
  });

  it('when a sale gets no answer, then a late message is acknowledged, and the link is reopened', async () => {
    const rig = await scriptedTerminal();
    await rig.register();
    const { promise } = await startSale(rig);
    await rig.pass(5_000);
    expect(await promise).toMatchObject({ known: 'nothing' });
    // During T3, late messages of the sale are acknowledged.
    await rig.say({ kind: 'abort', fields: { resultCode: '6c' } });
    expect(rig.commands.at(-1)).toEqual({ kind: 'positive-ack', fields: {} });
    await rig.pass(5_000);
    expect(rig.terminal.status()).toEqual({ device: 'offline' });
    await rig.pass(1_000);
    expect(rig.commands.at(-1)?.kind).toBe('registration');
    await rig.terminal.close();
  });

  it('when the driver is closed during a sale, then the outcome is unknown', async () => {
    const rig = await scriptedTerminal();
    await rig.register();
    const { promise } = await startSale(rig);
    await rig.terminal.close();
    expect(await promise).toMatchObject({ known: 'nothing' });
  });
});

describe('an inquiry', () => {
  it('when an inquiry said not-paid, then a later approval is refused', async () => {
    const rig = await scriptedTerminal();
    await rig.register();
    const inquiry = rig.terminal.inquire(INTENT, NEVER_ABORTED);
    await runMicrotasks();
    await rig.ack();
    await rig.say({ kind: 'status-information', fields: { ...SALE_INFO, ...INTENT.before } });
    await rig.say({ kind: 'completion', fields: {} });
    expect(await inquiry).toEqual({ known: 'not-paid' });
    await rig.say({ kind: 'status-information', fields: SALE_INFO });
    expect(rig.commands.at(-1)).toEqual({ kind: 'negative-ack', fields: { resultCode: '66' } });
    await rig.terminal.close();
  });

  it('when the terminal is connecting, then the inquiry waits; without a cable it fails', async () => {
    const rig = await scriptedTerminal();
    const settled: { known?: string } = {};
    void rig.terminal.inquire(INTENT, NEVER_ABORTED).then(({ known }) => Object.assign(settled, { known }));
    await rig.register();
    await rig.ack();
    await rig.say({ kind: 'abort', fields: { resultCode: '9c' } });
    expect(settled).toEqual({ known: 'nothing' });
    rig.wire.unplug();
    await runMicrotasks();
    expect(await rig.terminal.inquire(INTENT, NEVER_ABORTED)).toEqual({
      known: 'nothing',
      trouble: { code: 'TRM-101', kind: 'not-connected' },
    });
    await rig.terminal.close();
  });

  it('when the caller aborts an inquiry, then the next command waits for the end of the inquiry', async () => {
    const rig = await scriptedTerminal();
    await rig.register();
    const stop = new AbortController();
    const inquiry = rig.terminal.inquire(INTENT, stop.signal);
    await runMicrotasks();
    stop.abort();
    expect(await inquiry).toMatchObject({ known: 'nothing' });
    const { promise } = await startSale(rig);
    expect(rig.sales()).toBe(0);
    await rig.say({ kind: 'negative-ack', fields: { resultCode: '9c' } });
    expect(rig.sales()).toBe(1);
    await rig.say({ kind: 'negative-ack', fields: { resultCode: '9c' } });
    expect(await promise).toMatchObject({ known: 'never-started' });
    await rig.terminal.close();
  });
});

describe('an unexpected approval', () => {
  const unwanted = () => scriptedTerminal({ saleInDoubt: () => false });
  const lateApproval = (rig: ScriptedTerminal) => rig.say({ kind: 'status-information', fields: SALE_INFO });
  const refusal = { kind: 'negative-ack', fields: { resultCode: '66' } };
  const positive = { kind: 'positive-ack', fields: {} };

  it('when an unexpected approval comes before or after the answer to a registration, then it is refused', async () => {
    const rig = await unwanted();
    await runMicrotasks();
    await lateApproval(rig);
    expect(rig.commands.at(-1)).toEqual(refusal);
    await rig.ack();
    await lateApproval(rig);
    expect(rig.commands.at(-1)).toEqual(refusal);
    await rig.terminal.close();
  });

  it('when an unexpected approval comes before or after the answer to a heartbeat, then it is refused and the heartbeat completes', async () => {
    const rig = await unwanted();
    await rig.register();
    await rig.pass(5_000);
    expect(rig.commands.at(-1)?.kind).toBe('status-enquiry');
    await lateApproval(rig);
    expect(rig.commands.at(-1)).toEqual(refusal);
    await rig.ack();
    await lateApproval(rig);
    expect(rig.commands.at(-1)).toEqual(refusal);
    await rig.say({ kind: 'completion', fields: { status: '00' } });
    expect(rig.terminal.status()).toEqual({ device: 'online' });
    await rig.terminal.close();
  });

  it.each(['diagnosis', 'initialisation', 'reset', 'log-off'] as const)(
    'when an unexpected approval comes during %s, then it is refused',
    async (task) => {
      const rig = await unwanted();
      await rig.register();
      void rig.terminal.perform(task, NEVER_ABORTED);
      await runMicrotasks();
      expect(rig.commands.at(-1)?.kind).toBe(task);
      await rig.ack();
      await lateApproval(rig);
      expect(rig.commands.at(-1)).toEqual(refusal);
      await rig.terminal.close();
    },
  );

  it('when an unexpected approval comes before the answer to lastTransaction, then it is refused, and the later result is accepted', async () => {
    const rig = await unwanted();
    await rig.register();
    const last = rig.terminal.lastTransaction(NEVER_ABORTED);
    await runMicrotasks();
    await lateApproval(rig);
    expect(rig.commands.at(-1)).toEqual(refusal);
    await rig.ack();
    await rig.say({ kind: 'status-information', fields: { ...SALE_INFO, ...INTENT.before } });
    expect(rig.commands.at(-1)).toEqual(positive);
    await rig.say({ kind: 'completion', fields: {} });
    expect(await last).toEqual({ ok: true, value: { before: INTENT.before, stands: SALE_INFO.amount } });
    await rig.terminal.close();
  });

  it('when an approval comes before the answer to a sale, then it is refused: it belongs to an earlier sale', async () => {
    const rig = await scriptedTerminal({ saleInDoubt: () => true });
    await rig.register();
    const { promise } = await startSale(rig);
    await lateApproval(rig);
    expect(rig.commands.at(-1)).toEqual(refusal);
    await rig.ack();
    await rig.say({ kind: 'abort', fields: { resultCode: '6c' } });
    expect(await promise).toEqual({ known: 'cancelled' });
    await rig.terminal.close();
  });

  it('when a sale is in doubt, then an unexpected approval is accepted: it may belong to that sale', async () => {
    const rig = await scriptedTerminal({ saleInDoubt: () => true });
    await rig.register();
    await rig.pass(5_000);
    await lateApproval(rig);
    expect(rig.commands.at(-1)).toEqual(positive);
    await rig.ack();
    await lateApproval(rig);
    expect(rig.commands.at(-1)).toEqual(positive);
    await rig.terminal.close();
  });
});

describe('a reversal', () => {
  it('when the sale has no receipt number, then no reversal is sent: the meaning of 0000 is unknown', async () => {
    const rig = await scriptedTerminal();
    await rig.register();
    const before = rig.commands.length;
    const result = await rig.terminal.reverse(
      { ref: { ...INTENT.before, receiptNumber: '0000' }, amount: 500 },
      NEVER_ABORTED,
    );
    expect(result).toEqual({ ok: false, error: { code: 'TRM-103', kind: 'refused', resultCode: 'b5' } });
    expect(rig.commands).toHaveLength(before);
    await rig.terminal.close();
  });

  it('when the sale is from another terminal, then no reversal is sent', async () => {
    const rig = await scriptedTerminal();
    await rig.register();
    const before = rig.commands.length;
    const result = await rig.terminal.reverse(
      { ref: { ...INTENT.before, terminalId: '99999999' }, amount: 500 },
      NEVER_ABORTED,
    );
    expect(result).toEqual({ ok: false, error: { code: 'TRM-103', kind: 'refused', resultCode: 'b5' } });
    expect(rig.commands).toHaveLength(before);
    await rig.terminal.close();
  });
});

describe('numbered messages', () => {
  it('when numbers are agreed, then commands count on, answers echo them, and a repeated line is printed once', async () => {
    const rig = await scriptedTerminal();
    await runMicrotasks();
    const numbered = async (message: ZvtMessage, number: number) => {
      rig.wire.device.write(encodeSerialFrame(encodeMessage(message, 'cp437', number)));
      await runMicrotasks();
    };
    const positive: ZvtMessage = { kind: 'positive-ack', fields: {} };
    await numbered(positive, 1);
    await numbered({ kind: 'completion', fields: { terminalId: '52500041' } }, 7);
    await numbered(positive, 2);
    await numbered({ kind: 'completion', fields: { status: '00' } }, 8);
    const { promise } = await startSale(rig);
    expect(rig.apdus.at(-1)).toContain('1f7303000003');
    await numbered(positive, 3);
    await numbered({ kind: 'status-information', fields: SALE_INFO }, 9);
    expect(rig.apdus.at(-1)).toBe('80000806061f7303000009');
    const line: ZvtMessage = { kind: 'print-line', fields: { text: 'same', attribute: 0 } };
    await numbered(line, 10);
    await numbered(line, 10);
    await numbered(line, 11);
    await numbered({ kind: 'completion', fields: {} }, 12);
    expect(await promise).toMatchObject({ approval: { customerReceipt: ['same', 'same'] } });
    await rig.terminal.close();
  });
});
