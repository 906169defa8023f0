import { type MoneyState, stillToPay } from '../../../device/words/money.ts';
import { groupNotes } from '../../../device/words/notes.ts';
import type { TroubleCode } from '../../../device/words/trouble.ts';
import {
  CONTRAST,
  cardPurchase,
  certificatePurchase,
  costs,
  IDLE,
  inEveryLook,
  LARGEST,
  REFERENCE,
  type Sample,
  SIMULATED,
  type Speak,
  type ViewOf,
} from '../../samples/sample.ts';
import { CARD, LONG } from '../../samples/texts.ts';

type Paying = ViewOf<'paying'>;
type Trouble = ViewOf<'trouble'>;

export function lodging(speak: Speak): readonly Sample<'lodging'>[] {
  return [
    { name: 'paid', view: { show: 'lodging', purchase: cardPurchase(speak) } },
    { name: 'free', view: { show: 'lodging', purchase: certificatePurchase(speak) } },
    { name: 'text-200', view: { show: 'lodging', purchase: cardPurchase(speak) }, frame: LARGEST },
  ];
}

/** What each stage says of the money, after `device/screen/payment-view.ts`. */
const MONEY_AT: { readonly [S in Paying['stage']]: MoneyState } = {
  preparing: 'not-taken',
  'present-card': 'not-taken',
  'enter-pin': 'not-taken',
  processing: 'deciding',
  registering: 'deciding',
  'remove-card': 'deciding',
  cancelling: 'deciding',
  'cancelling-card': 'deciding',
  asking: 'unknown',
};

export function paying(speak: Speak): readonly Sample<'paying'>[] {
  const at = (stage: Paying['stage']): Paying => ({
    show: 'paying',
    stage,
    purchase: cardPurchase(speak),
    money: MONEY_AT[stage],
    reference: REFERENCE,
    canCancel: stage === 'present-card' || stage === 'enter-pin' || stage === 'registering',
  });
  const large = at('present-card');
  return [
    ...(Object.keys(MONEY_AT) as Paying['stage'][]).map((stage) => ({ name: stage, view: at(stage) })),
    { name: 'simulated', view: at('present-card'), frame: SIMULATED },
    ...inEveryLook(at('present-card')),
    { name: 'contrast-asking', view: at('asking'), frame: CONTRAST },
    {
      name: 'long-words',
      view: { ...large, purchase: { ...large.purchase, service: speak(LONG.title), ...costs(12_345_600) } },
    },
  ];
}

const NOTES = [100, 500, 1_000, 2_000, 5_000, 10_000, 20_000];
const CREDIT_CODE = 'K5-7QF2-9XKD-41';

export function choosingPayment(speak: Speak): readonly Sample<'choosingPayment'>[] {
  const view: ViewOf<'choosingPayment'> = {
    show: 'choosingPayment',
    purchase: cardPurchase(speak),
    notes: NOTES,
    closed: { card: null, cash: null },
    credit: null,
    canGoBack: true,
  };
  const after = { canGoBack: false, credit: 'used' } as const;
  const part = { ...after, purchase: { ...view.purchase, credit: { amount: 200, left: 0 } } };
  const covered = {
    ...after,
    purchase: { ...view.purchase, credit: { amount: view.purchase.amount, left: 700 } },
  };
  return [
    { name: 'usual', view },
    { name: 'notes-not-known-yet', view: { ...view, notes: [] } },
    { name: 'after-a-card', view: { ...view, canGoBack: false } },
    { name: 'cards-only', view: { ...view, notes: null } },
    { name: 'several-dues', view: { ...view, credit: 'several-dues' } },
    { name: 'wrong-codes', view: { ...view, canGoBack: false, credit: 'wrong-codes' } },
    { name: 'office-away', view: { ...view, credit: 'BKO-101' } },
    { name: 'part-by-credit', view: { ...view, ...part } },
    { name: 'rest-by-card', view: { ...view, ...part, notes: null } },
    { name: 'covered', view: { ...view, ...covered } },
    { name: 'terminal-away', view: { ...view, closed: { card: 'TRM-101', cash: null } } },
    { name: 'cassette-full', view: { ...view, closed: { card: null, cash: 'BIL-103' } } },
    { name: 'note-in-the-mouth', view: { ...view, closed: { card: null, cash: 'BIL-111' } } },
    ...inEveryLook(view),
    { name: 'long-words', view: { ...view, purchase: { ...view.purchase, service: speak(LONG.title) } } },
  ];
}

export function typingCredit(speak: Speak): readonly Sample<'typingCredit'>[] {
  const view: ViewOf<'typingCredit'> = {
    show: 'typingCredit',
    ...{ code: '', problem: null, locked: false, tries: 3, fixed: false, asking: false },
    purchase: cardPurchase(speak),
  };
  const typed = { ...view, code: CREDIT_CODE };
  return [
    { name: 'empty', view },
    { name: 'longest', view: { ...view, code: 'K12345-7QF2-9XKD-41' } },
    { name: 'asking', view: { ...typed, asking: true } },
    ...(['incomplete', 'mistyped', 'unknown', 'spent', 'in-use', 'BKO-109'] as const).map((problem) => ({
      name: problem.toLowerCase(),
      view: { ...typed, problem, tries: problem === 'unknown' ? 1 : 2 },
    })),
    { name: 'no-answer', view: { ...typed, problem: 'BKO-101', fixed: true } },
    { name: 'asked-before', view: { ...typed, fixed: true } },
    { name: 'locked', view: { ...typed, problem: 'unknown', locked: true } },
    { name: 'not-now', view: { ...typed, problem: 'not-now', locked: true } },
    ...inEveryLook(typed),
  ];
}

