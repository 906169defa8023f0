import { css } from 'lit';
import { doorPictureStyles } from './door-picture.ts';

/** A picture that gives way (`spare-picture` of `k-page`): if less than 22 mm of height are left, there is none. */
export const sparePictureStyles = [
  doorPictureStyles,
  css`
    .question-picture {
      container: question-picture / size;
      display: grid;
      min-height: 0;
      /* 1 em of its query is 4 mm. */
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
