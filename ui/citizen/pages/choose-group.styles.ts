import { css } from 'lit';

export const styles = css`
  .services {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    grid-auto-rows: minmax(min-content, 1fr);
    max-height: calc(var(--count) * 84 * var(--k-mm));
    gap: calc(5.6 * var(--mm, 4.03px));
    height: 100%;
    padding: 0;
    list-style: none;
  }
  .service {
    display: flex;
    flex-direction: column;
    width: 100%;
    height: 100%;
    padding: 0;
    border: var(--k-stroke) solid var(--k-line);
    border-radius: var(--k-radius);
    background: var(--k-card);
    overflow: hidden;
  }
  .service:is(:active, [data-pressed]) {
    background: var(--k-pressed);
  }
  .service:disabled {
    background: none;
  }
  .main {
    display: flex;
    flex: 1;
    align-items: center;
    gap: calc(7.6 * var(--mm, 4.03px));
    padding: var(--k-space-5) calc(8.6 * var(--mm, 4.03px));
  }
  .tile {
    display: grid;
    place-items: center;
    flex: none;
    width: calc(25 * var(--mm, 4.03px));
    height: calc(25 * var(--mm, 4.03px));
    border: var(--k-stroke-thin) solid transparent;
    border-radius: var(--k-radius);
    background: var(--k-mist);
    color: var(--k-teal);
    font-size: calc(13 * var(--k-mm));
  }
  .service:disabled .tile {
    background: var(--k-sand);
    color: var(--k-ink-2);
  }
  .words {
    flex: 1;
    min-width: 0;
  }
  .title {
    display: block;
    font-size: calc(10.2 * var(--k-mm));
    font-weight: 680;
    line-height: 1.2;
    letter-spacing: -0.016em;
  }
  .summary {
    display: block;
    margin-top: var(--k-space-2);
    color: var(--k-ink-2);
    line-height: 1.34;
  }
  .go {
    color: var(--k-teal);
    font-size: calc(9.4 * var(--k-mm));
  }
  .terms {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--k-space-2) calc(8.6 * var(--mm, 4.03px));
    padding: calc(4 * var(--mm, 4.03px)) calc(8.6 * var(--mm, 4.03px));
    border-top: var(--k-stroke-thin) solid var(--k-line);
    color: var(--k-ink-2);
    font-size: var(--k-type-s);
    font-weight: 500;
  }
  .terms > span {
    display: flex;
    align-items: center;
    gap: 0.5em;
  }
  .terms .price {
    color: var(--k-ink);
    font-size: var(--k-type-l);
    font-weight: 700;
  }
  .terms .copy {
    width: 100%;
    color: var(--k-ink);
    font-weight: 640;
  }
  .terms .icon {
    font-size: 1.1em;
  }
  .terms.stop {
    background: var(--k-saffron-mist);
    color: var(--k-ink);
  }
  .terms.stop .icon {
    flex: none;
  }

  @container kiosk (min-aspect-ratio: 11/10) and (min-width: 60em) {
    .services {
      grid-template-columns: repeat(3, minmax(0, 1fr));
      grid-auto-rows: minmax(min-content, 1fr);
      max-height: calc(150 * var(--k-mm));
    }
    .main {
      position: relative;
      flex-direction: column;
      align-items: flex-start;
      justify-content: flex-start;
      gap: var(--k-space-5);
    }
    .words {
      flex: none;
      width: 100%;
    }
    .go {
      position: absolute;
      top: calc(14 * var(--mm, 4.03px));
      right: calc(8.6 * var(--mm, 4.03px));
    }
    .terms {
      flex-direction: column;
      align-items: flex-start;
    }
  }
  /* A low panel: three rows, each with its terms at the end. */
  @container kiosk (max-height: 62em) and (min-width: 60em) {
    .services {
      grid-template-columns: minmax(0, 1fr);
      grid-auto-rows: auto;
      gap: var(--k-gap);
    }
    .service {
      flex-direction: row;
    }
    .main {
      flex-direction: row;
      align-items: center;
      gap: var(--k-space-5);
      padding: var(--k-space-2) var(--k-space-6);
    }
    .words {
      flex: 1;
    }
    .tile {
      width: calc(20 * var(--mm, 4.03px));
      height: calc(20 * var(--mm, 4.03px));
      font-size: calc(11 * var(--k-mm));
    }
    .go {
      position: static;
    }
    .title {
      font-size: var(--k-type-l);
    }
    .summary {
      margin-top: 0;
      font-size: var(--k-type-s);
    }
    .terms {
      flex: 0 0 31%;
      justify-content: center;
      gap: 0;
      white-space: nowrap;
      padding: var(--k-space-1) var(--k-space-4);
      border-top: 0;
      border-left: var(--k-stroke-thin) solid var(--k-line);
      line-height: 1.3;
    }
    .terms.stop {
      white-space: normal;
      flex-basis: 42%;
    }
  }
  @container kiosk (max-width: 75em) and (max-height: 62em) and (min-width: 60em) {
    .terms {
      white-space: normal;
    }
  }
  @container kiosk (max-width: 58em) {
    .main {
      gap: var(--k-space-4);
      padding: var(--k-space-4) var(--k-space-5);
    }
    .tile {
      width: calc(18 * var(--mm, 4.03px));
      height: calc(18 * var(--mm, 4.03px));
      font-size: calc(10 * var(--k-mm));
    }
    .title {
      font-size: calc(8.6 * var(--k-mm));
    }
    .summary {
      margin-top: var(--k-space-1);
      font-size: var(--k-type-s);
    }
    .terms {
      gap: var(--k-space-1) var(--k-space-4);
      padding: var(--k-space-3) var(--k-space-5);
    }
  }
  @container kiosk (max-width: 45em) {
    .main {
      flex-direction: column;
      align-items: flex-start;
      gap: var(--k-space-3);
      padding: var(--k-space-4);
    }
    .tile {
      width: calc(16 * var(--mm, 4.03px));
      height: calc(16 * var(--mm, 4.03px));
      font-size: calc(9 * var(--k-mm));
    }
    .words {
      flex: none;
      width: 100%;
    }
    .title {
      font-size: var(--k-type-l);
    }
    .go {
      display: none;
    }
    .terms {
      flex-direction: column;
      align-items: flex-start;
      padding: var(--k-space-3) var(--k-space-4);
    }
  }
  /* A low panel in large text: the name, the price, and what one needs. */
  @container kiosk (max-height: 33em) or ((max-height: 48em) and (max-aspect-ratio: 1/1)) {
    .services {
      grid-auto-rows: auto;
      gap: var(--k-gap);
      max-height: none;
    }
    .tile,
    .summary,
    .go,
    .terms .time {
      display: none;
    }
    .main,
    .terms {
      padding: var(--k-space-2) var(--k-space-4);
    }
    .terms {
      gap: 0 var(--k-space-4);
    }
  }
  @container kiosk (max-height: 33em) and (min-width: 40em) {
    .services {
      grid-template-columns: repeat(2, minmax(0, 1fr));
    }
  }
`;
