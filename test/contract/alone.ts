import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { BillValidator } from '../../drivers/bill-validator/contract.ts';
import type { DeviceState } from '../../drivers/device-status.ts';
import { decodeResponse, encodeCommand } from '../../drivers/id-reader/apdu/apdu.ts';
import type { ApduChannel } from '../../drivers/id-reader/apdu/channel.ts';
import type { LinePattern, Lines } from '../../drivers/lines/contract.ts';
import type { PaymentTerminal } from '../../drivers/payment-terminal/contract.ts';
import type { ReceiptPrinter } from '../../drivers/receipt-printer/contract.ts';

/* The contract rules that need no hands and no faults, for simulators and hardware. */

export interface UnattendedDevice<D> {
  readonly device: D;
  until(what: string, condition: () => boolean): Promise<void>;
  close(): Promise<void>;
}

interface Supervised {
  status(): { readonly device: DeviceState };
  onStatus(listener: (status: { readonly device: DeviceState }) => void): () => void;
}

const NEVER = new AbortController().signal;

export const untilAsTimePasses =
  (pass: (ms: number) => Promise<void>, stepMs: number, steps: number): UnattendedDevice<unknown>['until'] =>
  async (what, condition) => {
    for (let step = 0; step < steps && !condition(); step += 1) await pass(stepMs);
    if (!condition()) throw new Error(`it never came to this: ${what}`);
  };

function bench<D>(make: () => Promise<UnattendedDevice<D>>) {
  let rig: UnattendedDevice<D> | undefined;
  const now = (): UnattendedDevice<D> => {
    if (!rig) throw new Error('there is no rig between two tests');
    return rig;
  };
  beforeEach(async () => {
    rig = await make();
  });
  afterEach(async () => {
    await rig?.close();
    rig = undefined;
  });
  return {
    device: () => now().device,
    until: (what: string, condition: () => boolean) => now().until(what, condition),
    close: () => now().close(),
    async settled<T>(work: Promise<T>): Promise<T> {
      let done = false;
      void work.finally(() => {
        done = true;
      });
      await now().until('an end', () => done);
      return work;
    },
  };
}

/** ID reader, scanner and keypad have only these rules without hands. */
export function supervisedContractAlone(name: string, make: () => Promise<UnattendedDevice<Supervised>>): void {
  describe(`${name}, by itself`, () => {
    const at = bench(make);

    it('when the device comes online and is closed, then each status differs from the one before, and none follows the close', async () => {
      const states: unknown[] = [];
      at.device().onStatus((status) => states.push(status));
      await at.until('online', () => at.device().status().device === 'online');
      states.forEach((state, index) => {
        expect(state).not.toEqual(states[index - 1]);
      });
      await at.close();
      const { length } = states;
      await at.close();
      expect(states.length).toBe(length);
    });
  });
}

export function printerContractAlone(name: string, make: () => Promise<UnattendedDevice<ReceiptPrinter>>): void {
  describe(`a receipt printer over ${name}, by itself`, () => {
    const at = bench(make);
    const online = () => at.until('online', () => at.device().status().device === 'online');

    it('when two receipts are printed at once, then both succeed', async () => {
      await online();
      expect(at.device().status()).toMatchObject({ blockedBy: null });
      const lines = [
        { text: 'ə Ə ₼ ğ ı İ ş ö ü ç', style: 'title', align: 'center' },
        { columns: ['Удостоверение, Ёлка № 17', '5,00 ₼'] },
        { qr: 'https://example.org/K5-7QF2-41' },
      ] as const;
      const first = at.device().print({ lines, cut: true }, NEVER);
      const second = at.device().print({ lines: [{ text: 'Yeni qəbz' }], cut: true }, NEVER);
      expect(await at.settled(Promise.all([first, second]))).toEqual([
        { ok: true, value: undefined },
        { ok: true, value: undefined },
      ]);
    });

    it('when the print is aborted before its first byte, then it fails in phase before-write', async () => {
      await online();
      const printed = await at.settled(
        at.device().print({ lines: [{ text: 'BU ÇAP OLUNMAMALIDIR' }], cut: true }, AbortSignal.abort()),
      );
      expect(printed).toMatchObject({ ok: false, error: { phase: 'before-write' } });
    });
  });
}

/** In qəpik: the least amount, in case a card is charged by accident. */
const SMALLEST_AMOUNT = 1;

