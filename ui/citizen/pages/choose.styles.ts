import { css } from 'lit';
import { chooseBySize } from './choose-by-size.styles.ts';

const pieces = css`
  .notes {
    margin-top: var(--k-space-4);
  }
  .search {
    display: flex;
    align-items: center;
    gap: 0.6em;
    width: 100%;
    min-height: calc(25 * var(--mm, 4.03px));
    margin-top: var(--k-space-5);
    padding: var(--k-space-3) calc(7 * var(--mm, 4.03px));
    border: calc(0.75 * var(--mm, 4.03px)) solid var(--k-ink);
    border-radius: var(--k-radius);
    background: var(--k-card);
    color: var(--k-ink-2);
    font-size: var(--k-type-l);
    line-height: 1.24;
    text-align: left;
  }
  .search:is(:active, [data-pressed]) {
    background: var(--k-pressed);
  }
  .search .icon {
    flex: none;
    color: var(--k-ink);
    font-size: 1.3em;
  }
  .groups {
    display: grid;
    grid-template-columns: repeat(2, minmax(0, 1fr));
    grid-auto-rows: minmax(min-content, 1fr);
    gap: var(--k-gap);
    padding: 0;
    list-style: none;
  }
  .group {
    display: flex;
    align-items: center;
    gap: var(--k-space-4);
    width: 100%;
    height: 100%;
    min-height: calc(32 * var(--mm, 4.03px));
    padding: var(--k-space-2) var(--k-space-4);
    border: var(--k-stroke) solid var(--k-line);
    border-radius: var(--k-radius);
    background: var(--k-card);
    text-align: left;
  }
  .group:is(:active, [data-pressed]) {
    background: var(--k-pressed);
  }
  .group .title {
    display: block;
    font-size: var(--k-type-l);
    font-weight: 660;
    line-height: 1.2;
    letter-spacing: -0.012em;
    hyphens: auto;
  }
  .group .hint {
    display: block;
    margin-top: var(--k-space-1);
    color: var(--k-ink-2);
    font-size: var(--k-type-s);
    line-height: 1.28;
  }
  .search .short {
    display: none;
  }
  .door {
    grid-column: 1 / -1;
  }
  .door .group {
    gap: var(--k-space-6);
    padding-inline: var(--k-space-8);
    border-color: var(--k-deep-line);
    background: var(--k-deep);
    color: var(--k-on-deep);
  }
  .door .group:is(:active, [data-pressed]) {
    background: var(--k-deep-raised);
  }
  .door .title {
    font-size: var(--k-type-xl);
  }
  .door .hint {
    color: var(--k-deep-quiet);
    font-size: var(--k-type-m);
  }
  .door .words {
    flex: 1;
    min-width: 0;
  }
  .door .group > .icon {
    font-size: calc(9 * var(--mm, 4.03px));
  }
  .bill {
    flex: none;
    width: auto;
    height: calc(28 * var(--mm, 4.03px));
  }
  .direct {
    margin-top: var(--k-space-5);
  }
  .direct h2 {
    margin-bottom: var(--k-space-3);
    color: var(--k-ink-2);
    font-size: var(--k-type-s);
    font-weight: 560;
  }
  .direct .row {
    min-height: calc(25 * var(--mm, 4.03px));
    padding-block: var(--k-space-2);
  }
`;

export const styles = [pieces, chooseBySize];
