import type { Clock } from '../../drivers/clock.ts';
import type { TransactionRef } from '../../drivers/payment-terminal/contract.ts';
import type { FieldsOf, StatusInformationFields } from '../../drivers/payment-terminal/zvt/messages.ts';
import { CONFIG } from '../../drivers/payment-terminal/zvt/registration.ts';
import { RESULT } from '../../drivers/payment-terminal/zvt/tables.ts';
import type { ArmedFaults } from '../faults/armed.ts';
import type { Desk, SimulatedCard } from './desk.ts';
import type { TerminalStage } from './display.ts';
import type { HostSide } from './host-side.ts';
import { nextRef, saleOfReceipt, withReversal, withSale, type ZvtTerminalState } from './memory.ts';
import { customerReceipt } from './receipt.ts';
import { askHost, takeCard } from './sale.ts';
import type { TerminalFault } from './zvt.ts';

export interface TransactionsOptions {
  readonly clock: Clock;
  readonly random: () => number;
  readonly now: () => Date;
  readonly currency: number;
  readonly desk: Desk;
  readonly faults: ArmedFaults<TerminalFault>;
  readonly host: HostSide;
  readonly show: (stage: TerminalStage, amount: number | null, note?: string | null, pinDigits?: number) => void;
  readonly memory: () => ZvtTerminalState;
  /** Tells the listeners of the simulator at once: what is booked is on disk before a byte says so. */
  readonly remember: (memory: ZvtTerminalState) => void;
  readonly registration: () => FieldsOf<'registration'> | undefined;
  readonly cardInside: () => boolean;
  /** The next command may come. */
  readonly ended: () => void;
}

/** What the terminal does after its 80 00 00 to a command; each ends by freeing the terminal. */
export interface Transactions {
  sell(amount: number): Promise<void>;
  reverse(receiptNumber: string): Promise<void>;
  repeat(serviceByte: number): Promise<void>;
  complete(fields: FieldsOf<'completion'>): Promise<void>;
}

/** The bank's refusal: codes below 64 are the host's, and 05 of ISO 8583 is *do not honour*. */
export const DO_NOT_HONOUR = '05';
/** *Receiver not ready*: the kiosk did not take the result, and the sale was reversed. */
const NOT_TAKEN = 'a0';
/** `06 20`: bit 0 wants the status information, bit 1 forbids printing. */
const SEND_STATUS = 0x01;
const NO_PRINT = 0x02;
/** Longer than any person is waited for: until then the kiosk must not take the terminal's silence for a loss. */
const PERSON_MINUTES = 2;
/** Then the sale is completed, card inside or not. */
const REMOVE_CARD_MS = 10_000;

