import { css, html, LitElement, nothing } from 'lit';
import type { ReferenceToKeep } from '../../device/screen/screen.ts';
import { LANGUAGES } from '../../device/words/language.ts';
import { base } from '../design/base.styles.ts';
import { ElapsedSeconds } from '../design/elapsed-seconds.ts';
import { intentEvent } from '../design/intent-event.ts';
import { parts } from '../design/parts.styles.ts';
import { withUnbrokenNumbers } from '../design/unbroken.ts';
import type { WordsOfSections } from '../words/words.ts';
import { dialogStyles, leaveOrStayButtons, parkButton } from './parts/dialog.ts';
import { whatToKeepText } from './parts/kept-number.ts';

const RADIUS = 54;
const ROUND = 2 * Math.PI * RADIUS;

/**
 * Idle warning. Ring and figure only show time; the machine ends the visit.
 *
 * @fires kiosk-intent - `stay`, `finish`, `park`, and `language` if the citizen cannot read the warning: the visit goes on in the chosen language
 */
export class KioskIdle extends LitElement {
  static override properties = {
    seconds: { attribute: false },
    calm: { attribute: false },
    words: { attribute: false },
    about: { attribute: false },
    kept: { attribute: false },
    parks: { attribute: false },
  };
  static override styles = [
    base,
    parts,
    dialogStyles,
    css`
      /* Sized by the panel, not by the text size. */
      .ring {
        --ring: clamp(26 * var(--mm, 4.03px), 11cqh, 46 * var(--mm, 4.03px));
        position: relative;
        width: var(--ring);
        height: var(--ring);
      }
      .ring svg {
        width: 100%;
        height: 100%;
      }
      circle {
        fill: none;
        stroke-width: 8;
      }
      .track {
        stroke: var(--k-sand);
      }
      .left {
        stroke: var(--k-saffron);
        stroke-linecap: round;
        stroke-dasharray: ${ROUND};
      }
      .figure {
        position: absolute;
        inset: 0;
        display: grid;
        place-items: center;
        font-size: calc(0.38 * var(--ring));
        font-weight: 720;
        font-variant-numeric: tabular-nums;
      }
      .languages {
        display: flex;
        flex-wrap: wrap;
        justify-content: center;
        gap: var(--k-gap);
      }
      .language {
        min-height: var(--k-target);
        padding-inline: var(--k-space-3);
        border-width: var(--k-stroke-thin);
        font-size: min(var(--k-type-s), calc(9 * var(--mm, 4.03px)));
      }
      .language[aria-pressed="true"] {
        background: var(--k-mist);
      }
    `,
  ];

  declare seconds: number;
  /** Whether no seconds are shown. */
  declare calm: boolean;
  declare words: WordsOfSections<'idle' | 'leave'>;
  /** What happens to money at the end. `cash`: notes in the cassette become a credit; `credited`: they are a credit already. */
  declare about: 'body' | 'cash' | 'credited';
  declare kept: ReferenceToKeep | null;
  declare parks: boolean;

  readonly #counter = new ElapsedSeconds(this);

  focusHeading(): void {
    this.renderRoot.querySelector<HTMLElement>('.stay')?.focus({ preventScroll: true });
  }

  protected override render() {
    const { idle, leave } = this.words;
    const passed = Math.min(this.#counter.passed, this.seconds);
    return html`<div
      class="panel"
      role="alertdialog"
      aria-modal="true"
      aria-labelledby="title"
      aria-describedby="body"
    >
      ${this.calm ? nothing : this.#ring(passed)}
      <h1 id="title">${idle.title}</h1>
      <p class="lead" id="body">${this.calm ? idle.soon[this.about] : idle[this.about](this.seconds)}</p>
      ${this.kept === null ? nothing : html`<p class="lead">${withUnbrokenNumbers(whatToKeepText(this.kept, leave, false))}</p>`}
      <div class="languages" role="group" aria-label=${this.words.common.chooseLanguage}>
        ${LANGUAGES.map(
          ({ code, name }) => html`<button
            type="button"
            lang=${code}
            class="button language"
            aria-pressed=${code === this.words.language}
            @click=${() => this.dispatchEvent(intentEvent({ do: 'language', language: code }))}
          >
            ${name}
          </button>`,
        )}
      </div>
      ${this.parks ? parkButton(this.words, () => this.dispatchEvent(intentEvent({ do: 'park' }))) : nothing}
      ${leaveOrStayButtons(
        this.words,
        () => this.dispatchEvent(intentEvent({ do: 'finish' })),
        () => this.dispatchEvent(intentEvent({ do: 'stay' })),
      )}
    </div>`;
  }

  #ring(passed: number) {
    return html`<div class="ring" aria-hidden="true">
        <svg viewBox="0 0 120 120">
          <circle class="track" cx="60" cy="60" r=${RADIUS} />
          <circle
            class="left"
            cx="60"
            cy="60"
            r=${RADIUS}
            transform="rotate(-90 60 60)"
            stroke-dashoffset=${(ROUND * passed) / this.seconds}
          />
        </svg>
        <span class="figure">${this.seconds - passed}</span>
      </div>`;
  }
}

customElements.define('kiosk-idle', KioskIdle);
