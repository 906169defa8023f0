import { css } from 'lit';

export const styles = css`
  :host {
    display: flex;
    flex-wrap: wrap;
    /* From the top: a long name of a centre makes the bar higher, and 108 stays where it was. */
    align-items: flex-start;
    justify-content: flex-end;
    gap: var(--k-space-3) var(--k-space-4);
    padding: calc(3.6 * var(--k-mm)) calc(12 * var(--k-mm));
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
    font-size: calc(7.4 * var(--k-mm));
    font-weight: 660;
    line-height: 1.15;
  }
  k-mark {
    width: calc(13 * var(--k-mm));
    height: calc(13 * var(--k-mm));
  }
  .languages {
    display: flex;
    overflow: hidden;
    border: var(--k-stroke) solid var(--k-line);
    border-radius: calc(4.6 * var(--k-mm));
    background: var(--k-card);
  }
  .leave {
    display: flex;
    align-items: center;
    justify-content: center;
    gap: 0.5em;
    min-width: var(--k-target);
    min-height: var(--k-target);
    padding: 0 calc(3.4 * var(--k-mm));
    /* What clears everything keeps its distance from what only changes the language. */
    margin-inline-end: var(--k-space-6);
    border: var(--k-stroke) solid var(--k-line);
    border-radius: calc(4.6 * var(--k-mm));
    background: var(--k-card);
    font-size: var(--k-type-s);
    font-weight: 600;
  }
  .leave .icon {
    font-size: 1.25em;
  }
  .leave:is(:active, [data-pressed]) {
    background: var(--k-pressed);
  }
  /* A centre with a long name takes more lines; 108 stays where it is. */
  .leave,
  .languages,
  .help {
    align-self: flex-start;
  }
  .languages.away {
    visibility: hidden;
  }
  .languages button {
    min-width: var(--k-target);
    min-height: var(--k-target);
    padding: 0 calc(4.9 * var(--k-mm));
    color: var(--k-ink-2);
    font-size: var(--k-type-s);
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
  .languages button:focus-visible {
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
  .help {
    display: flex;
    align-items: center;
    gap: 0.5em;
    min-height: var(--k-target);
    padding: 0 calc(4.4 * var(--k-mm));
    font-size: var(--k-type-s);
    font-weight: 680;
    font-variant-numeric: tabular-nums;
  }
  .help .icon {
    font-size: 1.15em;
  }
  @container kiosk (min-width: 80em) {
    :host {
      min-height: 0;
      padding-block: var(--k-space-2);
    }
    .full {
      display: inline;
    }
    .short {
      display: none;
    }
  }
  @container kiosk (max-width: 66em) {
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
  @container kiosk (max-width: 58em) {
    :host {
      flex-wrap: nowrap;
      padding-inline: calc(8 * var(--k-mm));
      gap: var(--k-space-3);
    }
    .centre:has(+ .leave) k-mark {
      display: none;
    }
    .centre {
      gap: var(--k-space-3);
      font-size: var(--k-type-s);
    }
    .languages button {
      padding: 0 var(--k-space-3);
    }
    .help {
      padding: 0 var(--k-space-3);
    }
  }
  @container kiosk (max-width: 45em) {
    :host {
      flex-wrap: wrap;
      padding: var(--k-space-2) var(--k-space-5);
      gap: var(--k-space-2) var(--k-space-3);
    }
    .languages {
      order: 1;
    }
    .languages button,
    .leave,
    .help {
      min-width: max(20.2 * var(--mm, 4.03px), 11 * var(--k-mm));
      min-height: max(20.2 * var(--mm, 4.03px), 11 * var(--k-mm));
    }
    .centre {
      flex: 1 0 45%;
      min-height: max(20.2 * var(--mm, 4.03px), 11 * var(--k-mm));
      font-size: calc(5.6 * var(--k-mm));
    }
    k-mark {
      width: calc(10 * var(--k-mm));
      height: calc(10 * var(--k-mm));
    }
  }
  @container kiosk (max-height: 62em) and (min-width: 60em) {
    :host {
      min-height: 0;
      padding-block: var(--k-space-2);
    }
  }
`;
