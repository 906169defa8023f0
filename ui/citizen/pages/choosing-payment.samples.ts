import { NOTES } from '../../samples/payment.ts';
import {
  cardPurchase,
  makeSamplesForDisplays,
  type PageSample,
  type PickLanguage,
  type ViewOf,
} from '../../samples/sample.ts';
import { LONG_TEXTS } from '../../samples/texts.ts';

function choosingPayment(speak: PickLanguage): readonly PageSample<'choosingPayment'>[] {
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
    ...makeSamplesForDisplays(view),
    { name: 'long-words', view: { ...view, purchase: { ...view.purchase, service: speak(LONG_TEXTS.title) } } },
  ];
}

export const samples = (speak: PickLanguage) => ({ choosingPayment: choosingPayment(speak) });
