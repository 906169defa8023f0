import { css } from 'lit';

/** Declarations of what a screen reader says and nobody sees. */
export const onlySpoken = css`
  position: absolute;
  width: 1px;
  height: 1px;
  overflow: hidden;
  clip-path: inset(50%);
`;