export function terminalContractAlone(name: string, make: () => Promise<UnattendedDevice<PaymentTerminal>>): void {
  describe(`payment terminal: ${name}, by itself`, () => {
    const at = bench(make);

    it('when a sale is stopped while the terminal waits for a card, then it is cancelled, and the last transaction is unchanged', async () => {
      const terminal = at.device();
      await at.until('online', () => terminal.status().device === 'online');
      const before = await at.settled(terminal.lastTransaction(NEVER));
      if (!before.ok) throw new Error(`no last transaction: ${before.error.code}`);
      const { before: ref, terminalId } = before.value;
      const intent = {
        intentId: 'alone',
        amount: SMALLEST_AMOUNT,
        before: ref,
        ...(terminalId !== undefined && { terminalId }),
      };
      const prompts: string[] = [];
      const stop = new AbortController();
      const sale = terminal.pay(intent, stop.signal, (prompt) => prompts.push(prompt));
      await at.until('a card is asked for', () => prompts.includes('present-card'));
      expect(await at.settled(terminal.inquire(intent, NEVER))).toMatchObject({
        known: 'nothing',
        trouble: { code: 'TRM-105' },
      });
      stop.abort();
      expect(await at.settled(sale)).toEqual({ known: 'cancelled' });
      // A terminal without a transaction may be a replacement, so its answer proves nothing.
      expect(await at.settled(terminal.inquire(intent, NEVER))).toMatchObject(
        ref ? { known: 'not-paid' } : { known: 'nothing', trouble: { code: 'TRM-106' } },
      );
      expect(await at.settled(terminal.lastTransaction(NEVER))).toEqual(before);
    });
  });
}

export function validatorContractAlone(name: string, make: () => Promise<UnattendedDevice<BillValidator>>): void {
  describe(`bill validator: ${name}, by itself`, () => {
    const at = bench(make);

    it('when accept starts and is stopped, then the intake opens and pauses, and no note is reported', async () => {
      const validator = at.device();
      const events: unknown[] = [];
      validator.onEvent((event) => events.push(event));
      const intake = (wanted: string) => at.until(wanted, () => validator.status().intake === wanted);
      await intake('paused');
      await at.until('its identity', () => validator.status().identity !== null);
      expect(validator.status()).toMatchObject({ device: 'online', blockedBy: null });
      expect(validator.status().notes.length).toBeGreaterThan(0);
      const stop = new AbortController();
      const accepted = validator.accept(async () => ({ do: 'return' }), stop.signal);
      await intake('accepting');
      stop.abort();
      await at.settled(accepted);
      expect(validator.status().intake).toBe('paused');
      expect(events).toEqual([]);
    });
  });
}

const PATTERNS: readonly LinePattern[] = ['on', { onMs: 100, offMs: 100 }, 'off'];

/** `outputs`: names of the outputs that the test may light. */
export function linesContractAlone(
  name: string,
  make: () => Promise<UnattendedDevice<Lines>>,
  outputs: readonly string[],
): void {
  describe(`lines: ${name}, by themselves`, () => {
    const at = bench(make);

    it('when the lines are online, then every state is known, and each output takes each pattern', async () => {
      const lines = at.device();
      await at.until('online', () => lines.status().device === 'online');
      const states = Object.entries(lines.status().lines).map(([line, { trouble }]) => [lines.read(line), trouble]);
      expect(states.every(([state, trouble]) => trouble === null && (state === 'active' || state === 'inactive'))).toBe(
        true,
      );
      for (const output of outputs) {
        for (const pattern of PATTERNS) {
          expect(await at.settled(lines.set(output, pattern))).toEqual({ ok: true, value: undefined });
          expect(lines.read(output)).toBe(pattern === 'off' ? 'inactive' : 'active');
        }
      }
    });
  });
}

const SELECT_APPLICATION = encodeCommand({
  cla: 0x00,
  ins: 0xa4,
  p1: 0x04,
  p2: 0x0c,
  data: Uint8Array.of(0xa0, 0x00, 0x00, 0x02, 0x47, 0x10, 0x01),
});
/** GET DATA (ISO/IEC 7816-4), which every identity document refuses. */
const GET_DATA = Uint8Array.of(0x00, 0xca, 0x00, 0x00, 0x00);

export interface UnattendedChannel {
  readonly device: ApduChannel;
  settle<T>(promise: Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** For any document of ICAO 9303 with a chip on the reader. */
export function apduChannelContractAlone(name: string, make: () => Promise<UnattendedChannel>): void {
  describe(`an APDU channel: ${name}, by itself`, () => {
    let rig: UnattendedChannel | undefined;
    afterEach(async () => {
      await rig?.close();
      rig = undefined;
    });

    it('when the chip selects, refuses or is aborted, then the channel returns 9000, an error status, or aborted', async () => {
      rig = await make();
      const { device, settle } = rig;
      const status = async (command: Uint8Array, signal = NEVER) => {
        const answer = await settle(device.transmit(command, signal));
        if (!answer.ok) return answer.error.kind;
        const response = decodeResponse(answer.value);
        return response.ok ? response.value.status : 'no response';
      };
      expect(device.maxCommandBytes).toBeGreaterThanOrEqual(261);
      expect(device.maxResponseBytes).toBeGreaterThanOrEqual(258);
      expect(await status(SELECT_APPLICATION)).toBe(0x9000);
      const refused = await status(GET_DATA);
      expect(typeof refused).toBe('number');
      expect(refused).not.toBe(0x9000);
      expect(await status(SELECT_APPLICATION, AbortSignal.abort())).toBe('aborted');
    });
  });
}
