import { css, html, nothing, type TemplateResult } from 'lit';
import type { ReferenceToKeep } from '../../../device/screen/screen.ts';
import type { FactRow } from '../../design/facts.ts';
import { money } from '../../design/money.ts';
import { withUnbrokenNumbers } from '../../design/unbroken.ts';
import type { LeaveWords } from '../../words/visit-words.ts';
import type { WordsOfSections } from '../../words/words.ts';

/** The number of an application, for the citizen to keep while a payment is not settled, as large as the panel allows. */
export const largeNumberToKeep = (
  { reference, others }: ReferenceToKeep,
  { trouble, common }: WordsOfSections<'trouble'>,
): TemplateResult =>
  html`<div class="kept">
    <p>${trouble.keep}</p>
    <p class="number">${withUnbrokenNumbers(reference)}</p>
    ${others === 0 ? nothing : html`<p>${common.others(others)}</p>`}
  </div>`;

/** The credit codes that the citizen keeps, as large as the panel allows. */
export const codesToKeep = (kept: ReferenceToKeep | null, { done, language }: WordsOfSections<'done'>) =>
  kept === null || kept.codes.length === 0
    ? nothing
    : html`<div class="codes kept">
        ${kept.codes.map(
          ({ code, amount }) =>
            html`<p>${done.credit} · ${money(amount, language)}</p><p class="number" style="--letters: ${code.length}">${withUnbrokenNumbers(code)}</p>`,
        )}
      </div>`;

/** Sentence before a visit ends, with the number and the codes that the citizen must keep. */
export function whatToKeepText({ reference, codes }: ReferenceToKeep, leave: LeaveWords, inDoubt: boolean): string {
  const number = inDoubt ? leave.doubt.body(reference) : leave.kept(reference);
  return codes.length === 0 ? number : `${number} ${leave.codes(codes.map(({ code }) => code).join(', '))}`;
}

/** The number that the citizen keeps, as a row of facts. */
export const numberToKeepFact = (kept: ReferenceToKeep | null, { common }: WordsOfSections<never>): FactRow | null =>
  kept && {
    label: common.reference,
    value: html`<span class="whole">${kept.reference}</span> ${kept.others === 0 ? nothing : common.others(kept.others)}`,
  };

export const keptNumberStyles = css`
  .kept {
    container-type: inline-size;
    display: grid;
    gap: var(--k-space-1);
    margin-block: var(--k-space-4);
    padding: var(--k-space-5) var(--k-space-6);
    border-radius: calc(5 * var(--mm, 4.03px));
    background: var(--k-deep);
    color: var(--k-on-deep);
  }
  .kept p {
    margin: 0;
  }
  .kept .number {
    font-size: min(calc(17 * var(--k-mm)), 100cqi / (0.72 * var(--letters, 10)), 15cqh);
    font-weight: 720;
    line-height: 1.15;
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
  /* Upright, the size goes by the panel, so that it stays the same if the pager comes. */
  @container kiosk (max-aspect-ratio: 1/1) {
    .kept {
      container-type: normal;
    }
    .kept .number {
      font-size: min(calc(17 * var(--k-mm)), 74cqi / (0.72 * var(--letters, 10)), 15cqh);
    }
  }
  /* In landscape the pager takes a part of the column. Digits are narrower than the widest letters. */
  @container kiosk (min-aspect-ratio: 11/10) and (min-width: 60em) {
    .kept .number {
      font-size: max(
        min(17 * var(--mm, 4.03px), 162 * var(--mm, 4.03px) / var(--letters, 10)),
        min(17 * var(--k-mm), 100cqi / (0.72 * var(--letters, 10)), 15cqh)
      );
    }
  }
  @container kiosk (max-height: 62em) {
    .kept {
      margin-block: var(--k-space-3);
      padding: var(--k-space-2) var(--k-space-5);
      font-size: var(--k-type-s);
    }
  }
`;
