import { css } from 'lit';
import { onlySpoken } from '../../design/only-spoken.ts';

/** The reason of a refusal needs the height: *show* stands beside the field, as a picture. */
const showBesideField = css`
  .messages:has(p) + .entry:has(.show) {
    flex-direction: row;
  }
  .messages:has(p) + .entry:has(.show) .field {
    flex: 1;
  }
  .messages:has(p) + .entry .show {
    align-self: stretch;
    min-width: var(--k-target);
    padding-inline: 0;
  }
  .messages:has(p) + .entry .show span {
    ${onlySpoken}
  }
`;

export const styles = css`
  .entry {
    display: flex;
    gap: var(--k-gap);
  }
  .entry .field {
    flex: 1;
    min-width: 0;
  }
  /* A finger that rests on the field drifts: the page does not scroll meanwhile. */
  .field.personal {
    touch-action: none;
  }
  .show {
    flex: none;
    min-height: var(--k-target);
    padding-inline: var(--k-space-4);
    font-size: min(var(--k-type-s), calc(11 * var(--mm, 4.03px)));
  }
  .show .icon {
    font-size: calc(8.5 * var(--k-mm-head));
  }
  /* Else the font raises a dot beside a digit. */
  .personal .typed {
    font-feature-settings: "ss02", "calt" 0, "kern";
  }
  .field {
    --letter: 0.68;
    container-type: inline-size;
    display: flex;
    align-items: center;
    gap: 0.4em;
    min-height: calc(27 * var(--mm, 4.03px));
    padding: var(--k-space-3) calc(7 * var(--mm, 4.03px));
    border: calc(0.75 * var(--mm, 4.03px)) solid var(--k-ink);
    border-radius: var(--k-radius);
    background: var(--k-card);
    font-size: calc(12 * var(--k-mm));
    font-weight: 600;
    line-height: 1.2;
    letter-spacing: 0.01em;
    cursor: default;
  }
  .field.digits {
    font-variant-numeric: tabular-nums;
    letter-spacing: 0.05em;
  }
  /* A long word or number is smaller, so that it stays on one line. */
  .field > * {
    font-size: max(6.75 * var(--mm, 4.03px), min(1em, (100cqi - 1em) / (var(--longest) * var(--letter))));
  }
  .prefix {
    color: var(--k-ink-2);
    font-weight: 500;
  }
  .typed {
    min-width: 0;
    overflow-wrap: anywhere;
    white-space: break-spaces;
  }
  .caret {
    display: inline-block;
    width: calc(0.75 * var(--k-mm));
    height: 1.1em;
    margin-left: 0.06em;
    background: var(--k-teal);
    vertical-align: -0.2em;
  }
  .field.wrong {
    border-color: var(--k-pomegranate);
  }
  .problem,
  .made {
    display: flex;
    align-items: flex-start;
    gap: 0.5em;
  }
  .problem {
    color: var(--k-pomegranate);
    font-weight: 620;
  }
  .made {
    color: var(--k-ink-2);
    font-weight: 540;
  }
  /* The live region exists before its text; while it is empty, it takes no room. */
  .messages:not(:has(p)) {
    margin: 0;
  }
  .problem .icon,
  .made .icon {
    margin-top: 0.14em;
  }
  /* Turned around, so that the end of a long text is what is seen. */
  .field.lines {
    display: flex;
    flex-direction: column-reverse;
    align-items: stretch;
    height: calc(6 * 1.3em);
    overflow-y: auto;
    font-size: var(--k-type-l);
    line-height: 1.3;
    font-weight: 540;
  }
  .field.lines .typed {
    margin-bottom: auto;
  }
  .many {
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 13em), 1fr));
    gap: var(--k-gap);
  }
  .many .choice {
    min-height: calc(24 * var(--mm, 4.03px));
  }
  .date {
    container: date / inline-size;
    /* 1 em of its container queries, as in the queries of the whole screen. */
    font-size: calc(4 * var(--k-mm));
  }
  .dated {
    display: grid;
    gap: var(--k-space-5);
    align-content: start;
  }
  .parts {
    display: flex;
    flex-wrap: wrap;
    gap: var(--k-gap);
  }
  .part {
    display: inline-flex;
    align-items: center;
    gap: 0.5em;
    min-height: var(--k-target);
    padding: var(--k-space-2) var(--k-space-6);
    border: var(--k-stroke) solid var(--k-teal);
    border-radius: var(--k-radius-s);
    background: var(--k-mist);
    font-size: var(--k-type-l);
    font-weight: 640;
  }
  /* The live region exists before its text; while it is empty, it takes no room. It has no box of its own. */
  .judged {
    display: contents;
  }
  .judged :is(.problem, .made) {
    font-size: var(--k-type-m);
  }
  .choose {
    color: var(--k-ink-2);
    font-size: var(--k-type-m);
  }
  .grid {
    display: grid;
    grid-template-columns: repeat(var(--columns), minmax(0, 1fr));
    gap: var(--k-gap);
  }
  .grid + .grid {
    margin-top: var(--k-gap);
  }
  .grid.year {
    --columns: 3;
  }
  .grid.month {
    --columns: 2;
  }
  .grid.day {
    --columns: 5;
  }
  /* As many columns as keys of 20 mm and their words allow. */
  @container date (min-width: 27.6em) {
    .grid.day {
      --columns: 7;
    }
  }
  @container date (min-width: 28.4em) {
    .grid.year {
      --columns: 5;
    }
  }
  @container date (min-width: 32.5em) {
    .grid.month {
      --columns: 3;
    }
  }
  /* A small panel is narrow for its text size: keys of 20 mm. */
  @container style(--k-panel: small) {
    .grid.day {
      --columns: 4;
    }
  }
  /* Two or three decades leave room for wide keys. */
  @container date (min-width: 57.7em) {
    .grid.year.close {
      --columns: 10;
    }
  }
  .cell {
    display: grid;
    place-items: center;
    min-width: 0;
    min-height: var(--k-target);
    padding: 0;
    border: var(--k-stroke) solid var(--k-line);
    border-radius: var(--k-radius-s);
    background: var(--k-card);
    font-size: var(--k-type-m);
    font-weight: 600;
    font-variant-numeric: tabular-nums;
  }
  .grid.year .cell {
    font-size: var(--k-type-s);
    letter-spacing: -0.02em;
  }
  .grid.month .cell {
    min-height: calc(27 * var(--mm, 4.03px));
    font-size: var(--k-type-l);
  }
  .grid.day .cell {
    min-height: calc(25 * var(--mm, 4.03px));
    font-size: var(--k-type-l);
  }
  .cell:is(:active, [data-pressed]) {
    background: var(--k-pressed);
  }
  .cell[aria-pressed="true"] {
    border-color: var(--k-teal);
    background: var(--k-teal);
    color: var(--k-on-primary);
  }
  .choice .box {
    border-radius: calc(2.6 * var(--mm, 4.03px));
  }
  .choice .box .icon {
    color: var(--k-teal);
    font-size: calc(8.6 * var(--k-mm));
    stroke-width: 3;
  }
  .choice:has(:checked) .box::after {
    content: none;
  }
  @container kiosk (max-height: 62em) {
    .grid.month .cell,
    .grid.day .cell {
      min-height: var(--k-target);
    }
    .field {
      min-height: calc(18 * var(--mm, 4.03px));
      font-size: calc(10 * var(--k-mm));
    }
    .field.lines {
      height: calc(4 * 1.3em);
      padding-block: var(--k-space-1);
      font-size: var(--k-type-m);
    }
  }
  @container kiosk (max-width: 75em) and (max-height: 62em) {
    .field {
      padding-inline: var(--k-space-4);
      /* On the lower screen of a wide panel, typed text keeps its size if the citizen chooses large text. */
      font-size: max(8 * var(--k-mm), min(12 * var(--mm, 4.03px), 3.75cqh, 4.5cqi));
    }
  }
  /* Beside a keyboard the text needs the width, and there is room below it. */
  @container kiosk (min-aspect-ratio: 11/10) {
    .entry {
      flex-direction: column;
    }
    .entry .field {
      flex: none;
    }
    .show {
      align-self: flex-start;
    }
  }
  /* The text needs the width: the key keeps its picture, and its name for a screen reader. */
  @container kiosk (max-width: 50em) and (max-aspect-ratio: 11/10) {
    .show {
      min-width: var(--k-target);
      padding-inline: 0;
    }
    .show span {
      ${onlySpoken}
    }
  }
  /* Large text on a low panel. */
  @container kiosk (max-width: 45em) and (min-aspect-ratio: 11/10) {
    ${showBesideField}
  }
  @container kiosk (max-width: 45em) {
    .grid.month .cell {
      font-size: var(--k-type-m);
    }
    .field {
      min-height: calc(16 * var(--mm, 4.03px));
      padding-inline: var(--k-space-4);
      font-size: calc(12 * var(--mm, 4.03px) * (0.7 + 0.3 * var(--k-text, 1)));
    }
    .field.digits {
      gap: 0.25em;
    }
  }
  /* Beside a low keyboard, the question and the reason of a refusal need the height. */
  @container kiosk (min-aspect-ratio: 11/10) and (max-height: 62em) {
    k-page:has(.problem) .eyebrow,
    :is(.problem, .made) .icon {
      display: none;
    }
    .problem,
    .made {
      font-size: min(var(--k-type-s), calc(9.5 * var(--mm, 4.03px)));
      line-height: 1.2;
    }
  }
  /* A sum stays on one line. */
  @container kiosk (max-width: 30em) {
    .problem,
    .made {
      font-size: min(var(--k-type-m), calc(11 * var(--mm, 4.03px)));
    }
  }
  /* Beside a keyboard the question needs the height. */
  @container kiosk (max-width: 45em) and (min-aspect-ratio: 11/10) {
    .field {
      padding-inline: var(--k-space-3);
      font-size: min(var(--k-type-l), calc(11 * var(--mm, 4.03px)));
    }
    .field.lines {
      height: calc(3 * 1.3em);
    }
    .eyebrow {
      font-size: min(var(--k-type-s), calc(11.5 * var(--mm, 4.03px)));
    }
    .eyebrow.count {
      display: none;
    }
  }
  /* Large text makes the typed text no smaller: the column keeps its width. */
  @container kiosk style(--k-panel: small) {
    .field {
      min-height: calc(18 * var(--mm, 4.03px));
      padding: var(--k-space-1) var(--k-space-3);
      font-size: calc(9.4 * var(--mm, 4.03px));
    }
    .problem,
    .made,
    .judged :is(.problem, .made) {
      font-size: min(var(--k-type-s), calc(7.2 * var(--mm, 4.03px)));
      line-height: 1.2;
    }
  }
  @container kiosk style(--k-panel: small) and (min-aspect-ratio: 11/10) {
    .grid.day {
      --columns: 5;
    }
    .field {
      padding-inline: calc(1.5 * var(--mm, 4.03px));
      font-size: calc(8 * var(--mm, 4.03px));
    }
    .field,
    .field.digits {
      letter-spacing: -0.06em;
    }
    ${showBesideField}
    k-page[traits~="typing"] .eyebrow {
      font-size: min(var(--k-type-s), calc(7.2 * var(--mm, 4.03px)));
    }
  }
`;
