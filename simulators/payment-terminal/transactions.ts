import { fromHex } from '../../drivers/bytes.ts';
import { pause } from '../../drivers/clock.ts';
import type { TransactionRef } from '../../drivers/payment-terminal/contract.ts';
import type { StatusInformationFields } from '../../drivers/payment-terminal/zvt/messages.ts';
import { RESULT_CODE } from '../../drivers/payment-terminal/zvt/tables.ts';
import type { SimulatedCard } from './desk.ts';
import type { KioskAnswer } from './host-side.ts';
import {
  nextRef,
  saleOfReceipt,
  withoutRefund,
  withPartlyIssuedSale,
  withRefund,
  withReversal,
  withSale,
} from './memory.ts';
import { sendReceipt } from './paper.ts';
import { customerReceipt, merchantReceipt } from './receipt.ts';
import { type CardAndPinResult, waitForBank, waitForCardAndPin } from './sale.ts';
import type { SimulatedZvtTerminal } from './terminal.ts';

/** Limits of an issue of goods: fields 01 and 02 of the sale. */
export interface IssueOfGoodsLimits {
  /** Time in which the kiosk answers each `04 0F`. */
  readonly answerMs?: number | undefined;
  /** Number of undecided `04 0F` before a reversal; absent: no limit. */
  readonly most?: number | undefined;
}

export const DO_NOT_HONOUR = '05';
const RECEIVER_NOT_READY = 'a0';
const CONTRADICTION = '061e00';
const SEND_STATUS = 0x01;
const NO_PRINT = 0x02;
const PERSON_MINUTES = 2;
const REMOVE_CARD_MS = 10_000;
const GOODS_MS = 2_000;
const IMPATIENT_MS = 5;

/**
 * Runs a sale after 80 00 00, and frees the terminal at its end. The bank's refusal has a code below 64: 05 of ISO 8583 is *do not honour*.
 * If the kiosk does not accept the result, the sale is reversed (*receiver not ready*). The terminal announces a time longer than any wait
 * for a person: until then the kiosk must not take silence for a loss. If the card stays inside, the sale completes after ten seconds. The
 * `04 0F` comes again two seconds after *please wait* [PA00P015 13.08, chapter 2.2].
 */
export async function sell(terminal: SimulatedZvtTerminal, amount: number, goods: IssueOfGoodsLimits): Promise<void> {
  const { host, faults } = terminal;
  const part = await cardAndHost(terminal, amount);
  if (!part) return;
  const { card } = part;
  const ref = nextRef(terminal.memory);
  const info = infoOf(terminal, ref, amount, card);
  const at = terminal.now().toISOString();
  const last = lastOf(info, 'ÖDƏNİŞ');
  terminal.remember(withSale(terminal.memory, { ref, amount, state: 'approved', at, cardName: card.name }, last));
  terminal.show('approved', amount);
  const fault = faults.take('approve-then-silent') ?? faults.take('nonsense');
  if (fault === 'nonsense') host.sendRaw(fromHex(CONTRADICTION));
  if (fault) {
    terminal.working = false;
    return;
  }
  const answer = await askForGoods(terminal, info, goods);
  if (answer.is === 'negative' && answer.resultCode === RESULT_CODE.partlyIssued && answer.amount !== undefined) {
    const partly = lastOf({ ...info, amount: answer.amount }, 'ÖDƏNİŞ');
    terminal.remember(withPartlyIssuedSale(terminal.memory, ref, answer.amount, partly));
  } else if (answer.is !== 'positive') {
    takeBack(terminal, ref, info);
    terminal.show('cancelled', null);
    return terminal.end(RECEIVER_NOT_READY);
  }
  await finish(terminal, amount);
}

export async function refund(terminal: SimulatedZvtTerminal, amount: number): Promise<void> {
  const part = await cardAndHost(terminal, amount);
  if (!part) return;
  const ref = nextRef(terminal.memory);
  const info = infoOf(terminal, ref, amount, part.card);
  const last = lastOf(info, 'KARTA ÖDƏNİŞ');
  terminal.remember(withRefund(terminal.memory, { ref, amount, at: terminal.now().toISOString() }, last));
  terminal.show('approved', amount);
  const answer = await terminal.host.tell({ kind: 'status-information', fields: info }, terminal.statusFaults());
  if (answer.is !== 'positive') {
    const undone = lastOf({ ...info, resultCode: RECEIVER_NOT_READY }, 'KARTA ÖDƏNİŞ');
    terminal.remember(withoutRefund(terminal.memory, ref, undone));
    terminal.show('cancelled', null);
    return terminal.end(RECEIVER_NOT_READY);
  }
  await finish(terminal, amount);
}

/**
 * Reverses a sale. The reversal has numbers of its own; its field 37 names the sale. The reversal is valid without an answer: a second
 * request gets *already reversed*.
 */
export async function reverse(terminal: SimulatedZvtTerminal, receiptNumber: string): Promise<void> {
  await waitForBank(terminal.clock, terminal.random);
  const sale = saleOfReceipt(terminal.memory, receiptNumber);
  if (!sale || terminal.faults.take('no-reversal')) return terminal.end(RESULT_CODE.reversalNotPossible);
  if (sale.state === 'reversed') return terminal.end(RESULT_CODE.alreadyReversed);
  const { ref, amount } = sale;
  const { currency } = terminal;
  const info = takeBack(terminal, ref, {
    resultCode: RESULT_CODE.success,
    amount,
    currency,
    terminalId: ref.terminalId,
  });
  await terminal.host.tell({ kind: 'status-information', fields: info }, terminal.statusFaults());
  await printLast(terminal);
  await terminal.complete({});
}

