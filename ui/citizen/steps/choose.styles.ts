import { css } from 'lit';

export const styles = css`
  .notes {
    margin-top: var(--k-space-4);
  }
  .search {
    display: flex;
    align-items: center;
    gap: 0.6em;
    width: 100%;
    min-height: calc(25 * var(--k-mm));
    margin-top: var(--k-space-5);
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
    min-height: calc(44 * var(--k-mm));
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

  .direct .row {
    min-height: calc(30 * var(--k-mm));
  }

  @container kiosk (min-aspect-ratio: 11/10) and (min-width: 60em) {
    .group,
    .direct .row {
      min-height: calc(26 * var(--k-mm));
    }
    .groups {
      height: 100%;
      max-height: calc(4 * 46 * var(--k-mm));
    }
  }
  @container kiosk (max-height: 90em) and (max-aspect-ratio: 1/1) {
    .search,
    .direct .row {
      min-height: calc(22 * var(--k-mm));
    }
    .group {
      min-height: calc(25 * var(--k-mm));
    }
  }
  @container kiosk (max-height: 62em) and (min-width: 60em) {
    .search {
      min-height: calc(20.4 * var(--k-mm));
      margin-top: var(--k-gap);
      padding-block: var(--k-space-1);
    }
    .group,
    .direct .row {
      min-height: calc(21 * var(--k-mm));
      padding: var(--k-space-1) var(--k-space-4);
    }
    .tile {
      width: calc(14 * var(--k-mm));
      height: calc(14 * var(--k-mm));
      font-size: calc(8 * var(--k-mm));
    }
    .direct h2 {
      margin-bottom: var(--k-space-1);
    }
  }
  /* Two columns of long words beside each other: the words need the place of the pictures. */
  @container kiosk (max-width: 95em) and (min-aspect-ratio: 11/10) and (min-width: 60em) {
    .group .tile,
    .direct .tile {
      display: none;
    }
    .search {
      font-size: var(--k-type-s);
    }
  }
  @container kiosk (max-width: 75em) and (min-aspect-ratio: 11/10) and (min-width: 60em) {
    .groups {
      grid-template-columns: minmax(0, 1fr);
    }
  }
  @container kiosk (max-width: 58em) {
    .groups {
      grid-auto-rows: auto;
    }
    .group {
      flex-direction: column;
      align-items: flex-start;
      justify-content: center;
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
      grid-auto-rows: auto;
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
