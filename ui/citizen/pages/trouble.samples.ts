import type { MoneyState } from '../../../device/words/money.ts';
import type { TroubleCode } from '../../../device/words/trouble.ts';
import {
  cardPurchase,
  certificatePurchase,
  makeSamplesForDisplays,
  type PageSample,
  type PickLanguage,
  purchaseOf,
  SAMPLE_REFERENCE,
  STAFF_CALLED_FRAME,
  type ViewOf,
} from '../../samples/sample.ts';
import { LONG_TEXTS } from '../../samples/texts.ts';

type Trouble = ViewOf<'trouble'>;

/** States of payments that the kiosk still works on. */
const WORKED_ON: readonly MoneyState[] = ['unknown', 'with-staff'];

function trouble(speak: PickLanguage, others: readonly TroubleCode[]): readonly PageSample<'trouble'>[] {
  const of = (code: TroubleCode, money: MoneyState, more: Partial<Trouble> = {}): Trouble => ({
    show: 'trouble',
    code,
    money,
    purchase: cardPurchase(speak),
    reference: SAMPLE_REFERENCE,
    canRetry: false,
    continues: money === 'not-taken' && !code.startsWith('BKO-'),
    slip: null,
    offersStaff: !WORKED_ON.includes(money) && code !== 'BKO-103',
    takeCard: false,
    ...more,
  });
  const again = { canRetry: true } as const;
  const free = { purchase: certificatePurchase(speak) } as const;
  const bank = of('TRM-201', 'not-taken', again);
  return [
    { name: 'declined', view: bank },
    { name: 'staff-called', view: bank, frame: STAFF_CALLED_FRAME },
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
    ...makeSamplesForDisplays(bank, of('TRM-203', 'unknown', { slip: 'not-printed' })),
    {
      name: 'long-words',
      view: { ...bank, purchase: { ...bank.purchase, service: speak(LONG_TEXTS.title), ...purchaseOf(12_345_600) } },
    },
    ...others.map((code) => ({ name: code.toLowerCase(), view: of(code, 'not-taken') })),
  ];
}

export const samples = (speak: PickLanguage, others: readonly TroubleCode[]) => ({ trouble: trouble(speak, others) });
