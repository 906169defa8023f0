import { css } from 'lit';

/** Plate with a large picture of a part, and the picture of the cabinet beside it. The page sets `--picture-height`. */
export const platePicture = css`
  :host {
    display: flex;
    align-items: center;
    justify-content: center;
    gap: 6%;
    box-sizing: border-box;
    width: 100%;
    height: var(--picture-height, 30cqh);
    padding: calc(5 * var(--mm, 4.03px)) calc(6 * var(--mm, 4.03px));
    border-radius: calc(9 * var(--mm, 4.03px));
    background: var(--k-mist);
    overflow: hidden;
  }
  svg {
    flex: 0 1 auto;
    width: auto;
    min-width: 0;
    max-width: 72%;
    height: auto;
    max-height: 100%;
  }
  .cabinet {
    height: 100%;
    max-width: 24%;
  }
`;
