import { css } from 'lit';

export const resultStyles = css`
  .result-place {
    margin-top: var(--k-space-5);
  }
  .result {
    overflow: hidden;
    border: var(--k-stroke-thin) solid var(--k-line);
    border-radius: var(--k-radius);
    background: var(--k-deep);
    color: var(--k-on-deep);
    --k-ink-2: var(--k-deep-quiet);
  }
  .result {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    align-content: space-evenly;
    align-items: center;
    gap: var(--k-space-4) var(--k-space-5);
    padding: var(--k-space-5) var(--k-space-6);
  }
  .own,
  .result .wait {
    min-width: 0;
  }
  .result .wait {
    grid-column: 1 / -1;
    padding-top: var(--k-space-4);
    border-top: var(--k-stroke-thin) solid var(--k-deep-edge);
    color: var(--k-deep-quiet);
    font-size: var(--k-type-s);
    line-height: 1.34;
  }
  .when {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    justify-content: space-between;
    gap: 0 var(--k-space-5);
    color: var(--k-on-deep);
  }
  .when .time {
    font-size: var(--figure);
    font-weight: 720;
    line-height: 1.15;
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
  .result {
    --figure: max(var(--k-type-xl), min(18 * var(--mm, 4.03px), 6.7cqi, 4.2cqh));
  }
  .number.ticket {
    font-size: max(18 * var(--k-mm-heading), min(37.7 * var(--mm, 4.03px), 13.2cqi, 8.2cqh));
    line-height: 1.08;
    letter-spacing: -0.01em;
  }
  .figures {
    display: flex;
    flex-wrap: wrap;
    gap: var(--k-space-1) var(--k-space-8);
    margin-top: var(--k-space-3);
  }
  .figures dd {
    font-size: var(--figure);
    font-weight: 720;
    line-height: 1.1;
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
  .figures small {
    font-size: max(0.6em, var(--k-type-s));
  }
  .reference {
    font-size: max(10 * var(--k-mm-heading), min(14 * var(--mm, 4.03px), 5.2cqi));
    font-weight: 720;
    line-height: 1.16;
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
  .bring {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--k-space-1) var(--k-space-3);
    margin-top: var(--k-space-3);
  }
  .bring ul {
    display: flex;
    flex-wrap: wrap;
    gap: var(--k-space-1) var(--k-space-2);
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .bring li {
    display: flex;
    align-items: center;
    gap: 0.5em;
    padding: var(--k-space-1) var(--k-space-3);
    border-radius: var(--k-radius);
    background: var(--k-mist);
    font-size: var(--k-type-s);
    font-weight: 620;
    line-height: 1.2;
  }
  .bring .icon {
    flex: none;
    color: var(--k-teal);
    font-size: 1.5em;
  }
  .outcome > :only-child {
    grid-column: 1 / -1;
  }
  .result .qr {
    width: min(56 * var(--mm, 4.03px), 20cqi);
  }
  .outcome ol {
    font-size: var(--k-type-s);
  }
  .next:first-child h2 {
    margin-top: 0;
  }
  .along {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 7.2em), 1fr));
    gap: var(--k-gap);
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .along li {
    display: flex;
    align-items: center;
    gap: 0.7em;
    padding: var(--k-space-3) var(--k-space-5);
    border: var(--k-stroke-thin) solid var(--k-line);
    border-radius: var(--k-radius);
    background: var(--k-card);
    font-size: var(--k-type-s);
    font-weight: 640;
    line-height: 1.2;
  }
  .along .icon {
    flex: none;
    color: var(--k-teal);
    font-size: 1.7em;
  }
  .outcome.alone .along,
  .outcome.alone li {
    height: 100%;
  }
  .outcome.alone li {
    flex-direction: column;
    justify-content: center;
    font-size: var(--k-type-l);
    text-align: center;
  }
  .outcome.alone li .icon {
    font-size: calc(22 * var(--k-mm));
  }
  @container kiosk (max-height: 90em) {
    .along li {
      padding: var(--k-space-2) var(--k-space-4);
    }
    .result {
      gap: var(--k-space-3);
      padding-block: var(--k-space-3);
    }
    .result .wait {
      padding-top: var(--k-space-2);
    }
  }
  /* All of the page is seen at once. */
  @container kiosk (min-height: 90em) and (max-aspect-ratio: 1/1) {
    .accepted,
    .outcome {
      padding-block: var(--k-space-3);
    }
    .result-place {
      margin-block: var(--k-space-4) calc(-1 * var(--k-space-4));
    }
    .along li {
      padding-block: var(--k-space-2);
    }
    .thanks {
      min-height: 1.2em;
      margin: var(--k-space-1) 0 calc(-1 * var(--k-space-4));
      font-size: var(--k-type-s);
    }
  }
  @container kiosk (max-width: 45em) {
    .along li {
      flex-direction: column;
      align-items: flex-start;
      gap: 0.3em;
    }
    .result:not(.sent) {
      grid-template-columns: minmax(0, 1fr);
    }
    .result .qr {
      width: min(100%, calc(80 * var(--mm, 4.03px)));
    }
  }
  /* The plate is as high as the page, so its figures have room. */
  @container kiosk (min-aspect-ratio: 11/10) and (min-width: 60em) {
    .result-place {
      margin-top: 0;
    }
    .result {
      min-height: min(100%, 60cqh);
    }
    .result {
      --figure: max(var(--k-type-xl), min(20 * var(--mm, 4.03px), 6.6cqh));
    }
    .result:not(.sent) {
      grid-template-columns: minmax(0, 1fr);
    }
    .result .qr {
      width: min(72 * var(--mm, 4.03px), 34cqh);
    }
    .number.ticket {
      font-size: max(17 * var(--k-mm-heading), min(38 * var(--mm, 4.03px), 7.2cqi, 20cqh - 20 * var(--mm, 4.03px)));
    }
  }
  /* A low panel in large text: the sentence about the paper has no tile, and the figures are beside the ticket. */
  @container kiosk (max-height: 33em) or ((max-height: 48em) and (max-aspect-ratio: 1/1)) {
    .lead .tile {
      display: none;
    }
  }
  @container kiosk (max-height: 62em) and (min-aspect-ratio: 11/10) {
    .result.sent .own {
      display: flex;
      flex-wrap: wrap;
      align-items: flex-end;
      justify-content: space-between;
      gap: var(--k-space-1) var(--k-space-4);
    }
    .figures {
      column-gap: var(--k-space-3);
      margin-top: 0;
    }
  }
  /* A large upright panel with the lower screen: the longest number fits beside the way. */
  @container kiosk (min-aspect-ratio: 11/10) and (max-aspect-ratio: 14/10) and (min-width: 60em) {
    .own .number:not(.ticket) {
      font-size: calc(11.5 * var(--mm, 4.03px));
    }
  }
`;
