import { css, html, nothing, type TemplateResult } from 'lit';
import { icon } from '../../design/icon.ts';
import type { WordsOfSections } from '../../words/words.ts';

export const callStaffStyles = css`
  .called,
  .called:is(:active, [data-pressed]) {
    border-color: var(--k-green);
    background: var(--k-green-mist);
  }
  .called > .icon:first-child {
    color: var(--k-green);
  }
`;

/** Calls staff, and says so while `called`. `hint`: what staff will do. Needs the styles of `parts`. */
export function callStaffButton(
  words: WordsOfSections<'printTrouble'>,
  called: boolean,
  call: () => void,
  hint?: string,
): TemplateResult {
  const { printTrouble } = words;
  const { staffCalled, staffCalledHint } = printTrouble;
  const shown = called ? staffCalledHint : hint;
  return html`<button type="button" class="choice ${called ? 'called' : ''}" data-help aria-disabled=${called} @click=${() => called || call()}>
      ${icon(called ? 'circle-check-big' : 'users')}
      <span class="words">
        <span class="title">${called ? staffCalled : printTrouble.staff}</span>${shown === undefined ? nothing : html`<span class="hint">${shown}</span>`}
      </span>
      ${called ? nothing : icon('arrow-right')}
    </button>
    <span class="only-spoken" role="status">${called ? `${staffCalled}. ${staffCalledHint}.` : ''}</span>`;
}