export function payingCash(speak: Speak): readonly Sample<'payingCash'>[] {
  const purchase = { ...cardPurchase(speak), tier: speak(CARD.tiers[1]), ...costs(5_000) };
  const missingOf = ({ purchase: its = purchase, inserted = 0 }: Partial<ViewOf<'payingCash'>>) =>
    stillToPay(its) - inserted;
  const of = (more: Partial<ViewOf<'payingCash'>> = {}): ViewOf<'payingCash'> => ({
    show: 'payingCash',
    stage: 'insert',
    purchase,
    reference: REFERENCE,
    inserted: 0,
    missing: missingOf(more),
    notes: groupNotes(NOTES, missingOf(more), 500),
    back: null,
    trouble: null,
    staffCalled: false,
    canStop: true,
    canLeave: false,
    ...more,
  });
  const half = of({ inserted: 2_000 });
  const troubles = ['101', '102', '103', '104', '105', '106', '107', '108', '109'] as const;
  const backs = [
    ...(['invalid-note', 'badly-inserted', 'not-accepted', 'foreign-item'] as const),
    ...(['transport-trouble', 'unknown', 'returned'] as const),
  ];
  return [
    { name: 'first', view: of() },
    { name: 'notes-not-known-yet', view: of({ notes: groupNotes([], 0, 0) }) },
    { name: 'half', view: half },
    { name: 'little-left', view: of({ inserted: 4_500 }) },
    {
      name: 'after-a-credit',
      view: of({ purchase: { ...purchase, credit: { amount: 1_500, left: 0 } }, inserted: 1_000 }),
    },
    { name: 'reading', view: { ...half, stage: 'reading', canStop: false } },
    { name: 'take-note', view: { ...half, stage: 'take-note', canStop: false } },
    { name: 'take-note-not-recognised', view: { ...half, stage: 'take-note', canStop: false, back: 'invalid-note' } },
    { name: 'settling', view: { ...half, stage: 'settling', canStop: false } },
    { name: 'asking', view: { ...half, stage: 'asking', canStop: false, canLeave: true, trouble: 'BIL-101' } },
    ...backs.map((back) => ({ name: `back-${back}`, view: { ...half, back } })),
    ...troubles.map((code) => ({
      name: `trouble-${code}`,
      view: { ...half, stage: 'blocked' as const, trouble: `BIL-${code}` as const },
    })),
    { name: 'blocked-nothing', view: of({ stage: 'blocked', trouble: 'BIL-101' }) },
    { name: 'staff-called', view: { ...half, stage: 'blocked', trouble: 'BIL-105', staffCalled: true } },
    { name: 'idle', view: half, frame: IDLE },
    { name: 'simulated', view: of(), frame: SIMULATED },
    ...inEveryLook(half, { ...half, back: 'invalid-note' }),
    {
      name: 'long-words',
      view: of({ inserted: 2_000, purchase: { ...half.purchase, service: speak(LONG.title), ...costs(12_345_600) } }),
    },
  ];
}

export function noteTooLarge(): readonly Sample<'noteTooLarge'>[] {
  const view: ViewOf<'noteTooLarge'> = {
    show: 'noteTooLarge',
    note: 20_000,
    missing: 1_500,
    excess: 18_500,
    fitting: [100, 500, 1_000],
    reference: REFERENCE,
    inserted: 3_500,
    seconds: 30,
  };
  return [
    { name: 'usual', view },
    { name: 'first-note', view: { ...view, inserted: 0, missing: 500, excess: 19_500, fitting: [100, 500] } },
    { name: 'no-note-fits', view: { ...view, missing: 50, excess: 19_950, fitting: [] } },
    ...inEveryLook(view),
  ];
}

export function credited(speak: Speak): readonly Sample<'credited'>[] {
  const view: ViewOf<'credited'> = {
    show: 'credited',
    credit: { code: CREDIT_CODE, amount: 2_000, printed: true },
    qr: CREDIT_CODE,
    because: null,
    takeCard: false,
    stuck: null,
    reference: REFERENCE,
    purchase: cardPurchase(speak),
  };
  return [
    { name: 'stopped', view },
    { name: 'not-printed', view: { ...view, takeCard: true, credit: { ...view.credit, printed: false } } },
    { name: 'refused', view: { ...view, because: 'BKO-104' } },
    { name: 'note-in-doubt', view: { ...view, because: 'BIL-110' } },
    { name: 'code-freed', view: { ...view, purchase: { ...view.purchase, credit: { amount: 500, left: 100 } } } },
    { name: 'note-stuck', view: { ...view, stuck: 'BIL-105' } },
    { name: 'note-in-the-mouth', view: { ...view, stuck: 'BIL-111' } },
    ...inEveryLook(view, { ...view, because: 'BIL-110' }),
    { name: 'long-words', view: { ...view, purchase: { ...view.purchase, service: speak(LONG.title) } } },
  ];
}

