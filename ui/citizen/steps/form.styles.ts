import { css } from 'lit';

export const styles = css`
  .field {
    display: flex;
    align-items: center;
    gap: 0.4em;
    min-height: calc(27 * var(--k-mm));
    padding: var(--k-space-3) calc(7 * var(--k-mm));
    border: calc(0.75 * var(--k-mm)) solid var(--k-ink);
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
  .prefix {
    color: var(--k-ink-2);
    font-weight: 500;
  }
  .typed {
    min-width: 0;
    overflow-wrap: anywhere;
    white-space: pre-wrap;
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
  .problem {
    display: flex;
    align-items: flex-start;
    gap: 0.5em;
    margin-top: var(--k-space-4);
    color: var(--k-pomegranate);
    font-weight: 620;
  }
  .problem .icon {
    margin-top: 0.14em;
  }
  .asked {
    display: flex;
    flex: 1;
    flex-direction: column;
  }
  k-keyboard {
    margin-top: auto;
    padding-top: var(--k-space-8);
  }
  @container kiosk (max-aspect-ratio: 1/1) {
    .asked.digits k-keyboard {
      margin-bottom: auto;
    }
  }
  @container kiosk (max-height: 62em) {
    .field {
      min-height: calc(18 * var(--k-mm));
      font-size: calc(10 * var(--k-mm));
    }
    k-keyboard {
      padding-top: var(--k-space-4);
    }
  }
  @container kiosk (max-width: 75em) and (max-height: 62em) {
    .field {
      padding-inline: var(--k-space-4);
      font-size: calc(8 * var(--k-mm));
    }
  }
  @container kiosk (max-width: 45em) {
    .field {
      min-height: calc(16 * var(--k-mm));
      padding-inline: var(--k-space-4);
      font-size: var(--k-type-l);
    }
    .field.digits {
      gap: 0.25em;
      font-size: calc(7.2 * var(--k-mm));
      letter-spacing: 0;
    }
  }
`;
