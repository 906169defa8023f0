import { css } from 'lit';

export const styles = css`
  .accepted {
    display: flex;
    align-items: center;
    gap: calc(5.4 * var(--mm, 4.03px));
    padding: var(--k-space-5) var(--k-space-6);
    border: var(--k-stroke-thin) solid transparent;
    border-radius: var(--k-radius);
    background: var(--k-green-mist);
  }
  .accepted > .icon {
    color: var(--k-green);
    font-size: calc(19.6 * var(--k-mm));
  }
  .accepted.missing {
    background: var(--k-saffron-mist);
  }
  .accepted.missing > .icon {
    color: var(--k-pomegranate);
  }
  .accepted h1 {
    --k-h1: calc(14 * var(--k-mm-heading));
  }
  .accepted .lead {
    margin-top: var(--k-space-2);
  }
  .filled {
    display: flex;
    flex: 1;
    flex-direction: column;
    justify-content: space-between;
    gap: var(--k-space-5);
  }
  .outcome {
    display: grid;
    grid-template-columns: minmax(0, 1fr) calc(48 * var(--k-mm));
    gap: var(--k-space-5);
    align-items: center;
    padding: var(--k-space-4) var(--k-space-4) var(--k-space-4) var(--k-space-6);
    border: var(--k-stroke-thin) solid var(--k-line);
    border-radius: var(--k-radius);
    background: var(--k-card);
  }
  .outcome.alone {
    align-items: stretch;
    padding: 0;
    border: 0;
    background: none;
  }
  .label {
    color: var(--k-ink-2);
    font-size: var(--k-type-s);
  }
  .number {
    font-size: calc(16 * var(--k-mm-heading));
    white-space: nowrap;
    font-weight: 720;
    letter-spacing: 0.012em;
    line-height: 1.16;
    font-variant-numeric: tabular-nums;
  }
  .next h2 {
    margin: var(--k-space-4) 0 var(--k-space-2);
  }
  ol {
    display: grid;
    gap: var(--k-space-2);
    padding-left: 1.4em;
    line-height: 1.34;
  }
  li {
    padding-left: 0.2em;
  }
  .qr {
    padding: var(--k-space-3);
    border-radius: var(--k-radius);
    background: #ffffff;
    color: #45575e;
    font-size: var(--k-type-s);
    line-height: 1.3;
    text-align: center;
  }
  .facts {
    margin-top: var(--k-space-6);
  }
  .survey {
    margin-top: 0;
  }
  @container kiosk (max-height: 90em) and (max-aspect-ratio: 1/1) {
    .accepted {
      padding: var(--k-space-5) var(--k-space-6);
    }
    .accepted > .icon {
      font-size: calc(15 * var(--k-mm));
    }
    .accepted h1 {
      --k-h1: calc(12 * var(--k-mm-heading));
    }
    .number {
      font-size: max(13 * var(--k-mm-heading), min(16 * var(--mm, 4.03px), 3.37cqh));
    }
    .next h2 {
      margin-top: var(--k-space-3);
    }
    ol {
      gap: var(--k-space-1);
    }
    .survey {
      margin-top: var(--k-space-5);
    }
    .face {
      min-height: calc(30 * var(--mm, 4.03px));
      padding-block: var(--k-space-2);
    }
    .face .icon {
      font-size: calc(12 * var(--k-mm));
    }
  }
  @container kiosk (min-aspect-ratio: 11/10) and (min-width: 60em) {
    .accepted {
      padding: var(--k-space-3) var(--k-space-6);
    }
    .accepted > .icon {
      font-size: calc(15 * var(--k-mm));
    }
    .accepted > div {
      display: flex;
      flex: 1;
      flex-wrap: wrap;
      align-items: center;
      justify-content: space-between;
      gap: var(--k-space-1) var(--k-space-6);
    }
    .accepted .lead {
      margin-top: 0;
    }
    .survey {
      margin-top: var(--k-space-5);
    }
    .survey legend {
      margin-bottom: var(--k-space-3);
    }
    .thanks {
      margin-top: var(--k-space-1);
      font-size: var(--k-type-s);
    }
    .next h2 {
      margin-top: var(--k-space-4);
    }
    ol {
      gap: var(--k-space-2);
    }
    .face {
      min-height: calc(28 * var(--mm, 4.03px));
      padding-block: var(--k-space-2);
    }
  }
  @container kiosk (max-height: 62em) and (min-width: 60em) {
    .outcome {
      grid-template-columns: minmax(0, 1fr) calc(38 * var(--k-mm));
      padding: var(--k-space-3);
    }
    .next h2 {
      margin-top: var(--k-space-2);
    }
    .number {
      font-size: max(11 * var(--k-mm-heading), min(16 * var(--mm, 4.03px), 6.85cqh - 2.3 * var(--mm, 4.03px)));
    }
    .survey {
      margin-top: var(--k-space-3);
    }
    .survey legend {
      margin-bottom: var(--k-space-2);
    }
    .thanks {
      margin-top: var(--k-space-1);
    }
    .accepted {
      gap: var(--k-space-3);
      padding: var(--k-space-2) var(--k-space-5);
    }
    .accepted > .icon {
      font-size: calc(11 * var(--k-mm));
    }
    .accepted h1 {
      --k-h1: calc(clamp(10 * var(--mm, 4.03px), 5.1cqh, 14 * var(--mm, 4.03px)) * (0.75 + 0.25 * var(--k-text, 1)));
    }
    .face {
      min-height: calc(22 * var(--mm, 4.03px));
      padding-block: var(--k-space-2);
      gap: var(--k-space-1);
    }
    .face .icon {
      font-size: calc(10 * var(--k-mm));
    }
    ol {
      gap: var(--k-space-1);
    }
  }
  @container kiosk (max-width: 75em) and (max-height: 62em) and (min-width: 60em) {
    .number {
      font-size: max(8.4 * var(--k-mm-heading), min(16 * var(--mm, 4.03px), 6.05cqh));
    }
    .outcome {
      grid-template-columns: minmax(0, 1fr);
    }
    .outcome .qr {
      width: min(100%, calc(60 * var(--mm, 4.03px)));
    }
    .face {
      padding-inline: 0;
      font-size: calc(5.3 * var(--k-mm));
      letter-spacing: -0.03em;
    }
  }
  @container kiosk (max-width: 58em) {
    .number {
      font-size: max(13 * var(--k-mm-heading), min(16 * var(--mm, 4.03px), max(3.37cqh, 4.8cqi)));
    }
    .face {
      padding-inline: 0;
      font-size: max(6.75 * var(--mm, 4.03px), 6 * var(--k-mm));
      letter-spacing: -0.03em;
    }
    .outcome {
      grid-template-columns: minmax(0, 1fr);
    }
    .qr {
      width: min(100%, calc(80 * var(--mm, 4.03px)));
    }
  }
  @container kiosk (max-width: 45em) {
    .accepted {
      display: grid;
      grid-template-columns: auto minmax(0, 1fr);
      align-items: center;
      padding: var(--k-space-2) var(--k-space-4);
      gap: var(--k-space-1) var(--k-space-3);
    }
    .accepted > .icon {
      font-size: calc(9 * var(--k-mm));
    }
    .accepted > div {
      display: contents;
    }
    .accepted .lead {
      grid-column: 1 / -1;
      margin-top: 0;
    }
    .accepted h1 {
      --k-h1: calc(clamp(11.2 * var(--mm, 4.03px), 2.55cqh, 12.1 * var(--mm, 4.03px)) * (0.75 + 0.25 * var(--k-text, 1)));
    }
    .number {
      font-size: min(calc(13.8 * var(--k-mm-heading)), 6.6cqi);
    }
    .faces {
      grid-template-columns: minmax(0, 1fr);
    }
    .face {
      font-size: var(--k-type-s);
      flex-direction: row;
      justify-content: flex-start;
      gap: var(--k-space-4);
      min-height: var(--k-target);
      padding-inline: var(--k-space-4);
    }
    .face .icon {
      font-size: calc(11 * var(--k-mm));
    }
  }
  @container kiosk (max-height: 62em) and (min-aspect-ratio: 11/10) and (min-width: 60em) {
    .outcome .reference {
      font-size: calc(9 * var(--k-mm-heading));
    }
  }
`;
