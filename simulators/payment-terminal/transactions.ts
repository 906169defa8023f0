import { fromHex } from '../../drivers/bytes.ts';
import { type Clock, pause } from '../../drivers/clock.ts';
import type { TransactionRef } from '../../drivers/payment-terminal/contract.ts';
import type { FieldsOf, StatusInformationFields } from '../../drivers/payment-terminal/zvt/messages.ts';
import { RESULT } from '../../drivers/payment-terminal/zvt/tables.ts';
import type { ArmedFaults } from '../faults/armed.ts';
import type { Desk, SimulatedCard } from './desk.ts';
import type { TerminalStage } from './display.ts';
import type { TerminalFault } from './faults.ts';
import type { Answer, HostSide, Telling } from './host-side.ts';
import {
  nextRef,
  saleOfReceipt,
  withoutRefund,
  withPart,
  withRefund,
  withReversal,
  withSale,
  type ZvtTerminalState,
} from './memory.ts';
import type { HandOver } from './paper.ts';
import { customerReceipt, merchantReceipt } from './receipt.ts';
import { askHost, type CardPart, takeCard } from './sale.ts';

export interface TransactionsOptions {
  readonly clock: Clock;
  readonly random: () => number;
  readonly now: () => Date;
  readonly currency: number;
  readonly desk: Desk;
  readonly faults: ArmedFaults<TerminalFault>;
  readonly host: HostSide;
  readonly handOver: HandOver;
  readonly show: (stage: TerminalStage, amount: number | null, note?: string | null, pinDigits?: number) => void;
  readonly memory: () => ZvtTerminalState;
  /** Tells the listeners of the simulator at once: what is booked is on disk before a byte says so. */
  readonly remember: (memory: ZvtTerminalState) => void;
  /** Not waited for: the card does not wait for the kiosk either. */
  readonly tellStatus: (fields: FieldsOf<'intermediate-status'>) => void;
  readonly timeFields: () => { readonly time: string; readonly date: string };
  readonly statusFaults: () => Telling;
  readonly cardInside: () => boolean;
  readonly complete: (fields: FieldsOf<'completion'>) => Promise<void>;
  readonly end: (resultCode: string) => Promise<void>;
  /** The next command may come. */
  readonly ended: () => void;
}

/** How an issue of goods is asked about: fields 01 and 02 of the sale. */
export interface GoodsLimits {
  /** The kiosk answers each `04 0F` within this. */
  readonly answerMs?: number;
  /** After so many `04 0F` without a decision the sale is taken back; without it, never. */
  readonly most?: number;
}

