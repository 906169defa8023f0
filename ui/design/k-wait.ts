import { css, html, LitElement, nothing } from 'lit';
import type { WordsOfSections } from '../words/words.ts';
import { base } from './base.styles.ts';
import { ElapsedSeconds } from './elapsed-seconds.ts';
import { icon } from './icon.ts';
import { parts } from './parts.styles.ts';

/** Seconds until the page says that the wait is long, and names help. */
const LATE_S = 20;

/** Usual duration, if known, and elapsed time. Each wait has its own element; when the element goes, the page gets the duration. */
export class KWait extends LitElement {
  static override properties = {
    usual: { attribute: false },
    took: { attribute: false },
    words: { attribute: false },
    overdue: { attribute: false },
  };
  static override styles = [
    base,
    parts,
    css`
      :host {
        display: block;
        margin-top: var(--k-space-4);
      }
      .time {
        color: var(--k-ink-2);
        font-size: var(--k-type-s);
        font-variant-numeric: tabular-nums;
      }
      .note {
        margin-top: var(--k-space-3);
      }
    `,
  ];

  declare usual: number | null;
  declare took: (seconds: number) => void;
  declare words: WordsOfSections<'wait'>;
  /** Time and text of a late wait; `null`: the usual text after the usual time. */
  declare overdue: { readonly afterS: number; readonly says: string } | null;
  readonly #counter = new ElapsedSeconds(this);

  constructor() {
    super();
    this.overdue = null;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.took(this.#counter.elapsed);
  }

  protected override render() {
    const { wait } = this.words;
    const { afterS, says } = this.overdue ?? { afterS: LATE_S, says: wait.late };
    const { passed } = this.#counter;
    return html`<p class="time">
        ${this.usual === null ? nothing : `${wait.usual(this.usual)} · `}<span aria-hidden="true">${wait.soFar} ${passed} ${wait.unit}</span>
      </p>
      <div role="status">
        ${passed >= afterS ? html`<p class="note warning">${icon('users')}<span>${says}</span></p>` : nothing}
      </div>`;
  }
}

customElements.define('k-wait', KWait);
