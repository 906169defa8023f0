import { css } from 'lit';

export const rowStyles = css`
  .rows {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--k-gap);
    padding: 0;
    list-style: none;
  }
  .row {
    display: flex;
    align-items: center;
    gap: var(--k-space-5);
    width: 100%;
    height: 100%;
    min-height: calc(26 * var(--mm, 4.03px));
    padding: var(--k-space-3) var(--k-space-6);
    border: var(--k-stroke) solid var(--k-line);
    border-radius: var(--k-radius);
    background: var(--k-card);
    text-align: left;
  }
  .row:is(:active, [data-pressed]) {
    background: var(--k-pressed);
  }
  .row:disabled {
    background: none;
  }
  .tile {
    display: grid;
    place-items: center;
    flex: none;
    width: calc(18 * var(--mm, 4.03px));
    height: calc(18 * var(--mm, 4.03px));
    border: var(--k-stroke-thin) solid transparent;
    border-radius: calc(4.6 * var(--mm, 4.03px));
    background: var(--k-mist);
    color: var(--k-teal);
    font-size: calc(9.6 * var(--k-mm));
  }
  .row:disabled .tile {
    background: var(--k-sand);
    color: var(--k-ink-2);
  }
  .words {
    flex: 1;
    min-width: 0;
  }
  .row .title {
    display: block;
    font-size: var(--k-type-l);
    font-weight: 660;
    line-height: 1.24;
    letter-spacing: -0.01em;
  }
  .line {
    display: block;
    margin-top: var(--k-space-1);
    color: var(--k-ink-2);
    font-size: var(--k-type-s);
    line-height: 1.3;
  }
  .line.stop {
    display: flex;
    align-items: flex-start;
    gap: 0.5em;
    color: var(--k-ink);
  }
  .line.stop .icon {
    flex: none;
    margin-top: 0.12em;
  }
  .go {
    flex: none;
    color: var(--k-teal);
    font-size: calc(8 * var(--k-mm));
  }
  mark {
    border-bottom: var(--k-stroke) solid var(--k-saffron);
    background: var(--k-saffron-mist);
    color: inherit;
  }
  @container kiosk (max-width: 45em) {
    .row {
      gap: var(--k-space-3);
      padding: var(--k-space-3) var(--k-space-4);
    }
    .row .tile,
    .row .go {
      display: none;
    }
  }
  @container kiosk style(--k-panel: small) {
    .row .title {
      font-size: min(var(--k-type-l), calc(7 * var(--mm, 4.03px)));
    }
  }
`;