/** The kiosk still works on the payment. */
const WORKED_ON: readonly MoneyState[] = ['unknown', 'with-staff'];

/** `others`: codes that are on no other sample of any page. */
export function trouble(speak: Speak, others: readonly TroubleCode[]): readonly Sample<'trouble'>[] {
  const of = (code: TroubleCode, money: MoneyState, more: Partial<Trouble> = {}): Trouble => ({
    show: 'trouble',
    code,
    money,
    purchase: cardPurchase(speak),
    reference: REFERENCE,
    canRetry: false,
    continues: money === 'not-taken' && !code.startsWith('BKO-'),
    slip: null,
    staffCalled: WORKED_ON.includes(money) || code === 'BKO-103' ? null : false,
    takeCard: false,
    ...more,
  });
  const again = { canRetry: true } as const;
  const free = { purchase: certificatePurchase(speak) } as const;
  const bank = of('TRM-201', 'not-taken', again);
  return [
    { name: 'declined', view: bank },
    { name: 'staff-called', view: { ...bank, staffCalled: true } },
    { name: 'cancelled', view: of('TRM-202', 'not-taken', again) },
    { name: 'nothing-paid-after-all', view: of('TRM-205', 'not-taken', again) },
    { name: 'terminal-unplugged', view: of('TRM-101', 'not-taken') },
    { name: 'terminal-silent', view: of('TRM-102', 'not-taken') },
    { name: 'terminal-refused', view: of('TRM-103', 'not-taken', again) },
    { name: 'terminal-nonsense', view: of('TRM-104', 'not-taken', again) },
    { name: 'terminal-busy', view: of('TRM-105', 'not-taken', again) },
    { name: 'cannot-be-told', view: of('TRM-106', 'with-staff', { slip: 'printed' }) },
    { name: 'in-doubt', view: of('TRM-203', 'unknown') },
    { name: 'in-doubt-slip-printing', view: of('TRM-203', 'unknown', { slip: 'printing' }) },
    { name: 'in-doubt-slip', view: of('TRM-203', 'unknown', { slip: 'printed' }) },
    { name: 'in-doubt-no-slip', view: of('TRM-203', 'unknown', { slip: 'not-printed' }) },
    { name: 'office-away', view: of('BKO-101', 'none', { ...again, reference: null }) },
    { name: 'office-away-free', view: of('BKO-101', 'none', free) },
    { name: 'office-busy', view: of('BKO-109', 'none', { ...again, reference: null }) },
    { name: 'office-refused', view: of('BKO-102', 'none', { ...again, reference: null }) },
    { name: 'office-refused-free', view: of('BKO-102', 'none', free) },
    { name: 'registration-late', view: of('BKO-103', 'taken', { slip: 'printed' }) },
    { name: 'money-returning', view: of('BKO-104', 'returning', { slip: 'printed' }) },
    { name: 'money-returned', view: of('BKO-104', 'returned') },
    { name: 'note-in-doubt', view: of('BIL-110', 'unknown') },
    { name: 'take-card', view: of('TRM-203', 'unknown', { slip: 'printed', takeCard: true }) },
    { name: 'registration-late-cash', view: of('BKO-103', 'cash') },
    { name: 'money-credited', view: of('BKO-104', 'credited') },
    { name: 'refused-with-credit', view: of('BKO-104', 'on-code') },
    { name: 'not-printed-paid', view: of('BKO-105', 'taken') },
    { name: 'foreign-answer', view: of('BKO-110', 'not-taken', { ...again, reference: null }) },
    { name: 'not-printed-free', view: of('BKO-105', 'none', free) },
    { name: 'refused-before-final', view: of('BKO-106', 'not-taken') },
    { name: 'no-answer-before-final', view: of('BKO-107', 'not-taken', again) },
    ...inEveryLook(bank, of('TRM-203', 'unknown', { slip: 'not-printed' })),
    {
      name: 'long-words',
      view: { ...bank, purchase: { ...bank.purchase, service: speak(LONG.title), ...costs(12_345_600) } },
    },
    ...others.map((code) => ({ name: code.toLowerCase(), view: of(code, 'not-taken') })),
  ];
}

export function issuing(speak: Speak): readonly Sample<'issuing'>[] {
  const paid = { show: 'issuing', purchase: cardPurchase(speak), money: 'taken', reference: REFERENCE } as const;
  return [
    { name: 'paid', view: paid },
    { name: 'paid-in-cash', view: { ...paid, money: 'cash' } },
    { name: 'paid-with-credit', view: { ...paid, money: 'with-credit' } },
    { name: 'free', view: { ...paid, purchase: certificatePurchase(speak), money: 'none' } },
    { name: 'contrast', view: paid, frame: CONTRAST },
  ];
}
