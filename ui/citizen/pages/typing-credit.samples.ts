import { CREDIT_CODE } from '../../samples/payment.ts';
import {
  cardPurchase,
  makeSamplesForDisplays,
  type PageSample,
  type PickLanguage,
  type ViewOf,
} from '../../samples/sample.ts';

function typingCredit(speak: PickLanguage): readonly PageSample<'typingCredit'>[] {
  const view: ViewOf<'typingCredit'> = {
    show: 'typingCredit',
    code: '',
    problem: null,
    locked: false,
    tries: 3,
    fixed: false,
    asking: false,
    canScan: false,
    purchase: cardPurchase(speak),
  };
  const typed = { ...view, code: CREDIT_CODE };
  return [
    { name: 'empty', view },
    { name: 'with-scanner', view: { ...view, canScan: true } },
    { name: 'scan-unread', view: { ...view, canScan: true }, frame: { scan: 'unread' } },
    { name: 'longest', view: { ...view, code: 'K12345-7QF2-9XKD-41' } },
    { name: 'asking', view: { ...typed, asking: true } },
    ...(['incomplete', 'mistyped', 'unknown', 'spent', 'in-use', 'BKO-109'] as const).map((problem) => ({
      name: problem.toLowerCase(),
      view: { ...typed, problem, tries: problem === 'unknown' ? 1 : 2 },
    })),
    { name: 'no-answer', view: { ...typed, problem: 'BKO-101', fixed: true } },
    { name: 'asked-before', view: { ...typed, fixed: true } },
    { name: 'locked', view: { ...typed, problem: 'unknown', locked: true } },
    { name: 'not-now', view: { ...typed, problem: 'not-now', locked: true } },
    ...makeSamplesForDisplays(typed),
  ];
}

export const samples = (speak: PickLanguage) => ({ typingCredit: typingCredit(speak) });
