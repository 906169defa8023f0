import { css } from 'lit';

export const styles = css`
  :host {
    position: absolute;
    inset: 0;
    z-index: 1;
    display: flex;
    flex-direction: column;
    justify-content: flex-end;
    background: var(--k-shade);
  }
  .sheet {
    display: flex;
    flex-direction: column;
    max-height: 75%;
    border-radius: calc(9 * var(--mm, 4.03px)) calc(9 * var(--mm, 4.03px)) 0 0;
    background: var(--k-card);
    overflow: hidden;
  }
  .top {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: var(--k-space-4);
    padding: var(--k-space-5) var(--k-side) var(--k-space-3);
  }
  h1 {
    --k-h1: calc(13 * var(--k-mm-heading));
  }
  .stay {
    min-height: var(--k-target);
    padding-inline: var(--k-space-5);
  }
  .content {
    display: grid;
    gap: var(--k-space-3);
    padding: var(--k-space-1) var(--k-side) var(--k-space-6);
  }
  .content > h2 {
    margin-top: var(--k-space-2);
    color: var(--k-ink-2);
    font-size: var(--k-type-s);
    font-weight: 600;
  }
  .numbers {
    display: grid;
    gap: var(--k-space-2);
  }
  .person {
    display: grid;
    align-items: center;
    min-height: calc(32 * var(--mm, 4.03px));
    padding: var(--k-space-4) var(--k-space-5);
    border: var(--k-stroke) solid transparent;
    border-radius: var(--k-radius);
    background: var(--k-saffron);
    color: var(--k-on-saffron);
  }
  .person:is(:active, [data-pressed]) {
    background: var(--k-saffron-pressed);
  }
  .person.called,
  .person.called:is(:active, [data-pressed]) {
    border-color: var(--k-deep-edge);
    background: var(--k-deep);
    color: var(--k-on-deep);
  }
  .person .face {
    display: flex;
    grid-area: 1 / 1;
    align-items: center;
    gap: var(--k-space-5);
  }
  .person .off {
    visibility: hidden;
  }
  .person .icon {
    font-size: calc(16 * var(--mm, 4.03px));
  }
  .person b {
    display: block;
    font-size: var(--k-type-l);
    line-height: 1.2;
  }
  .person small {
    display: block;
    font-size: var(--k-type-s);
    line-height: 1.25;
  }
  .keys {
    display: grid;
    grid-template-columns: repeat(4, minmax(0, 1fr));
    gap: var(--k-gap);
  }
  .key {
    display: grid;
    align-content: center;
    justify-items: center;
    gap: var(--k-space-1);
    min-height: calc(26 * var(--mm, 4.03px));
    padding: var(--k-space-1);
    border: var(--k-stroke) solid var(--k-line);
    border-radius: var(--k-radius);
    font-size: min(var(--k-type-s), 11 * var(--mm, 4.03px), 5.4cqi);
    font-weight: 620;
    line-height: 1.15;
    text-align: center;
  }
  .key[aria-pressed="true"] {
    border: calc(1.2 * var(--mm, 4.03px)) solid var(--k-teal);
    background: var(--k-mist);
  }
  .key:is(:active, [data-pressed]) {
    background: var(--k-pressed);
  }
  /* Each key is drawn as the text or the colours will be. */
  .size b {
    font-size: calc(8 * var(--size) * var(--mm, 4.03px));
    line-height: 1;
  }
  .volume .icon {
    color: var(--k-teal);
    font-size: calc(9 * var(--mm, 4.03px));
  }
  .key.light {
    background: #faf7f1;
    color: #10222a;
  }
  .key.dark {
    background: #0e161b;
    color: #f3efe6;
  }
  .key.contrast {
    background: #000000;
    color: #ffe000;
  }
  .key.soft {
    background: #efe6d3;
    color: #2b2a26;
  }
  .switches {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 24em), 1fr));
    gap: var(--k-gap);
    margin-top: var(--k-space-2);
    font-size: calc(4 * var(--k-mm));
  }
  .switch {
    display: flex;
    align-items: center;
    gap: var(--k-space-4);
    min-height: calc(26 * var(--mm, 4.03px));
    padding: var(--k-space-2) var(--k-space-4);
    border: var(--k-stroke) solid var(--k-line);
    border-radius: var(--k-radius);
  }
  .switch > .icon {
    color: var(--k-teal);
    font-size: calc(9 * var(--mm, 4.03px));
  }
  .switch:is(:active, [data-pressed]) {
    background: var(--k-pressed);
  }
  .switch .words {
    flex: 1;
    min-width: 0;
  }
  .switch b {
    display: block;
    font-size: var(--k-type-m);
    font-weight: 640;
    line-height: 1.2;
  }
  .switch small {
    display: block;
    color: var(--k-ink-2);
    font-size: var(--k-type-s);
    line-height: 1.25;
  }
  .knob {
    flex: none;
    width: calc(17 * var(--mm, 4.03px));
    height: calc(10 * var(--mm, 4.03px));
    border: var(--k-stroke) solid var(--k-edge);
    border-radius: calc(5 * var(--mm, 4.03px));
    background: var(--k-edge);
  }
  .knob::before {
    content: "";
    display: block;
    width: calc(8 * var(--mm, 4.03px));
    height: 100%;
    border-radius: 50%;
    background: var(--k-card);
  }
  .switch[aria-checked="true"] {
    border-color: var(--k-teal);
    background: var(--k-mist);
  }
  .switch[aria-checked="true"] .knob {
    border-color: var(--k-teal);
    background: var(--k-teal);
  }
  .switch[aria-checked="true"] .knob::before {
    margin-inline-start: auto;
  }
  .reset {
    margin-top: var(--k-space-2);
  }
  @container kiosk (min-aspect-ratio: 11/10) {
    :host {
      flex-direction: row;
    }
    .sheet {
      width: 46%;
      max-height: none;
      border-radius: calc(9 * var(--mm, 4.03px)) 0 0 calc(9 * var(--mm, 4.03px));
    }
    .top,
    .content {
      padding-inline: var(--k-space-5);
    }
  }
  @container kiosk (min-aspect-ratio: 11/10) and (max-width: 75em) {
    .sheet {
      width: 62%;
    }
  }
  @container kiosk (max-height: 80em) {
    .person,
    .key,
    .switch {
      min-height: var(--k-target);
    }
    .content {
      gap: var(--k-space-2);
    }
  }
  /* Large text on a small panel: the sheet needs the whole glass. */
  @container kiosk (max-height: 62em) {
    .sheet {
      width: 100%;
      max-height: none;
      border-radius: 0;
    }
    .top {
      padding-block: var(--k-space-2);
    }
  }
  @container kiosk (max-width: 45em) {
    .keys {
      grid-template-columns: repeat(2, minmax(0, 1fr));
    }
  }
  @container kiosk (max-width: 45em) and (min-aspect-ratio: 11/10) {
    .keys {
      grid-template-columns: repeat(4, minmax(0, 1fr));
    }
  }
`;
