import { css } from 'lit';
import { onlySpoken } from './only-spoken.ts';

export const partsBySize = css`
  /* A low upright screen: lowered, or a small panel. */
  @container kiosk (max-height: 90em) and (max-aspect-ratio: 1/1) {
    .button[slot] {
      min-height: calc(24 * var(--mm, 4.03px));
    }
    .choice {
      min-height: calc(25 * var(--mm, 4.03px));
      padding-block: var(--k-space-2);
    }
    .facts > div {
      min-height: calc(15.4 * var(--mm, 4.03px));
      padding-block: var(--k-space-2);
    }
    .facts .total {
      min-height: calc(19 * var(--mm, 4.03px));
    }
    .lead {
      margin-top: var(--k-space-2);
      line-height: 1.34;
    }
  }
  @container kiosk (max-width: 75em) {
    /* The code of the currency may stand in the next line. */
    .facts .money:has(.code) {
      white-space: normal;
    }
    .choice {
      flex-wrap: wrap;
      row-gap: var(--k-space-1);
    }
    .choice .words {
      flex: 1 1 9em;
    }
  }
  /* One word for each button, so that the bar stays one row. */
  @container kiosk (max-width: 70em) {
    .button .long {
      display: none;
    }
    .button .short {
      display: inline;
    }
  }
  @container kiosk (max-width: 58em) {
    .button.primary {
      min-width: min-content;
    }
    .button {
      gap: 0.45em;
      padding-inline: var(--k-space-4);
      font-size: var(--k-type-m);
    }
    .choice,
    .facts > div {
      padding-inline: var(--k-space-5);
    }
  }
  @container kiosk (min-aspect-ratio: 11/10) and (min-width: 60em) {
    .choice {
      min-height: calc(29 * var(--mm, 4.03px));
      padding-block: var(--k-space-3);
    }
    .facts > div {
      min-height: calc(17.6 * var(--mm, 4.03px));
    }
    .facts .total {
      min-height: calc(23 * var(--mm, 4.03px));
    }
  }
  @container kiosk (max-height: 62em) and (min-width: 60em) {
    .note {
      line-height: 1.26;
    }
    .choice {
      min-height: calc(21.6 * var(--mm, 4.03px));
      padding-block: var(--k-space-2);
    }
    .facts > div {
      min-height: calc(14.4 * var(--mm, 4.03px));
      padding-block: var(--k-space-2);
    }
    .facts .total {
      min-height: calc(17 * var(--mm, 4.03px));
    }
  }
  @container kiosk (max-width: 45em) {
    .button {
      min-height: var(--k-target);
      padding-inline: var(--k-space-4);
      line-height: 1.1;
    }
    .button.primary > .icon {
      display: none;
    }
    .button.back:has(~ .button.primary) {
      flex: none;
      width: var(--k-target);
      padding-inline: 0;
    }
    .button.back:has(~ .button.primary) span {
      ${onlySpoken}
    }
    .choice {
      flex-wrap: wrap;
      gap: var(--k-space-3);
      padding-inline: var(--k-space-4);
    }
    .choice .words {
      flex: 1 1 50%;
    }
    .choice .side {
      font-size: max(var(--k-type-l), 11.6 * var(--mm, 4.03px));
    }
    .choice {
      min-height: var(--k-target);
    }
    .facts > div,
    .facts .total {
      min-height: 0;
      grid-template-columns: minmax(0, 1fr);
      gap: var(--k-space-1);
      padding-inline: var(--k-space-4);
    }
  }
  /* Two words side by side matter more than the last third of their size. */
  @container kiosk (max-width: 31em) {
    .choice > .icon:last-child {
      display: none;
    }
    .button[slot] {
      font-size: min(var(--k-type-m), calc(10.1 * var(--mm, 4.03px)));
    }
  }
  @container kiosk style(--k-panel: small) {
    .button,
    .button[slot],
    .choice,
    .facts > div,
    .facts .total {
      min-height: var(--k-target);
    }
    .button,
    .button[slot] {
      padding-inline: var(--k-space-3);
      font-size: min(var(--k-type-l), calc(7.8 * var(--mm, 4.03px)));
      line-height: 1.1;
    }
    .choice {
      gap: var(--k-space-2);
      padding-inline: var(--k-space-3);
    }
    .facts > div,
    .facts .total {
      min-height: 0;
      padding-inline: var(--k-space-3);
    }
  }
  /* The sum comes before its parts, so that it is in view. */
  @container kiosk (max-width: 60em) and (max-height: 45em) {
    .sum-first .facts {
      display: flex;
      flex-direction: column;
    }
    .sum-first .facts .total {
      order: -1;
      border-top: 0;
    }
    .sum-first .facts > div:first-child {
      border-top: var(--k-stroke-thin) solid var(--k-line);
    }
  }
  @container kiosk (max-height: 62em) {
    .button {
      min-height: calc(22 * var(--mm, 4.03px));
    }
    .lead {
      margin-top: var(--k-space-2);
      font-size: calc(7.2 * var(--k-mm));
      line-height: 1.34;
    }
  }
  @container kiosk (max-height: 62em) and (min-aspect-ratio: 11/10) and (min-width: 60em) {
    .lead.optional {
      display: none;
    }
  }
  /* A low panel in large text: hints give way, and the sum is always in view. */
  @container kiosk (max-height: 33em) or ((max-height: 48em) and (max-aspect-ratio: 1/1)) {
    .lead:is(.optional, .spare),
    .spare .choice:not(:disabled) .hint {
      display: none;
    }
    .sum-above {
      display: flex;
    }
    .take[slot] {
      padding: 0 var(--k-space-4);
    }
  }
  /* A narrow card: the value goes below its label. */
  @container facts (max-width: 19em) {
    .facts > div {
      grid-template-columns: minmax(0, 1fr);
      align-content: center;
      gap: 0;
      min-height: 0;
      padding-block: calc(1.4 * var(--mm, 4.03px));
    }
    .facts dt .icon {
      display: none;
    }
  }
  @container kiosk style(--k-panel: small) and (min-aspect-ratio: 11/10) {
    k-page[traits~="columns"] .lead {
      font-size: min(var(--k-type-m), calc(7 * var(--mm, 4.03px)));
    }
  }
`;
