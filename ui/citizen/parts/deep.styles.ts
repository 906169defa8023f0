import { css } from 'lit';

export const centreNameStyles = css`
  .centre {
    display: flex;
    align-items: center;
    gap: var(--k-space-5);
    font-size: calc(8.5 * var(--k-mm));
    font-weight: 640;
    line-height: 1.2;
  }
  k-mark {
    width: calc(18.8 * var(--mm, 4.03px));
    height: calc(18.8 * var(--mm, 4.03px));
  }
`;

export const darkPageStyles = css`
  :host {
    position: relative;
    display: flex;
    flex: 1;
    flex-direction: column;
    min-height: 0;
    padding: calc(15.6 * var(--mm, 4.03px)) calc(18 * var(--mm, 4.03px));
    background: var(--k-deep);
    color: var(--k-on-deep);
    overflow: hidden auto;
  }
  :host(:focus-visible) {
    outline: calc(0.9 * var(--mm, 4.03px)) solid var(--k-on-deep);
    outline-offset: calc(-1.4 * var(--mm, 4.03px));
  }
  ${centreNameStyles}
  .message {
    display: grid;
    gap: calc(14 * var(--mm, 4.03px));
    margin-block: auto;
    padding-block: var(--k-space-8);
  }
  h1,
  .other {
    font-size: var(--k-h1, var(--k-type-h1));
    font-weight: 700;
    line-height: 1.14;
    letter-spacing: -0.02em;
  }
  .other {
    font-size: calc(11.6 * var(--k-mm));
  }
  .lead {
    max-width: 34em;
    color: var(--k-deep-quiet);
  }
  ul {
    display: grid;
    gap: var(--k-space-4);
    padding: 0;
    margin-top: var(--k-space-6);
    list-style: none;
  }
  li {
    display: flex;
    align-items: flex-start;
    gap: 0.6em;
    max-width: 40em;
    line-height: 1.4;
  }
  li .icon {
    margin-top: 0.16em;
    color: var(--k-saffron);
  }
  .help {
    display: flex;
    align-items: center;
    gap: 0.5em;
    font-size: var(--k-type-s);
    color: var(--k-deep-quiet);
  }
  /* Languages side by side: nobody scrolls a page without a visit. */
  @container kiosk (min-aspect-ratio: 11/10) and (min-width: 60em) {
    .message:has(> div + div) {
      grid-template-columns: repeat(auto-fit, minmax(0, 1fr));
      gap: calc(10 * var(--mm, 4.03px));
      align-items: start;
      padding-block: var(--k-space-5);
    }
    :host {
      padding-block: calc(11 * var(--mm, 4.03px));
    }
    .message ul {
      gap: var(--k-space-2);
      margin-top: var(--k-space-4);
    }
    .message > div > h1,
    .message > div > .other {
      font-size: calc(10 * var(--k-mm-heading));
    }
  }
  @container kiosk (max-height: 90em) and (max-aspect-ratio: 1/1) {
    :host {
      padding-block: calc(9 * var(--mm, 4.03px));
    }
    .message {
      gap: calc(6 * var(--mm, 4.03px));
      padding-block: var(--k-space-3);
    }
    .message ul {
      gap: var(--k-space-2);
      margin-top: var(--k-space-3);
    }
  }
  @container kiosk (max-width: 45em) {
    :host {
      padding: var(--k-space-5);
      --k-h1: max(14.2 * var(--k-mm-heading), 16.4 * var(--mm, 4.03px));
    }
  }
`;
