import { css, html, type TemplateResult } from 'lit';
import { unbroken } from '../design/unbroken.ts';

/** The number that the citizen keeps if a payment is in doubt, as large as the panel allows. */
export const keptNumber = (label: string, reference: string): TemplateResult =>
  html`<div class="kept"><p>${label}</p><p class="number">${unbroken(reference)}</p></div>`;

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
