import { css } from 'lit';

export const resultStyles = css`
  .result-place {
    margin-top: var(--k-space-5);
  }
  .result {
    overflow: hidden;
    border: var(--k-stroke-thin) solid var(--k-line);
    border-radius: var(--k-radius);
    background: var(--k-card);
  }
  .result.sent {
    display: grid;
    grid-template-columns: minmax(min-content, 5fr) minmax(0, 9fr);
  }
  .own {
    padding: var(--k-space-5) var(--k-space-6);
    background: var(--k-deep);
    color: var(--k-on-deep);
  }
  .own :is(.label, .number, .number.ticket) {
    color: inherit;
  }
  .where {
    margin-top: var(--k-space-3);
    line-height: 1.3;
  }
  .wait {
    padding: var(--k-space-5) var(--k-space-6);
    line-height: 1.38;
  }
  .wait .label {
    margin-top: var(--k-space-3);
  }
  .when .time {
    font-size: var(--k-type-xl);
    font-weight: 720;
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
  .reference {
    color: var(--k-ink);
    font-weight: 640;
    white-space: nowrap;
  }
  .bring h2 {
    margin: var(--k-space-4) 0 var(--k-space-2);
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
  /* A code alone is no larger than beside words. */
  .outcome .qr:only-child {
    width: min(100%, calc(56 * var(--mm, 4.03px)));
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
    flex-direction: column;
    align-items: center;
    justify-content: center;
    gap: 0.4em;
    padding: var(--k-space-3);
    border: var(--k-stroke-thin) solid var(--k-line);
    border-radius: var(--k-radius);
    background: var(--k-sand);
    font-size: var(--k-type-s);
    font-weight: 620;
    line-height: 1.2;
    text-align: center;
  }
  .along .icon {
    flex: none;
    font-size: 1.7em;
  }
  /* Lower rows, if the page also lists things to bring. */
  .along.low li {
    flex-direction: row;
    padding-block: var(--k-space-2);
  }
  @container kiosk (min-aspect-ratio: 11/10) and (min-width: 60em) {
    .result-place {
      margin-top: 0;
    }
    .result.sent {
      grid-template-columns: minmax(0, 1fr);
    }
    .own,
    .wait {
      padding-block: var(--k-space-4);
    }
    .along li {
      padding: var(--k-space-2);
    }
  }
  @container kiosk (max-width: 58em) {
    .result.sent {
      grid-template-columns: minmax(0, 1fr);
    }
  }
  /* A low panel in large text: the sentence about the paper has no tile. */
  @container kiosk (max-height: 33em) or ((max-height: 48em) and (max-aspect-ratio: 1/1)) {
    .lead .tile {
      display: none;
    }
  }
  /* A large upright panel with the lower screen: the longest number fits beside the way. */
  @container kiosk (min-aspect-ratio: 11/10) and (max-aspect-ratio: 14/10) and (min-width: 60em) {
    .own .number:not(.ticket) {
      font-size: calc(11.5 * var(--mm, 4.03px));
    }
  }
`;
