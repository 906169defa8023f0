import { html, nothing, type TemplateResult } from 'lit';
import type { DoubtsPage } from '../../../device/screen/maintenance.ts';
import { money } from '../../design/money.ts';
import { withUnbrokenNumbers } from '../../design/unbroken.ts';
import { numberPad } from './pad.ts';
import type { DrawnPage, PageDrawer, PageDrawingContext } from './page-parts.ts';
import { ageText, backButton, choiceRows, moreButton, nextButton, openKioskButton } from './rows.ts';

type List = Extract<DoubtsPage, { readonly step: 'list' }>;
type Guided = Exclude<DoubtsPage, List>;
type Item = List['list']['rows'][number];

export const drawDoubts: PageDrawer<'doubts'> = (page, drawing) =>
  page.step === 'list' ? drawList(page, drawing) : drawGuided(page, drawing);

const alert = (trouble: DoubtsPage['trouble'], { words }: PageDrawingContext) =>
  trouble === null ? nothing : html`<p class="alert" role="alert">${words.doubts.refused[trouble]}</p>`;

function drawList({ list, asked, trouble }: List, drawing: PageDrawingContext): DrawnPage {
  const { words, language, send } = drawing;
  const its = words.doubts;
  return {
    body: html`<h2 tabindex="-1">${words.tabs.doubts}</h2>
      <p>${list.rows.length === 0 ? its.none : its.lead}</p>
      ${alert(trouble, drawing)}
      ${asked === null ? nothing : html`<p class="quiet" role="status">${its.asked(asked.settled, asked.left)}</p>`}
      ${choiceRows(
        list.rows.map((item) => ({
          value: `doubt:${item.id}`,
          text: nameOf(item, drawing),
          more: [
            ageText(item.ageSeconds, drawing),
            ...(item.failedAttempts > 0 ? [its.attempts(item.failedAttempts)] : []),
            ...(item.outcomes.length === 0 ? [its.byItself] : []),
          ].join(' · '),
          sum: money(item.amount, language),
          isClosed: item.outcomes.length === 0,
        })),
        drawing,
      )}`,
    bar: html`${moreButton(list, drawing)}
      <button type="button" class="button primary" @click=${send({ do: 'answer', value: 'ask' })}>${its.ask}</button>
      ${openKioskButton(drawing)}`,
  };
}

const nameOf = ({ about, reference, id }: Item, { words }: PageDrawingContext) =>
  html`${words.doubts.about[about]} ${withUnbrokenNumbers(reference ?? id.slice(0, 8))}`;

function drawGuided(page: Guided, drawing: PageDrawingContext): DrawnPage {
  const { step, typed, trouble } = page;
  const { words } = drawing;
  const its = words.doubts;
  const [title, lead] = its.steps[step];
  const said = html`<p class="quiet">${words.tabs.doubts}</p>
    <h2 tabindex="-1">${title}</h2>
    <p>${lead}</p>
    ${alert(trouble, drawing)}
    ${step === 'pin' ? html`<p class="typed-text" aria-live="polite">${typed}</p>` : nothing}
    ${facts(page, drawing)}`;
  return {
    body:
      step === 'pin'
        ? html`<div class="entry"><div class="said">${said}</div>${numberPad(drawing)}</div>`
        : WITH_CHOICES.has(step)
          ? html`<div class="sides"><div>${said}</div>${options(page, drawing)}</div>`
          : said,
    bar: bar(step, drawing),
  };
}

const facts = ({ step, item, as, reason }: Guided, drawing: PageDrawingContext) => {
  const { words, language } = drawing;
  const its = words.doubts;
  if (item === null || step === 'pin' || step === 'settling') return nothing;
  return html`<dl class="card figures">
      <div><dt>${nameOf(item, drawing)}</dt><dd>${money(item.amount, language)}</dd></div>
      ${as === null || step === 'outcome' ? nothing : html`<div><dt>${its.result}</dt><dd>${its.as[as]}</dd></div>`}
      ${reason === null || WITH_CHOICES.has(step) ? nothing : html`<div><dt>${its.reason}</dt><dd>${its.reasons[reason]}</dd></div>`}
    </dl>
    ${item.about === 'note' && step === 'confirm' ? html`<p>${its.noteStays}</p>` : nothing}`;
};

const WITH_CHOICES: ReadonlySet<Guided['step']> = new Set(['outcome', 'reason']);

function options({ step, item, reasons }: Guided, drawing: PageDrawingContext): TemplateResult | typeof nothing {
  const its = drawing.words.doubts;
  if (step === 'outcome')
    return choiceRows(
      (item?.outcomes ?? []).map((as) => ({ value: `as:${as}`, text: its.as[as] })),
      drawing,
    );
  if (step === 'reason')
    return choiceRows(
      reasons.map((reason) => ({ value: `reason:${reason}`, text: its.reasons[reason] })),
      drawing,
    );
  return nothing;
}

function bar(step: Guided['step'], drawing: PageDrawingContext): TemplateResult {
  const { words } = drawing;
  const next: { readonly [S in Guided['step']]?: string } = {
    confirm: words.doubts.settle,
    pin: words.next,
    settled: words.next,
  };
  const label = next[step];
  return html`${backButton(drawing, step === 'settling')}${label === undefined ? nothing : nextButton(label, drawing)}`;
}
