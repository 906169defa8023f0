import {
  CONTRAST,
  cardPurchase,
  certificatePurchase,
  type PickLanguage,
  REFERENCE,
  type Sample,
} from '../../samples/sample.ts';

function issuing(speak: PickLanguage): readonly Sample<'issuing'>[] {
  const paid = { show: 'issuing', purchase: cardPurchase(speak), money: 'taken', reference: REFERENCE } as const;
  return [
    { name: 'paid', view: paid },
    { name: 'paid-in-cash', view: { ...paid, money: 'cash' } },
    { name: 'paid-with-credit', view: { ...paid, money: 'with-credit' } },
    { name: 'free', view: { ...paid, purchase: certificatePurchase(speak), money: 'none' } },
    { name: 'contrast', view: paid, frame: CONTRAST },
  ];
}

export const samples = (speak: PickLanguage) => ({ issuing: issuing(speak) });
