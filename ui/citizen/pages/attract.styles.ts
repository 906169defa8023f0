import { css } from 'lit';
import { centre } from '../parts/deep.styles.ts';
import { attractBySize } from './attract-by-size.styles.ts';

const pieces = css`
  :host {
    position: relative;
    display: flex;
    flex-direction: column;
    flex: 1;
    min-height: 0;
    background: var(--k-deep);
    color: var(--k-on-deep);
  }
  .inside {
    position: relative;
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    grid-template-areas: "head" "welcome" "notes" "controls";
    grid-template-rows: auto 1fr auto auto;
    flex: 1;
    min-height: 0;
    padding: calc(15.6 * var(--mm, 4.03px)) calc(18 * var(--mm, 4.03px)) calc(11 * var(--mm, 4.03px));
    overflow: hidden auto;
    scrollbar-width: none;
  }
  ${centre}
  .head {
    display: flex;
    grid-area: head;
    flex-wrap: wrap;
    align-items: flex-start;
    justify-content: space-between;
    gap: var(--k-space-4);
  }
  .centre {
    flex: 1 1 8em;
  }
  .centre .short {
    display: none;
  }
  .scan {
    display: flex;
    grid-area: head;
    align-items: center;
    align-self: start;
    gap: 0.6em;
    padding: var(--k-space-4) var(--k-space-5);
    border-radius: var(--k-radius);
    background: var(--k-saffron);
    color: var(--k-on-saffron);
    font-size: var(--k-type-s);
    font-weight: 620;
    line-height: 1.25;
  }
  .scan p {
    margin: 0;
  }
  .clock {
    flex: 0 1 auto;
    max-width: 100%;
    margin-inline-start: auto;
    color: var(--k-deep-quiet);
    font-size: var(--k-type-s);
    line-height: 1.3;
    text-align: end;
  }
  .time {
    color: var(--k-on-deep);
    font-size: calc(18 * var(--mm, 4.03px));
    font-variant-numeric: tabular-nums;
    font-weight: 700;
    line-height: 1;
  }
  .hours {
    display: flex;
    align-items: flex-start;
    justify-content: flex-end;
    gap: 0.5em;
    text-align: start;
  }
  .hours .icon {
    flex: none;
    margin-top: 0.15em;
    color: var(--k-saffron);
  }
  .controls {
    grid-area: controls;
  }
  .welcome {
    grid-area: welcome;
    align-self: end;
    padding-block: var(--k-space-8) calc(14.6 * var(--mm, 4.03px));
  }
  /* Sized by the panel, not by the text size: large text does not change it. */
  h1 {
    --k-type-hero: min(26.5 * var(--mm, 4.03px), 9.9cqw, 9.1cqh);
    max-width: 12em;
    font-size: var(--k-hero, var(--k-type-hero));
    font-weight: 700;
    line-height: 1.04;
    letter-spacing: -0.025em;
  }
  .lead {
    max-width: 30em;
    margin-top: calc(6.4 * var(--mm, 4.03px));
    color: var(--k-deep-quiet);
    font-size: calc(9.3 * var(--k-mm));
    line-height: 1.42;
  }
  .start {
    display: flex;
    align-items: center;
    gap: 0.5em;
    width: 100%;
    min-height: calc(37 * var(--mm, 4.03px));
    padding: var(--k-space-3) calc(11 * var(--mm, 4.03px));
    border: var(--k-stroke) solid var(--k-deep-line);
    border-radius: calc(7.4 * var(--mm, 4.03px));
    background: var(--k-deep-raised);
    font-size: calc(11.9 * var(--k-mm));
    font-weight: 680;
    line-height: 1.15;
  }
  .start:is(:active, [data-pressed]) {
    background: var(--k-teal-pressed);
    border-color: var(--k-saffron);
  }
  .start .words {
    display: flex;
    flex-wrap: wrap;
    flex: 1;
    align-items: baseline;
    gap: 0 0.46em;
  }
  .start .in {
    font-size: calc(7.6 * var(--k-mm));
    font-weight: 520;
  }
  .start .icon {
    font-size: calc(10 * var(--k-mm));
  }
  .start.current {
    border-color: var(--k-saffron);
    background: var(--k-saffron);
    color: var(--k-on-saffron);
  }
  .start.current:is(:active, [data-pressed]) {
    border-color: var(--k-saffron-pressed);
    background: var(--k-saffron-pressed);
  }
  .starts {
    display: grid;
    gap: calc(6 * var(--mm, 4.03px));
  }
  .assists {
    display: grid;
    grid-template-columns: repeat(3, minmax(0, 1fr));
    gap: calc(6 * var(--mm, 4.03px));
    margin-top: calc(7.4 * var(--mm, 4.03px));
  }
  .assist {
    display: flex;
    flex-direction: column;
    align-items: center;
    justify-content: center;
    gap: var(--k-space-2);
    min-height: calc(32.4 * var(--mm, 4.03px));
    padding: var(--k-space-3);
    border: var(--k-stroke) solid var(--k-deep-edge);
    border-radius: var(--k-radius);
    font-size: var(--k-type-s);
    font-weight: 600;
    line-height: 1.2;
    text-align: center;
  }
  .assist .icon {
    font-size: calc(10.6 * var(--k-mm));
  }
  .assist:is(:active, [data-pressed]) {
    background: var(--k-deep-raised);
  }
  .assist[aria-pressed="true"] {
    border-color: var(--k-saffron);
    background: var(--k-saffron);
    color: var(--k-on-saffron);
  }
  .promises {
    display: flex;
    flex-wrap: wrap;
    gap: var(--k-space-2) var(--k-space-8);
    margin-top: calc(9.4 * var(--mm, 4.03px));
    padding: 0;
    color: var(--k-deep-quiet);
    font-size: var(--k-type-s);
    list-style: none;
  }
  .promises li {
    display: flex;
    align-items: center;
    gap: 0.5em;
  }
  .left {
    display: grid;
    gap: var(--k-space-6);
    align-content: center;
  }
  .left > .icon {
    color: var(--k-saffron);
    font-size: calc(30 * var(--mm, 4.03px));
  }
  .left h1 {
    --k-hero: calc(18 * var(--k-mm-heading));
  }
  .left .other {
    font-size: var(--k-type-xl);
    font-weight: 680;
    line-height: 1.2;
  }
  .left .sense {
    color: var(--k-deep-quiet);
    font-size: var(--k-type-m);
  }
  .notes {
    grid-area: notes;
    align-self: start;
    margin-bottom: calc(8 * var(--mm, 4.03px));
  }
  /* The notice of a trouble matters more than the invitation. */
  .welcome:has(+ .notes) .lead {
    display: none;
  }
  .welcome:has(+ .notes) {
    padding-block: var(--k-space-5) calc(8 * var(--mm, 4.03px));
  }
  .welcome:has(+ .notes) h1 {
    --k-type-hero: min(18 * var(--mm, 4.03px), 9.1cqh);
  }
  .turn {
    width: 100%;
    padding: var(--k-space-4) var(--k-space-6);
    border: var(--k-stroke-thin) solid var(--k-saffron);
    border-radius: var(--k-radius);
    color: var(--k-on-deep);
    font-weight: 540;
  }
  .turn .icon {
    flex: none;
    margin-top: 0;
    color: var(--k-saffron);
    font-size: 1.5em;
  }
  .pieces {
    display: grid;
    flex: 1;
  }
  .piece {
    display: flex;
    grid-area: 1 / 1;
    align-items: center;
    gap: 0.6em;
  }
  .piece.off {
    visibility: hidden;
  }
  .language {
    display: block;
  }
  .turn .next {
    display: grid;
    align-self: center;
    justify-items: center;
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
  .turn:is(:active, [data-pressed]) {
    background: var(--k-deep-raised);
  }
  .turn:is(:focus-visible, [data-ring]) {
    outline-color: var(--k-on-deep);
  }
  .language + .language {
    margin-top: var(--k-space-1);
  }
  .note.warning {
    background: none;
    border-color: var(--k-saffron);
    color: var(--k-on-deep);
  }
  .note.news {
    background: none;
    border-color: var(--k-deep-line);
    color: var(--k-on-deep);
  }
  .note.warning .icon {
    color: var(--k-saffron);
  }
  .start:is(:focus-visible, [data-ring]),
  .assist:is(:focus-visible, [data-ring]) {
    outline-color: var(--k-on-deep);
  }
`;

export const styles = [pieces, attractBySize];
