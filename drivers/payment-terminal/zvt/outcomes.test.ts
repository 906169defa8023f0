import { describe, expect, it } from 'vitest';
import { type ExchangeEnd, type ExchangeState, startExchange } from './exchange.ts';
import type { StatusInformationFields } from './messages.ts';
import {
  conditionOutcome,
  dayOutcome,
  inquireOutcome,
  lastTransactionOutcome,
  payOutcome,
  reverseOutcome,
} from './outcomes.ts';

const TERMINAL = '52500041';
const BEFORE = { terminalId: TERMINAL, traceNumber: '000041', receiptNumber: '0041' };
/** As read from a terminal that leaves its numbers out, or sends zeros. */
const UNCOUNTED = { terminalId: TERMINAL, traceNumber: '000000', receiptNumber: '0000' };
const INTENT = { intentId: 'intent', amount: 500, before: BEFORE };
const SALE: StatusInformationFields = {
  resultCode: '00',
  amount: 500,
  traceNumber: '000042',
  receiptNumber: '0042',
  terminalId: TERMINAL,
};
const DAY = { firstReceipt: '0001', lastReceipt: '0042', cards: [] };
const DONE: ExchangeEnd = { by: 'completion' };
const LOST: ExchangeEnd = { by: 'loss', trouble: { code: 'TRM-102', kind: 'no-answer', phase: 'after-write' } };
const aborted = (resultCode: string): ExchangeEnd => ({ by: 'abort', resultCode });
const refusal = (resultCode: string): ExchangeEnd => ({ by: 'refusal', resultCode });

function ended(end: ExchangeEnd, info: StatusInformationFields | null = null) {
  const state: ExchangeState = { ...startExchange({ kind: 'log-off', fields: {} }), phase: 'over', info };
  return { state, end };
}

describe('a sale', () => {
  const outcome = (end: ExchangeEnd, info: StatusInformationFields | null = null) =>
    payOutcome(ended(end, info), INTENT, TERMINAL).known;

  it.each([
    ['approved and completed', DONE, SALE, 'approved'],
    ['approved without an amount', DONE, { resultCode: '00' }, 'approved'],
    ['approved for another amount', DONE, { ...SALE, amount: 400 }, 'nothing'],
    ['completed without a result', DONE, null, 'nothing'],
    ['completed with a result that has no code', DONE, { amount: 500 }, 'nothing'],
    ['completed with a refusal', DONE, { resultCode: '05' }, 'declined'],
    ['completed with a cancellation', DONE, { resultCode: '6c' }, 'cancelled'],
    ['refused as a command', refusal('9c'), null, 'never-started'],
    ['refused without a reason', refusal('00'), null, 'nothing'],
    ['aborted by key or time', aborted('6c'), { resultCode: '6c' }, 'cancelled'],
    ['aborted by the bank', aborted('05'), { resultCode: '05' }, 'declined'],
    ['approved, then aborted', aborted('a0'), SALE, 'nothing'],
    ['approved, then lost', LOST, SALE, 'nothing'],
    ['lost', LOST, null, 'nothing'],
    ['approved with the numbers of the one before', DONE, { ...SALE, ...BEFORE }, 'nothing'],
  ] as const)('%s', (_, end, info, known) => {
    expect(outcome(end, info)).toBe(known);
  });

  it('is approved at a terminal that counts nothing', () => {
    const intent = { ...INTENT, before: UNCOUNTED };
    const info = { resultCode: '00', terminalId: TERMINAL };
    expect(payOutcome(ended(DONE, info), intent, TERMINAL)).toMatchObject({ known: 'approved' });
  });

  it('keeps of the card its name and four digits, and fills in what the terminal left out', () => {
    const info = { resultCode: '00', maskedPan: '************4021', cardName: 'Visa' };
    expect(payOutcome(ended(DONE, info), INTENT, TERMINAL)).toEqual({
      known: 'approved',
      approval: {
        ref: { terminalId: TERMINAL, traceNumber: '000000', receiptNumber: '0000' },
        amount: 500,
        cardName: 'Visa',
        cardTail: '4021',
        authorisationCode: null,
        customerReceipt: [],
      },
    });
  });

  it('has no tail where the terminal masked the whole number', () => {
    const info = { resultCode: '00', maskedPan: '****************' };
    expect(payOutcome(ended(DONE, info), INTENT, TERMINAL)).toMatchObject({ approval: { cardTail: null } });
  });
});

