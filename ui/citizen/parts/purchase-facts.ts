import { html, nothing } from 'lit';
import { type SettledDue, textInLanguage } from '../../../device/words/due.ts';
import { dayAndMonth, moneyText } from '../../../device/words/format.ts';
import {
  type CreditView,
  type MoneyState,
  type Purchase,
  purchaseRestToPay,
  type Qepik,
} from '../../../device/words/money.ts';
import type { FactRow } from '../../design/facts.ts';
import { money } from '../../design/money.ts';
import type { WordsOfSections } from '../../words/words.ts';

export const purchaseFacts = (purchase: Purchase, words: WordsOfSections<'common'>): readonly (FactRow | null)[] => [
  ...boughtFacts(purchase, words),
  ...creditUseFacts(purchase, words),
];

/** Rows of the purchase. A service without terms has no row of the term. */
export function boughtFacts(
  { service, tier, ready }: Purchase,
  words: WordsOfSections<'common'>,
): readonly (FactRow | null)[] {
  const date = ready === null ? null : dayAndMonth(ready, words.language);
  const term = [tier, date].filter((part) => part !== null).join(' — ');
  return [
    { label: words.common.service, value: service },
    term === '' ? null : { label: words.common.term, value: term },
  ];
}

/** Rows of the price and of the part that a credit pays; no row without a credit. */
export const creditUseFacts = (
  { amount, credit }: Purchase,
  { common, language }: WordsOfSections<'common'>,
): readonly FactRow[] =>
  credit
    ? [
        { label: common.price, value: money(amount, language) },
        { label: common.creditUsed, value: `−${moneyText(credit.amount, language)}` },
      ]
    : [];

/** Row of the sum to pay, or of no sum. */
export function totalFact(purchase: Purchase, words: WordsOfSections<'common'>): FactRow {
  const nothing = purchase.payAt === 'window' ? words.common.atWindow : words.common.free;
  const value = purchase.amount === 0 ? nothing : money(purchaseRestToPay(purchase), words.language);
  return { label: words.common.toPay, value, total: true };
}

/** Rows of the parts of the sum, if there are several or a part has a named payee. */
export const priceLineFacts = ({ lines }: Purchase, words: WordsOfSections<'before'>): readonly FactRow[] =>
  lines.length < 2 && !lines.some(({ payee }) => payee)
    ? []
    : lines.map(({ kind, amount, payee }) => ({
        label: payee ? textInLanguage(payee, words.language) : words.before.lines[kind],
        value: money(amount, words.language),
      }));

export function sumLabel(money: MoneyState, { common }: WordsOfSections<'common'>): string {
  if (isPaid(money)) return common.paid;
  return money === 'none' || money === 'not-taken' || money === 'deciding' ? common.toPay : common.amount;
}

/** Says in short whether money has left the account. A payment at a window has its own text: nothing was taken, and it is not free. */
export const shortMoneyText = (
  state: MoneyState,
  { payAt }: Purchase,
  { money: said }: WordsOfSections<'money'>,
): string => said[state === 'none' && payAt === 'window' ? 'not-taken' : state].short;

/** Whether the price is paid, by card, in notes or with a credit. */
export const isPaid = (money: MoneyState): boolean => money === 'taken' || money === 'cash' || money === 'with-credit';

export function issuedCreditFact(credit: CreditView | null, words: WordsOfSections<'done'>): FactRow | null {
  if (credit === null) return null;
  return {
    label: words.done.credit,
    value: html`${money(credit.amount, words.language)} · <span class="whole">${credit.code}</span>`,
  };
}

export function creditLeftFact(
  left: { readonly amount: Qepik; readonly code: string | null } | null,
  { done, language }: WordsOfSections<'done'>,
): FactRow | null {
  if (left === null) return null;
  const sum = money(left.amount, language);
  const value = left.amount > 0 && left.code ? html`${sum} · <span class="whole">${left.code}</span>` : sum;
  return { label: done.creditLeft, value };
}

/** Rows of the dues of a shared payment: each with the payee's number and its application, or refused with the code of its credit. */
export const duesFacts = (dues: readonly SettledDue[], words: WordsOfSections<'done'>): readonly FactRow[] =>
  dues.map(({ payee, number, amount, registered, credit }) => {
    const said = registered ? [registered.payment, registered.application] : [credit?.code];
    return {
      label: number ? `${payee} · ${number.value}` : payee,
      value: html`${registered ? nothing : html`${words.done.paidDue.refused} · `}${money(amount, words.language)}${said.map(
        (number) => (number ? html` · <span class="whole">${number}</span>` : nothing),
      )}`,
    };
  });
