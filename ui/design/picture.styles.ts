import { css } from 'lit';

export const picture = css`
  :host {
    display: block;
    margin-inline: auto;
  }
  svg {
    display: block;
    width: 100%;
    height: auto;
  }
  .chip {
    fill: #f2a93b;
  }
  .arrow {
    fill: none;
    stroke: #f2a93b;
    stroke-width: 11;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
`;
