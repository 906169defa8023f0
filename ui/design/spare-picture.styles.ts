import { css } from 'lit';
import { doorPictureStyles } from './door-picture.ts';

/** Picture that gives way (`spare-picture` of `k-page`). If the height is 22 mm or less, the page hides it. */
export const sparePictureStyles = [
  doorPictureStyles,
  css`
    .question-picture {
      container: question-picture / size;
      display: grid;
      min-height: 0;
      /* So 1 em in the container query below is 4 mm. */
      font-size: calc(4 * var(--mm, 4.03px));
    }
    .question-picture .picture {
      width: 100%;
      height: 100%;
      min-height: 0;
      padding-top: 0.75em;
    }
    @container question-picture (max-height: 5.5em) or (max-width: 9em) {
      .question-picture .picture {
        display: none;
      }
    }
  `,
];
