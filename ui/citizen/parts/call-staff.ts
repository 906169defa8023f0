import { css, html, type TemplateResult } from 'lit';
import { icon } from '../../design/icon.ts';
import type { WordsOfSections } from '../../words/words.ts';
import { choiceButton } from './buttons.ts';

export const callStaffStyles = css`
  .called,
  .called:is(:active, [data-pressed]) {
    border-color: var(--k-green);
    background: var(--k-green-mist);
  }
  .called > .icon {
    color: var(--k-green);
  }
`;

/** Calls staff once, and then says so. `hint`: what staff will do. Needs the styles of `parts`. */
export function callStaffButton(
  words: WordsOfSections<'printTrouble'>,
  called: boolean,
  call: () => void,
  hint?: string,
): TemplateResult {
  const { printTrouble } = words;
  if (called) {
    return html`<div class="choice called" role="status">
      ${icon('circle-check-big')}
      <span class="words">
        <span class="title">${printTrouble.staffCalled}</span>
        <span class="hint">${printTrouble.staffCalledHint}</span>
      </span>
    </div>`;
  }
  return choiceButton('users', printTrouble.staff, hint, call, false, true);
}
