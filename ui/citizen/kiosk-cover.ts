import { css, html, LitElement } from 'lit';
import type { CitizenScreen } from '../../device/screen/screen.ts';
import { LANGUAGE_CODES } from '../../device/words/language.ts';
import type { ThingToTake } from '../../device/words/take-away.ts';
import { base } from '../design/base.styles.ts';
import { type IconName, icon } from '../design/icon.ts';
import { parts } from '../design/parts.styles.ts';
import { FIRST_WORDS } from '../words/first-words.ts';
import type { WordsOfSections } from '../words/words.ts';

const ICONS: Readonly<Record<ThingToTake, IconName>> = {
  card: 'id-card',
  'bank-card': 'credit-card',
  note: 'banknote',
  paper: 'receipt-text',
};

/**
 * Plate over a page that the citizen covered: one button as large as the page. It says in all languages that a touch lifts it, because
 * another person may stand there. It also names each thing that the citizen has to take.
 *
 * @fires kiosk-uncover
 */
export class KioskCover extends LitElement {
  static override properties = { screen: { attribute: false }, words: { attribute: false } };
  static override styles = [
    base,
    parts,
    css`
      :host {
        position: absolute;
        inset: 0;
        z-index: 1;
      }
      :host,
      main {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
      }
      .plate,
      .says {
        grid-area: 1 / 1;
      }
      .plate {
        background: var(--k-deep);
      }
      .plate:is(:focus-visible, [data-ring]) {
        outline-offset: calc(-4 * var(--mm, 4.03px));
        outline-color: var(--k-focus-halo);
        box-shadow: none;
      }
      /* A touch on the words is a touch on the plate. */
      .says {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        align-content: center;
        justify-items: center;
        gap: var(--k-space-5);
        min-width: 0;
        padding: var(--k-space-8);
        color: var(--k-on-deep);
        font-size: var(--k-type-xl);
        font-weight: 560;
        line-height: 1.15;
        text-align: center;
        pointer-events: none;
      }
      .says > .icon {
        margin-bottom: var(--k-space-5);
        color: var(--k-deep-quiet);
        font-size: calc(30 * var(--mm, 4.03px));
        stroke-width: 1.5;
      }
      .takes {
        display: grid;
        gap: var(--k-gap);
      }
      .take {
        display: flex;
        align-items: center;
        justify-content: center;
        gap: 0.6em;
        max-width: 100%;
        margin-top: var(--k-space-5);
        padding: var(--k-space-3) var(--k-space-6);
        border-radius: var(--k-radius);
        background: var(--k-saffron);
        color: var(--k-on-saffron);
        font-size: var(--k-type-l);
        font-weight: 640;
        line-height: 1.2;
      }
      @container kiosk (max-height: 62em) {
        .says {
          gap: var(--k-space-3);
          padding: var(--k-space-4) var(--k-space-8);
        }
        .says > .icon {
          margin-bottom: 0;
          font-size: calc(20 * var(--mm, 4.03px));
        }
        .take {
          margin-top: var(--k-space-3);
        }
      }
      /* Low panel and large text: the words need the height. */
      @container kiosk (max-height: 45em) {
        .says > .icon {
          display: none;
        }
      }
    `,
  ];

  declare screen: CitizenScreen;
  declare words: WordsOfSections<'display'>;

  focusHeading(): void {
    this.renderRoot.querySelector<HTMLElement>('.plate')?.focus({ preventScroll: true });
  }

  protected override render() {
    const { words } = this;
    const { title, take } = words.display.cover;
    const things = this.#things();
    // The page below is hidden, with its own `main`.
    return html`<main>
      <button
        type="button"
        class="plate"
        aria-labelledby="title"
        @click=${() => this.dispatchEvent(new Event('kiosk-uncover'))}
      ></button>
      <div class="says">
        ${icon('eye-off')}
        <h1 id="title">${title}</h1>
        ${LANGUAGE_CODES.filter((code) => code !== words.language).map(
          (code) => html`<p lang=${code}>${FIRST_WORDS[code].display.cover.title}</p>`,
        )}
        <div class="takes" role="status">
          ${things.map((thing) => html`<p class="take">${icon(ICONS[thing])}<span>${take[thing]}</span></p>`)}
        </div>
      </div>
    </main>`;
  }

  /** Pages of a visit ask for the card before its end, too. */
  #things(): readonly ThingToTake[] {
    const { screen } = this;
    const asksForCard = 'takeCard' in screen && screen.takeCard;
    return (Object.keys(ICONS) as ThingToTake[]).filter(
      (thing) => screen.toTake.includes(thing) || (thing === 'card' && asksForCard),
    );
  }
}

customElements.define('kiosk-cover', KioskCover);

declare global {
  interface HTMLElementTagNameMap {
    'kiosk-cover': KioskCover;
  }
}
