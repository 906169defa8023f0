import { css, html, type TemplateResult } from 'lit';
import { icon } from '../../design/icon.ts';

/** Picture of the way to the window; the words beside it say the place. For pages with room. */
export function wayToWindowPicture(window: string): TemplateResult {
  return html`<div class="way" aria-hidden="true">
    <span class="windows"><i></i><i></i><b>${window}</b><i></i><i></i></span>
    <span class="path"></span>
    <span class="you">${icon('map-pin')}</span>
  </div>`;
}

/** Style of a page with only a ticket: the ticket's parts use the whole room. */
export const ticketAloneStyles = css`
  .way {
    display: none;
    grid-template-columns: auto minmax(0, 1fr);
    grid-template-rows: auto minmax(calc(8 * var(--k-mm)), 1fr) calc(7 * var(--k-mm)) calc(7 * var(--k-mm));
    margin-top: var(--k-space-5);
    padding: var(--k-space-4);
    border: var(--k-stroke-thin) solid var(--k-line);
    border-radius: var(--k-radius-s);
    background: var(--k-paper);
    --tile: calc(17 * var(--k-mm));
  }
  .windows {
    display: flex;
    grid-area: 1 / 2;
    gap: var(--k-space-3);
    justify-self: end;
  }
  .windows > * {
    display: grid;
    place-items: center;
    min-width: var(--tile);
    height: calc(13 * var(--k-mm));
    border: var(--k-stroke-thin) solid var(--k-line);
    border-radius: var(--k-radius-s);
    background: var(--k-mist);
  }
  .windows b {
    background: var(--k-chosen-bg);
    color: var(--k-on-chosen);
    font-size: var(--k-type-m);
  }
  /* The path: down from the middle of the five windows, then across. */
  .path {
    grid-area: 2 / 2 / 4 / 3;
    margin: var(--k-space-2) calc(2.5 * var(--tile) + 2 * var(--k-space-3)) 0 var(--k-space-2);
    border: calc(1.4 * var(--mm, 4.03px)) dotted var(--k-teal);
    border-width: 0 calc(1.4 * var(--mm, 4.03px)) calc(1.4 * var(--mm, 4.03px)) 0;
  }
  .you {
    display: grid;
    grid-area: 3 / 1 / 5 / 2;
    place-items: center;
    width: calc(17 * var(--k-mm));
    border-radius: var(--k-radius-s);
    background: var(--k-saffron);
    color: var(--k-on-saffron);
    font-size: calc(9 * var(--k-mm));
  }
  .result.alone {
    grid-template-columns: minmax(0, 1fr);
  }
  .result.alone .own {
    display: flex;
    flex-wrap: wrap;
    align-items: flex-end;
    justify-content: space-between;
    gap: var(--k-space-2) var(--k-space-8);
  }
  /* Sized by the panel. With large text it is larger only on a small panel. */
  .result.alone .number.ticket {
    font-size: max(20.8 * var(--k-mm-heading), min(34 * var(--mm, 4.03px), 7.1cqh));
  }
  .result.alone .where {
    font-size: max(var(--k-type-m), min(12 * var(--mm, 4.03px), 2.55cqh));
  }
  .outcome.alone {
    align-items: stretch;
  }
  .outcome.alone :is(.along, li) {
    height: 100%;
  }
  .outcome.alone li {
    font-size: var(--k-type-l);
  }
  .outcome.alone li .icon {
    font-size: calc(22 * var(--k-mm));
  }
  @container kiosk (min-height: 90em) and (max-aspect-ratio: 1/1) and (min-width: 60em) {
    .filled:has(.alone) .face {
      min-height: calc(31 * var(--mm, 4.03px));
      padding-block: var(--k-space-2);
    }
    .alone .way {
      display: grid;
    }
  }
  @container kiosk (min-aspect-ratio: 11/10) and (min-width: 60em) and (min-height: 63em) {
    .result.alone .number.ticket {
      font-size: calc(26 * var(--k-mm));
    }
    .result.alone .where {
      font-size: calc(9.4 * var(--k-mm));
    }
    .result.alone .own {
      column-gap: var(--k-space-4);
    }
    .outcome.alone {
      grid-template-columns: minmax(0, 1fr) calc(84 * var(--k-mm));
    }
    .alone .way {
      display: grid;
      grid-template-rows: auto minmax(calc(5 * var(--k-mm)), 1fr) calc(6 * var(--k-mm)) calc(6 * var(--k-mm));
      margin-top: var(--k-space-3);
      padding: var(--k-space-3);
    }
  }
  @container kiosk (min-width: 45.1em) and (max-width: 58em) {
    .outcome.alone {
      grid-template-columns: minmax(0, 1fr) calc(56 * var(--k-mm));
    }
  }
  /* Low panel: the number and the way to the window are in view without scrolling. */
  @container kiosk (max-height: 62em) and (min-aspect-ratio: 11/10) and (min-width: 60em) {
    .result.alone .number.ticket {
      font-size: max(17 * var(--k-mm-heading), min(26 * var(--mm, 4.03px), 12.27cqh - 6.8 * var(--mm, 4.03px)));
    }
    .result.sent .own {
      display: flex;
      flex-wrap: wrap;
      align-items: flex-end;
      justify-content: space-between;
      gap: var(--k-space-1) var(--k-space-3);
    }
  }
`;
