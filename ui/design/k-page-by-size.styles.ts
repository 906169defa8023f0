import { css } from 'lit';

export const pageBySize = css`
  /* Controls begin at the lower two thirds, where everybody reaches them. */
  @container kiosk (max-aspect-ratio: 1/1) and (min-width: 60em) and (min-height: 100em) {
    :host(:is([layout="choose"]:not([traits~="top"]), [traits~="low"])) .head {
      min-height: calc(33.4cqh - 38 * var(--mm, 4.03px) - var(--k-space-8));
    }
  }
  @container kiosk (min-aspect-ratio: 11/10) and (min-width: 60em) {
    .content {
      grid-template-columns: minmax(0, 5fr) minmax(0, 7fr);
      grid-template-areas: "head body" "picture body";
      grid-template-rows: auto 1fr;
      column-gap: calc(14 * var(--mm, 4.03px));
      padding-block: var(--k-space-6) var(--k-space-5);
      --k-h1: calc(12.6 * var(--k-mm-heading));
    }
    .body {
      padding-top: var(--k-space-1);
    }
    :host([traits~="tail"]) .content {
      grid-template-areas: "head body" "picture body";
      grid-template-rows: auto 1fr;
    }
    /* Twelve keys of 15 mm, and what is between them. */
    :host([traits~="sink"]) .content {
      grid-template-columns: minmax(0, 1fr) max(57%, calc(217 * var(--mm, 4.03px)));
    }
    .picture,
    :host([traits~="tail"]) .picture {
      padding-top: var(--k-space-5);
    }
    :host([traits~="solo"]) .content {
      grid-template-areas: "head picture";
      grid-template-rows: 1fr;
    }
    :host([traits~="across"]) .content {
      grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
      grid-template-areas: "head head" "picture body";
      column-gap: calc(9 * var(--mm, 4.03px));
    }
    :host([traits~="across"]) :is(.picture, .body) {
      padding-top: var(--k-space-4);
    }
    :host([traits~="across"]) .picture {
      display: grid;
    }
    :host(:is([traits~="wide"], [layout="table"])) .picture {
      display: none;
    }
    :host(:is([traits~="wide"], [layout="table"])) .content {
      grid-template-columns: minmax(0, 1fr);
      grid-template-areas: "head" "body";
    }
    :host(:is([traits~="wide"], [layout="table"])) .body {
      padding-top: var(--k-space-6);
    }
    /* The total is a column beside the rows. */
    :host([layout="table"]) {
      display: grid;
      grid-template-columns: minmax(0, 1fr) minmax(16em, 34%);
      grid-template-rows: minmax(0, 1fr) auto;
    }
    :host([layout="table"]) .content {
      padding-right: var(--k-space-2);
    }
    :host([layout="table"]) .total {
      padding: var(--k-space-6) var(--k-side) var(--k-gap) var(--k-space-5);
      overflow: hidden auto;
      scrollbar-width: none;
    }
    :host([layout="table"]) .keys {
      display: none;
    }
    ::slotted([slot="primary"]) {
      max-width: calc(58.3% - 6 * var(--mm, 4.03px));
    }
  }
  @container kiosk (min-aspect-ratio: 11/10) {
    .bar {
      padding-block: calc(3.4 * var(--mm, 4.03px));
      justify-content: space-between;
    }
  }
  /* In landscape the keyboard is beside the typed text, at every text size. */
  @container kiosk (min-aspect-ratio: 11/10) and (min-width: 40em) {
    :host([traits~="typing"]) {
      display: grid;
      grid-template-columns: minmax(0, 1fr) max(50%, calc(214 * var(--mm, 4.03px)));
      grid-template-rows: minmax(0, 1fr) auto;
      /* The longest word of a heading fits into the column. */
      --k-h1-most: 4.2cqi;
    }
    :host([traits~="typing"]) .content {
      grid-template-columns: minmax(0, 1fr);
      grid-template-areas: "head" "picture" "body";
      grid-template-rows: auto auto 1fr;
    }
    :host([traits~="typing"]) :is(.content, .moving.paged .content) {
      padding-right: var(--k-space-5);
    }
    ::slotted([slot="field"]) {
      margin-right: var(--k-space-5);
    }
    :host([traits~="typing"]) .keys {
      align-self: end;
      padding-inline: calc(2 * var(--mm, 4.03px)) calc(6 * var(--mm, 4.03px));
    }
    /* The column is narrow, so the pager is under the part that it moves. */
    :host([traits~="typing"]) .moving {
      flex-direction: column;
    }
    :host([traits~="typing"]) .pager {
      flex-direction: row;
      padding: var(--k-gap) var(--k-space-5) var(--k-gap) var(--k-side);
    }
    :host(:is([traits~="typing"], [layout="table"])) .bar {
      grid-column: 1 / -1;
    }
  }
  @container kiosk (max-height: 90em) and (max-aspect-ratio: 1/1) {
    .content {
      padding-block: var(--k-space-6) var(--k-space-5);
      /* On a wide panel, a heading keeps its size with the lower screen and with large text. */
      --k-h1: max(13 * var(--k-mm-heading), min(16.4 * var(--k-mm-heading), 4.88cqi));
    }
    .body,
    :host([traits~="tail"]) .picture {
      padding-top: var(--k-space-5);
    }
    /* The typed text and its results need the height above the keys. */
    :host([traits~="typing"]) .body {
      padding-top: var(--k-space-3);
    }
    :host([traits~="typing"]) .keys {
      padding-block: var(--k-space-2) var(--k-space-3);
    }
    .bar {
      padding-block: var(--k-gap);
    }
  }
  @container kiosk (max-width: 58em) {
    :host {
      --k-side: calc(10 * var(--mm, 4.03px));
    }
    :host([traits~="typing"]) .keys {
      padding-inline: calc(3 * var(--mm, 4.03px));
    }
  }
  @container kiosk (max-height: 62em) {
    .bar {
      padding-block: var(--k-gap);
    }
    .content {
      padding-block: var(--k-space-5) var(--k-space-3);
      --k-h1: max(11 * var(--k-mm-heading), min(13 * var(--mm, 4.03px), 4.7cqh));
    }
  }
  @container kiosk (max-height: 62em) and (min-aspect-ratio: 11/10) and (min-width: 60em) {
    :host([layout="table"]) {
      grid-template-columns: minmax(0, 1fr) minmax(12em, 29%);
    }
    .content {
      column-gap: calc(9 * var(--mm, 4.03px));
    }
    :host([traits~="sink"]) .content {
      /* On a wide panel, large text makes no heading smaller. */
      --k-h1: max(8.8 * var(--k-mm-heading), min(12.6 * var(--mm, 4.03px), 4.7cqh));
      grid-template-columns: minmax(0, 1fr) max(57%, calc(206 * var(--mm, 4.03px)));
    }
    :host([traits~="beside"]) .content {
      grid-template-areas: "head picture" "head body";
    }
    :host([traits~="beside"]) .picture {
      padding-top: 0;
    }
  }
  /* The lower screen of a wide upright panel. */
  @container kiosk (max-height: 62em) and (max-aspect-ratio: 11/10) {
    .content {
      --k-h1: max(11 * var(--k-mm-heading), min(13 * var(--mm, 4.03px), 4.7cqh), min(16.4 * var(--k-mm-heading), 4.88cqi));
    }
  }
  /* Two whole buttons fit beside a low part. */
  @container kiosk (max-height: 62em) and (max-aspect-ratio: 1/1) {
    :host([traits~="typing"]) .pager {
      padding-block: 0;
    }
    ::slotted([slot="field"]) {
      margin-bottom: var(--k-space-2);
    }
  }
  @container kiosk (max-width: 45em) {
    :host {
      --k-side: calc(8 * var(--mm, 4.03px));
    }
    .content {
      padding-block: var(--k-space-5);
      --k-h1: calc(clamp(13 * var(--mm, 4.03px), 3cqh, 14.2 * var(--mm, 4.03px)) * (0.75 + 0.25 * var(--k-text, 1)));
    }
    .bar {
      padding-block: var(--k-gap);
      gap: var(--k-gap);
    }
  }
  @container kiosk (max-width: 75em) and (min-aspect-ratio: 11/10) and (min-width: 60em) {
    .content {
      --k-h1: max(11 * var(--k-mm-heading), min(12.6 * var(--mm, 4.03px), 4.7cqh));
    }
    :host([traits~="sink"]) .content {
      --k-h1: max(9 * var(--k-mm-heading), min(12.6 * var(--mm, 4.03px), 4.7cqh));
    }
  }
  @container kiosk (max-width: 60em) and (min-width: 40em) and (min-aspect-ratio: 11/10) {
    .body {
      padding-top: var(--k-space-3);
    }
    :host([traits~="columns"]) .content {
      /* The longest word of a heading fits into the column. */
      --k-h1-most: 3.7cqi;
      grid-template-columns: minmax(0, 5fr) minmax(0, 7fr);
      grid-template-areas: "head body" "picture body";
      grid-template-rows: auto 1fr;
      column-gap: calc(7 * var(--mm, 4.03px));
    }
    :host([traits~="columns"]) .body {
      padding-top: 0;
    }
  }
  /* On a small panel the keyboard has eight keys a row. */
  @container kiosk style(--k-panel: small) {
    :host,
    .content {
      --k-side: calc(6 * var(--mm, 4.03px));
    }
    .content,
    :host([traits~="sink"]) .content {
      padding-block: var(--k-space-4) var(--k-space-3);
      --k-h1: calc(9.8 * var(--k-mm-heading));
    }
    .body,
    .picture,
    :host([traits~="tail"]) .picture {
      padding-top: var(--k-space-3);
    }
    .bar {
      gap: var(--k-gap);
      padding-block: var(--k-gap) calc(1 * var(--mm, 4.03px));
    }
  }
  @container kiosk style(--k-panel: small) and (max-aspect-ratio: 1/1) {
    :host([traits~="typing"]) .keys {
      padding: calc(0.6 * var(--mm, 4.03px)) calc(3 * var(--mm, 4.03px)) calc(0.3 * var(--mm, 4.03px));
    }
  }
  @container kiosk style(--k-panel: small) and (min-aspect-ratio: 11/10) {
    :host([traits~="typing"]) {
      /* Eight keys of 15 mm, and what is between them. */
      grid-template-columns: minmax(0, 1fr) calc(132 * var(--mm, 4.03px));
      --k-h1-most: 3.6cqi;
    }
    :host([traits~="typing"]) .keys {
      padding: calc(0.3 * var(--mm, 4.03px)) calc(3 * var(--mm, 4.03px)) calc(0.3 * var(--mm, 4.03px)) 0;
    }
    :host([traits~="columns"]) .content {
      column-gap: var(--k-space-6);
      /* The longest word of a heading fits into the column. */
      --k-h1: calc(8.4 * var(--k-mm-heading));
    }
  }
`;
