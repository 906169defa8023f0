import { cardPurchase, certificatePurchase, LARGEST, type Sample, type Speak } from '../../samples/sample.ts';

function lodging(speak: Speak): readonly Sample<'lodging'>[] {
  return [
    { name: 'paid', view: { show: 'lodging', purchase: cardPurchase(speak) } },
    { name: 'free', view: { show: 'lodging', purchase: certificatePurchase(speak) } },
    { name: 'text-200', view: { show: 'lodging', purchase: cardPurchase(speak) }, frame: LARGEST },
  ];
}

export const samples = (speak: Speak) => ({ lodging: lodging(speak) });
