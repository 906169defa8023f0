import { css } from 'lit';

/** Doors, keys, notices and messages of the first page. */
export const attractParts = css`
  .language-key {
    display: flex;
    align-items: center;
    justify-content: center;
    gap: 0.5em;
    min-height: calc(24 * var(--mm, 4.03px));
    padding: var(--k-space-2) var(--k-space-4);
    border: var(--k-stroke) solid var(--k-line);
    border-radius: var(--k-radius);
    background: var(--k-card);
    font-size: var(--k-type-l);
    font-weight: 640;
    line-height: 1.15;
  }
  .language-key .short {
    display: none;
  }
  .language-key:is(:active, [data-pressed]) {
    background: var(--k-pressed);
  }
  .language-key[aria-pressed="true"] {
    border-color: var(--k-chosen-bg);
    background: var(--k-chosen-bg);
    color: var(--k-on-chosen);
  }
  .door {
    /* Its em is the name's size: less height hides the sense, then the picture. */
    container: door / size;
    display: flex;
    flex-direction: column;
    width: 100%;
    height: 100%;
    min-height: var(--k-target);
    padding: 0;
    border: var(--k-stroke) solid var(--k-line);
    border-radius: calc(7.4 * var(--mm, 4.03px));
    background: var(--k-card);
    font-size: var(--k-type-l);
    overflow: hidden;
  }
  .door .face {
    display: flex;
    flex: 1;
    flex-direction: column;
    min-height: 0;
  }
  .door .ground {
    display: grid;
    flex: 1 1 0;
    place-items: center;
    min-height: 0;
    padding: var(--k-space-2);
    background: var(--k-mist);
  }
  .door .picture {
    width: 100%;
    height: 100%;
    min-height: 0;
  }
  .door .words {
    display: block;
    flex: none;
    padding: var(--k-space-3) min(var(--k-space-5), 3.5cqw) var(--k-space-4);
  }
  .door b {
    display: block;
    /* The longest word fits into a narrow door. */
    font-size: min(1em, 16cqw);
    font-weight: 680;
    line-height: 1.15;
    letter-spacing: -0.012em;
  }
  .door .hint {
    display: block;
    margin-top: 0.15em;
    color: var(--k-ink-2);
    font-size: var(--k-type-s);
    line-height: 1.25;
  }
  .door:is(:active, [data-pressed]) {
    border-color: var(--k-teal);
    background: var(--k-pressed);
  }
  .door:disabled {
    border: var(--k-stroke) dashed var(--k-edge);
    background: var(--k-sand);
    color: var(--k-ink-2);
  }
  .door:disabled .ground {
    background: none;
    opacity: 0.45;
  }
  .door:disabled .hint {
    color: var(--k-ink);
  }
  .door b .icon {
    display: none;
    margin-inline-end: 0.3em;
    vertical-align: -0.12em;
  }
  @container door (max-height: 7.4em) or (max-width: 8em) {
    .door:not(:disabled) .hint {
      display: none;
    }
  }
  /* The notice above the doors has the reason. */
  @container door (max-height: 10em) or (max-width: 8em) {
    .door:disabled .hint {
      display: none;
    }
    .door:disabled b .icon {
      display: inline;
    }
  }
  @container door (max-height: 5em) {
    .door .ground {
      display: none;
    }
    .door .words {
      display: grid;
      flex: 1;
      align-content: center;
      padding-block: var(--k-space-1);
    }
  }
  /* A low, wide door has the picture beside the name. */
  @container door (max-height: 5em) and (min-width: 11em) {
    .door .face {
      flex-direction: row;
    }
    .door .ground {
      display: grid;
      flex: 0 0 34%;
    }
  }
  .all {
    display: flex;
    flex: none;
    align-items: center;
    gap: 0.6em;
    min-height: calc(24 * var(--mm, 4.03px));
    padding: var(--k-space-2) var(--k-space-6);
    border: var(--k-stroke) solid var(--k-ink);
    border-radius: var(--k-radius);
    background: var(--k-card);
    font-size: var(--k-type-m);
    line-height: 1.2;
  }
  .all .words {
    flex: 1;
  }
  .all .short {
    display: none;
  }
  .all:is(:active, [data-pressed]) {
    background: var(--k-pressed);
  }
  .assist {
    display: flex;
    flex-direction: column;
    align-items: center;
    justify-content: center;
    gap: var(--k-space-1);
    min-height: calc(38 * var(--mm, 4.03px));
    padding: var(--k-space-2) var(--k-space-1);
    border: var(--k-stroke-thin) solid var(--k-deep-edge);
    border-radius: var(--k-radius);
    font-size: min(var(--k-type-s), 8.8 * var(--mm, 4.03px));
    font-weight: 600;
    line-height: 1.15;
    text-align: center;
  }
  .assist .icon {
    font-size: calc(10 * var(--mm, 4.03px));
  }
  .assist .marks {
    display: flex;
    justify-content: center;
    gap: 0.5em;
  }
  .assist .marks .icon {
    font-size: 1.2em;
  }
  .assist .state {
    display: block;
    font-weight: 500;
    white-space: nowrap;
  }
  .assist:is(:active, [data-pressed]) {
    background: var(--k-deep-raised);
  }
  .assist:is([aria-pressed="true"], .on) {
    border: var(--k-stroke) solid var(--k-saffron);
    background: var(--k-deep-raised);
  }
  .assist.person {
    border-color: transparent;
    background: var(--k-saffron);
    color: var(--k-on-saffron);
  }
  .assist.person:is(:active, [data-pressed]) {
    background: var(--k-saffron-pressed);
  }
  .assist.person.called,
  .assist.person.called:is(:active, [data-pressed]) {
    border-color: var(--k-saffron);
    background: none;
    color: var(--k-on-deep);
  }
  .assist:is(:focus-visible, [data-ring]) {
    outline-color: var(--k-on-deep);
  }
  .scan {
    display: flex;
    flex: 1;
    align-items: center;
    gap: 0.6em;
    padding: var(--k-space-4) var(--k-space-5);
    border-radius: var(--k-radius);
    background: var(--k-saffron);
    color: var(--k-on-saffron);
    font-size: var(--k-type-s);
    font-weight: 620;
    line-height: 1.25;
  }
  .left {
    display: grid;
    flex: 1;
    gap: var(--k-space-6);
    align-content: center;
  }
  .left > .icon {
    color: var(--k-teal);
    font-size: calc(30 * var(--mm, 4.03px));
  }
  .left .other {
    font-size: var(--k-type-xl);
    font-weight: 680;
    line-height: 1.2;
  }
  .left .sense {
    color: var(--k-ink-2);
  }
  .notes {
    flex: none;
  }
  .turn {
    width: 100%;
    padding: var(--k-space-3) var(--k-space-5);
    border: var(--k-stroke-thin) solid var(--k-amber);
    border-radius: var(--k-radius);
    color: var(--k-ink);
    font-weight: 540;
  }
  .turn .icon {
    flex: none;
    margin-top: 0;
    color: var(--k-amber);
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
  .language + .language {
    margin-top: var(--k-space-1);
  }
  .turn .next {
    display: grid;
    align-self: center;
    justify-items: center;
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
  .turn:is(:active, [data-pressed]) {
    background: var(--k-pressed);
  }
  .note.warning {
    padding: var(--k-space-3) var(--k-space-5);
    border-color: var(--k-amber);
  }
  .note.warning .icon {
    color: var(--k-amber);
  }
  .note.news {
    color: var(--k-ink);
  }
`;
