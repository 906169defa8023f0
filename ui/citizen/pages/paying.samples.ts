import type { MoneyState } from '../../../device/words/money.ts';
import {
  CONTRAST,
  cardPurchase,
  inEveryDisplay,
  type PickLanguage,
  purchaseOf,
  REFERENCE,
  type Sample,
  SIMULATED,
  type ViewOf,
} from '../../samples/sample.ts';
import { LONG_TEXTS } from '../../samples/texts.ts';

type Paying = ViewOf<'paying'>;

/** States of the money as in `device/screen/payment-view.ts`. */
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

function paying(speak: PickLanguage): readonly Sample<'paying'>[] {
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
    ...inEveryDisplay(at('present-card')),
    { name: 'contrast-asking', view: at('asking'), frame: CONTRAST },
    {
      name: 'long-words',
      view: { ...large, purchase: { ...large.purchase, service: speak(LONG_TEXTS.title), ...purchaseOf(12_345_600) } },
    },
  ];
}

export const samples = (speak: PickLanguage) => ({ paying: paying(speak) });
