import { css } from 'lit';

export const attractBySize = css`
  @container kiosk (min-aspect-ratio: 11/10) and (min-width: 60em) {
    .inside {
      grid-template-columns: minmax(0, 6fr) minmax(0, 5fr);
      grid-template-areas: "head controls" "welcome controls" "notes controls";
      grid-template-rows: auto 1fr auto;
      column-gap: calc(20 * var(--mm, 4.03px));
      padding-block: calc(14 * var(--mm, 4.03px)) calc(12 * var(--mm, 4.03px));
    }
    .controls {
      position: sticky;
      bottom: 0;
      align-self: end;
    }
    .clock {
      margin-inline-start: 0;
      text-align: start;
    }
    .hours {
      justify-content: flex-start;
    }
    .welcome {
      padding-bottom: var(--k-space-6);
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
    .clock:has(> .time) {
      display: grid;
      grid-template-columns: auto minmax(0, 1fr);
      column-gap: var(--k-space-5);
      align-items: center;
    }
    .time {
      grid-row: span 2;
      font-size: calc(14 * var(--mm, 4.03px));
    }
    .welcome:has(+ .notes) h1 {
      --k-type-hero: calc(14 * var(--k-mm-heading));
    }
    .assist {
      padding-inline: var(--k-space-1);
      letter-spacing: -0.015em;
    }
    .inside {
      padding-block: calc(9 * var(--mm, 4.03px)) calc(7 * var(--mm, 4.03px));
    }
    .start {
      min-height: calc(26 * var(--mm, 4.03px));
    }
    .starts,
    .assists {
      gap: calc(4 * var(--mm, 4.03px));
    }
    .assist {
      min-height: calc(26 * var(--mm, 4.03px));
    }
    .promises {
      margin-top: calc(5 * var(--mm, 4.03px));
    }
  }
  @container kiosk (max-width: 75em) and (max-height: 62em) and (min-width: 60em) {
    .assist {
      font-size: calc(5.7 * var(--k-mm));
    }
  }
  /* The buttons are visible before the explanation of their pages. */
  @container kiosk (max-height: 90em) and (max-aspect-ratio: 1/1) {
    .inside {
      grid-template-areas: "head" "welcome" "controls" "notes";
    }
    .notes {
      margin: var(--k-space-5) 0 0;
    }
    .inside {
      padding-block: calc(9 * var(--mm, 4.03px)) calc(8 * var(--mm, 4.03px));
    }
    .welcome {
      padding-block: var(--k-space-4) var(--k-space-5);
    }
    .lead {
      margin-top: var(--k-space-3);
      font-size: var(--k-type-m);
    }
    .start {
      min-height: calc(30 * var(--mm, 4.03px));
    }
    .starts,
    .assists {
      gap: calc(4 * var(--mm, 4.03px));
    }
    .assist {
      min-height: calc(26 * var(--mm, 4.03px));
    }
    .promises {
      margin-top: var(--k-space-5);
    }
  }
  @container kiosk (max-width: 58em) {
    .inside {
      padding: calc(10 * var(--mm, 4.03px)) calc(12 * var(--mm, 4.03px));
    }
    .centre {
      flex-basis: 6em;
    }
    .centre .full {
      display: none;
    }
    .centre .short {
      display: block;
    }
  }
  /* To show all languages at once matters more than their secondary texts. */
  @container kiosk (max-height: 62em) {
    .left .sense {
      display: none;
    }
  }
  @container kiosk (max-width: 32em) {
    .welcome .lead {
      display: none;
    }
  }
  @container kiosk (max-width: 45em) {
    .inside {
      grid-template-areas: "head" "welcome" "controls" "notes";
      padding: var(--k-space-4) var(--k-space-5);
    }
    .notes {
      margin: var(--k-space-4) 0 0;
    }
    .centre {
      font-size: var(--k-type-s);
    }
    .head {
      gap: var(--k-space-2);
    }
    .day {
      display: none;
    }
    k-mark {
      width: calc(12 * var(--mm, 4.03px));
      height: calc(12 * var(--mm, 4.03px));
    }
    .welcome {
      padding-block: var(--k-space-2) var(--k-space-3);
    }
    .lead {
      margin-top: var(--k-space-3);
      font-size: var(--k-type-m);
    }
    .start {
      min-height: var(--k-target);
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
      min-height: var(--k-target);
      padding-block: var(--k-space-1);
      padding-inline: var(--k-space-5);
      text-align: start;
    }
  }
  /* The buttons side by side: in one column they are below the glass. */
  @container kiosk (max-width: 60em) and (min-aspect-ratio: 11/10) {
    .inside {
      grid-template-areas: "head" "welcome" "controls" "notes";
    }
    .notes {
      margin: var(--k-space-5) 0 0;
    }
    .welcome .lead,
    .start .in,
    .start .icon {
      display: none;
    }
    .starts {
      grid-template-columns: repeat(3, minmax(0, 1fr));
    }
    .start {
      min-height: calc(28 * var(--mm, 4.03px));
    }
    .start .words {
      justify-content: center;
    }
  }
  /* Keys and a whole notice matter more than greeting and names of languages. At the least room, hours are among the notices. */
  .tight {
    padding-block: var(--k-space-3);
  }
  .least .head {
    flex-wrap: nowrap;
    align-items: center;
  }
  .tight :is(.day, .promises, .start .in),
  .least .hours {
    display: none;
  }
  .tight .welcome {
    padding-block: var(--k-space-2) var(--k-space-3);
  }
  .tight .welcome:has(+ .notes) h1 {
    max-width: none;
  }
  /* Tall panels have room for time and greeting as large as without notices. */
  @container kiosk (max-height: 1100px) {
    .tight .time {
      font-size: calc(13 * var(--mm, 4.03px));
    }
    .tight .welcome:has(+ .notes) h1 {
      --k-type-hero: min(13 * var(--mm, 4.03px), 5.8cqw);
    }
  }
  .tight .notes {
    margin-top: var(--k-space-3);
  }
  .tight .note {
    gap: 0.4em;
    padding: var(--k-space-2) var(--k-space-3);
    line-height: 1.24;
  }
  @container kiosk (max-width: 45em) {
    .tight .piece > .icon {
      display: none;
    }
  }
  @container kiosk (max-width: 45em) and (min-aspect-ratio: 11/10) {
    .assists {
      grid-template-columns: repeat(3, minmax(0, 1fr));
    }
    .assist {
      padding-inline: var(--k-space-2);
      font-size: min(var(--k-type-s), calc(9 * var(--mm, 4.03px)));
    }
  }
`;