describe('an inquiry', () => {
  const answer = (
    end: ExchangeEnd,
    info: StatusInformationFields | null = null,
    intent: Parameters<typeof inquireOutcome>[1] = INTENT,
  ) => inquireOutcome(ended(end, info), intent, TERMINAL).known;
  const first = { ...INTENT, before: null };
  const firstHere = { ...first, terminalId: TERMINAL };
  const firstElsewhere = { ...first, terminalId: '99999999' };
  const wrapping = { ...INTENT, before: { ...BEFORE, traceNumber: '999998' } };
  const uncounted = { ...INTENT, before: UNCOUNTED };
  const NEXT = { traceNumber: '000043', receiptNumber: '0043' };

  it.each([
    ['the sale', DONE, SALE, INTENT, 'approved'],
    ['the first sale of a new terminal', DONE, SALE, first, 'approved'],
    ['the transaction from before', DONE, { ...SALE, ...BEFORE }, INTENT, 'not-paid'],
    ['the same trace number but another receipt', DONE, { ...SALE, traceNumber: '000041' }, INTENT, 'approved'],
    ['no transaction ever', aborted('83'), null, first, 'not-paid'],
    ['no transaction although there was one', refusal('83'), null, INTENT, 'nothing'],
    ['a sale it took back, as a reversal', DONE, { ...SALE, originalTraceNumber: '000042' }, INTENT, 'not-paid'],
    [
      'that the one before was taken back',
      DONE,
      { ...SALE, ...NEXT, originalTraceNumber: '000041' },
      INTENT,
      'nothing',
    ],
    ['that an older one was taken back', DONE, { ...SALE, ...NEXT, originalTraceNumber: '000017' }, INTENT, 'nothing'],
    ['that one without a number was taken back', DONE, { ...SALE, originalTraceNumber: '000000' }, INTENT, 'nothing'],
    [
      'a sale it took back at one that counts anew',
      DONE,
      { ...SALE, originalTraceNumber: '000002' },
      wrapping,
      'not-paid',
    ],
    ['an older one, as it counts anew', DONE, { ...SALE, originalTraceNumber: '999990' }, wrapping, 'nothing'],
    ['a reversal where nothing was counted', DONE, { ...SALE, originalTraceNumber: '000042' }, uncounted, 'nothing'],
    ['the first sale, taken back', DONE, { ...SALE, originalTraceNumber: '000001' }, first, 'not-paid'],
    ['no transaction ever, by the one that said so before', aborted('83'), null, firstHere, 'not-paid'],
    ['no transaction ever, by another one than said so before', aborted('83'), null, firstElsewhere, 'nothing'],
    ['a sale of this amount, by the one that had none before', DONE, SALE, firstHere, 'approved'],
    ['a sale of this amount, by another one than had none before', DONE, SALE, firstElsewhere, 'nothing'],
    [
      'a reversal, by another one than had none before',
      DONE,
      { ...SALE, originalTraceNumber: '000042' },
      firstElsewhere,
      'nothing',
    ],
    [
      'that it is not paid, by another one than had none before',
      DONE,
      { ...SALE, resultCode: 'a0' },
      firstElsewhere,
      'nothing',
    ],
    ['a sale it took back, as a result', DONE, { ...SALE, resultCode: 'a0' }, INTENT, 'not-paid'],
    ['another amount', DONE, { ...SALE, amount: 600 }, INTENT, 'nothing'],
    ['no amount', DONE, { ...SALE, amount: undefined as never }, INTENT, 'nothing'],
    ['no result code', DONE, { amount: 500, traceNumber: '000042' }, INTENT, 'nothing'],
    ['the part that was issued', DONE, { ...SALE, amount: 200 }, { ...INTENT, issued: 200 }, 'approved'],
    ['the whole although a part was issued', DONE, SALE, { ...INTENT, issued: 200 }, 'approved'],
    ['the sums of a day that equal the amount', DONE, { ...SALE, totals: DAY }, INTENT, 'nothing'],
    ['another terminal', DONE, { ...SALE, terminalId: '99999999' }, INTENT, 'nothing'],
    ['that it is busy', refusal('9c'), null, first, 'nothing'],
    ['that it is not registered', refusal('6b'), null, first, 'nothing'],
    ['a completion alone', DONE, null, first, 'nothing'],
    ['nothing', LOST, null, first, 'nothing'],
  ] as const)('that is told: %s', (_, end, info, intent, known) => {
    expect(answer(end, info, intent)).toBe(known);
  });
});

