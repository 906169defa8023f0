import type { MoneyState } from '../../../device/screen/screen.ts';
import type { TroubleCode } from '../../../device/screen/trouble.ts';
import {
  CONTRAST,
  cardPurchase,
  certificatePurchase,
  LARGE,
  LARGEST,
  LOWER,
  REFERENCE,
  type Sample,
  SIMULATED,
  type Speak,
  type ViewOf,
} from './sample.ts';
import { LONG } from './texts.ts';

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
  'remove-card': 'deciding',
  cancelling: 'deciding',
  asking: 'unknown',
};

export function paying(speak: Speak): readonly Sample<'paying'>[] {
  const at = (stage: Paying['stage']): Paying => ({
    show: 'paying',
    stage,
    purchase: cardPurchase(speak),
    money: MONEY_AT[stage],
    reference: REFERENCE,
    canCancel: stage === 'present-card' || stage === 'enter-pin',
  });
  const large = at('present-card');
  return [
    ...(Object.keys(MONEY_AT) as Paying['stage'][]).map((stage) => ({ name: stage, view: at(stage) })),
    { name: 'simulated', view: at('present-card'), frame: SIMULATED },
    { name: 'contrast', view: at('present-card'), frame: CONTRAST },
    { name: 'contrast-asking', view: at('asking'), frame: CONTRAST },
    { name: 'text-130', view: at('present-card'), frame: LARGE },
    { name: 'text-200', view: at('present-card'), frame: LARGEST },
    { name: 'lower', view: at('present-card'), frame: LOWER },
    {
      name: 'long-words',
      view: { ...large, purchase: { ...large.purchase, service: speak(LONG.title), amount: 123_456_00 } },
    },
  ];
}

export function trouble(speak: Speak): readonly Sample<'trouble'>[] {
  const of = (code: TroubleCode, money: MoneyState, more: Partial<Trouble> = {}): Trouble => ({
    show: 'trouble',
    code,
    money,
    purchase: cardPurchase(speak),
    reference: REFERENCE,
    canRetry: false,
    ...more,
  });
  const again = { canRetry: true } as const;
  const free = { purchase: certificatePurchase(speak) } as const;
  const bank = of('TRM-201', 'not-taken', again);
  return [
    { name: 'declined', view: bank },
    { name: 'cancelled', view: of('TRM-202', 'not-taken', again) },
    { name: 'nothing-paid-after-all', view: of('TRM-205', 'not-taken', again) },
    { name: 'terminal-unplugged', view: of('TRM-101', 'not-taken') },
    { name: 'terminal-silent', view: of('TRM-102', 'not-taken') },
    { name: 'terminal-refused', view: of('TRM-103', 'not-taken', again) },
    { name: 'terminal-nonsense', view: of('TRM-104', 'not-taken', again) },
    { name: 'terminal-busy', view: of('TRM-105', 'not-taken', again) },
    { name: 'in-doubt', view: of('TRM-203', 'unknown') },
    { name: 'office-away', view: of('BKO-101', 'none', { ...again, reference: null }) },
    { name: 'office-away-free', view: of('BKO-101', 'none', free) },
    { name: 'office-refused', view: of('BKO-102', 'none', { ...again, reference: null }) },
    { name: 'office-refused-free', view: of('BKO-102', 'none', free) },
    { name: 'registration-late', view: of('BKO-103', 'taken') },
    { name: 'money-returning', view: of('BKO-104', 'returning') },
    { name: 'money-returned', view: of('BKO-104', 'returned') },
    { name: 'not-printed-paid', view: of('BKO-105', 'taken') },
    { name: 'not-printed-free', view: of('BKO-105', 'none', free) },
    { name: 'contrast', view: bank, frame: CONTRAST },
    { name: 'text-130', view: bank, frame: LARGE },
    { name: 'text-200', view: of('TRM-203', 'unknown'), frame: LARGEST },
    { name: 'lower', view: bank, frame: LOWER },
    {
      name: 'long-words',
      view: { ...bank, purchase: { ...bank.purchase, service: speak(LONG.title), amount: 123_456_00 } },
    },
  ];
}

export function issuing(speak: Speak): readonly Sample<'issuing'>[] {
  const paid = { show: 'issuing', purchase: cardPurchase(speak), money: 'taken', reference: REFERENCE } as const;
  return [
    { name: 'paid', view: paid },
    { name: 'free', view: { ...paid, purchase: certificatePurchase(speak), money: 'none' } },
    { name: 'contrast', view: paid, frame: CONTRAST },
  ];
}
