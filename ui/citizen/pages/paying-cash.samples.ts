import { purchaseRestToPay } from '../../../device/words/money.ts';
import { groupNotes } from '../../../device/words/notes.ts';
import { NOTES } from '../../samples/payment.ts';
import {
  CABINET_OPEN_FRAME,
  cardPurchase,
  IDLE_WARNING_FRAME,
  makeSamplesForDisplays,
  type PageSample,
  type PickLanguage,
  purchaseOf,
  SAMPLE_REFERENCE,
  SIMULATED_FRAME,
  STAFF_CALLED_FRAME,
  type ViewOf,
} from '../../samples/sample.ts';
import { CARD, LONG_TEXTS } from '../../samples/texts.ts';

function payingCash(speak: PickLanguage): readonly PageSample<'payingCash'>[] {
  const purchase = { ...cardPurchase(speak), tier: speak(CARD.tiers[1]), ...purchaseOf(5_000) };
  const missingOf = ({ purchase: its = purchase, inserted = 0 }: Partial<ViewOf<'payingCash'>>) =>
    purchaseRestToPay(its) - inserted;
  const of = (more: Partial<ViewOf<'payingCash'>> = {}): ViewOf<'payingCash'> => ({
    show: 'payingCash',
    stage: 'insert',
    purchase,
    reference: SAMPLE_REFERENCE,
    inserted: 0,
    missing: missingOf(more),
    notes: groupNotes(NOTES, missingOf(more), 500),
    back: null,
    trouble: null,
    canStop: true,
    canLeave: false,
    ...more,
  });
  const half = of({ inserted: 2_000 });
  const troubles = ['101', '102', '103', '104', '105', '106', '107', '108', '109'] as const;
  const backs = [
    ...(['invalid-note', 'badly-inserted', 'not-accepted', 'foreign-item'] as const),
    ...(['transport-trouble', 'unknown', 'returned'] as const),
  ];
  return [
    { name: 'first', view: of() },
    { name: 'notes-not-known-yet', view: of({ notes: groupNotes([], 0, 0) }) },
    { name: 'half', view: half },
    { name: 'little-left', view: of({ inserted: 4_500 }) },
    {
      name: 'after-a-credit',
      view: of({ purchase: { ...purchase, credit: { amount: 1_500, left: 0 } }, inserted: 1_000 }),
    },
    { name: 'reading', view: { ...half, stage: 'reading', canStop: false } },
    { name: 'take-note', view: { ...half, stage: 'take-note', canStop: false } },
    { name: 'take-note-not-recognised', view: { ...half, stage: 'take-note', canStop: false, back: 'invalid-note' } },
    { name: 'settling', view: { ...half, stage: 'settling', canStop: false } },
    { name: 'cabinet-open', view: { ...half, stage: 'blocked', trouble: 'LIN-107' }, frame: CABINET_OPEN_FRAME },
    { name: 'asking', view: { ...half, stage: 'asking', canStop: false, canLeave: true, trouble: 'BIL-101' } },
    ...backs.map((back) => ({ name: `back-${back}`, view: { ...half, back } })),
    ...troubles.map((code) => ({
      name: `trouble-${code}`,
      view: { ...half, stage: 'blocked' as const, trouble: `BIL-${code}` as const },
    })),
    { name: 'blocked-nothing', view: of({ stage: 'blocked', trouble: 'BIL-101' }) },
    {
      name: 'staff-called',
      view: { ...half, stage: 'blocked', trouble: 'BIL-105' },
      frame: STAFF_CALLED_FRAME,
    },
    { name: 'idle', view: half, frame: IDLE_WARNING_FRAME },
    { name: 'simulated', view: of(), frame: SIMULATED_FRAME },
    ...makeSamplesForDisplays(half, { ...half, back: 'invalid-note' }),
    {
      name: 'long-words',
      view: of({
        inserted: 2_000,
        purchase: { ...half.purchase, service: speak(LONG_TEXTS.title), ...purchaseOf(12_345_600) },
      }),
    },
  ];
}

export const samples = (speak: PickLanguage) => ({ payingCash: payingCash(speak) });
