import type { MoneyState } from '../../../device/words/money.ts';
import {
  CONTRAST_FRAME,
  cardPurchase,
  makeSamplesForDisplays,
  type PageSample,
  type PickLanguage,
  purchaseOf,
  SAMPLE_REFERENCE,
  SIMULATED_FRAME,
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

function paying(speak: PickLanguage): readonly PageSample<'paying'>[] {
  const at = (stage: Paying['stage']): Paying => ({
    show: 'paying',
    stage,
    purchase: cardPurchase(speak),
    money: MONEY_AT[stage],
    reference: SAMPLE_REFERENCE,
    canCancel: stage === 'present-card' || stage === 'enter-pin' || stage === 'registering',
  });
  const large = at('present-card');
  return [
    ...(Object.keys(MONEY_AT) as Paying['stage'][]).map((stage) => ({ name: stage, view: at(stage) })),
    { name: 'simulated', view: at('present-card'), frame: SIMULATED_FRAME },
    ...makeSamplesForDisplays(at('present-card')),
    { name: 'contrast-asking', view: at('asking'), frame: CONTRAST_FRAME },
    {
      name: 'long-words',
      view: { ...large, purchase: { ...large.purchase, service: speak(LONG_TEXTS.title), ...purchaseOf(12_345_600) } },
    },
  ];
}

export const samples = (speak: PickLanguage) => ({ paying: paying(speak) });
