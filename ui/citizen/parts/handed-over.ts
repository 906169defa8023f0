import { css, html } from 'lit';
import { icon } from '../../design/icon.ts';

export const waitingStyles = css`
  .hand {
    display: flex;
    align-items: center;
    justify-content: center;
    gap: var(--k-space-5);
    padding-block: calc(24 * var(--mm, 4.03px)) calc(18 * var(--mm, 4.03px));
    color: var(--k-teal);
    font-size: calc(30 * var(--k-mm));
  }
  .hand .icon {
    stroke-width: 1.4;
  }
  .hand .to {
    color: var(--k-saffron);
    font-size: calc(17 * var(--k-mm));
    stroke-width: 2.2;
  }
  .note {
    margin-top: var(--k-space-5);
  }
  @container kiosk (min-aspect-ratio: 11/10) and (min-width: 60em) {
    .hand {
      justify-content: flex-start;
      padding-block: calc(10 * var(--mm, 4.03px)) 0;
    }
  }
  @container kiosk (max-width: 45em) {
    .hand {
      padding-block: var(--k-space-5) 0;
      font-size: calc(20 * var(--k-mm));
    }
  }
`;

/** Picture of an application that goes from the kiosk to the agency; the same before and after payment. */
export function handOverPicture(symbol: 'landmark' | 'file-check' | 'hand-coins' | 'calendar-check') {
  return html`<div slot="picture" class="hand">
    ${icon('file-text')}<span class="to">${icon('arrow-right')}</span>${icon(symbol)}
  </div>`;
}
