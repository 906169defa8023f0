import { html, nothing, type TemplateResult } from 'lit';
import type { StuckNotePage } from '../../../device/screen/maintenance.ts';
import { money } from '../../design/money.ts';
import { withUnbrokenNumbers } from '../../design/unbroken.ts';
import type { PageDrawer, PageDrawingContext } from './page-parts.ts';
import { ageText, backButton, choiceRows, moreButton, nextButton } from './rows.ts';
import { stuckNotePicture } from './stuck-note-picture.ts';

type Note = StuckNotePage['list']['rows'][number];

export const drawStuckNote: PageDrawer<'stuck-note'> = (page, drawing) => {
  const { step, answer, trouble } = page;
  const its = drawing.words.stuckNote;
  const [title, lead] = step === 'answer' ? said(answer, drawing) : its.steps[step];
  return {
    body: html`<div class="sides">
      <div>
        <p class="quiet">${its.title}</p>
        <h2 tabindex="-1">${title}</h2>
        <p role=${step === 'answer' ? 'status' : nothing}>${withUnbrokenNumbers(lead)}</p>
        ${trouble === null ? nothing : html`<p class="alert" role="alert">${its.refused[trouble]}</p>`}
        ${page.note === null ? nothing : html`<p><b>${nameOf(page.note, drawing)}</b></p>`}
      </div>
      ${beside(page, drawing)}
    </div>`,
    bar: bar(page, drawing),
  };
};

const LISTS: ReadonlySet<StuckNotePage['step']> = new Set(['notes', 'fate']);

function said(answer: StuckNotePage['answer'], { words }: PageDrawingContext): readonly [title: string, lead: string] {
  const { answers } = words.stuckNote;
  if (answer.is !== 'blocked') return answers[answer.is];
  const fix = words.fixes[answer.code] ?? words.today.explain(answer.code);
  return [answers.blocked[0], `${answer.code}: ${fix}`];
}

const nameOf = ({ value, state }: Note, { words, language }: PageDrawingContext) =>
  html`${value === null ? words.stuckNote.unknownValue : money(value, language)} · ${words.stuckNote.states[state]}`;

const notes = ({ list }: StuckNotePage, drawing: PageDrawingContext): TemplateResult =>
  choiceRows(
    list.rows.map((note) => ({
      value: `note:${note.id}`,
      text: nameOf(note, drawing),
      more: ageText(note.ageSeconds, drawing),
    })),
    drawing,
  );

const fates = ({ note }: StuckNotePage, drawing: PageDrawingContext): TemplateResult =>
  choiceRows(
    (note?.fates ?? []).map((fate) => ({ value: `fate:${fate}`, text: drawing.words.stuckNote.fates[fate] })),
    drawing,
  );

function beside(page: StuckNotePage, drawing: PageDrawingContext): TemplateResult {
  if (page.step === 'notes') return notes(page, drawing);
  if (page.step === 'fate') return fates(page, drawing);
  return html`<div class="picture">${stuckNotePicture(page.step, page.answer)}</div>`;
}

function bar({ step, list, answer }: StuckNotePage, drawing: PageDrawingContext): TemplateResult {
  const { words, send } = drawing;
  const its = words.stuckNote;
  const other = (value: string, text: string) =>
    html`<button type="button" class="button" @click=${send({ do: 'answer', value })}>${text}</button>`;
  return html`${backButton(drawing)}
    ${step === 'notes' ? html`${moreButton(list, drawing)}${other('later', its.later)}` : nothing}
    ${step === 'answer' && answer.is !== 'free' ? other('again', its.again) : nothing}
    ${LISTS.has(step) ? nothing : nextButton(step === 'answer' ? its.done : words.next, drawing)}`;
}
