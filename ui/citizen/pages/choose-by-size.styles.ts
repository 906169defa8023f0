import { css } from 'lit';

export const chooseBySize = css`
  /* Landscape: the door is a column at the left, and the search is beside the heading. */
  @container kiosk (min-aspect-ratio: 11/10) and (min-width: 40em) {
    [slot="head"] {
      display: grid;
      grid-template-columns: auto minmax(0, 1fr);
      align-items: center;
      gap: var(--k-space-3) var(--k-space-8);
    }
    [slot="head"] .notes {
      grid-column: 1 / -1;
      grid-row: 2;
      margin-top: 0;
    }
    .search {
      min-height: var(--k-target);
      margin-top: 0;
    }
  }
  @container kiosk (min-aspect-ratio: 11/10) and (min-width: 60em) {
    .groups {
      flex: 1;
      grid-template-columns: minmax(0, 5fr) repeat(2, minmax(0, 6fr));
    }
    .group {
      min-height: calc(26 * var(--mm, 4.03px));
      padding-block: var(--k-space-1);
    }
    .door {
      grid-column: 1;
      grid-row: 1 / span 4;
    }
    .door .group {
      flex-wrap: wrap;
      align-content: center;
      padding: var(--k-space-5);
    }
    .door .words {
      flex: 1 1 60%;
    }
    .bill {
      width: 100%;
      height: calc(40 * var(--mm, 4.03px));
    }
    .direct {
      margin-top: var(--k-gap);
    }
    .direct h2,
    .direct :is(.line, .go) {
      display: none;
    }
    .rows {
      grid-template-columns: repeat(3, minmax(0, 1fr));
    }
    .direct .row {
      min-height: var(--k-target);
      padding-block: var(--k-space-1);
    }
    .direct .row .title {
      font-size: var(--k-type-s);
    }
  }
  @container kiosk (max-height: 90em) and (max-aspect-ratio: 1/1) {
    .search,
    .direct .row {
      min-height: calc(22 * var(--mm, 4.03px));
    }
    .search {
      margin-top: var(--k-space-3);
    }
    .group {
      min-height: calc(25 * var(--mm, 4.03px));
      padding: var(--k-space-2) var(--k-space-4);
    }
    .bill {
      height: calc(22 * var(--mm, 4.03px));
    }
  }
  /* The direct services are hidden first, because the groups have them, too. */
  @container kiosk (max-height: 62em) and (min-aspect-ratio: 11/10) and (min-width: 60em) {
    .group {
      min-height: var(--k-target);
      padding-inline: var(--k-space-4);
    }
    .tile {
      width: calc(14 * var(--mm, 4.03px));
      height: calc(14 * var(--mm, 4.03px));
      font-size: calc(8 * var(--mm, 4.03px));
    }
    .bill {
      height: calc(26 * var(--mm, 4.03px));
    }
    .search {
      padding-block: var(--k-space-1);
      font-size: var(--k-type-s);
    }
  }
  @container kiosk (max-height: 62em) and (min-width: 60em) {
    .direct {
      display: none;
    }
  }
  @container kiosk (max-height: 78em) and (max-aspect-ratio: 1/1) and (min-width: 50em) {
    .direct {
      display: none;
    }
    .group {
      gap: var(--k-space-2);
      min-height: var(--k-target);
      padding: var(--k-space-1) var(--k-space-3);
    }
    .group .title {
      font-size: var(--k-type-m);
    }
    .group .hint {
      margin-top: 0;
      line-height: 1.2;
    }
    .door .hint {
      font-size: var(--k-type-s);
    }
    .tile {
      width: calc(14 * var(--mm, 4.03px));
      height: calc(14 * var(--mm, 4.03px));
    }
    .bill {
      height: calc(18 * var(--mm, 4.03px));
    }
    .search {
      min-height: var(--k-target);
      padding-block: 0;
      font-size: var(--k-type-s);
    }
    .groups {
      flex: 1;
    }
  }
  /* Two columns of long words: the words need the space of the pictures. */
  @container kiosk (max-width: 90em) and (min-aspect-ratio: 11/10) and (min-width: 60em) {
    .group .tile,
    .direct .tile {
      display: none;
    }
  }
  @container kiosk (max-width: 75em) and (min-aspect-ratio: 11/10) and (min-width: 60em) {
    .door .title {
      font-size: max(var(--k-type-l), 11.6 * var(--mm, 4.03px));
    }
  }
  @container kiosk (max-width: 50em) {
    .group .tile {
      display: none;
    }
  }
  /* Large text: a name and an icon, in as many columns as long words allow. */
  @container kiosk (max-width: 45em) {
    .groups {
      grid-template-columns: minmax(0, 1fr);
      grid-auto-rows: auto;
    }
    .group,
    .direct .row {
      min-height: calc(26 * var(--mm, 4.03px));
      padding: var(--k-space-2) var(--k-space-4);
    }
    .group .tile {
      display: grid;
      font-size: calc(10 * var(--mm, 4.03px));
    }
    .group .hint,
    .direct .tile,
    .door .group > .icon {
      display: none;
    }
    .door .title {
      font-size: max(var(--k-type-l), 11.6 * var(--mm, 4.03px));
    }
    .bill {
      width: calc(18 * var(--mm, 4.03px));
      height: calc(18 * var(--mm, 4.03px));
    }
    .search {
      min-height: var(--k-target);
      padding: var(--k-space-1) var(--k-space-4);
      font-size: var(--k-type-m);
    }
    .search .long {
      display: none;
    }
    .search .short {
      display: inline;
    }
  }
  @container kiosk (max-width: 45em) and (min-width: 40em) and (min-aspect-ratio: 11/10) {
    .groups {
      grid-template-columns: repeat(2, minmax(0, 1fr));
    }
    .door {
      grid-column: auto;
    }
  }
  @container kiosk style(--k-panel: small) and (min-aspect-ratio: 11/10) {
    .group {
      min-height: var(--k-target);
      padding: var(--k-space-1) var(--k-space-3);
    }
    .group .tile {
      display: none;
    }
    .search .long {
      display: none;
    }
    .search .short {
      display: inline;
    }
  }
`;
