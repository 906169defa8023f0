import { css } from 'lit';

export const styles = css`
  .body {
    display: flex;
    flex-direction: column;
    gap: var(--k-space-5);
    height: 100%;
  }
  .search {
    display: flex;
    align-items: center;
    gap: 0.6em;
    flex: none;
    width: 100%;
    min-height: calc(25 * var(--k-mm));
    padding: var(--k-space-3) calc(7 * var(--k-mm));
    border: calc(0.75 * var(--k-mm)) solid var(--k-ink);
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
    flex: 1 0 auto;
    max-height: calc(176 * var(--k-mm));
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
    min-height: calc(32 * var(--k-mm));
    padding: var(--k-space-3) var(--k-space-5);
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
  .direct h2 {
    margin-bottom: var(--k-space-3);
    color: var(--k-ink-2);
    font-size: var(--k-type-s);
    font-weight: 560;
  }

  @container kiosk (min-aspect-ratio: 11/10) and (min-width: 60em) {
    .groups {
      grid-template-columns: repeat(4, minmax(0, 1fr));
      max-height: calc(84 * var(--k-mm));
    }
    .direct .rows {
      grid-template-columns: repeat(3, minmax(0, 1fr));
    }
  }
  @container kiosk (max-height: 62em) and (min-width: 60em) {
    .body {
      gap: var(--k-gap);
    }
    .search {
      min-height: calc(20.4 * var(--k-mm));
      padding-block: var(--k-space-1);
    }
    .group {
      min-height: calc(24 * var(--k-mm));
      padding: var(--k-space-2) var(--k-space-4);
    }
    .direct h2 {
      margin-bottom: var(--k-space-1);
    }
  }
  @container kiosk (max-width: 75em) and (min-aspect-ratio: 11/10) and (min-width: 60em) {
    .group .tile,
    .direct .tile {
      display: none;
    }
  }
  @container kiosk (max-width: 58em) {
    .group {
      flex-direction: column;
      align-items: flex-start;
      gap: var(--k-space-2);
    }
    .group .words {
      flex: none;
      width: 100%;
    }
  }
  @container kiosk (max-width: 45em) {
    .groups {
      grid-template-columns: minmax(0, 1fr);
      max-height: none;
    }
    .group {
      min-height: var(--k-target);
      padding: var(--k-space-3) var(--k-space-4);
    }
    .group .tile {
      display: none;
    }
    .search {
      min-height: var(--k-target);
      padding-inline: var(--k-space-4);
      font-size: var(--k-type-m);
    }
  }
`;
