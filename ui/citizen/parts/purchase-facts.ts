import { html, nothing } from 'lit';
import { inLanguage, type SettledDue } from '../../../device/words/due.ts';
import { dayAndMonth, moneyText } from '../../../device/words/format.ts';
import {
  type CreditView,
  type MoneyState,
  type Purchase,
  type Qepik,
  stillToPay,
} from '../../../device/words/money.ts';
import type { Fact } from '../../design/facts.ts';
import { money } from '../../design/money.ts';
import type { WordsIn } from '../../words/words.ts';

/** What is bought, and the parts of its price, as rows. */
export const purchaseFacts = (purchase: Purchase, words: WordsIn<'common'>): readonly (Fact | null)[] => [
  ...boughtFacts(purchase, words),
  ...usedFacts(purchase, words),
];

/** What is bought, as rows. There is no row of the term if the service has none. */
export function boughtFacts({ service, tier, ready }: Purchase, words: WordsIn<'common'>): readonly (Fact | null)[] {
  const date = ready === null ? null : dayAndMonth(ready, words.language);
  const term = [tier, date].filter((part) => part !== null).join(' — ');
  return [
    { label: words.common.service, value: service },
    term === '' ? null : { label: words.common.term, value: term },
  ];
}

/** The price, and what a credit pays of it. */
export const usedFacts = ({ amount, credit }: Purchase, { common, language }: WordsIn<'common'>): readonly Fact[] =>
  credit
    ? [
        { label: common.price, value: money(amount, language) },
        { label: common.creditUsed, value: `−${moneyText(credit.amount, language)}` },
      ]
    : [];

/** The sum to be paid, or that there is none. */
export function totalFact(purchase: Purchase, words: WordsIn<'common'>): Fact {
  const nothing = purchase.payAt === 'window' ? words.common.atWindow : words.common.free;
  const value = purchase.amount === 0 ? nothing : money(stillToPay(purchase), words.language);
  return { label: words.common.toPay, value, total: true };
}

/** How the sum is made, where it has more parts than one or goes to somebody in particular. */
export const lineFacts = ({ lines }: Purchase, words: WordsIn<'before'>): readonly Fact[] =>
  lines.length < 2 && !lines.some(({ payee }) => payee)
    ? []
    : lines.map(({ kind, amount, payee }) => ({
        label: payee ? inLanguage(payee, words.language) : words.before.lines[kind],
        value: money(amount, words.language),
      }));

/** What the sum is called, by where the money is. */
export function sumLabel(money: MoneyState, { common }: WordsIn<'common'>): string {
  if (isPaid(money)) return common.paid;
  return money === 'none' || money === 'not-taken' || money === 'deciding' ? common.toPay : common.amount;
}

/** Whether money has left the account. Of what is paid at a window nothing was taken, and it is not free. */
export const moneyShort = (state: MoneyState, { payAt }: Purchase, { money: said }: WordsIn<'money'>): string =>
  said[state === 'none' && payAt === 'window' ? 'not-taken' : state].short;

/** The sum was paid, by card or in notes. */
export const isPaid = (money: MoneyState): boolean => money === 'taken' || money === 'cash' || money === 'with-credit';

/** What the notes were worth beyond the price, and the code it is kept under. */
export function creditFact(credit: CreditView | null, words: WordsIn<'done'>): Fact | null {
  if (credit === null) return null;
  return {
    label: words.done.credit,
    value: html`${money(credit.amount, words.language)} · <span class="whole">${credit.code}</span>`,
  };
}

/** What is left on the code that paid, and the code. */
export function leftFact(
  left: { readonly amount: Qepik; readonly code: string | null } | null,
  { done, language }: WordsIn<'done'>,
): Fact | null {
  if (left === null) return null;
  const sum = money(left.amount, language);
  const value = left.amount > 0 && left.code ? html`${sum} · <span class="whole">${left.code}</span>` : sum;
  return { label: done.creditLeft, value };
}

/** The dues of a payment for several: each with the payee's number and its application, or refused with the code of its credit. */
export const duesFacts = (dues: readonly SettledDue[], words: WordsIn<'done'>): readonly Fact[] =>
  dues.map(({ payee, number, amount, registered, credit }) => {
    const said = registered ? [registered.payment, registered.application] : [credit?.code];
    return {
      label: number ? `${payee} · ${number.value}` : payee,
      value: html`${registered ? nothing : html`${words.done.paidDue.refused} · `}${money(amount, words.language)}${said.map(
        (number) => (number ? html` · <span class="whole">${number}</span>` : nothing),
      )}`,
    };
  });
