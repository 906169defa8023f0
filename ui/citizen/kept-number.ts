import { css, html, nothing, type TemplateResult } from 'lit';
import type { KeptNumber } from '../../device/screen/screen.ts';
import type { Fact } from '../design/facts.ts';
import { unbroken } from '../design/unbroken.ts';
import type { WordsIn } from '../words/words.ts';

/** The number that the citizen keeps while a payment is not settled, as large as the panel allows. */
export const keptNumber = (
  { reference, others }: KeptNumber,
  { trouble, common }: WordsIn<'trouble'>,
): TemplateResult =>
  html`<div class="kept">
    <p>${trouble.keep}</p>
    <p class="number">${unbroken(reference)}</p>
    ${others === 0 ? nothing : html`<p>${common.others(others)}</p>`}
  </div>`;

/** The number as one row among others. */
export const keptFact = (kept: KeptNumber | null, { common }: WordsIn<never>): Fact | null =>
  kept && {
    label: common.reference,
    value: html`<span class="whole">${kept.reference}</span> ${kept.others === 0 ? nothing : common.others(kept.others)}`,
  };

export const keptNumberStyles = css`
  .kept {
    display: grid;
    gap: var(--k-space-1);
    margin-bottom: var(--k-space-5);
    padding: var(--k-space-5) var(--k-space-6);
    border-radius: calc(5 * var(--mm, 4.03px));
    background: var(--k-deep);
    color: var(--k-on-deep);
  }
  .kept p {
    margin: 0;
  }
  .kept .number {
    font-size: min(calc(17 * var(--k-mm)), 11cqw, 15cqh);
    font-weight: 720;
    line-height: 1.15;
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
`;