/** What the terminal does after its 80 00 00 to a command; each ends by freeing the terminal. */
export interface Transactions {
  sell(amount: number, goods: GoodsLimits): Promise<void>;
  refund(amount: number): Promise<void>;
  reverse(receiptNumber: string): Promise<void>;
  repeat(serviceByte: number): Promise<void>;
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
/** After *please wait*, until the `04 0F` comes again [PA00P015 13.08, chapter 2.2]. */
const GOODS_MS = 2_000;
const IMPATIENT_MS = 5;

export function createTransactions(options: TransactionsOptions): Transactions {
  const { host, show, faults, desk, clock, random, tellStatus, handOver, complete, end } = options;

  function infoOf(ref: TransactionRef, amount: number, card: SimulatedCard): StatusInformationFields {
    return {
      resultCode: RESULT.success,
      amount,
      traceNumber: ref.traceNumber,
      ...options.timeFields(),
      maskedPan: card.number ?? `${'*'.repeat(12)}${card.tail}`,
      ...(card.number && { additionalText: `AID A0000000031010 ${card.number}` }),
      terminalId: ref.terminalId,
      authorisationCode: String(Math.floor(random() * 1_000_000)).padStart(6, '0'),
      currency: options.currency,
      receiptNumber: ref.receiptNumber,
      cardName: card.name,
    };
  }

  /** The citizen's part and the bank's. */
  async function cardAndHost(amount: number): Promise<Extract<CardPart, { is: 'card' }> | undefined> {
    const part = await takeCard({
      desk,
      amount,
      show(stage, code, note = undefined) {
        show(stage, amount, note ?? null);
        tellStatus({ code, timeoutMinutes: PERSON_MINUTES });
      },
      onPin: (digits) => show('enter-pin', amount, null, digits),
    });
    if (part.is === 'ended') {
      await notSold(part.resultCode, amount);
      return undefined;
    }
    show('processing', amount);
    tellStatus({ code: '04' });
    await askHost(clock, random);
    const hostSays = part.hostSays ?? (faults.take('decline') ? DO_NOT_HONOUR : RESULT.success);
    if (hostSays === RESULT.success) return part;
    await notSold(hostSays, amount);
    return undefined;
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

  async function sell(amount: number, goods: GoodsLimits): Promise<void> {
    const part = await cardAndHost(amount);
    if (!part) return;
    const { card } = part;
    const ref = nextRef(options.memory());
    const info = infoOf(ref, amount, card);
    const at = options.now().toISOString();
    const last = lastOf(info, 'ÖDƏNİŞ');
    options.remember(withSale(options.memory(), { ref, amount, state: 'approved', at, cardName: card.name }, last));
    show('approved', amount);
    if (faults.take('approve-then-silent')) return options.ended();
    if (faults.take('nonsense')) {
      host.sendRaw(fromHex(CONTRADICTION));
      return options.ended();
    }
    const answer = await askForGoods(info, goods);
    if (answer.is === 'negative' && answer.resultCode === RESULT.partlyIssued && answer.amount !== undefined) {
      const partly = lastOf({ ...info, amount: answer.amount }, 'ÖDƏNİŞ');
      options.remember(withPart(options.memory(), ref, answer.amount, partly));
    } else if (answer.is !== 'positive') {
      takeBack(ref, info);
      show('cancelled', null);
      return end(NOT_TAKEN);
    }
    await finish(amount);
  }

  /** Sends the result until it is answered otherwise than with *please wait*. */
  async function askForGoods(
    info: StatusInformationFields,
    { answerMs, most = Infinity }: GoodsLimits,
  ): Promise<Answer> {
    for (let asked = 1; ; asked += 1) {
      const how = { ...options.statusFaults(), ...(answerMs === undefined ? {} : { answerMs }) };
      const answer = await host.tell({ kind: 'status-information', fields: info }, how);
      const waits = answer.is === 'negative' && answer.resultCode === RESULT.wait;
      if (!waits || asked >= most) return answer;
      await pause(clock, faults.take('impatient') ? IMPATIENT_MS : GOODS_MS);
    }
  }

  async function refund(amount: number): Promise<void> {
    const part = await cardAndHost(amount);
    if (!part) return;
    const before = options.memory();
    const ref = nextRef(before);
    const info = infoOf(ref, amount, part.card);
    const last = lastOf(info, 'KARTA ÖDƏNİŞ');
    options.remember(withRefund(before, { ref, amount, at: options.now().toISOString() }, last));
    show('approved', amount);
    const answer = await host.tell({ kind: 'status-information', fields: info }, options.statusFaults());
    if (answer.is !== 'positive') {
      const undone = lastOf({ ...info, resultCode: NOT_TAKEN }, 'KARTA ÖDƏNİŞ');
      options.remember(withoutRefund(options.memory(), ref, undone));
      show('cancelled', null);
      return end(NOT_TAKEN);
    }
    await finish(amount);
  }

  /** Receipts, the card and the end of a transaction that stands. */
  async function finish(amount: number): Promise<void> {
    await printLast();
    if (options.cardInside()) await cardOut(amount);
    show('approved', amount);
    if (faults.take('lost-completion')) options.ended();
    else await complete({});
  }

  async function printLast(): Promise<void> {
    const { last } = options.memory();
    await handOver('merchant', last?.merchantReceipt ?? []);
    await handOver('customer', last?.receipt ?? []);
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
    options.remember(withReversal(options.memory(), original, ref, lastOf(info, 'GERİ QAYTARMA')));
    return info;
  }

  async function reverse(receiptNumber: string): Promise<void> {
    await askHost(clock, random);
    const sale = saleOfReceipt(options.memory(), receiptNumber);
    if (!sale || faults.take('no-reversal')) return end(RESULT.reversalNotPossible);
    if (sale.state === 'reversed') return end(RESULT.alreadyReversed);
    const { ref, amount } = sale;
    const info = takeBack(ref, {
      resultCode: RESULT.success,
      amount,
      currency: options.currency,
      terminalId: ref.terminalId,
    });
    // Without an answer the reversal stands all the same: a second request is told that it is done already.
    await host.tell({ kind: 'status-information', fields: info }, options.statusFaults());
    await printLast();
    await complete({});
  }

  async function repeat(serviceByte: number): Promise<void> {
    const { last } = options.memory();
    if (!last) return end(RESULT.functionNotPossible);
    if (serviceByte & SEND_STATUS) await host.tell({ kind: 'status-information', fields: last.info });
    if (!(serviceByte & NO_PRINT)) await printLast();
    await complete({});
  }

  return { sell, refund, reverse, repeat };
}

/** An abort without its code. */
const CONTRADICTION = '061e00';

function lastOf(info: StatusInformationFields, what: Parameters<typeof customerReceipt>[1]) {
  return { info, receipt: customerReceipt(info, what), merchantReceipt: merchantReceipt(info, what) };
}
