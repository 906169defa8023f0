import { css } from 'lit';

export const traceStyles = css`
  :host {
    display: flex;
    flex-direction: column;
    min-height: 0;
  }
  header {
    flex-wrap: wrap;
  }
  input[type='range'] {
    flex: 1 1 160px;
    min-height: 24px;
    accent-color: var(--teal);
  }
  button[aria-disabled='true'] {
    opacity: 0.45;
    cursor: default;
  }
  .sides {
    display: grid;
    grid-template-columns: minmax(0, 1.5fr) minmax(0, 1fr);
    gap: 12px;
    flex: 1;
    min-height: 0;
  }
  ol,
  .devices {
    height: calc(100vh - 140px);
    min-height: 240px;
    overflow-y: auto;
    scrollbar-gutter: stable;
  }
  li button {
    grid-template-columns: 74px 14px 88px minmax(0, 1fr) minmax(0, 0.7fr);
  }
  li [aria-current='step'] {
    background: var(--mist);
    border-color: var(--teal);
  }
  li.later button {
    background: none;
    color: var(--ink-2);
  }
  [aria-current='step'] .hex {
    white-space: normal;
    overflow-wrap: anywhere;
  }
  section {
    border-bottom: 1px solid var(--line);
    padding: 4px 0 10px;
  }
  dl {
    display: grid;
    grid-template-columns: 72px minmax(0, 1fr);
    gap: 2px 8px;
    margin: 6px 0;
    font-size: 12px;
  }
  dt {
    color: var(--ink-2);
  }
  dd {
    margin: 0;
    overflow-wrap: anywhere;
  }
  section img {
    display: block;
    max-width: min(100%, 300px);
    margin: 8px auto 0;
    filter: drop-shadow(0 3px 7px rgb(16 34 42 / 0.28));
  }
  @media (max-width: 760px) {
    .sides {
      grid-template-columns: minmax(0, 1fr);
    }
    ol,
    .devices {
      height: 46vh;
    }
  }
`;
