import { css } from 'lit';
import { centreNameStyles } from '../parts/deep.styles.ts';
import { attractBySize } from './attract-by-size.styles.ts';
import { attractParts } from './attract-parts.styles.ts';

const pieces = css`
  :host {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    grid-template-areas: "side" "inside" "assists";
    grid-template-rows: auto minmax(0, 1fr) auto;
    flex: 1;
    min-height: 0;
    background: var(--k-paper);
  }
  ${centreNameStyles}
  .side {
    display: grid;
    grid-area: side;
    grid-template-areas: "head" "lattice" "languages";
  }
  .head {
    display: flex;
    grid-area: head;
    align-items: center;
    justify-content: space-between;
    gap: var(--k-space-4);
    padding: var(--k-space-6) var(--k-side) var(--k-space-4);
    background: var(--k-deep);
    color: var(--k-on-deep);
  }
  .centre {
    flex: 1 1 8em;
    min-width: 0;
  }
  .centre .short {
    display: none;
  }
  k-lattice {
    grid-area: lattice;
  }
  .clock {
    flex: 0 1 auto;
    max-width: 100%;
    color: var(--k-deep-quiet);
    font-size: var(--k-type-s);
    line-height: 1.3;
    text-align: end;
  }
  .time {
    color: var(--k-on-deep);
    font-size: min(22 * var(--mm, 4.03px), 8.2cqw);
    font-variant-numeric: tabular-nums;
    font-weight: 700;
    line-height: 1;
    white-space: nowrap;
  }
  .hours {
    display: flex;
    align-items: flex-start;
    justify-content: flex-end;
    gap: 0.5em;
    text-align: start;
  }
  .hours .icon {
    margin-top: 0.15em;
    color: var(--k-saffron);
  }
  .languages {
    display: grid;
    grid-area: languages;
    grid-template-columns: repeat(3, minmax(0, auto));
    gap: var(--k-space-3);
    padding: var(--k-space-5) var(--k-side) 0;
  }
  .inside {
    display: flex;
    grid-area: inside;
    flex-direction: column;
    gap: var(--k-space-5);
    min-height: 0;
    padding: var(--k-space-5) var(--k-side) var(--k-space-5);
    overflow: hidden auto;
    scrollbar-width: none;
  }
  h1 {
    --k-h1: min(16.4 * var(--k-mm-heading), 7.4cqw);
  }
  .doors {
    display: grid;
    flex: 1 0 auto;
    grid-template-columns: repeat(2, minmax(0, 1fr));
    grid-auto-rows: minmax(3.4em, 1fr);
    gap: var(--k-space-5);
    padding: 0;
    font-size: var(--k-type-l);
    list-style: none;
  }
  .doors li {
    min-height: 0;
  }
  .promises {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: var(--k-space-2) var(--k-space-5);
    padding: 0;
    color: var(--k-ink-2);
    font-size: var(--k-type-s);
    list-style: none;
  }
  .promises li {
    display: flex;
    align-items: center;
    gap: 0.5em;
  }
  .promises .icon {
    color: var(--k-teal);
  }
  .assists {
    display: grid;
    grid-area: assists;
    grid-template-columns: repeat(4, minmax(0, 1fr)) minmax(0, 1.25fr);
    gap: var(--k-space-3);
    padding: var(--k-space-4) calc(10 * var(--mm, 4.03px)) var(--k-space-5);
    background: var(--k-deep);
    color: var(--k-on-deep);
  }
`;

export const styles = [pieces, attractParts, attractBySize];
