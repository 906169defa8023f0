import { css } from 'lit';
import { partsBySize } from './parts-by-size.styles.ts';

const pieces = css`
  .eyebrow {
    display: flex;
    align-items: center;
    gap: 0.45em;
    margin-bottom: var(--k-space-2);
    color: var(--k-ink-2);
    font-size: var(--k-type-s);
    font-weight: 500;
  }
  .eyebrow.alarm {
    color: var(--k-pomegranate);
    font-weight: 620;
  }
  .eyebrow.calm {
    color: var(--k-green);
    font-weight: 620;
  }
  .lead {
    margin-top: var(--k-space-3);
    color: var(--k-ink-2);
    font-size: var(--k-type-m);
    line-height: 1.42;
    text-wrap: pretty;
  }

  .button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 0.6em;
    min-height: var(--k-primary);
    padding: var(--k-space-2) var(--k-space-8);
    border: var(--k-stroke) solid var(--k-ink);
    border-radius: var(--k-radius);
    background: var(--k-card);
    font-size: var(--k-type-l);
    font-weight: 640;
    line-height: 1.2;
  }
  .button:is(:active, [data-pressed]) {
    background: var(--k-pressed);
  }
  /* The buttons of the bar at the bottom share one row. */
  .button[slot] {
    flex: 0 1 auto;
    min-width: min-content;
  }
  .button[slot="primary"] {
    flex: 1 1 auto;
  }
  .button .short {
    display: none;
  }
  .button.primary {
    min-width: 47%;
    border-color: var(--k-teal);
    background: var(--k-teal);
    color: var(--k-on-primary);
  }
  .button.primary:is(:active, [data-pressed]) {
    border-color: var(--k-teal-pressed);
    background: var(--k-teal-pressed);
  }
  /* A dashed edge: high contrast has no grey, and a button that can be pressed has a solid edge. */
  .button.primary:disabled {
    border: var(--k-stroke) dashed var(--k-edge);
    background: var(--k-sand);
    color: var(--k-ink-2);
    font-weight: 500;
  }

  .card {
    border: var(--k-stroke-thin) solid var(--k-line);
    border-radius: var(--k-radius);
    background: var(--k-card);
    overflow: hidden;
  }

  .note {
    display: flex;
    align-items: flex-start;
    gap: 0.6em;
    color: var(--k-ink-2);
    font-size: var(--k-type-s);
    line-height: 1.36;
  }
  .note .icon {
    margin-top: 0.16em;
  }
  .note.warning {
    align-items: center;
    padding: var(--k-space-4) var(--k-space-6);
    border-radius: var(--k-radius);
    border: var(--k-stroke-thin) solid transparent;
    background: var(--k-saffron-mist);
    color: var(--k-ink);
    font-size: var(--k-type-s);
    font-weight: 540;
  }
  .note.blocked {
    border: var(--k-stroke) solid var(--k-pomegranate);
    background: var(--k-pomegranate-mist);
  }
  .note.warning .icon {
    margin-top: 0;
    font-size: 1.5em;
  }
  .note.blocked .icon {
    color: var(--k-pomegranate);
  }
  /* What stands above the bar. */
  [slot="field"]:is(.sum-above, .take, .reprint) {
    margin: 0 var(--k-side) var(--k-space-2);
  }
  .sum-above {
    display: none;
    flex-wrap: wrap;
    align-items: baseline;
    justify-content: space-between;
    gap: 0 var(--k-space-5);
    padding: var(--k-space-1) var(--k-space-5);
    border-radius: var(--k-radius-s);
    background: var(--k-deep);
    color: var(--k-on-deep);
    font-size: var(--k-type-s);
    line-height: 1.3;
  }
  .sum-above b {
    font-size: var(--k-type-m);
    font-variant-numeric: tabular-nums;
  }
  .notes {
    display: grid;
    gap: var(--k-space-3);
  }

  .stack {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--k-space-5);
  }

  .choice {
    position: relative;
    display: flex;
    align-items: center;
    gap: calc(6 * var(--mm, 4.03px));
    width: 100%;
    min-height: calc(36.4 * var(--mm, 4.03px));
    padding: var(--k-space-4) var(--k-space-6);
    border: var(--k-stroke) solid var(--k-line);
    border-radius: var(--k-radius);
    background: var(--k-card);
  }
  .choice:is(:active, [data-pressed]) {
    background: var(--k-pressed);
  }
  .choice > .icon {
    color: var(--k-teal);
    font-size: calc(13.4 * var(--k-mm));
  }
  .choice > .icon:last-child {
    color: var(--k-ink-2);
    font-size: calc(9 * var(--k-mm));
  }
  .choice .words {
    flex: 1;
    min-width: 0;
  }
  :is(.choice, .due) .title {
    display: block;
    font-size: var(--k-type-l);
    font-weight: 640;
    line-height: 1.28;
  }
  :is(.choice, .due) .hint {
    display: block;
    color: var(--k-ink-2);
    font-size: var(--k-type-s);
    line-height: 1.34;
  }
  .choice .side {
    flex: none;
    font-size: var(--k-type-xl);
    font-weight: 700;
    line-height: 1.1;
    letter-spacing: -0.012em;
  }
  :is(.choice, .due, .face) input {
    position: absolute;
    inset: 0;
    width: 100%;
    height: 100%;
    margin: 0;
    opacity: 0;
    cursor: pointer;
  }
  .choice:has(:focus-visible, [data-ring]),
  .face:has(:focus-visible, [data-ring]) {
    outline: calc(0.9 * var(--mm, 4.03px)) solid var(--k-focus);
    outline-offset: calc(0.5 * var(--mm, 4.03px));
    box-shadow: 0 0 0 calc(1.9 * var(--mm, 4.03px)) var(--k-focus-halo);
  }
  .choice .disc {
    flex: none;
    display: grid;
    place-items: center;
    width: calc(11.6 * var(--mm, 4.03px));
    height: calc(11.6 * var(--mm, 4.03px));
    border: calc(0.9 * var(--mm, 4.03px)) solid var(--k-ink-2);
    border-radius: 50%;
  }
  .choice:has(:checked) {
    border-color: var(--k-teal);
    background: var(--k-mist);
  }
  .choice:has(:checked) .disc {
    border-color: var(--k-teal);
  }
  .choice:has(:checked) .disc::after {
    content: "";
    width: calc(5.8 * var(--mm, 4.03px));
    height: calc(5.8 * var(--mm, 4.03px));
    border-radius: 50%;
    background: var(--k-teal);
  }

  .facts {
    container: facts / inline-size;
  }
  .facts > div {
    display: grid;
    grid-template-columns: minmax(0, 37fr) minmax(0, 63fr);
    align-items: center;
    gap: var(--k-space-3) var(--k-space-5);
    min-height: calc(24 * var(--mm, 4.03px));
    padding: var(--k-space-3) var(--k-space-6);
  }
  .facts > div + div {
    border-top: var(--k-stroke-thin) solid var(--k-line);
  }
  .facts dt {
    display: flex;
    align-items: center;
    gap: var(--k-space-4);
    color: var(--k-ink-2);
    font-size: calc(7.1 * var(--k-mm));
    line-height: 1.25;
  }
  .facts dt .icon {
    color: var(--k-teal);
    font-size: calc(9 * var(--k-mm));
  }
  .facts dd {
    font-size: calc(7.5 * var(--k-mm));
    font-weight: 620;
    line-height: 1.28;
  }
  .facts .total {
    min-height: calc(30 * var(--mm, 4.03px));
    background: var(--k-mist);
  }
  .facts .total dd {
    font-size: var(--k-type-xl);
    font-weight: 720;
    letter-spacing: -0.012em;
  }
`;

export const parts = [pieces, partsBySize];
