import { css, html, LitElement, nothing } from 'lit';
import type { WordsIn } from '../words/words.ts';
import { base } from './base.styles.ts';
import { icon } from './icon.ts';
import { parts } from './parts.styles.ts';

/** Seconds after which it is said that it takes longer than usual, and who can help. */
const LATE_S = 20;
/** The counter goes no further; every wait of a visit ends before. */
const MOST_S = 600;

/**
 * How long something usually takes, where that is known, and how long it has taken, counted by CSS from when this element came. A page
 * makes it anew for each thing that is waited for, and hears when it goes how long it was there.
 */
export class KWait extends LitElement {
  static override properties = {
    usual: { attribute: false },
    took: { attribute: false },
    words: { attribute: false },
    overdue: { attribute: false },
    late: { state: true },
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
        animation: until-late ${LATE_S}s;
      }
      .passed::after {
        counter-reset: passed var(--k-countdown);
        content: counter(passed);
        animation: count-up ${MOST_S}s steps(${MOST_S}) forwards;
      }
      @keyframes count-up {
        from {
          --k-countdown: 0;
        }
        to {
          --k-countdown: ${MOST_S};
        }
      }
      /* Changes nothing; its end is what counts. */
      @keyframes until-late {
        from {
          visibility: visible;
        }
        to {
          visibility: visible;
        }
      }
      .note {
        margin-top: var(--k-space-3);
      }
    `,
  ];

  /** Seconds. */
  declare usual: number | null;
  declare took: (seconds: number) => void;
  declare words: WordsIn<'wait'>;
  /** When this wait is late, and what is said then; `null`: as every other. */
  declare overdue: { readonly afterS: number; readonly says: string } | null;
  declare private late: boolean;

  constructor() {
    super();
    this.late = false;
    this.overdue = null;
  }

  #since = 0;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#since = performance.now();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.took((performance.now() - this.#since) / 1_000);
  }

  protected override render() {
    const { wait } = this.words;
    const { afterS, says } = this.overdue ?? { afterS: LATE_S, says: wait.late };
    return html`<p class="time" style=${`animation-duration: ${afterS}s`} @animationend=${this.#onAnimationEnd}>
        ${this.usual === null ? nothing : `${wait.usual(this.usual)} · `}<span aria-hidden="true">${wait.soFar} <span class="passed"></span> ${wait.unit}</span>
      </p>
      <div role="status">
        ${this.late ? html`<p class="note warning">${icon('users')}<span>${says}</span></p>` : nothing}
      </div>`;
  }

  #onAnimationEnd({ animationName }: AnimationEvent): void {
    if (animationName === 'until-late') this.late = true;
  }
}

customElements.define('k-wait', KWait);
