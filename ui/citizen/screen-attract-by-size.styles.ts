import { css } from 'lit';

/** The first screen on small panels, lying panels and with large text. */
export const attractBySize = css`
  @container kiosk (min-aspect-ratio: 11/10) and (min-width: 60em) {
    .inside {
      grid-template-columns: minmax(0, 6fr) minmax(0, 5fr);
      grid-template-rows: auto 1fr;
      column-gap: calc(20 * var(--k-mm));
      padding-block: calc(14 * var(--k-mm)) calc(12 * var(--k-mm));
    }
    .controls {
      grid-column: 2;
      grid-row: 1 / 3;
      align-self: end;
    }
    .welcome {
      padding-bottom: 0;
    }
    h1 {
      --k-type-hero: calc(24 * var(--k-mm));
    }
    .promises {
      justify-content: space-between;
      gap: var(--k-space-2) var(--k-space-4);
    }
  }
  @container kiosk (max-height: 62em) and (min-width: 60em) {
    /* Notices may make the other column longer than the glass; the buttons stay on it. */
    .controls {
      align-self: start;
    }
    .promises li:last-child {
      display: none;
    }
    /* What does not work matters more than the invitation. */
    .welcome:has(.note + .note) .lead {
      display: none;
    }
    .welcome:has(.note + .note) h1 {
      --k-type-hero: calc(14 * var(--k-mm));
    }
    .assist {
      padding-inline: var(--k-space-1);
      letter-spacing: -0.015em;
    }
    .inside {
      padding-block: calc(9 * var(--k-mm)) calc(7 * var(--k-mm));
    }
    h1 {
      --k-type-hero: calc(18 * var(--k-mm));
    }
    .start {
      min-height: calc(26 * var(--k-mm));
    }
    .starts,
    .assists {
      gap: calc(4 * var(--k-mm));
    }
    .assist {
      min-height: calc(26 * var(--k-mm));
    }
    .promises {
      margin-top: calc(5 * var(--k-mm));
    }
  }
  @container kiosk (max-width: 75em) and (max-height: 62em) and (min-width: 60em) {
    .assist {
      font-size: calc(5.7 * var(--k-mm));
    }
  }
  @container kiosk (max-height: 90em) and (max-aspect-ratio: 1/1) {
    .inside {
      padding-block: calc(9 * var(--k-mm)) calc(8 * var(--k-mm));
    }
    .welcome {
      padding-block: var(--k-space-4) var(--k-space-8);
    }
    .start {
      min-height: calc(30 * var(--k-mm));
    }
    .starts,
    .assists {
      gap: calc(4 * var(--k-mm));
    }
    .assist {
      min-height: calc(26 * var(--k-mm));
    }
    .promises {
      margin-top: var(--k-space-5);
    }
  }
  @container kiosk (max-width: 58em) {
    h1 {
      --k-type-hero: calc(20 * var(--k-mm));
    }
    .inside {
      padding: calc(10 * var(--k-mm)) calc(12 * var(--k-mm));
    }
  }
  @container kiosk (max-width: 45em) and (max-height: 30em) {
    .welcome .lead {
      display: none;
    }
  }
  @container kiosk (max-width: 45em) {
    .inside {
      padding: var(--k-space-4) var(--k-space-5);
    }
    h1 {
      --k-type-hero: calc(12.6 * var(--k-mm));
    }
    .centre {
      font-size: var(--k-type-s);
    }
    k-mark {
      width: calc(12 * var(--k-mm));
      height: calc(12 * var(--k-mm));
    }
    .welcome {
      padding-block: var(--k-space-3) var(--k-space-4);
    }
    .lead {
      margin-top: var(--k-space-3);
      font-size: var(--k-type-m);
    }
    .start {
      min-height: calc(19 * var(--k-mm));
      padding: var(--k-space-1) var(--k-space-5);
      font-size: calc(9 * var(--k-mm));
    }
    .start .in {
      font-size: var(--k-type-s);
    }
    .starts,
    .assists {
      gap: var(--k-gap);
    }
    .promises {
      display: none;
    }
    .assist .icon {
      font-size: calc(8.6 * var(--k-mm));
    }
    .assists {
      grid-template-columns: minmax(0, 1fr);
      margin-top: var(--k-gap);
    }
    .assist {
      flex-direction: row;
      justify-content: flex-start;
      gap: var(--k-space-4);
      min-height: max(20.2 * var(--mm, 4.03px), 15 * var(--k-mm));
      padding-block: var(--k-space-1);
      padding-inline: var(--k-space-5);
      text-align: start;
    }
  }
`;
