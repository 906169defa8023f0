import { css } from 'lit';

export const panelStyles = css`
  :host {
    display: block;
    position: relative;
    box-sizing: border-box;
    background: var(--card);
    border: 1px solid var(--line);
    border-radius: 12px;
    padding: 11px 13px;
    min-width: 0;
  }
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  header {
    display: flex;
    align-items: center;
    gap: 7px;
    margin-bottom: 8px;
    min-height: 24px;
  }
  h2 {
    margin: 0;
    font-size: 14px;
    font-weight: 680;
    white-space: nowrap;
  }
  h3 {
    margin: 0;
    font-size: 12px;
    font-weight: 600;
  }
  .about {
    color: var(--ink-2);
    font-size: 11.5px;
    flex: 1;
    min-width: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .icon {
    width: 14px;
    height: 14px;
    flex: none;
    display: inline-flex;
  }
  .icon svg {
    width: 100%;
    height: 100%;
  }
  .led {
    width: 10px;
    height: 10px;
    border-radius: 50%;
    flex: none;
    background: var(--edge);
  }
  .led.on {
    background: var(--led-green);
  }
  .led.waiting {
    background: var(--saffron);
  }
  button,
  .button {
    font: 560 12px / 1.25 var(--sans);
    color: var(--ink);
    background: var(--card);
    border: 1px solid var(--line);
    border-radius: 7px;
    padding: 5px 9px;
    min-height: 28px;
    display: inline-flex;
    align-items: center;
    gap: 7px;
    text-align: start;
    text-decoration: none;
    cursor: pointer;
  }
  button:hover,
  .button:hover {
    border-color: var(--edge);
  }
  button:active {
    background: var(--mist);
  }
  :is(button, a, summary, [tabindex]):focus-visible {
    outline: 2px solid var(--teal);
    outline-offset: 2px;
  }
  .fault {
    color: var(--red);
    border: 1px dashed var(--red-line);
  }
  .fault[aria-pressed='true'] {
    background: var(--red-soft);
    border: 1px solid var(--red);
  }
  .plain[aria-pressed='true'] {
    background: var(--mist);
    border-color: var(--teal);
  }
  .small {
    min-height: 24px;
    padding: 2px 8px;
    font-size: 11.5px;
  }
  .chips {
    display: flex;
    flex-wrap: wrap;
    gap: 6px;
  }
  details > summary {
    cursor: pointer;
    font-size: 11.5px;
    color: var(--ink-2);
    border-radius: 4px;
    min-height: 24px;
    line-height: 24px;
    width: fit-content;
  }
  details[open] > summary {
    margin-bottom: 4px;
  }
  ol,
  ul {
    list-style: none;
    margin: 0;
    padding: 0;
  }
  .mono {
    font-family: var(--mono);
    font-size: 11px;
    color: var(--ink-2);
  }
  .hidden {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  @media (prefers-reduced-motion: reduce) {
    * {
      transition: none !important;
      animation: none !important;
    }
  }
`;

export const wireLineStyles = css`
  li {
    margin-bottom: 2px;
  }
  li button {
    width: 100%;
    display: grid;
    gap: 7px;
    align-items: baseline;
    border: 1px solid transparent;
    border-radius: 5px;
    background: #f6f4ee;
    font: 400 10.5px / 1.3 var(--mono);
    padding: 3px 6px;
    min-height: 24px;
  }
  li button:hover {
    background: var(--mist);
  }
  .meaning {
    overflow-wrap: anywhere;
  }
  .hex {
    color: var(--teal);
    white-space: nowrap;
    overflow: hidden;
    text-overflow: ellipsis;
  }
  li.discarded button {
    background: var(--red-soft);
  }
`;