describe('an inquiry where numbers are missing', () => {
  const NOON = { date: '0301', time: '120000' };
  const LATER = { date: '0301', time: '120130' };
  const AT_NOON = '0301120000';
  const bare: StatusInformationFields = { resultCode: '00', amount: 500, terminalId: TERMINAL };
  const received = { ...bare, traceNumber: '000000', receiptNumber: '0041' };
  const receipt = { ...UNCOUNTED, receiptNumber: '0041' };
  const timeless = { date: '0000', time: '000000' };

  it.each([
    ['neither number, before nor now', bare, UNCOUNTED, 'nothing'],
    ['zeros, before and now', { ...bare, ...UNCOUNTED }, UNCOUNTED, 'nothing'],
    ['numbers before and none now', bare, BEFORE, 'nothing'],
    ['an equal receipt number that may have begun anew', received, receipt, 'nothing'],
    ['zeros, and a clock that stands still', { ...bare, ...NOON }, { ...UNCOUNTED, at: AT_NOON }, 'nothing'],
    ['an equal receipt number and no clock', { ...received, ...timeless }, receipt, 'nothing'],
    ['an equal trace number at another time', { ...SALE, ...BEFORE, ...LATER }, { ...BEFORE, at: AT_NOON }, 'nothing'],
    ['an equal receipt number at the same time', { ...received, ...NOON }, { ...receipt, at: AT_NOON }, 'not-paid'],
    ['an equal trace number at the same time', { ...SALE, ...BEFORE, ...NOON }, { ...BEFORE, at: AT_NOON }, 'not-paid'],
    ['an equal trace number alone', { ...bare, traceNumber: '000041' }, BEFORE, 'not-paid'],
    ['an equal receipt number at another time', { ...received, ...LATER }, { ...receipt, at: AT_NOON }, 'approved'],
    ['zeros at another time', { ...bare, ...LATER }, { ...UNCOUNTED, at: AT_NOON }, 'approved'],
    ['another receipt number', { ...received, receiptNumber: '0042' }, receipt, 'approved'],
    ['no numbers, and a result that is no approval', { ...bare, resultCode: 'a0' }, UNCOUNTED, 'not-paid'],
  ] as const)('that is told %s', (_, info, before, known) => {
    expect(inquireOutcome(ended(DONE, info), { ...INTENT, before }, TERMINAL).known).toBe(known);
  });
});

describe('the last transaction', () => {
  it('carries the date and time where the terminal sent both', () => {
    const at = (info: StatusInformationFields) => lastTransactionOutcome(ended(DONE, { ...SALE, ...info }), TERMINAL);
    expect(at({ date: '0301', time: '120000' })).toMatchObject({ value: { before: { at: '0301120000' } } });
    expect(at({ time: '120000' })).not.toHaveProperty('value.before.at');
    expect(at({ date: '0000', time: '000000' })).not.toHaveProperty('value.before.at');
  });

  it('is none, at this terminal, only where it says so', () => {
    expect(lastTransactionOutcome(ended(aborted('83')), TERMINAL)).toEqual({
      ok: true,
      value: { before: null, terminalId: TERMINAL },
    });
    expect(lastTransactionOutcome(ended(aborted('83')), '')).toEqual({ ok: true, value: { before: null } });
    expect(lastTransactionOutcome(ended(aborted('9c')), TERMINAL)).toMatchObject({ ok: false });
    expect(lastTransactionOutcome(ended(DONE, SALE), TERMINAL)).toMatchObject({
      ok: true,
      value: { before: { traceNumber: '000042' } },
    });
  });
});

describe('a reversal', () => {
  it.each([
    ['completed', DONE, { resultCode: '00', traceNumber: '000043' }, true],
    ['completed, by the name of the sale', DONE, { ...SALE, originalTraceNumber: '000042' }, true],
    ['completed, by the name of another sale', DONE, { ...SALE, originalTraceNumber: '000017' }, false],
    ['completed by a terminal that counts nothing', DONE, { resultCode: '00' }, true],
    ['completed without a word, as a dialogue from before may be', DONE, null, false],
    ['completed with the sale told once more', DONE, { resultCode: '00', traceNumber: '000042' }, false],
    ['already done, as an abort', aborted('b4'), null, true],
    ['already done, as a refusal', refusal('b4'), null, true],
    ['already done, as a result', DONE, { resultCode: 'b4' }, true],
    ['not possible', aborted('b5'), null, false],
    ['refused by the bank', DONE, { resultCode: '05' }, false],
    ['lost', LOST, null, false],
  ] as const)('%s', (_, end, info, done) => {
    expect(reverseOutcome(ended(end, info), { ...BEFORE, traceNumber: '000042', receiptNumber: '0042' }).ok).toBe(done);
  });
});

describe('an end of day', () => {
  it('has the sums that came, and says which did not', () => {
    const none = { amount: null, traceNumber: null, date: null, time: null, receipts: null, byCard: null };
    expect(dayOutcome(ended(DONE), TERMINAL)).toEqual({
      ok: true,
      value: { terminalId: TERMINAL, totals: none, receipts: [] },
    });
    expect(dayOutcome(ended(DONE, { resultCode: '00', amount: 500, totals: DAY }), TERMINAL)).toMatchObject({
      value: { totals: { amount: 500, receipts: { first: '0001', last: '0042' }, byCard: [] } },
    });
    expect(dayOutcome(ended(DONE, { resultCode: '77' }), TERMINAL)).toMatchObject({ ok: false });
    expect(dayOutcome(ended(LOST), TERMINAL)).toMatchObject({ error: { code: 'TRM-102' } });
  });
});

describe('the condition', () => {
  it.each([
    [refusal('9c'), { status: '9c', meaning: 'please wait' }],
    [DONE, { status: null, meaning: 'it said nothing' }],
  ])('of %o', (end, value) => {
    expect(conditionOutcome(ended(end), TERMINAL)).toMatchObject({ ok: true, value });
  });
});
