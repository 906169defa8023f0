import {
  cardPurchase,
  certificatePurchase,
  LARGEST_TEXT,
  type PageSample,
  type PickLanguage,
} from '../../samples/sample.ts';

function lodging(speak: PickLanguage): readonly PageSample<'lodging'>[] {
  return [
    { name: 'paid', view: { show: 'lodging', purchase: cardPurchase(speak) } },
    { name: 'free', view: { show: 'lodging', purchase: certificatePurchase(speak) } },
    { name: 'text-200', view: { show: 'lodging', purchase: cardPurchase(speak) }, frame: LARGEST_TEXT },
  ];
}

export const samples = (speak: PickLanguage) => ({ lodging: lodging(speak) });
