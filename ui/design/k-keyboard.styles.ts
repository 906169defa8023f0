import { css } from 'lit';

export const styles = css`
  :host {
    display: block;
    /* Physical size: large text makes letters larger, not keys, or twelve of them would not fit in a row. */
    --key: clamp(17 * var(--mm, 4.03px), 4.25cqh, 20.2 * var(--mm, 4.03px));
    --gap: calc(3 * var(--mm, 4.03px));
  }
  .rows {
    display: grid;
    gap: var(--gap);
  }
  .row {
    display: flex;
    justify-content: center;
    gap: var(--gap);
  }
  button {
    display: grid;
    place-items: center;
    flex: 0 0 calc((100% - 11 * var(--gap)) / 12);
    height: var(--key);
    padding: 0;
    border: var(--k-stroke-thin) solid var(--k-edge);
    border-radius: calc(2.6 * var(--mm, 4.03px));
    background: var(--k-card);
    font-size: min(calc(8.4 * var(--k-mm)), calc(10.6 * var(--mm, 4.03px)));
    font-weight: 560;
    line-height: 1;
    text-align: center;
  }
  button:is(:active, [data-pressed]) {
    border-color: var(--k-teal);
    background: var(--k-teal);
    color: var(--k-on-primary);
  }
  .tool {
    background: var(--k-sand);
    font-size: min(calc(7.6 * var(--k-mm)), calc(9 * var(--mm, 4.03px)));
    font-weight: 640;
  }
  .tool.wide {
    flex-grow: 1;
    flex-basis: calc((100% - 11 * var(--gap)) / 12 * 1.5);
    max-width: calc((100% - 11 * var(--gap)) / 12 * 2);
  }
  .tool[aria-pressed="true"] {
    background: var(--k-chosen-bg);
    color: var(--k-on-chosen);
  }
  .space {
    flex-grow: 1;
  }
  .turn {
    display: none;
  }
  .ending {
    flex: 1 1 0;
    max-width: calc((100% - 11 * var(--gap)) / 12 * 2.5);
  }
  .tool .icon {
    font-size: 1.2em;
  }
  .pad {
    width: min(100%, 112 * var(--mm, 4.03px));
    margin-inline: auto;
    --key: clamp(18 * var(--mm, 4.03px), 4.3cqh, 20.4 * var(--mm, 4.03px));
  }
  .pad button {
    flex: 1 1 0;
    font-size: min(calc(10.6 * var(--k-mm)), calc(14 * var(--mm, 4.03px)));
    font-variant-numeric: tabular-nums;
  }
  @container kiosk (max-height: 90em) {
    :host {
      --gap: calc(2 * var(--mm, 4.03px));
    }
  }
  @container kiosk (max-width: 58em) {
    :host {
      --gap: calc(1.4 * var(--mm, 4.03px));
    }
  }
  @container kiosk (max-height: 62em) and (min-aspect-ratio: 11/10) {
    :host {
      --key: calc(15.2 * var(--mm, 4.03px));
      --gap: calc(2 * var(--mm, 4.03px));
    }
    .pad {
      --key: calc(15.2 * var(--mm, 4.03px));
    }
    .pad button {
      font-size: min(10.6 * var(--k-mm), max(12 * var(--mm, 4.03px), min(14 * var(--mm, 4.03px), 4.4cqh)));
    }
  }
  /* A small panel has eight keys a row. Letters take turns with digits and signs. */
  @container style(--k-panel: small) {
    :host {
      --gap: calc(1.2 * var(--mm, 4.03px));
      --key: calc(12.8 * var(--mm, 4.03px));
    }
    .tool,
    .ending {
      font-size: min(7.6 * var(--k-mm), 7.4 * var(--mm, 4.03px));
    }
    .ending:last-child {
      grid-column: span 2;
    }
    .flow {
      grid-template-columns: repeat(8, minmax(0, 1fr));
    }
    .flow .row {
      display: contents;
    }
    .flow .turn {
      display: grid;
    }
    .flow:not(.figures) .figure,
    .figures .letter {
      display: none;
    }
    .flow .space {
      grid-column: span 3;
    }
    .flow :is(button, .tool.wide, .ending) {
      max-width: none;
    }
    .pad {
      --key: calc(15.2 * var(--mm, 4.03px));
    }
  }
  @container kiosk style(--k-panel: small) and (min-aspect-ratio: 11/10) {
    :host {
      --key: calc(15.05 * var(--mm, 4.03px));
    }
  }
`;
