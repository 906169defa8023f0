import { css } from 'lit';

export const styles = css`
  :host {
    display: flex;
    flex-direction: column;
    flex: 1;
    min-height: 0;
  }
  .middle {
    display: flex;
    flex: 1;
    flex-direction: column;
    min-height: 0;
  }
  /* The pager is beside the part that it moves and not under it, because height is scarce. */
  .moving {
    display: flex;
    flex: 1;
    min-height: 0;
  }
  .scroller {
    flex: 1;
    min-width: 0;
    min-height: 0;
    overflow: hidden auto;
    overscroll-behavior: contain;
    scrollbar-width: none;
  }
  .content {
    /* What is only spoken lies in here, or it would lengthen the screen. */
    position: relative;
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    grid-template-areas: "head" "picture" "body";
    grid-template-rows: auto auto 1fr;
    min-height: 100%;
    padding: var(--k-space-10) var(--k-side) var(--k-space-8);
  }
  .head {
    grid-area: head;
  }
  .picture {
    grid-area: picture;
  }
  .body {
    grid-area: body;
    padding-top: var(--k-space-8);
  }
  :host([tail]) .content {
    grid-template-areas: "head" "body" "picture";
    grid-template-rows: auto auto 1fr;
  }
  :host([tail]) .picture {
    padding-top: var(--k-space-8);
  }
  :host(:is([sink], [fill])) .body {
    display: flex;
    flex-direction: column;
  }
  .moving.paged .content {
    padding-right: var(--k-space-2);
  }
  .pager {
    display: flex;
    flex-direction: column;
    justify-content: flex-end;
    gap: var(--k-gap);
    padding: var(--k-space-4) calc(0.45 * var(--k-side)) var(--k-space-4) var(--k-gap);
  }
  .pager[hidden] {
    display: none;
  }
  .pager button {
    display: grid;
    place-items: center;
    width: var(--k-target);
    height: var(--k-target);
    border: var(--k-stroke) solid var(--k-ink);
    border-radius: var(--k-radius);
    background: var(--k-card);
    font-size: calc(9 * var(--k-mm));
  }
  .pager button:is(:active, [data-pressed]) {
    background: var(--k-pressed);
  }
  .pager button:disabled {
    border: var(--k-stroke) dashed var(--k-line);
    color: var(--k-edge);
  }
  .bar {
    display: flex;
    gap: var(--k-space-5);
    padding: var(--k-space-5) var(--k-side);
    border-top: var(--k-stroke-thin) solid var(--k-line);
    background: var(--k-card);
    align-items: center;
  }
  .keys {
    display: none;
  }
  :host([typing]) .keys {
    display: block;
    flex: none;
    padding: var(--k-gap) calc(4 * var(--mm, 4.03px)) var(--k-space-5);
  }
  :host([typing]) .content {
    padding-block: var(--k-space-6) var(--k-space-3);
  }
  :host([typing]) .body {
    padding-top: var(--k-space-4);
  }
  /* The field follows the question, and stays on the glass if the question does not fit. */
  :host([typing]) .moving {
    flex: 0 1 auto;
  }
  ::slotted([slot="field"]) {
    flex: none;
    margin: 0 var(--k-side) var(--k-space-3);
  }
  .total {
    display: none;
  }
  :host([table]) .content {
    padding-bottom: var(--k-gap);
  }
  :host([table]) .total {
    display: block;
    flex: none;
    padding: 0 var(--k-side) var(--k-gap);
  }

  /* Controls begin at the lower two thirds, where everybody reaches them. */
  @container kiosk (max-aspect-ratio: 1/1) and (min-width: 60em) and (min-height: 100em) {
    :host([low]) .head {
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
    :host([tail]) .content {
      grid-template-areas: "head body" "picture body";
      grid-template-rows: auto 1fr;
    }
    /* Twelve keys of 15 mm, and what is between them. */
    :host([sink]) .content {
      grid-template-columns: minmax(0, 1fr) max(57%, calc(217 * var(--mm, 4.03px)));
    }
    .picture,
    :host([tail]) .picture {
      padding-top: var(--k-space-5);
    }
    :host([solo]) .content {
      grid-template-areas: "head picture";
      grid-template-rows: 1fr;
    }
    :host([wide]) .picture {
      display: none;
    }
    :host([wide]) .content {
      grid-template-columns: minmax(0, 1fr);
      grid-template-areas: "head" "body";
    }
    :host([wide]) .body {
      padding-top: var(--k-space-6);
    }
    /* The total is a column beside the rows. */
    :host([table]) {
      display: grid;
      grid-template-columns: minmax(0, 1fr) minmax(16em, 34%);
      grid-template-rows: minmax(0, 1fr) auto;
    }
    :host([table]) .content {
      padding-right: var(--k-space-2);
    }
    :host([table]) .total {
      padding: var(--k-space-6) var(--k-side) var(--k-gap) var(--k-space-5);
      overflow: hidden auto;
      scrollbar-width: none;
    }
    :host([table]) .keys {
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
    :host([typing]) {
      display: grid;
      grid-template-columns: minmax(0, 1fr) max(50%, calc(214 * var(--mm, 4.03px)));
      grid-template-rows: minmax(0, 1fr) auto;
    }
    :host([typing]) .content {
      grid-template-columns: minmax(0, 1fr);
      grid-template-areas: "head" "picture" "body";
      grid-template-rows: auto auto 1fr;
    }
    :host([typing]) :is(.content, .moving.paged .content) {
      padding-right: var(--k-space-5);
    }
    ::slotted([slot="field"]) {
      margin-right: var(--k-space-5);
    }
    :host([typing]) .keys {
      align-self: end;
      padding-inline: calc(2 * var(--mm, 4.03px)) calc(6 * var(--mm, 4.03px));
    }
    /* The column is narrow, so the pager is under the part that it moves. */
    :host([typing]) .moving {
      flex-direction: column;
    }
    :host([typing]) .pager {
      flex-direction: row;
      padding: var(--k-gap) var(--k-space-5) var(--k-gap) var(--k-side);
    }
    :host(:is([typing], [table])) .bar {
      grid-column: 1 / -1;
    }
  }
  @container kiosk (max-height: 90em) and (max-aspect-ratio: 1/1) {
    .content {
      padding-block: var(--k-space-6) var(--k-space-5);
      --k-h1: calc(13 * var(--k-mm-heading));
    }
    .body,
    :host([tail]) .picture {
      padding-top: var(--k-space-5);
    }
    /* The typed text and its results need the height above the keys. */
    :host([typing]) .body {
      padding-top: var(--k-space-3);
    }
    :host([typing]) .keys {
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
    :host([typing]) .keys {
      padding-inline: calc(3 * var(--mm, 4.03px));
    }
  }
  @container kiosk (max-height: 62em) {
    .bar {
      padding-block: var(--k-gap);
    }
    .content {
      padding-block: var(--k-space-5) var(--k-space-3);
      --k-h1: calc(11 * var(--k-mm-heading));
    }
  }
  @container kiosk (max-height: 62em) and (min-aspect-ratio: 11/10) and (min-width: 60em) {
    .content {
      column-gap: calc(9 * var(--mm, 4.03px));
    }
    :host([sink]) .content {
      --k-h1: calc(8.8 * var(--k-mm-heading));
      grid-template-columns: minmax(0, 1fr) max(57%, calc(206 * var(--mm, 4.03px)));
    }
    :host([beside]) .content {
      grid-template-areas: "head picture" "head body";
    }
    :host([beside]) .picture {
      padding-top: 0;
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
    :host([beside-large]) .content {
      grid-template-areas: "head picture" "head body";
    }
    :host([beside-large]) .picture {
      padding-top: 0;
    }
    .content {
      --k-h1: calc(11 * var(--k-mm-heading));
    }
    :host([sink]) .content {
      --k-h1: calc(9 * var(--k-mm-heading));
    }
  }
`;
