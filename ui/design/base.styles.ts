import { css } from 'lit';
import { onlySpoken } from './only-spoken.ts';

export const base = css`
  :host {
    color: var(--k-ink);
    font-size: var(--k-type-m);
    line-height: 1.34;
  }
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  h1,
  h2,
  h3,
  p,
  dl,
  dd,
  ol,
  ul,
  fieldset {
    margin: 0;
    padding: 0;
    border: 0;
  }
  h1,
  h2,
  h3,
  p,
  dt,
  dd,
  li {
    overflow-wrap: break-word;
  }
  h1 {
    font-size: min(var(--k-h1, var(--k-type-h1)), var(--k-h1-most, 100cqh));
    font-weight: 720;
    line-height: 1.12;
    letter-spacing: -0.024em;
    text-wrap: balance;
  }
  h2,
  legend {
    padding: 0;
    font-size: var(--k-type-l);
    font-weight: 660;
    line-height: 1.28;
    letter-spacing: -0.008em;
  }
  button {
    appearance: none;
    margin: 0;
    border: 0;
    background: none;
    color: inherit;
    font: inherit;
    letter-spacing: inherit;
    text-align: inherit;
    cursor: pointer;
    -webkit-tap-highlight-color: transparent;
  }
  /* A finger that wanders on a control still presses it, and moves no page. */
  button,
  label {
    touch-action: none;
    user-select: none;
  }
  button:disabled {
    cursor: default;
  }
  :focus-visible,
  [data-ring] {
    outline: calc(0.9 * var(--mm, 4.03px)) solid var(--k-focus);
    outline-offset: calc(0.5 * var(--mm, 4.03px));
    box-shadow: 0 0 0 calc(1.9 * var(--mm, 4.03px)) var(--k-focus-halo);
  }
  /* The focus goes to the heading for screen readers; the heading is nothing to press. */
  h1:focus-visible {
    outline: none;
    box-shadow: none;
  }
  .icon {
    flex: none;
    width: 1em;
    height: 1em;
    fill: none;
    stroke: currentColor;
    stroke-width: 2;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  .only-spoken {
    ${onlySpoken}
    white-space: nowrap;
  }
  .whole {
    white-space: nowrap;
  }
  .money {
    white-space: nowrap;
    font-variant-numeric: tabular-nums;
  }
  .money .sign {
    font-weight: 600;
    font-size: max(0.82em, var(--k-type-s));
  }
  .money .code {
    font-weight: 500;
    font-size: max(0.6em, var(--k-type-s));
  }
`;
