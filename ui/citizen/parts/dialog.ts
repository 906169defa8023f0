import { css, html, type TemplateResult } from 'lit';
import { icon } from '../../design/icon.ts';
import type { WordsOfSections } from '../../words/words.ts';

/** The two answers of a dialog: the visit ends, or it goes on (`.stay`, with the focus). */
export function leaveOrStayButtons(
  { common, idle }: WordsOfSections<'idle'>,
  finish: () => void,
  stay: () => void,
): TemplateResult {
  return html`<div class="buttons">
    <button type="button" class="button primary stay" @click=${stay}>
      <span>${idle.stay}</span>${icon('arrow-right')}
    </button>
    <button type="button" class="button" @click=${finish}>${icon('x')}<span>${common.finish}</span></button>
  </div>`;
}

/** Button that parks the visit. */
export function parkButton({ leave }: WordsOfSections<'leave'>, park: () => void): TemplateResult {
  return html`<button type="button" class="button park" @click=${park}>
    ${icon('clock')}<span>${leave.park}</span><span class="hint">${leave.parkHint}</span>
  </button>`;
}

export const dialogStyles = css`
  :host {
    position: absolute;
    inset: 0;
    z-index: 1;
    display: grid;
    place-items: center;
    padding: var(--k-space-5);
    background: var(--k-shade);
    overflow: auto;
  }
  .panel {
    display: grid;
    justify-items: center;
    gap: var(--k-space-6);
    width: min(100%, calc(208 * var(--mm, 4.03px)));
    padding: calc(14 * var(--mm, 4.03px)) calc(13 * var(--mm, 4.03px)) calc(13 * var(--mm, 4.03px));
    border: var(--k-stroke) solid var(--k-line);
    border-radius: calc(8 * var(--mm, 4.03px));
    background: var(--k-card);
    text-align: center;
  }
  h1 {
    --k-h1: calc(13 * var(--k-mm-heading));
  }
  .lead {
    margin: 0;
  }
  .buttons {
    display: flex;
    flex-flow: row-reverse wrap;
    gap: var(--k-space-5);
    width: 100%;
  }
  .buttons .button {
    flex: 1 1 auto;
  }
  .park {
    flex-wrap: wrap;
    width: 100%;
    height: auto;
    padding-block: var(--k-space-3);
    row-gap: 0;
  }
  .park .hint {
    color: var(--k-ink-2);
    font-weight: 450;
  }
  @container kiosk (max-height: 62em) {
    .panel {
      padding: var(--k-space-5) var(--k-space-8);
      gap: var(--k-space-3);
    }
  }
  @container kiosk (max-width: 45em) {
    .panel {
      padding: var(--k-space-5);
      gap: var(--k-space-4);
    }
    h1 {
      --k-h1: max(11.2 * var(--k-mm-heading), 13 * var(--mm, 4.03px));
    }
  }
  /* Both answers are in view, beside each other. */
  @container kiosk (max-width: 60em) and (min-aspect-ratio: 11/10) {
    .panel {
      width: 100%;
      gap: var(--k-gap);
      padding: var(--k-space-3) var(--k-space-5);
    }
    .buttons {
      flex-wrap: nowrap;
      gap: var(--k-gap);
    }
    .buttons .button {
      flex: 1 1 0;
    }
  }
`;
