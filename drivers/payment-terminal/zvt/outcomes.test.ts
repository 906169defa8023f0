import { describe, expect, it } from 'vitest';
import { initialZvtExchange, type ZvtExchangeEnd, type ZvtExchangeState } from './exchange.ts';
import type { StatusInformationFields } from './messages.ts';
import {
  endOfDayOutcome,
  inquireOutcome,
  lastTransactionOutcome,
  payOutcome,
  statusEnquiryOutcome,
} from './outcomes.ts';
import { checkBeforeReversal, reverseOutcome } from './reversal.ts';

const TERMINAL = '52500041';
/** ISO 4217. */
const AZN = 944;
const EUR = 978;
const UNREAD = { field: '1c', bytes: 2 };
const BEFORE = { terminalId: TERMINAL, traceNumber: '000041', receiptNumber: '0041' };
/** Transaction without numbers: missing, or sent as zeros. */
const UNCOUNTED = { terminalId: TERMINAL, traceNumber: '000000', receiptNumber: '0000' };
const SENT = new Date('2026-03-01T12:00:00+04:00');
const INTENT = { intentId: 'intent', amount: 500, before: BEFORE, sentAt: SENT.toISOString() };
const A_MINUTE_LATER = { date: '0301', time: '120100' };
const SALE: StatusInformationFields = {
  resultCode: '00',
  amount: 500,
  traceNumber: '000042',
  receiptNumber: '0042',
  terminalId: TERMINAL,
  ...A_MINUTE_LATER,
};
const HIDDEN: StatusInformationFields = { ...SALE, unread: UNREAD };
const BACK = { ...SALE, traceNumber: '000043', receiptNumber: '0043', originalTraceNumber: '000042' };
const DAY = { firstReceipt: '0001', lastReceipt: '0042', cards: [] };
const DONE: ZvtExchangeEnd = { by: 'completion' };
const LOST: ZvtExchangeEnd = { by: 'loss', trouble: { code: 'TRM-102', kind: 'no-answer', phase: 'after-write' } };
const aborted = (resultCode: string): ZvtExchangeEnd => ({ by: 'abort', resultCode });
const refusal = (resultCode: string): ZvtExchangeEnd => ({ by: 'refusal', resultCode });

function ended(end: ZvtExchangeEnd, info: StatusInformationFields | null = null) {
  const state: ZvtExchangeState = { ...initialZvtExchange({ kind: 'log-off', fields: {} }), phase: 'over', info };
  return { state, end };
}

