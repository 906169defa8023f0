import { css, html, nothing, type TemplateResult } from 'lit';
import { type IconName, icon } from './icon.ts';
import { withUnbrokenNumbers } from './unbroken.ts';

export interface FactRow {
  readonly label: string;
  readonly value: string | TemplateResult;
  readonly icon?: IconName;
  readonly total?: boolean;
}

/**
 * The sum of a page. On a panel of little height with large text, the sum stays above the bar and does not scroll. Other panels have room
 * for it.
 */
export const sumAboveBar = (label: string, value: string | TemplateResult): TemplateResult =>
  html`<p slot="field" class="sum-above"><span>${label}</span><b>${value}</b></p>`;

/** A value, and an explanation below it. Needs `explanationStyles`. */
export const withExplanation = (what: string, says: string): TemplateResult =>
  html`${withUnbrokenNumbers(what)}<span class="says">${withUnbrokenNumbers(says)}</span>`;

export const explanationStyles = css`
  dd .says {
    display: block;
    margin-top: var(--k-space-1);
    color: var(--k-ink-2);
    font-size: var(--k-type-s);
    font-weight: 420;
    line-height: 1.35;
  }
`;

/** A card of label and value pairs; `null` rows are left out. Needs the styles of `parts`. */
export function factRowsCard(rows: readonly (FactRow | null)[]): TemplateResult {
  return html`<dl class="card facts">
    ${rows.map((row) =>
      row === null
        ? nothing
        : html`<div class=${row.total ? 'total' : ''}>
            <dt>${row.icon ? icon(row.icon) : nothing}<span>${row.label}</span></dt>
            <dd>${typeof row.value === 'string' ? withUnbrokenNumbers(row.value) : row.value}</dd>
          </div>`,
    )}
  </dl>`;
}
