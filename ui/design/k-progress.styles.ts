import { css } from 'lit';
import { onlySpoken } from './only-spoken.ts';

export const styles = css`
  :host {
    display: block;
    border-bottom: var(--k-stroke-thin) solid var(--k-line);
    background: var(--k-card);
  }
  ol {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: var(--k-space-2);
    margin: 0;
    padding: calc(1.6 * var(--mm, 4.03px)) calc(12 * var(--mm, 4.03px));
    list-style: none;
    font-size: var(--k-type-s);
    line-height: 1.2;
    white-space: nowrap;
  }
  li {
    display: flex;
    align-items: center;
    position: relative;
    gap: 0.35em;
    min-width: 0;
    padding: calc(0.9 * var(--mm, 4.03px)) 0;
    color: var(--k-ink-2);
  }
  .mark {
    min-width: 1em;
    font-weight: 640;
    font-variant-numeric: tabular-nums;
    text-align: center;
  }
  .mark .icon {
    display: block;
  }
  .done .mark {
    color: var(--k-green);
    stroke-width: 3;
  }
  .present {
    padding-inline: calc(3.6 * var(--mm, 4.03px));
    border-radius: 99em;
    background: var(--k-chosen-bg);
    color: var(--k-on-chosen);
    font-weight: 640;
  }
  /* Five words have no room side by side: only the present step shows its word. */
  @container kiosk (max-width: 62em) {
    ol {
      padding-inline: calc(8 * var(--mm, 4.03px));
    }
    li:not(.present) .name {
      ${onlySpoken}
    }
    li:not(.present) {
      padding-inline: var(--k-space-3);
    }
  }
  @container kiosk (max-width: 45em) {
    ol {
      padding: calc(0.8 * var(--mm, 4.03px)) var(--k-space-5);
    }
    li:not(.present) {
      padding-inline: var(--k-space-1);
    }
  }
  @container kiosk (max-height: 81em) {
    :host {
      ${onlySpoken}
    }
  }
`;
