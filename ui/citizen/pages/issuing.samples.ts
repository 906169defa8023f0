import {
  CONTRAST,
  cardPurchase,
  certificatePurchase,
  REFERENCE,
  type Sample,
  type Speak,
} from '../../samples/sample.ts';

function issuing(speak: Speak): readonly Sample<'issuing'>[] {
  const paid = { show: 'issuing', purchase: cardPurchase(speak), money: 'taken', reference: REFERENCE } as const;
  return [
    { name: 'paid', view: paid },
    { name: 'paid-in-cash', view: { ...paid, money: 'cash' } },
    { name: 'paid-with-credit', view: { ...paid, money: 'with-credit' } },
    { name: 'free', view: { ...paid, purchase: certificatePurchase(speak), money: 'none' } },
    { name: 'contrast', view: paid, frame: CONTRAST },
  ];
}

export const samples = (speak: Speak) => ({ issuing: issuing(speak) });
