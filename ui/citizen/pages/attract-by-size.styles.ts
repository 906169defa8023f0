import { css } from 'lit';

export const attractBySize = css`
  @container kiosk (min-aspect-ratio: 11/10) {
    :host {
      grid-template-columns: minmax(0, max(26cqw, 88 * var(--mm, 4.03px))) minmax(0, 1fr);
      grid-template-areas: "side inside" "assists assists";
      grid-template-rows: minmax(0, 1fr) auto;
    }
    .side {
      grid-template-columns: minmax(0, 1fr) auto;
      grid-template-areas: "head lattice" "languages lattice";
      grid-template-rows: 1fr auto;
      min-height: 0;
      background: var(--k-deep);
      overflow: hidden;
    }
    .head {
      flex-direction: column;
      align-items: stretch;
      justify-content: flex-start;
      gap: var(--k-space-6);
      min-height: 0;
      padding: var(--k-space-6) var(--k-space-4) var(--k-space-4) var(--k-space-6);
      overflow: hidden;
    }
    .centre {
      flex: none;
      align-items: center;
    }
    .clock {
      text-align: start;
    }
    .time {
      font-size: min(34 * var(--mm, 4.03px), 5.8cqw);
    }
    .hours {
      justify-content: flex-start;
      margin-top: var(--k-space-2);
    }
    .languages {
      grid-template-columns: minmax(0, 1fr);
      gap: var(--k-gap);
      padding: 0 var(--k-space-4) var(--k-space-5) var(--k-space-6);
    }
    .language-key .icon {
      order: 1;
      margin-inline-start: auto;
    }
    .language-key {
      justify-content: flex-start;
      border-color: var(--k-deep-edge);
      background: var(--k-deep-raised);
      color: var(--k-on-deep);
    }
    .language-key[aria-pressed="true"] {
      border-color: var(--k-on-deep);
      background: var(--k-on-deep);
      color: var(--k-deep);
    }
    .language-key:is(:focus-visible, [data-ring]) {
      outline-color: var(--k-on-deep);
    }
    .doors {
      grid-template-columns: repeat(3, minmax(0, 1fr));
      gap: var(--k-space-4);
    }
    .assists {
      padding: var(--k-space-3) var(--k-space-6);
    }
    .assist {
      flex-direction: row;
      gap: var(--k-space-3);
      min-height: calc(22 * var(--mm, 4.03px));
    }
  }
  @container kiosk (max-height: 100em) and (max-aspect-ratio: 1/1) {
    .head {
      padding-block: var(--k-space-3);
    }
    .inside {
      gap: var(--k-space-3);
      padding-block: var(--k-space-3);
    }
    .languages {
      padding-top: var(--k-space-3);
    }
    .language-key {
      min-height: var(--k-target);
    }
    .doors {
      gap: var(--k-gap);
    }
    .all {
      min-height: var(--k-target);
    }
    .assists {
      gap: var(--k-gap);
      padding: var(--k-space-3);
    }
    .assist {
      min-height: calc(26 * var(--mm, 4.03px));
    }
  }
  @container kiosk (max-width: 60em) and (max-aspect-ratio: 1/1) {
    .centre .full,
    .language-key .full,
    .day {
      display: none;
    }
    .centre .short,
    .language-key .short {
      display: inline;
    }
  }
  /* Keys keep the least letters, in two rows. */
  @container kiosk (max-width: 60em) and (max-aspect-ratio: 1/1) {
    .assists {
      grid-template-columns: repeat(3, minmax(0, 1fr));
    }
    .assist.assist {
      flex-direction: row;
      gap: var(--k-space-2);
      min-height: var(--k-target);
    }
    .assist.person {
      grid-column: span 2;
    }
  }
  /* The longest state needs the room of the picture. */
  @container kiosk (max-width: 45em) and (max-aspect-ratio: 1/1) {
    .assist:has(.state) > .icon {
      display: none;
    }
  }
  @container kiosk (max-width: 50em) and (max-aspect-ratio: 1/1) {
    .hours {
      display: none;
    }
  }
  @container kiosk (max-height: 62em) {
    :host {
      --k-side: calc(8 * var(--mm, 4.03px));
    }
    .inside {
      gap: var(--k-gap);
      padding-block: var(--k-gap);
    }
    h1 {
      --k-h1: min(max(14 * var(--k-mm-heading), min(16.4 * var(--mm, 4.03px), 6.2cqh)), 7.4cqw);
    }
    .promises {
      display: none;
    }
    .head {
      gap: var(--k-space-3);
      padding-block: var(--k-space-4) var(--k-space-2);
    }
    .centre .full {
      display: none;
    }
    .centre .short {
      display: inline;
    }
    k-mark {
      width: calc(12 * var(--mm, 4.03px));
      height: calc(12 * var(--mm, 4.03px));
    }
    .language-key,
    .all,
    .assist {
      min-height: var(--k-target);
    }
    .doors {
      gap: var(--k-gap);
    }
    .all {
      font-size: var(--k-type-s);
    }
    .assists {
      padding-block: var(--k-gap);
    }
    .left .sense {
      display: none;
    }
  }
  @container kiosk (max-width: 100em) and (min-aspect-ratio: 11/10) {
    .centre .full,
    .language-key .full,
    .day {
      display: none;
    }
    .centre .short,
    .language-key .short {
      display: inline;
    }
  }
  /* The longest hours need the room of the picture. */
  @container kiosk (max-height: 50em) and (min-aspect-ratio: 11/10) {
    .hours .icon {
      display: none;
    }
  }
  @container kiosk (max-width: 60em) {
    .all .full {
      display: none;
    }
    .all .short {
      display: inline;
    }
  }
  @container kiosk (max-height: 45em) {
    .hours,
    k-lattice {
      display: none;
    }
    .scan {
      padding-block: var(--k-space-1);
      font-size: min(var(--k-type-s), 8.8 * var(--mm, 4.03px));
      line-height: 1.15;
    }
    .head:has(> .scan) {
      padding-block: var(--k-space-1);
    }
    .doors {
      grid-auto-rows: minmax(2.6em, 1fr);
    }
  }
  /* The doors get the whole width: centre, clock and languages share one row. */
  @container kiosk (max-height: 45em) and (min-aspect-ratio: 11/10) {
    :host {
      grid-template-columns: minmax(0, 1fr);
      grid-template-areas: "side" "inside" "assists";
      grid-template-rows: auto minmax(0, 1fr) auto;
    }
    .side {
      grid-template-columns: minmax(0, 1fr) auto;
      grid-template-areas: "head languages";
      align-items: center;
    }
    .head {
      flex-direction: row;
      align-items: center;
      justify-content: space-between;
      padding: var(--k-space-1) var(--k-space-4) var(--k-space-1) var(--k-side);
    }
    .languages {
      grid-template-columns: repeat(3, auto);
      padding: var(--k-space-1) var(--k-side) var(--k-space-1) 0;
    }
    .language-key {
      justify-content: center;
    }
    .language-key .icon {
      display: none;
    }
    .assist .state {
      display: none;
    }
    .side:has(.scan) ~ .inside .doors {
      grid-auto-rows: minmax(2.35em, 1fr);
    }
    h1 {
      --k-h1: max(14 * var(--mm, 4.03px), min(16.5 * var(--mm, 4.03px), 6.2cqh));
    }
    .doors {
      grid-auto-rows: minmax(2.8em, 1fr);
    }
  }
  @container kiosk style(--k-panel: small) {
    k-lattice {
      display: none;
    }
    h1 {
      --k-h1: min(9.8 * var(--k-mm-heading), 7.2cqw);
    }
    .inside,
    .doors {
      gap: var(--k-gap);
    }
    .doors,
    .side:has(.scan) ~ .inside .doors {
      grid-auto-rows: minmax(max(var(--k-target), 2.3em + 2.4 * var(--mm, 4.03px)), 1fr);
    }
    .language-key {
      min-width: var(--k-target);
    }
    .all {
      padding-inline: var(--k-space-4);
    }
    .assists {
      gap: var(--k-gap);
      padding: var(--k-gap) var(--k-gap) calc(1 * var(--mm, 4.03px));
    }
    .assist.assist {
      gap: var(--k-space-2);
      font-size: min(var(--k-type-s), calc(7.4 * var(--mm, 4.03px)));
    }
    .assist .icon {
      font-size: calc(6 * var(--mm, 4.03px));
    }
    .assist .state {
      font-size: calc(6.75 * var(--mm, 4.03px));
      letter-spacing: -0.05em;
    }
  }
  @container kiosk style(--k-panel: small) and (max-aspect-ratio: 1/1) {
    .assist.person {
      grid-column: 1 / -1;
    }
  }
  @container kiosk style(--k-panel: small) and (min-aspect-ratio: 11/10) {
    .inside {
      padding-block: calc(1 * var(--mm, 4.03px)) 0;
    }
    .assists {
      grid-template-columns: repeat(3, minmax(0, 1fr)) minmax(0, 1.3fr);
    }
  }
  /* Doors and a whole notice matter more than the rest. At the least room, hours are among the notices. */
  .tight :is(.promises, .day) {
    display: none;
  }
  .tight .note {
    gap: 0.4em;
    padding: var(--k-space-1) var(--k-space-3);
    line-height: 1.24;
  }
  .least .hours {
    display: none;
  }
  .least.inside {
    gap: var(--k-gap);
    padding-block: var(--k-gap);
  }
  @container kiosk (max-width: 45em) {
    .tight .piece > .icon {
      display: none;
    }
  }
`;
