import { css } from 'lit';

/** The bar is always one row: it drops words first, and stops growing before the page's text. */
export const styles = css`
  :host {
    --k-type-head: calc(6.75 * var(--k-mm-head));
    display: flex;
    /* Aligned at the top: a name of three lines makes the bar a little higher, and the keys stay in their places. */
    align-items: flex-start;
    justify-content: flex-end;
    gap: var(--k-space-4);
    padding: calc(3.6 * var(--mm, 4.03px)) calc(12 * var(--mm, 4.03px));
    border-bottom: var(--k-stroke-thin) solid var(--k-line);
    background: var(--k-card);
  }
  .centre {
    display: flex;
    align-items: center;
    gap: var(--k-space-4);
    flex: 1 1 0;
    min-width: 0;
    min-height: var(--k-target);
    font-size: calc(7.4 * var(--k-mm-head));
    font-weight: 660;
    line-height: 1.15;
  }
  k-mark {
    width: calc(13 * var(--mm, 4.03px));
    height: calc(13 * var(--mm, 4.03px));
  }
  .languages {
    display: flex;
    overflow: hidden;
    border: var(--k-stroke) solid var(--k-line);
    border-radius: calc(4.6 * var(--mm, 4.03px));
    background: var(--k-card);
  }
  .leave,
  .cover,
  .display {
    display: flex;
    align-items: center;
    justify-content: center;
    gap: 0.5em;
    min-width: var(--k-target);
    min-height: var(--k-target);
    padding: 0 calc(3.4 * var(--mm, 4.03px));
    border: var(--k-stroke) solid var(--k-line);
    border-radius: calc(4.6 * var(--mm, 4.03px));
    background: var(--k-card);
    font-size: var(--k-type-head);
    font-weight: 600;
  }
  .leave {
    /* The button that clears everything keeps its distance from the language buttons. */
    margin-inline-end: var(--k-space-4);
  }
  .leave .icon,
  .cover .icon,
  .display .icon {
    font-size: 1.25em;
  }
  .leave:is(:active, [data-pressed]),
  .cover:is(:active, [data-pressed]),
  .display:is(:active, [data-pressed]) {
    background: var(--k-pressed);
  }
  .languages.away {
    visibility: hidden;
  }
  .languages button {
    min-width: var(--k-target);
    min-height: var(--k-target);
    padding: 0 calc(4.9 * var(--mm, 4.03px));
    color: var(--k-ink-2);
    font-size: var(--k-type-head);
    font-weight: 600;
    text-align: center;
  }
  .languages button:is(:active, [data-pressed]) {
    background: var(--k-pressed);
  }
  .languages button[aria-pressed="true"] {
    background: var(--k-chosen-bg);
    color: var(--k-on-chosen);
  }
  .languages button:is(:focus-visible, [data-ring]) {
    outline-offset: calc(-1.4 * var(--mm, 4.03px));
    outline-color: var(--k-focus-halo);
    box-shadow: none;
  }
  .full {
    display: none;
  }
  button[aria-pressed="true"] .full {
    display: inline;
  }
  button[aria-pressed="true"] .short {
    display: none;
  }
  .person {
    border-color: transparent;
    background: var(--k-saffron);
    color: var(--k-on-saffron);
  }
  .person:is(:active, [data-pressed]) {
    background: var(--k-saffron-pressed);
  }
  .on {
    border: calc(1.2 * var(--mm, 4.03px)) solid var(--k-teal);
    background: var(--k-mist);
  }
  .person.called,
  .person.called:is(:active, [data-pressed]) {
    border-color: var(--k-green);
    background: var(--k-green-mist);
    color: var(--k-green);
  }
  @container kiosk (min-width: 92em) {
    .full {
      display: inline;
    }
    .short {
      display: none;
    }
  }
  @container kiosk (max-height: 68em) {
    :host {
      padding-block: calc(0.9 * var(--mm, 4.03px));
    }
  }
  @container kiosk (max-width: 80em) {
    :host {
      gap: var(--k-gap);
    }
    .leave span {
      display: none;
    }
    button[aria-pressed="true"] .full {
      display: none;
    }
    button[aria-pressed="true"] .short {
      display: inline;
    }
  }
  @container kiosk (max-width: 62em) {
    :host {
      padding-inline: calc(8 * var(--mm, 4.03px));
    }
    .centre {
      gap: var(--k-space-3);
      font-size: var(--k-type-head);
    }
    .languages button {
      padding: 0 var(--k-space-2);
    }
    .leave {
      margin-inline-end: 0;
    }
  }
  /* If the centre's name has no room, the logo replaces it. */
  @container kiosk (max-width: 56em) {
    .centre span {
      display: none;
    }
  }
  @container kiosk style(--k-panel: small) {
    :host {
      padding-block: calc(0.5 * var(--mm, 4.03px));
    }
  }
  /* A narrow panel has room for one key of languages: it shows the next. */
  @container kiosk style(--k-panel: small) and (max-aspect-ratio: 1/1) {
    :host {
      padding-inline: calc(3 * var(--mm, 4.03px));
    }
    .languages button {
      display: none;
    }
    .languages [aria-pressed="true"] + button,
    .languages:has(:last-child[aria-pressed="true"]) button:first-child {
      display: block;
    }
  }
`;
