import type { Purchase } from '../../device/screen/screen.ts';
import type { Fact } from '../design/facts.ts';
import { money } from '../design/money.ts';
import { shortDateText } from '../words/format.ts';
import type { Words } from '../words/words.ts';

/** What is bought, as rows; the term is left out where there is none. */
export function purchaseFacts(purchase: Purchase, words: Words): readonly (Fact | null)[] {
  const { tier, ready } = purchase;
  const date = ready === null ? null : shortDateText(ready, words.language);
  const term = [tier, date].filter((part) => part !== null).join(' — ');
  return [
    { label: words.common.service, value: purchase.service },
    term === '' ? null : { label: words.common.term, value: term },
  ];
}

/** The sum to be paid, or that there is none. */
export function totalFact(purchase: Purchase, words: Words): Fact {
  const value = purchase.amount === 0 ? words.common.free : money(purchase.amount, words.language);
  return { label: words.common.toPay, value, total: true };
}
