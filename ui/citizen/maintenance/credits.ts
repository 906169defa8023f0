import { html, nothing } from 'lit';
import { money } from '../../design/money.ts';
import { withUnbrokenNumbers } from '../../design/unbroken.ts';
import type { PageDrawer } from './page-parts.ts';
import { ageText, backButton, choiceRows, moreButton, nextButton, openKioskButton } from './rows.ts';

export const drawCredits: PageDrawer<'credits'> = (page, drawing) => {
  const { words, language } = drawing;
  const its = words.credits;
  if (page.step === 'list') {
    const { list } = page;
    return {
      body: html`<h2 tabindex="-1">${words.tabs.credits}</h2>
        <p>${list.rows.length === 0 ? its.none : its.lead}</p>
        ${choiceRows(
          list.rows.map(({ code, amount, ageSeconds, payer, printed }) => ({
            value: `credit:${code}`,
            text: withUnbrokenNumbers(code),
            more: [
              ageText(ageSeconds, drawing),
              ...(payer === 'office' ? [its.officePays] : []),
              ...(printed ? [] : [its.notPrinted]),
            ].join(' · '),
            sum: money(amount, language),
          })),
          drawing,
        )}`,
      bar: html`${moreButton(list, drawing)}${openKioskButton(drawing)}`,
    };
  }
  const { step, credit, trouble } = page;
  const byOffice = step === 'pay' && credit.payer === 'office';
  const [title, lead] = byOffice ? its.ofOffice : its.steps[step];
  const next = step === 'paid' ? words.next : its.payOut;
  return {
    body: html`<p class="quiet">${words.tabs.credits}</p>
      <h2 tabindex="-1">${title}</h2>
      <p>${lead}</p>
      ${trouble === null ? nothing : html`<p class="alert" role="alert">${its.refused[trouble]}</p>`}
      <dl class="card figures">
        <div><dt>${its.code}</dt><dd>${withUnbrokenNumbers(credit.code)}</dd></div>
        <div><dt>${its.sum}</dt><dd>${money(credit.amount, language)}</dd></div>
        <div><dt>${its.age}</dt><dd>${ageText(credit.ageSeconds, drawing)}</dd></div>
      </dl>`,
    bar: html`${backButton(drawing)}${byOffice ? nothing : nextButton(next, drawing)}`,
  };
};
