import type { CitizenPageView } from '../../device/screen/screen.ts';
import { type Purchase, purchaseRestToPay } from '../../device/words/money.ts';

/* The rows of a page that names money add up to its sum. The view has every sum; the page adds nothing (test/tools/banned.mjs). */

export function wrongSums(view: Partial<CitizenPageView>): readonly string[] {
  return sumsOf(view as CitizenPageView)
    .filter(([, is, wanted]) => is !== wanted)
    .map(([what, is, wanted]) => `${what} is ${is}, and its rows make ${wanted}`);
}

type Sum = readonly [what: string, is: number, rows: number];

function sumsOf(view: CitizenPageView): readonly Sum[] {
  const purchase = 'purchase' in view && view.purchase ? ofPurchase(view.purchase) : [];
  switch (view.show) {
    case 'choosingDue':
      return ofDues(view);
    case 'showingDue': {
      const { full, reduced, part, rest, fee, toPay } = view;
      const owed = full - reduced;
      const paid = part ?? owed;
      return [
        ['rest', rest, owed - paid],
        ['toPay', toPay, paid + fee],
      ];
    }
    case 'payingCash':
      return [...purchase, ['missing', view.missing, Math.max(0, purchaseRestToPay(view.purchase) - view.inserted)]];
    case 'noteTooLarge':
      return [['excess', view.excess, view.note - view.missing]];
    default:
      return purchase;
  }
}

function ofDues({
  dues,
  all,
  sum,
  rest,
  fee,
  toPay,
}: Extract<CitizenPageView, { show: 'choosingDue' }>): readonly Sum[] {
  const open = dues.filter(({ state }) => state === 'open');
  const ticked = open.filter((due) => due.ticked);
  return [
    ['all', all.amount, added(open)],
    ['count of all', all.count, open.length],
    ['sum', sum.amount, added(ticked)],
    ['count of sum', sum.count, ticked.length],
    ['rest', rest.amount, all.amount - sum.amount],
    ['count of rest', rest.count, all.count - sum.count],
    ['toPay', toPay, sum.amount + fee],
  ];
}

/** Office or catalogue name the lines of a purchase. A part payment may have no lines. */
const ofPurchase = ({ amount, lines }: Purchase): readonly Sum[] =>
  lines.length === 0 ? [] : [['amount', amount, added(lines)]];

const added = (rows: readonly { readonly amount: number }[]): number =>
  rows.reduce((sum, { amount }) => sum + amount, 0);
