import { CREDIT_CODE } from '../../samples/payment.ts';
import {
  cardPurchase,
  makeSamplesForDisplays,
  type PageSample,
  type PickLanguage,
  SAMPLE_REFERENCE,
  type ViewOf,
} from '../../samples/sample.ts';
import { LONG_TEXTS } from '../../samples/texts.ts';

function credited(speak: PickLanguage): readonly PageSample<'credited'>[] {
  const view: ViewOf<'credited'> = {
    show: 'credited',
    credit: { code: CREDIT_CODE, amount: 2_000, printed: true },
    qr: CREDIT_CODE,
    because: null,
    takeCard: false,
    stuck: null,
    reference: SAMPLE_REFERENCE,
    purchase: cardPurchase(speak),
  };
  return [
    { name: 'stopped', view },
    { name: 'not-printed', view: { ...view, takeCard: true, credit: { ...view.credit, printed: false } } },
    { name: 'refused', view: { ...view, because: 'BKO-104' } },
    { name: 'note-in-doubt', view: { ...view, because: 'BIL-110' } },
    { name: 'code-freed', view: { ...view, purchase: { ...view.purchase, credit: { amount: 500, left: 100 } } } },
    { name: 'note-stuck', view: { ...view, stuck: 'BIL-105' } },
    { name: 'note-in-the-mouth', view: { ...view, stuck: 'BIL-111' } },
    ...makeSamplesForDisplays(view, { ...view, because: 'BIL-110' }),
    { name: 'long-words', view: { ...view, purchase: { ...view.purchase, service: speak(LONG_TEXTS.title) } } },
  ];
}

export const samples = (speak: PickLanguage) => ({ credited: credited(speak) });
