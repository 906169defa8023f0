import { css } from 'lit';

/** What every view of a visit has in common: it fills the place between top bar and glass edge. */
export const view = css`
  :host {
    display: flex;
    flex: 1;
    flex-direction: column;
    min-height: 0;
  }
  .take.note {
    justify-content: flex-start;
    margin-top: var(--k-space-5);
    border-color: var(--k-line);
  }
`;
