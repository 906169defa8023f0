import { html, LitElement, nothing } from 'lit';
import type { ProgressEntry } from '../../device/words/progress.ts';
import type { WordsOfSections } from '../words/words.ts';
import { base } from './base.styles.ts';
import { icon } from './icon.ts';
import { styles } from './k-progress.styles.ts';

/**
 * Progress line: ticks for done steps, a pill for the current step. A panel of little height needs its height for controls: on this panel,
 * only a screen reader has the line.
 */
export class KProgress extends LitElement {
  static override properties = { steps: { attribute: false }, words: { attribute: false } };
  static override styles = [base, styles];

  declare steps: readonly ProgressEntry[];
  declare words: WordsOfSections<'progress'>;

  protected override render() {
    const { steps, words } = this;
    const at = steps.findIndex(({ state }) => state === 'present');
    const present = steps[at];
    const said = present ? `${words.progress.at(at + 1, steps.length)}: ${words.progress.steps[present.step]}` : null;
    return html`<ol aria-label=${said ?? words.progress.all}>
      ${steps.map(
        ({ step, state }, index) => html`<li class=${state} aria-current=${state === 'present' ? 'step' : nothing}>
          <span class="mark">${state === 'done' ? icon('check') : index + 1}</span><span class="name">${words.progress.steps[step]}</span>
        </li>`,
      )}
    </ol>`;
  }
}

customElements.define('k-progress', KProgress);

declare global {
  interface HTMLElementTagNameMap {
    'k-progress': KProgress;
  }
}