/** Answers `06 20`. In its service byte, bit 0 requests status information, bit 1 forbids printing. */
export async function repeatLastTransaction(terminal: SimulatedZvtTerminal, serviceByte: number): Promise<void> {
  const { last } = terminal.memory;
  if (!last) return terminal.end(RESULT_CODE.functionNotPossible);
  if (serviceByte & SEND_STATUS) await terminal.host.tell({ kind: 'status-information', fields: last.info });
  if (!(serviceByte & NO_PRINT)) await printLast(terminal);
  await terminal.complete({});
}

async function cardAndHost(
  terminal: SimulatedZvtTerminal,
  amount: number,
): Promise<Extract<CardAndPinResult, { is: 'card' }> | undefined> {
  const part = await waitForCardAndPin({
    desk: terminal.desk,
    amount,
    show(stage, code, note = undefined) {
      terminal.show(stage, amount, note ?? null);
      terminal.tellStatus({ code, timeoutMinutes: PERSON_MINUTES });
    },
    onPin: (digits) => terminal.show('enter-pin', amount, null, digits),
  });
  if (part.is === 'ended') {
    await notSold(terminal, part.resultCode, amount);
    return undefined;
  }
  terminal.show('processing', amount);
  terminal.tellStatus({ code: '04' });
  await waitForBank(terminal.clock, terminal.random);
  const hostSays = part.hostSays ?? (terminal.faults.take('decline') ? DO_NOT_HONOUR : RESULT_CODE.success);
  if (hostSays === RESULT_CODE.success) return part;
  await notSold(terminal, hostSays, amount);
  return undefined;
}

async function notSold(terminal: SimulatedZvtTerminal, resultCode: string, amount: number): Promise<void> {
  terminal.show(resultCode === RESULT_CODE.cancelled ? 'cancelled' : 'declined', null);
  if (terminal.cardInside) await cardOut(terminal, amount);
  const { terminalId } = terminal.memory;
  await terminal.host.tell({ kind: 'status-information', fields: { resultCode, terminalId } });
  await terminal.end(resultCode);
}

async function askForGoods(
  terminal: SimulatedZvtTerminal,
  info: StatusInformationFields,
  { answerMs, most = Infinity }: IssueOfGoodsLimits,
): Promise<KioskAnswer> {
  const { host, faults, clock } = terminal;
  for (let asked = 1; ; asked += 1) {
    const how = { ...terminal.statusFaults(), answerMs };
    const answer = await host.tell({ kind: 'status-information', fields: info }, how);
    const waits = answer.is === 'negative' && answer.resultCode === RESULT_CODE.wait;
    if (!waits || asked >= most) return answer;
    await pause(clock, faults.take('impatient') ? IMPATIENT_MS : GOODS_MS);
  }
}

async function finish(terminal: SimulatedZvtTerminal, amount: number): Promise<void> {
  await printLast(terminal);
  if (terminal.cardInside) await cardOut(terminal, amount);
  terminal.show('approved', amount);
  if (terminal.faults.take('lost-completion')) terminal.working = false;
  else await terminal.complete({});
}

async function printLast(terminal: SimulatedZvtTerminal): Promise<void> {
  const { last } = terminal.memory;
  await sendReceipt(terminal, 'merchant', last?.merchantReceipt ?? []);
  await sendReceipt(terminal, 'customer', last?.receipt ?? []);
}

async function cardOut(terminal: SimulatedZvtTerminal, amount: number): Promise<void> {
  terminal.show('remove-card', amount);
  terminal.tellStatus({ code: '0b' });
  while (terminal.cardInside) {
    const event = await terminal.desk.next(REMOVE_CARD_MS);
    if (event.type === 'timeout' || event.type === 'abort') return;
  }
}

function takeBack(
  terminal: SimulatedZvtTerminal,
  original: TransactionRef,
  sale: StatusInformationFields,
): StatusInformationFields {
  const ref = nextRef(terminal.memory);
  const info: StatusInformationFields = {
    ...sale,
    traceNumber: ref.traceNumber,
    receiptNumber: ref.receiptNumber,
    originalTraceNumber: original.traceNumber,
  };
  terminal.remember(withReversal(terminal.memory, original, ref, lastOf(info, 'GERİ QAYTARMA')));
  return info;
}

function infoOf(
  terminal: SimulatedZvtTerminal,
  ref: TransactionRef,
  amount: number,
  card: SimulatedCard,
): StatusInformationFields {
  return {
    resultCode: RESULT_CODE.success,
    amount,
    traceNumber: ref.traceNumber,
    ...terminal.timeFields(),
    maskedPan: card.number ?? `${'*'.repeat(12)}${card.tail}`,
    ...(card.number && { additionalText: `AID A0000000031010 ${card.number}` }),
    terminalId: ref.terminalId,
    authorisationCode: String(Math.floor(terminal.random() * 1_000_000)).padStart(6, '0'),
    currency: terminal.currency,
    receiptNumber: ref.receiptNumber,
    cardName: card.name,
  };
}

function lastOf(info: StatusInformationFields, what: Parameters<typeof customerReceipt>[1]) {
  return { info, receipt: customerReceipt(info, what), merchantReceipt: merchantReceipt(info, what) };
}
