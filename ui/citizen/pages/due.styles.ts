import { css } from 'lit';

export const dueStyles = css`
  .titled {
    display: flex;
    flex-wrap: wrap;
    align-items: flex-end;
    justify-content: space-between;
    gap: var(--k-space-3) var(--k-space-5);
  }
  .titled .button {
    min-height: var(--k-target);
    padding-inline: var(--k-space-5);
  }
  .debts {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--k-space-5);
  }
  /* One frame with thin lines. Between two rows is a gap without a target. */
  .table {
    display: grid;
    gap: var(--k-gap);
    padding-block: calc(var(--k-gap) / 2);
    border: var(--k-stroke-thin) solid var(--k-line);
    border-radius: var(--k-radius);
    background: var(--k-card);
    overflow: hidden;
    isolation: isolate;
  }
  .due {
    position: relative;
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--k-space-2) var(--k-space-4);
    min-height: max(29 * var(--k-mm), 6.1cqh);
    padding: var(--k-space-1) var(--k-space-5);
  }
  .due::before {
    position: absolute;
    z-index: -1;
    inset: calc(var(--k-gap) / -2) 0;
    border-bottom: var(--k-stroke-thin) solid var(--k-line);
    content: "";
    pointer-events: none;
  }
  .due:last-child::before {
    border-bottom: 0;
  }
  .due.on::before {
    background: var(--k-mist);
  }
  .due.on .kind {
    background: var(--k-card);
  }
  .due:is(:active, [data-pressed])::before {
    background: var(--k-pressed);
  }
  .note.aside {
    align-items: center;
    padding: var(--k-space-3) var(--k-space-5);
    border-radius: var(--k-radius);
    background: var(--k-sand);
    color: var(--k-ink);
    font-weight: 540;
  }
  .aside .icon {
    margin-top: 0;
    font-size: 1.4em;
  }
  .due:has(:focus-visible, [data-ring]) {
    outline: calc(0.75 * var(--mm, 4.03px)) solid var(--k-focus);
    outline-offset: calc(-0.9 * var(--mm, 4.03px));
  }
  .due .box {
    flex: none;
    display: grid;
    place-items: center;
    width: calc(13 * var(--mm, 4.03px));
    height: calc(13 * var(--mm, 4.03px));
    border: calc(0.9 * var(--mm, 4.03px)) solid var(--k-ink-2);
    border-radius: var(--k-radius-s);
    background: var(--k-card);
    color: var(--k-on-primary);
    font-size: calc(9 * var(--mm, 4.03px));
  }
  .due.on .box {
    border-color: var(--k-teal);
    background: var(--k-teal);
  }
  .due:has(:disabled) .box {
    border-style: dashed;
    border-color: var(--k-edge);
    background: none;
  }
  .due .kind {
    flex: none;
    display: grid;
    place-items: center;
    width: calc(17 * var(--mm, 4.03px));
    height: calc(17 * var(--mm, 4.03px));
    border-radius: var(--k-radius-s);
    background: var(--k-mist);
    color: var(--k-teal);
    font-size: calc(10 * var(--mm, 4.03px));
  }
  .due .words {
    flex: 1 1 9em;
    min-width: 0;
  }
  .due .title {
    line-height: 1.24;
  }
  .due .hint {
    line-height: 1.3;
  }
  .due .near {
    color: var(--k-amber);
    font-weight: 640;
  }
  .due :is(.overdue, .today) {
    color: var(--k-pomegranate);
  }
  .due .amount {
    margin-left: auto;
    font-size: calc(10 * var(--k-mm));
    font-weight: 700;
    font-variant-numeric: tabular-nums;
    letter-spacing: -0.02em;
    white-space: nowrap;
  }
  .sums {
    display: grid;
    align-content: start;
    gap: var(--k-space-4);
  }
  .beside {
    display: none;
  }
  /* The parts stay above their total, so the whole sum is always in view. */
  @container kiosk (min-height: 90em) and (max-aspect-ratio: 1/1) {
    .below {
      display: none;
    }
    .beside {
      display: block;
      order: -1;
    }
    .sums .facts > div {
      min-height: calc(13 * var(--k-mm));
      padding-block: 0;
    }
  }
  .sums .facts > div {
    grid-template-columns: minmax(0, 1fr) auto;
    min-height: calc(16 * var(--k-mm));
  }
  .sums dd {
    font-variant-numeric: tabular-nums;
    text-align: right;
  }
  .total {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: var(--k-space-2) var(--k-space-5);
    padding: var(--k-space-5) var(--k-space-6);
    border: var(--k-stroke-thin) solid var(--k-deep-line);
    border-radius: var(--k-radius);
    background: var(--k-deep);
    color: var(--k-on-deep);
  }
  .total .what,
  .total .safe {
    display: block;
    color: var(--k-deep-quiet);
    font-weight: 560;
  }
  .total .safe {
    font-size: var(--k-type-s);
    font-weight: 420;
  }
  .total b {
    font-size: calc(18 * var(--k-mm-figure));
    font-weight: 730;
    font-variant-numeric: tabular-nums;
    letter-spacing: -0.03em;
    line-height: 1;
    white-space: nowrap;
  }

  /* Low panels: the table is the most important part of the page. */
  @container kiosk (max-height: 90em) {
    .due {
      min-height: calc(21 * var(--k-mm));
    }
    .total b {
      font-size: max(13 * var(--k-mm), min(18 * var(--mm, 4.03px), 6.7cqi));
    }
  }
  /* First the picture of the kind disappears. Then the words move above the amount. */
  @container kiosk (max-width: 45em) {
    .due .kind {
      display: none;
    }
    .total {
      padding-block: var(--k-space-2);
    }
    .total b {
      font-size: max(10.7 * var(--k-mm), min(18 * var(--mm, 4.03px), 6.7cqi));
    }
    /* The sign says the currency. */
    :is(.lead, .total, .amount) .code {
      display: none;
    }
  }
  @container kiosk (max-width: 45em) and (max-height: 48em) and (max-aspect-ratio: 1/1) {
    .note:not(.warning),
    .total .safe {
      display: none;
    }
  }
  @container kiosk (max-width: 60em) and (min-aspect-ratio: 11/10) {
    .note:not(.warning) {
      display: none;
    }
    .total > span {
      display: flex;
      flex-wrap: wrap;
      align-items: baseline;
      gap: 0 0.6em;
    }
  }
  @container kiosk (min-aspect-ratio: 11/10) and (min-width: 60em) {
    .below {
      display: none;
    }
    .beside {
      display: block;
    }
    .due {
      min-height: calc(25 * var(--k-mm));
    }
    .due .hint {
      display: inline;
    }
    .due .hint + .hint::before {
      color: var(--k-ink-2);
      font-weight: 420;
      content: " · ";
    }
    .sums .total {
      flex-direction: column;
      align-content: flex-start;
      align-items: flex-start;
      justify-content: center;
      gap: var(--k-space-4);
      min-height: 26cqh;
    }
    .sums .total b {
      font-size: calc(20 * var(--k-mm));
    }
  }
  /* A low lying panel: at least four dues are in view. */
  @container kiosk (max-height: 62em) and (min-width: 60em) {
    .note:not(.warning),
    .due :is(.kind, .nth) {
      display: none;
    }
    .due {
      display: grid;
      grid-template-columns: auto minmax(0, 1fr) auto;
      row-gap: 0;
      min-height: var(--k-target);
      padding-block: 0;
    }
    .due .box {
      grid-row: 1 / 3;
    }
    .due .words {
      display: contents;
    }
    .due .amount {
      grid-area: 1 / 3;
    }
    .due .hints {
      grid-area: 2 / 2 / 3 / 4;
    }
    .debts {
      gap: var(--k-space-2);
    }
    .sums .facts > div {
      column-gap: var(--k-space-2);
      padding-inline: var(--k-space-3);
    }
    .due .amount {
      font-size: var(--k-type-l);
    }
    .sums .total b {
      font-size: max(13 * var(--k-mm), min(20 * var(--mm, 4.03px), 9.6cqh - 5.6 * var(--mm, 4.03px)));
    }
  }
`;
