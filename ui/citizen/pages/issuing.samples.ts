import {
  CONTRAST_FRAME,
  cardPurchase,
  certificatePurchase,
  type PageSample,
  type PickLanguage,
  SAMPLE_REFERENCE,
} from '../../samples/sample.ts';

function issuing(speak: PickLanguage): readonly PageSample<'issuing'>[] {
  const paid = { show: 'issuing', purchase: cardPurchase(speak), money: 'taken', reference: SAMPLE_REFERENCE } as const;
  return [
    { name: 'paid', view: paid },
    { name: 'paid-in-cash', view: { ...paid, money: 'cash' } },
    { name: 'paid-with-credit', view: { ...paid, money: 'with-credit' } },
    { name: 'free', view: { ...paid, purchase: certificatePurchase(speak), money: 'none' } },
    { name: 'contrast', view: paid, frame: CONTRAST_FRAME },
  ];
}

export const samples = (speak: PickLanguage) => ({ issuing: issuing(speak) });
