import { html, nothing, type TemplateResult } from 'lit';
import { moneyParts } from '../../device/words/format.ts';
import type { Language } from '../../device/words/language.ts';
import type { Qepik } from '../../device/words/money.ts';

/** A sentence with a sum inside. */
export function withMoney(say: (money: string) => string, qepik: Qepik, language: Language): TemplateResult {
  const [before = '', after = ''] = say('\u0000').split('\u0000');
  return html`${before}${money(qepik, language)}${after}`;
}

/** A sum with a currency sign that is less prominent than its digits; the same text as `moneyText`. */
export function money(qepik: Qepik, language: Language): TemplateResult {
  const { number, sign, code } = moneyParts(qepik, language);
  return html`<span class="money"
    >${number}&nbsp;<span class="sign">${sign}</span>${code ? html` <span class="code">(${code})</span>` : nothing}</span
  >`;
}
