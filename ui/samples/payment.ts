import { type PickLanguage, SAMPLE_REFERENCE, type ViewOf } from './sample.ts';
import { DUE } from './texts.ts';

export const NOTES = [100, 500, 1_000, 2_000, 5_000, 10_000, 20_000];

export const CREDIT_CODE = 'K5-7QF2-9XKD-41';

export const TICKET_PLACE = { ticket: 'A-047', window: '12', floor: 2, ahead: 3 } as const;

export const CREDIT = { code: CREDIT_CODE, amount: 1_000, printed: false } as const;

export const NUMBER_WITH_CODE = {
  reference: SAMPLE_REFERENCE,
  others: 2,
  codes: [{ code: CREDIT.code, amount: CREDIT.amount }],
};

const REFUSED = { ...CREDIT, amount: 5_680 } as const;

export const NUMBER_WITH_REFUSED_DUE = {
  reference: SAMPLE_REFERENCE,
  others: 1,
  codes: [{ code: REFUSED.code, amount: REFUSED.amount }],
};

/** Dues of a payment: the payee refused one of three. */
export const settledDues = (speak: PickLanguage): ViewOf<'done'>['dues'] =>
  [1, 2, 3].map((nth) => ({
    payee: speak(DUE.payee),
    subject: speak(DUE.subject),
    amount: 2_840 * nth,
    number: { name: speak(DUE.subject), value: `AA123456${nth}` },
    registered: nth === 2 ? null : { payment: `ÖT-2026-00012${nth}`, application: SAMPLE_REFERENCE },
    credit: nth === 2 ? REFUSED : null,
  }));