describe('a sale', () => {
  const outcome = (end: ZvtExchangeEnd, info: StatusInformationFields | null = null) =>
    payOutcome(ended(end, info), INTENT, TERMINAL, AZN).known;

  it.each([
    ['approved and completed', DONE, SALE, 'approved'],
    ['approved without an amount', DONE, { resultCode: '00' }, 'approved'],
    ['approved for another amount', DONE, { ...SALE, amount: 400 }, 'nothing'],
    ['approved in the currency that was asked', DONE, { ...SALE, currency: AZN }, 'approved'],
    ['approved in another currency', DONE, { ...SALE, currency: EUR }, 'nothing'],
    ['refused in another currency', DONE, { ...SALE, resultCode: '05', currency: EUR }, 'nothing'],
    ['approved, with an unknown field behind the amount', DONE, HIDDEN, 'approved'],
    ['approved, with an unknown field and no amount', DONE, { resultCode: '00', unread: UNREAD }, 'nothing'],
    ['completed with an unknown field and no result', DONE, { amount: 500, unread: UNREAD }, 'nothing'],
    ['approved, and then a reversal of it', DONE, BACK, 'nothing'],
    [
      'approved with zeros for the trace of a reversed sale',
      DONE,
      { ...SALE, originalTraceNumber: '000000' },
      'approved',
    ],
    [
      'approved by a terminal that counts nothing, and then a reversal',
      DONE,
      { ...BACK, traceNumber: '000000', originalTraceNumber: '000000' },
      'nothing',
    ],
    ['approved with the sums of a day', DONE, { ...SALE, totals: DAY }, 'nothing'],
    ['approved in a currency that cannot be read', DONE, { ...SALE, unread: { field: '49', bytes: 3 } }, 'nothing'],
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
    ['approved with the numbers of the transaction before', DONE, { ...SALE, ...BEFORE }, 'nothing'],
  ] as const)('when a sale is %s, then it has the listed outcome', (_, end, info, known) => {
    expect(outcome(end, info)).toBe(known);
  });

  it.each([
    ['another result', { resultCode: '6c' }],
    ['another currency', { currency: EUR }],
  ])('when the end of a sale has %s than the approval, then the outcome is unknown', (_, completion) => {
    const over = ended(DONE, SALE);
    const outcomeOf = (end: { readonly resultCode?: string; readonly currency?: number }) =>
      payOutcome({ ...over, state: { ...over.state, completion: end } }, INTENT, TERMINAL, AZN).known;
    expect([outcomeOf({}), outcomeOf(completion)]).toEqual(['approved', 'nothing']);
  });

  it('when the terminal has neither trace nor receipt numbers, then the sale is still approved', () => {
    const intent = { ...INTENT, before: UNCOUNTED };
    const info = { resultCode: '00', terminalId: TERMINAL };
    expect(payOutcome(ended(DONE, info), intent, TERMINAL, AZN)).toMatchObject({ known: 'approved' });
  });

  it('when the terminal omits fields, then the fields are filled in, and only card name and four digits are kept', () => {
    const info = { resultCode: '00', maskedPan: '************4021', cardName: 'Visa' };
    expect(payOutcome(ended(DONE, info), INTENT, TERMINAL, AZN)).toEqual({
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

  it('when the terminal masks the whole card number, then the card tail is null', () => {
    const info = { resultCode: '00', maskedPan: '****************' };
    expect(payOutcome(ended(DONE, info), INTENT, TERMINAL, AZN)).toMatchObject({ approval: { cardTail: null } });
  });
});

describe('an inquiry', () => {
  const answer = (
    end: ZvtExchangeEnd,
    info: StatusInformationFields | null = null,
    intent: Parameters<typeof inquireOutcome>[1] = INTENT,
  ) => inquireOutcome(ended(end, info), intent, TERMINAL, AZN).known;
  const first = { ...INTENT, before: null };
  const firstHere = { ...first, terminalId: TERMINAL };
  const firstElsewhere = { ...first, terminalId: '99999999' };
  const wrapping = { ...INTENT, before: { ...BEFORE, traceNumber: '999998' } };
  const uncounted = { ...INTENT, before: UNCOUNTED };
  const NEXT = { traceNumber: '000043', receiptNumber: '0043' };

  it.each([
    ['the sale', DONE, SALE, INTENT, 'approved'],
    ['the first sale of a new terminal that did not tell its id', DONE, SALE, first, 'nothing'],
    ['the transaction from before', DONE, { ...SALE, ...BEFORE }, INTENT, 'not-paid'],
    ['the same trace number but another receipt', DONE, { ...SALE, traceNumber: '000041' }, INTENT, 'nothing'],
    ['the sale, with an unknown field', DONE, HIDDEN, INTENT, 'approved'],
    ['the transaction before, with an unknown field', DONE, { ...HIDDEN, ...BEFORE }, INTENT, 'not-paid'],
    [
      'the sale, with an unknown field and no amount',
      DONE,
      { ...HIDDEN, amount: undefined as never },
      INTENT,
      'nothing',
    ],
    ['the sale, with an unknown field and no time', DONE, { ...HIDDEN, time: undefined as never }, INTENT, 'nothing'],
    ['the sale in another currency', DONE, { ...SALE, currency: EUR }, INTENT, 'nothing'],
    ['a refusal in another currency', DONE, { ...SALE, resultCode: '05', currency: EUR }, INTENT, 'nothing'],
    ['the transaction before, in another currency', DONE, { ...SALE, ...BEFORE, currency: EUR }, INTENT, 'nothing'],
    ['no transaction ever', aborted('83'), null, first, 'nothing'],
    ['no transaction although there was one', refusal('83'), null, INTENT, 'nothing'],
    ['a sale it took back, as a reversal', DONE, BACK, INTENT, 'not-paid'],
    [
      'a reversal that is not the step after the sale it names',
      DONE,
      { ...BACK, traceNumber: '000044' },
      INTENT,
      'nothing',
    ],
    [
      'that a sale by hand after it was taken back',
      DONE,
      { ...BACK, traceNumber: '000044', originalTraceNumber: '000043' },
      INTENT,
      'nothing',
    ],
    ['two steps after the transaction before', DONE, { ...SALE, ...NEXT }, INTENT, 'nothing'],
    ['a sale of this amount an hour later', DONE, { ...SALE, time: '130000' }, INTENT, 'nothing'],
    ['a sale of this amount an hour before', DONE, { ...SALE, time: '110000' }, INTENT, 'nothing'],
    ['a sale of this amount without a time', DONE, { ...SALE, date: undefined as never }, INTENT, 'nothing'],
    ['a sale, with an intent without a time', DONE, SALE, { ...INTENT, sentAt: undefined as never }, 'nothing'],
    [
      'that the transaction before was taken back',
      DONE,
      { ...SALE, ...NEXT, originalTraceNumber: '000041' },
      INTENT,
      'nothing',
    ],
    ['that an older sale was taken back', DONE, { ...SALE, ...NEXT, originalTraceNumber: '000017' }, INTENT, 'nothing'],
    ['that a sale without number was taken back', DONE, { ...SALE, originalTraceNumber: '000000' }, INTENT, 'nothing'],
    [
      'a sale it took back, with numbers that wrap',
      DONE,
      { ...BACK, traceNumber: '000001', originalTraceNumber: '999999' },
      wrapping,
      'not-paid',
    ],
    [
      'that an older sale was taken back, with numbers that wrap',
      DONE,
      { ...SALE, originalTraceNumber: '999990' },
      wrapping,
      'nothing',
    ],
    ['a reversal where nothing was counted', DONE, { ...SALE, originalTraceNumber: '000042' }, uncounted, 'nothing'],
    ['the first sale, taken back', DONE, BACK, firstHere, 'not-paid'],
    ['the first sale, by hand an hour later', DONE, { ...SALE, time: '130000' }, firstHere, 'nothing'],
    ['no transaction ever, at the same terminal', aborted('83'), null, firstHere, 'nothing'],
    ['no transaction ever, at another terminal', aborted('83'), null, firstElsewhere, 'nothing'],
    ['a sale of this amount, at the terminal that had none before', DONE, SALE, firstHere, 'approved'],
    ['a sale of this amount, at another terminal', DONE, SALE, firstElsewhere, 'nothing'],
    ['a reversal, at another terminal', DONE, { ...SALE, originalTraceNumber: '000042' }, firstElsewhere, 'nothing'],
    ['that it is not paid, at another terminal', DONE, { ...SALE, resultCode: 'a0' }, firstElsewhere, 'nothing'],
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
  ] as const)(
    'when the terminal reports %s, then the inquiry has the listed outcome',
    (_, end, info, intent, known) => {
      expect(answer(end, info, intent)).toBe(known);
    },
  );
});

describe('an inquiry with missing numbers', () => {
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
    ['an equal receipt number that may have wrapped', received, receipt, 'nothing'],
    ['zeros, and a clock that stands still', { ...bare, ...NOON }, { ...UNCOUNTED, at: AT_NOON }, 'nothing'],
    ['an equal receipt number and no clock', { ...received, ...timeless }, receipt, 'nothing'],
    ['an equal trace number at another time', { ...SALE, ...BEFORE, ...LATER }, { ...BEFORE, at: AT_NOON }, 'nothing'],
    ['an equal receipt number at the same time', { ...received, ...NOON }, { ...receipt, at: AT_NOON }, 'not-paid'],
    ['an equal trace number at the same time', { ...SALE, ...BEFORE, ...NOON }, { ...BEFORE, at: AT_NOON }, 'not-paid'],
    ['an equal trace number alone', { ...bare, traceNumber: '000041' }, BEFORE, 'not-paid'],
    ['an equal receipt number at another time', { ...received, ...LATER }, { ...receipt, at: AT_NOON }, 'nothing'],
    ['zeros at another time', { ...bare, ...LATER }, { ...UNCOUNTED, at: AT_NOON }, 'nothing'],
    ['the next receipt number', { ...received, ...LATER, receiptNumber: '0042' }, receipt, 'approved'],
    ['the receipt number after the next', { ...received, ...LATER, receiptNumber: '0043' }, receipt, 'nothing'],
    ['no numbers, and a result that is no approval', { ...bare, resultCode: 'a0' }, UNCOUNTED, 'nothing'],
    [
      'the next receipt number, and a result that is no approval',
      { ...received, ...LATER, receiptNumber: '0042', resultCode: 'a0' },
      receipt,
      'not-paid',
    ],
  ] as const)('when the terminal reports %s, then the inquiry has the listed outcome', (_, info, before, known) => {
    expect(inquireOutcome(ended(DONE, info), { ...INTENT, before }, TERMINAL, AZN).known).toBe(known);
  });
});

describe('the last transaction', () => {
  it('when the terminal sends date and time, then both are kept; a zero or missing date is not kept', () => {
    const { date: _, time: __, ...timeless } = SALE;
    const at = (info: StatusInformationFields) =>
      lastTransactionOutcome(ended(DONE, { ...timeless, ...info }), TERMINAL);
    expect(at({ date: '0301', time: '120000' })).toMatchObject({ value: { before: { at: '0301120000' } } });
    expect(at({ time: '120000' })).not.toHaveProperty('value.before.at');
    expect(at({ date: '0000', time: '000000' })).not.toHaveProperty('value.before.at');
  });

  it('when the terminal says that it has no transaction, then the last transaction is null, with the terminal id; other refusals are errors', () => {
    expect(lastTransactionOutcome(ended(aborted('83')), TERMINAL)).toEqual({
      ok: true,
      value: { before: null, terminalId: TERMINAL },
    });
    expect(lastTransactionOutcome(ended(aborted('83')), '')).toEqual({ ok: true, value: { before: null } });
    expect(lastTransactionOutcome(ended(aborted('9c')), TERMINAL)).toMatchObject({ ok: false });
    expect(lastTransactionOutcome(ended(DONE, HIDDEN), TERMINAL)).not.toHaveProperty('value.stands');
    expect(lastTransactionOutcome(ended(DONE, SALE), TERMINAL)).toMatchObject({
      ok: true,
      value: { before: { traceNumber: '000042' } },
    });
  });
});

describe('an inquiry at a terminal that uses numbers for other things too', () => {
  const answer = (info: StatusInformationFields, between: number, timeZone = 'Asia/Baku') =>
    inquireOutcome(ended(DONE, info), INTENT, TERMINAL, AZN, { between, clockMs: 60_000, timeZone }).known;

  it('when the trace number is further ahead than the profile allows, then the sale is not matched', () => {
    expect(answer({ ...SALE, traceNumber: '000044' }, 2)).toBe('approved');
    expect(answer({ ...SALE, traceNumber: '000044' }, 1)).toBe('nothing');
    expect(answer({ ...SALE, traceNumber: '000041', receiptNumber: '0042' }, 2)).toBe('nothing');
  });

  it('when an unknown field may hide a reversal, then only the next step counts as the sale', () => {
    expect(answer({ ...HIDDEN, traceNumber: '000042' }, 2)).toBe('approved');
    expect(answer({ ...HIDDEN, traceNumber: '000043' }, 2)).toBe('nothing');
  });

  it('when the time differs more than the profile allows, then the sale is not matched', () => {
    expect(answer({ ...SALE, time: '115900' }, 0)).toBe('approved');
    expect(answer({ ...SALE, time: '115800' }, 0)).toBe('nothing');
    expect(answer({ ...SALE, date: '1231', time: '235930' }, 0)).toBe('nothing');
  });

  it("when the terminal's clock has another time zone, then only a time of that time zone fits", () => {
    expect(answer({ ...SALE, time: '090100' }, 0, 'Europe/Berlin')).toBe('approved');
    expect(answer({ ...SALE, time: '120100' }, 0, 'Europe/Berlin')).toBe('nothing');
  });

  it('when the year turns between intent and sale, then the sale is matched', () => {
    const intent = { ...INTENT, sentAt: '2026-12-31T19:59:50.000Z' };
    const info = { ...SALE, date: '0101', time: '000010' };
    expect(inquireOutcome(ended(DONE, info), intent, TERMINAL, AZN).known).toBe('approved');
  });
});

const PAID = {
  ref: { terminalId: TERMINAL, traceNumber: '000042', receiptNumber: '0042' },
  amount: 500,
  currency: AZN,
};

describe('the last transaction, before a reversal', () => {
  const own = { ...SALE, originalTraceNumber: undefined as never };
  it.each([
    ['the sale itself', DONE, own, 'to-be-reversed'],
    ['a newer one', DONE, { ...own, traceNumber: '000050', receiptNumber: '0050' }, 'to-be-reversed'],
    ['its reversal', DONE, BACK, 'reversed'],
    ['its reversal, of another amount', DONE, { ...BACK, amount: 600 }, 'to-be-reversed'],
    ['its reversal, refused', DONE, { ...BACK, resultCode: '05' }, 'to-be-reversed'],
    ['its reversal, in another currency', DONE, { ...BACK, currency: EUR }, 'to-be-reversed'],
    ['a reversal of another sale', DONE, { ...BACK, originalTraceNumber: '000017' }, 'to-be-reversed'],
    ['none', aborted('83'), null, 'TRM-106'],
    ['an older one', DONE, { ...own, traceNumber: '000009', receiptNumber: '0009' }, 'TRM-106'],
    ['a newer one with an older receipt', DONE, { ...own, traceNumber: '000500', receiptNumber: '0017' }, 'TRM-106'],
    ['another terminal’s', DONE, { ...own, terminalId: '99999999' }, 'TRM-106'],
    ['nothing', LOST, null, 'TRM-102'],
  ] as const)('when the last transaction is %s, then the reversal proceeds as listed', (_, end, info, says) => {
    const said = checkBeforeReversal(ended(end, info), PAID, TERMINAL);
    expect(said.ok ? said.value.is : said.error.code).toBe(says);
  });
});

describe('a reversal', () => {
  const UNNAMED = { ...BACK, originalTraceNumber: undefined as never };
  it.each([
    ['completed, by the name of the sale', DONE, BACK, true],
    ['completed, by the name of another sale', DONE, { ...BACK, originalTraceNumber: '000017' }, 'TRM-104'],
    ['completed as another transaction of this amount', DONE, UNNAMED, true],
    ['completed, by the name of the sale, in another currency', DONE, { ...BACK, currency: EUR }, 'TRM-104'],
    ['completed as another transaction in another currency', DONE, { ...UNNAMED, currency: EUR }, 'TRM-104'],
    ['completed as another transaction of another amount', DONE, { ...UNNAMED, amount: 600 }, 'TRM-104'],
    ['completed without an amount', DONE, { resultCode: '00', traceNumber: '000043' }, 'TRM-104'],
    ['completed without a word, as a dialogue from before may be', DONE, null, 'TRM-104'],
    ['completed with the sale told once more', DONE, SALE, 'TRM-104'],
    ['already done, as an abort', aborted('b4'), null, 'TRM-106'],
    ['already done, as a refusal', refusal('b4'), null, 'TRM-106'],
    ['already done, as a result', DONE, { resultCode: 'b4' }, 'TRM-106'],
    ['not possible', aborted('b5'), null, 'TRM-103'],
    ['refused by the bank', DONE, { resultCode: '05' }, 'TRM-103'],
    ['lost', LOST, null, 'TRM-102'],
  ] as const)('when a reversal is %s, then it has the listed outcome', (_, end, info, says) => {
    const outcome = reverseOutcome(ended(end, info), PAID, PAID.ref, TERMINAL);
    expect(outcome.ok || outcome.error.code).toBe(says);
  });

  it('when the terminal has no trace numbers, then only a transaction that differs from the last one counts as the reversal', () => {
    const ref = { terminalId: TERMINAL, traceNumber: '000000', receiptNumber: '0042' };
    const last = { ...ref, receiptNumber: '0044', at: '0301120500' };
    const answer = (info: StatusInformationFields) =>
      reverseOutcome(
        ended(DONE, { ...info, traceNumber: '000000' }),
        { ref, amount: 500, currency: AZN },
        last,
        TERMINAL,
      ).ok;
    const told = { ...UNNAMED, receiptNumber: '0044', date: '0301', time: '120500' };
    expect(answer(told)).toBe(false);
    expect(answer({ ...told, date: undefined as never, originalTraceNumber: '000000' })).toBe(false);
    expect(answer({ ...told, receiptNumber: '0045', time: '120700' })).toBe(true);
  });
});

describe('an end of day', () => {
  it('when the sums of the day are missing, then they are null; a refusal or loss is an error', () => {
    const none = { amount: null, traceNumber: null, date: null, time: null, receipts: null, byCard: null };
    expect(endOfDayOutcome(ended(DONE), TERMINAL)).toEqual({
      ok: true,
      value: { terminalId: TERMINAL, totals: none, receipts: [] },
    });
    expect(endOfDayOutcome(ended(DONE, { resultCode: '00', amount: 500, totals: DAY }), TERMINAL)).toMatchObject({
      value: { totals: { amount: 500, receipts: { first: '0001', last: '0042' }, byCard: [] } },
    });
    expect(endOfDayOutcome(ended(DONE, { resultCode: '77' }), TERMINAL)).toMatchObject({ ok: false });
    expect(endOfDayOutcome(ended(LOST), TERMINAL)).toMatchObject({ error: { code: 'TRM-102' } });
  });
});

describe('statusEnquiryOutcome', () => {
  it.each([
    [refusal('9c'), { status: '9c', meaning: 'please wait' }],
    [DONE, { status: null, meaning: 'it said nothing' }],
  ])('when the end is %o, then the condition has its status and meaning', (end, value) => {
    expect(statusEnquiryOutcome(ended(end), TERMINAL)).toMatchObject({ ok: true, value });
  });
});
