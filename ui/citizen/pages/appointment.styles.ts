import { css } from 'lit';

export const styles = css`
  .appointment {
    display: grid;
    gap: var(--k-space-4);
    align-content: start;
  }
  .days,
  .times {
    display: grid;
    gap: var(--k-gap);
  }
  .days {
    grid-template-columns: repeat(auto-fill, minmax(min(100%, calc(34 * var(--k-mm))), 1fr));
  }
  .times {
    grid-template-columns: repeat(auto-fill, minmax(min(100%, calc(44 * var(--k-mm))), 1fr));
  }
  .tile {
    display: grid;
    align-content: center;
    justify-items: center;
    min-width: 0;
    min-height: var(--k-target);
    padding: var(--k-space-2) var(--k-space-1);
    border: var(--k-stroke) solid var(--k-line);
    border-radius: var(--k-radius);
    background: var(--k-card);
    font-size: var(--k-type-s);
    line-height: 1.2;
    font-variant-numeric: tabular-nums;
    text-align: center;
  }
  .tile b {
    font-size: var(--k-type-xl);
    font-weight: 700;
    line-height: 1.15;
  }
  .times .tile b {
    font-size: var(--k-type-l);
    font-weight: 640;
  }
  .tile:is(:active, [data-pressed]) {
    background: var(--k-pressed);
  }
  .tile[aria-pressed="true"] {
    border-color: var(--k-teal);
    background: var(--k-mist);
    box-shadow: inset 0 0 0 var(--k-stroke) var(--k-teal);
  }
  /* A dashed edge: high contrast has no grey. */
  .tile:disabled {
    border-style: dashed;
    background: var(--k-sand);
    color: var(--k-ink-2);
  }
  .day-name,
  .part-name {
    color: var(--k-ink-2);
    font-weight: 620;
  }
  .part-name {
    margin-bottom: var(--k-space-2);
    font-size: var(--k-type-s);
    font-weight: 500;
  }
  .come {
    padding: var(--k-space-4) var(--k-space-5);
    border-radius: var(--k-radius);
    background: var(--k-sand);
    color: var(--k-ink);
  }
`;
