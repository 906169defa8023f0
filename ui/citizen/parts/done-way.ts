import { css, html, type TemplateResult } from 'lit';

/** Picture of the way to the window, on a dark plate; the words beside it say the place. For pages with room. */
export function wayToWindowPicture(window: string): TemplateResult {
  return html`<div class="way" aria-hidden="true">
    <span class="windows"><i></i><b>${window}</b><i></i></span>
    <svg viewBox="0 0 60 24" fill="none" stroke="currentColor" stroke-width="1.6">
      <path d="M2 21H58" opacity="0.5" />
      <path d="M8 21V15a4 4 0 0 1 4-4H26a4 4 0 0 0 4-4V2M26 5.6 30 1.6 34 5.6" stroke-width="2.2" />
      <circle cx="8" cy="21" r="2.6" fill="currentColor" stroke="none" />
    </svg>
  </div>`;
}

export const wayStyles = css`
  .way {
    display: none;
    gap: var(--k-space-2);
    width: min(72 * var(--mm, 4.03px), 26cqi);
    padding: var(--k-space-3);
    border-radius: var(--k-radius);
    background: var(--k-deep-raised);
    color: var(--k-on-deep);
  }
  .windows {
    display: flex;
    gap: var(--k-space-2);
  }
  .windows > * {
    display: grid;
    flex: 1;
    place-items: center;
    min-height: calc(17 * var(--mm, 4.03px));
    border: var(--k-stroke-thin) solid var(--k-deep-edge);
    border-radius: var(--k-radius-s);
  }
  .windows b {
    padding-inline: var(--k-space-1);
    background: var(--k-saffron);
    color: var(--k-on-saffron);
    font-size: calc(10 * var(--mm, 4.03px));
    white-space: nowrap;
  }
  .way svg {
    width: 100%;
  }
  /* The picture has as much room as the figures. */
  @container kiosk (min-height: 75em) and (max-aspect-ratio: 1/1) and (min-width: 56em) {
    .way {
      display: grid;
    }
    .alone .way {
      grid-column: 1 / -1;
      width: auto;
      padding-inline: 29%;
    }
  }
  @container kiosk (min-aspect-ratio: 11/10) and (min-width: 60em) and (min-height: 63em) {
    .way {
      display: grid;
      width: 12.6cqi;
    }
  }
`;
