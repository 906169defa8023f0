import { css } from 'lit';

/** A figure that counts down from `--steps` in `--seconds` by CSS alone, before the words of its element. */
export const countDown = css`
  .count-down::before {
    counter-reset: left var(--k-countdown);
    content: counter(left);
    animation: count-down var(--seconds) steps(var(--steps)) forwards;
  }
  @keyframes count-down {
    from {
      --k-countdown: var(--steps);
    }
    to {
      --k-countdown: 0;
    }
  }
`;
