import { css } from 'lit';

export const styles = css`
  :host {
    display: flex;
    flex-direction: column;
    justify-content: flex-end;
    width: 100%;
    height: 100%;
    background: var(--k-paper);
    color: var(--k-ink);
    font-family: "Inter Kiosk", "Inter Variable", system-ui, sans-serif;
    font-synthesis: none;
    font-feature-settings: "ss02", "calt", "kern";
    -webkit-font-smoothing: antialiased;
    user-select: none;
    overflow: hidden;
  }
  :host([deep]) {
    background: var(--k-deep);
  }
  /* 4 mm of the citizen's text size is 1 em of every container query, so 200 % text gets the layout of half the width. */
  .stage {
    container: kiosk / size;
    position: relative;
    display: flex;
    flex-direction: column;
    width: 100%;
    height: 100%;
    font-size: calc(4 * var(--k-mm));
  }
  /*
   * Everything below 1 220 mm: a panel with its lower edge at 900 mm, as in docs/mounting.md, may use
   * 320 mm of its height.
   */
  :host([lower]) .stage {
    height: min(100%, calc(var(--k-reach, 320) * var(--mm, 4.03px)));
    border-top: var(--k-stroke-thin) solid var(--k-line);
  }
  :host([lower][deep]) .stage {
    border-top-color: transparent;
  }
  /* The text stays readable: a sensor may not see a seated person. */
  :host([dim]) .stage {
    filter: brightness(0.6);
  }
  .night {
    position: absolute;
    inset: 0;
    z-index: 10;
    width: 100%;
    border: 0;
    background: #000;
  }
  .page {
    position: relative;
  }
  .page,
  .under {
    display: flex;
    flex: 1;
    flex-direction: column;
    min-height: 0;
  }
  .covered .under {
    visibility: hidden;
  }
  .covered .simulated {
    position: relative;
    z-index: 2;
  }
  .simulated {
    display: flex;
    align-items: center;
    justify-content: center;
    gap: 0.5em;
    padding: calc(0.8 * var(--mm, 4.03px)) var(--k-space-5);
    border-bottom: var(--k-stroke-thin) solid var(--k-line);
    background: var(--k-saffron);
    color: var(--k-on-saffron);
    font-size: calc(6.75 * var(--mm, 4.03px));
    font-weight: 620;
    line-height: 1.2;
    text-align: center;
  }
  .hint,
  .volume {
    display: flex;
    align-items: center;
    justify-content: center;
    gap: 0.6em;
    padding: calc(0.8 * var(--mm, 4.03px)) var(--k-space-5);
    border-bottom: var(--k-stroke-thin) solid var(--k-line);
    background: var(--k-mist);
    color: var(--k-ink);
    font-size: var(--k-type-s);
    font-weight: 620;
    line-height: 1.25;
  }
  .scan {
    display: flex;
    align-items: center;
    justify-content: center;
    gap: 0.6em;
    padding: calc(1.6 * var(--mm, 4.03px)) var(--k-space-5);
    border-bottom: var(--k-stroke-thin) solid var(--k-line);
    background: var(--k-saffron);
    color: var(--k-on-saffron);
    font-size: var(--k-type-s);
    font-weight: 620;
    line-height: 1.25;
  }
  /* Low panel and large text: the page keeps half of the height. */
  @container kiosk (max-height: 45em) {
    .scan,
    .hint,
    .volume {
      padding-block: calc(0.8 * var(--mm, 4.03px));
      font-size: calc(8.8 * var(--mm, 4.03px));
      line-height: 1.15;
    }
  }
  @container kiosk style(--k-panel: small) {
    .scan,
    .hint,
    .volume {
      padding: 0 var(--k-side);
      font-size: calc(6.75 * var(--mm, 4.03px));
      line-height: 1.15;
    }
  }
  .scan p,
  .hint p,
  .volume p {
    margin: 0;
  }
  main {
    display: flex;
    flex: 1;
    flex-direction: column;
    min-height: 0;
  }
`;