export function createTransactions(options: TransactionsOptions): Transactions {
  const { host, show, faults, desk, clock, random } = options;

  async function complete(fields: FieldsOf<'completion'>): Promise<void> {
    options.ended();
    await host.tell({ kind: 'completion', fields });
  }

  async function end(resultCode: string): Promise<void> {
    options.ended();
    await host.tell({ kind: 'abort', fields: { resultCode } });
  }

  function wants(bit: number): boolean {
    return ((options.registration()?.config ?? 0) & bit) !== 0;
  }

  /** Not waited for: the card does not wait for the kiosk either. `timeoutMinutes` is the T4 that is asked for. */
  function tellStatus(fields: FieldsOf<'intermediate-status'>): void {
    if (wants(CONFIG.sendIntermediateStatus)) void host.tell({ kind: 'intermediate-status', fields });
  }

  async function print(lines: readonly string[]): Promise<void> {
    if (!wants(CONFIG.ecrPrintsPaymentReceipts)) return;
    const texts = lines.map((text) => ({ text, attribute: 0 }));
    if (options.registration()?.permitted?.includes('06d3')) {
      await host.tell({ kind: 'print-text-block', fields: { receiptType: 'customer', lines: texts, complete: true } });
    } else {
      for (const fields of texts) await host.tell({ kind: 'print-line', fields });
      await host.tell({ kind: 'print-line', fields: { text: '', attribute: 0x81 } });
    }
  }

  function infoOf(ref: TransactionRef, amount: number, card: SimulatedCard): StatusInformationFields {
    const at = options.now();
    const two = (value: number) => String(value).padStart(2, '0');
    return {
      resultCode: RESULT.success,
      amount,
      traceNumber: ref.traceNumber,
      time: two(at.getHours()) + two(at.getMinutes()) + two(at.getSeconds()),
      date: two(at.getMonth() + 1) + two(at.getDate()),
      maskedPan: `${'*'.repeat(12)}${card.tail}`,
      terminalId: ref.terminalId,
      authorisationCode: String(Math.floor(random() * 1_000_000)).padStart(6, '0'),
      currency: options.currency,
      receiptNumber: ref.receiptNumber,
      cardName: card.name,
    };
  }

  async function sell(amount: number): Promise<void> {
    const part = await takeCard({
      desk,
      amount,
      show(stage, code, note = undefined) {
        show(stage, amount, note ?? null);
        tellStatus({ code, timeoutMinutes: PERSON_MINUTES });
      },
      onPin: (digits) => show('enter-pin', amount, null, digits),
    });
    if (part.is === 'ended') return notSold(part.resultCode, amount);
    show('processing', amount);
    tellStatus({ code: '04' });
    await askHost(clock, random);
    const hostSays = part.hostSays ?? (faults.take('decline') ? DO_NOT_HONOUR : RESULT.success);
    await (hostSays === RESULT.success ? sold(amount, part.card) : notSold(hostSays, amount));
  }

  async function notSold(resultCode: string, amount: number): Promise<void> {
    show(resultCode === RESULT.cancelled ? 'cancelled' : 'declined', null);
    if (options.cardInside()) await cardOut(amount);
    await host.tell({
      kind: 'status-information',
      fields: { resultCode, terminalId: options.memory().terminalId },
    });
    await end(resultCode);
  }

  async function sold(amount: number, card: SimulatedCard): Promise<void> {
    const ref = nextRef(options.memory());
    const info = infoOf(ref, amount, card);
    const receipt = customerReceipt(info, 'ÖDƏNİŞ');
    const at = options.now().toISOString();
    options.remember(withSale(options.memory(), { ref, amount, state: 'approved', at }, { info, receipt }));
    show('approved', amount);
    if (faults.take('approve-then-silent')) {
      options.ended();
      return;
    }
    const answer = await host.tell({ kind: 'status-information', fields: info });
    if (answer.is !== 'positive') {
      takeBack(ref, info);
      show('cancelled', null);
      return end(NOT_TAKEN);
    }
    await print(receipt);
    if (options.cardInside()) await cardOut(amount);
    show('approved', amount);
    if (faults.take('lost-completion')) options.ended();
    else await complete({});
  }

  async function cardOut(amount: number): Promise<void> {
    show('remove-card', amount);
    tellStatus({ code: '0b' });
    while (options.cardInside()) {
      const event = await desk.next(REMOVE_CARD_MS);
      if (event.type === 'timeout' || event.type === 'abort') return;
    }
  }

  /** The reversal is a transaction with numbers of its own, and names the sale in field 37. */
  function takeBack(original: TransactionRef, sale: StatusInformationFields): StatusInformationFields {
    const ref = nextRef(options.memory());
    const info: StatusInformationFields = {
      ...sale,
      traceNumber: ref.traceNumber,
      receiptNumber: ref.receiptNumber,
      originalTraceNumber: original.traceNumber,
    };
    const last = { info, receipt: customerReceipt(info, 'GERİ QAYTARMA') };
    options.remember(withReversal(options.memory(), original, ref, last));
    return info;
  }

  async function reverse(receiptNumber: string): Promise<void> {
    await askHost(clock, random);
    const sale = saleOfReceipt(options.memory(), receiptNumber);
    if (!sale) return end(RESULT.reversalNotPossible);
    if (sale.state === 'reversed') return end(RESULT.alreadyReversed);
    const { ref, amount } = sale;
    const info = takeBack(ref, {
      resultCode: RESULT.success,
      amount,
      currency: options.currency,
      terminalId: ref.terminalId,
    });
    // Without an answer the reversal stands all the same: a second request is told that it is done already.
    await host.tell({ kind: 'status-information', fields: info });
    await print(options.memory().last?.receipt ?? []);
    await complete({});
  }

  async function repeat(serviceByte: number): Promise<void> {
    const { last } = options.memory();
    if (!last) return end(RESULT.functionNotPossible);
    if (serviceByte & SEND_STATUS) await host.tell({ kind: 'status-information', fields: last.info });
    if (!(serviceByte & NO_PRINT)) await print(last.receipt);
    await complete({});
  }

  return { sell, reverse, repeat, complete };
}
