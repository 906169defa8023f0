import { html, nothing, type TemplateResult } from 'lit';
import type { CassettePage } from '../../../device/screen/maintenance.ts';
import { notesText } from '../../../device/words/format.ts';
import { money } from '../../design/money.ts';
import { withUnbrokenNumbers } from '../../design/unbroken.ts';
import { cassettePicture } from './cassette-picture.ts';
import { letterPad, numberPad } from './pad.ts';
import type { PageDrawer, PageDrawingContext } from './page-parts.ts';

const WITH_PICTURE: ReadonlySet<CassettePage['step']> = new Set(['begin', 'take-out', 'put-in', 'ended']);
const WITH_PAD: ReadonlySet<CassettePage['step']> = new Set(['count', 'pin', 'bag']);

export const drawCassette: PageDrawer<'cassette'> = (page, drawing) => ({
  body: page.step === 'bag' ? bagBody(page, drawing) : usualBody(page, drawing),
  bar: bar(page, drawing),
});

function heading({ step, differences }: CassettePage, { words: { cassette } }: PageDrawingContext): TemplateResult {
  const [title, lead] = step === 'difference' && differences.length === 0 ? cassette.earlier : cassette.steps[step];
  return html`<p class="quiet">${cassette.title}</p>
    <h2 tabindex="-1">${title}</h2>
    <p>${lead}</p>`;
}

const alertOf = ({ trouble }: CassettePage, { words }: PageDrawingContext) =>
  trouble === null ? nothing : html`<p class="alert" role="alert">${words.cassette.refused[trouble]}</p>`;

const typedText = ({ typed }: CassettePage) => html`<p class="typed-text" aria-live="polite">${typed}</p>`;

const bagBody = (page: CassettePage, drawing: PageDrawingContext) =>
  html`<div class="sides">
      <div>${heading(page, drawing)}</div>
      <div>${typedText(page)}${alertOf(page, drawing)}</div>
    </div>
    ${letterPad(drawing)}`;

function usualBody(page: CassettePage, drawing: PageDrawingContext): TemplateResult {
  const { step, printer } = page;
  const said = html`${heading(page, drawing)}${alertOf(page, drawing)}
    ${
      printer === null
        ? nothing
        : html`<p class="alert" role="alert">${withUnbrokenNumbers(drawing.words.cassette.printer(printer))}</p>`
    }
    ${WITH_PICTURE.has(step) ? html`<div class="picture">${cassettePicture(step)}</div>` : nothing}
    ${result(page, drawing)}${step === 'pin' ? typedText(page) : nothing}`;
  if (!WITH_PAD.has(step)) return said;
  return html`<div class="entry"><div class="said">${said}${rows(page, drawing)}</div>${numberPad(drawing)}</div>`;
}

function result(
  { step, sum, differences, doubts }: CassettePage,
  { words, language }: PageDrawingContext,
): TemplateResult | typeof nothing {
  if (sum === null || WITH_PAD.has(step)) return nothing;
  const { cassette: its } = words;
  return html`<dl class="card figures">
      <div><dt>${its.sum}</dt><dd>${money(sum, language)}</dd></div>
      ${differences.map(
        ({ value, counted, expected }) =>
          html`<div><dt>${notesText([value])}</dt><dd>${its.difference(counted, expected)}</dd></div>`,
      )}
    </dl>
    ${doubts === 0 ? nothing : html`<p>${withUnbrokenNumbers(its.doubts(doubts))}</p>`}`;
}

const rows = ({ rows: its, selected }: CassettePage, { send }: PageDrawingContext) =>
  its.length === 0
    ? nothing
    : html`<div class="counts">
        ${its.map(
          ({ value, typed }) => html`<button
            type="button"
            class="button"
            aria-pressed=${String(value === selected)}
            @click=${send({ do: 'answer', value: `value:${value}` })}
          >
            <span>${notesText([value])}</span><span>${typed === '' ? '–' : typed}</span>
          </button>`,
        )}
      </div>`;

function bar({ step }: CassettePage, { words, send }: PageDrawingContext): TemplateResult {
  const { cassette: its } = words;
  const other = (value: string, text: string) =>
    html`<button type="button" class="button" @click=${send({ do: 'answer', value })}>${text}</button>`;
  const next: { readonly [S in CassettePage['step']]?: string } = {
    begin: its.begin,
    'take-out': words.next,
    'put-in': words.next,
    count: its.counted,
    pin: words.next,
    bag: its.sealed,
    'slip-failed': words.newRoll.again,
    ended: its.done,
  };
  const label = next[step];
  return html`<button type="button" class="button" ?disabled=${step === 'slip'} @click=${send({ do: 'back' })}>
      ${words.back}
    </button>
    ${step === 'difference' || step === 'bag' ? other('again', its.again) : nothing}
    ${step === 'slip-failed' ? other('without-slip', its.withoutSlip) : nothing}
    ${label === undefined ? nothing : html`<button type="button" class="button primary" @click=${send({ do: 'next' })}>${label}</button>`}`;
}
