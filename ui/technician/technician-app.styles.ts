import { css } from 'lit';

/** A screen of 1366 by 768 shows all important parts without scrolling. */
export const styles = css`
  :host {
    display: block;
    max-width: 1500px;
    margin: 0 auto;
    padding: 14px 20px 28px;
  }
  header,
  .heading {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 6px 16px;
  }
  h1 {
    margin: 0;
    font-size: 22px;
  }
  h2 {
    margin: 0;
    font-size: 16px;
  }
  p {
    margin: 6px 0;
  }
  .about {
    flex: 1;
    color: #45575e;
  }
  section {
    background: #fff;
    border: 1px solid #d9d3c6;
    border-radius: 10px;
    padding: 12px 16px;
    min-width: 0;
  }
  .grid {
    display: grid;
    grid-template-columns: minmax(260px, 1fr) minmax(0, 3fr);
    gap: 14px;
    margin-top: 12px;
    align-items: start;
  }
  .stack {
    display: grid;
    gap: 14px;
    min-width: 0;
  }
  @media (max-width: 1100px) {
    .grid {
      grid-template-columns: minmax(0, 1fr);
    }
    /* What is owed comes first. */
    .owed {
      order: -1;
    }
  }
  .heading {
    justify-content: space-between;
    margin-bottom: 6px;
  }
  button {
    font: inherit;
    min-height: 36px;
    padding: 4px 14px;
    border: 1px solid #7b878b;
    border-radius: 8px;
    background: #fff;
    color: #0b5560;
    cursor: pointer;
  }
  button[aria-pressed="true"] {
    background: #0b5560;
    border-color: #0b5560;
    color: #fff;
  }
  button.primary {
    background: #0b5560;
    border-color: #0b5560;
    color: #fff;
    font-weight: 600;
  }
  button:disabled {
    opacity: 0.5;
    cursor: default;
  }
  button:focus-visible,
  input:focus-visible {
    outline: 3px solid #f2a93b;
    outline-offset: 2px;
  }
  form {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 6px 12px;
    margin: 14px 0;
  }
  input {
    font: inherit;
    font-family: ui-monospace, monospace;
    min-height: 36px;
    padding: 4px 10px;
    border: 1px solid #7b878b;
    border-radius: 8px;
    width: 18ch;
    text-transform: uppercase;
  }
  dl {
    display: grid;
    grid-template-columns: auto 1fr;
    gap: 5px 14px;
    margin: 8px 0 0;
  }
  dt {
    color: #45575e;
  }
  dd[data-degraded] {
    grid-column: 1 / -1;
  }
  dd {
    margin: 0;
    font-weight: 600;
  }
  table {
    width: 100%;
    border-collapse: collapse;
  }
  th {
    text-align: left;
    font-weight: 600;
    color: #45575e;
    border-bottom: 1px solid #d9d3c6;
    padding: 4px 12px 4px 0;
  }
  td {
    vertical-align: top;
    border-bottom: 1px solid #efe8da;
    padding: 5px 12px 5px 0;
    overflow-wrap: anywhere;
  }
  td.once,
  th.once {
    white-space: nowrap;
    overflow-wrap: normal;
  }
  tbody tr:last-child td {
    border-bottom: 0;
  }
  small {
    display: block;
    color: #45575e;
    font-size: 13px;
  }
  .good {
    color: #1b6e45;
  }
  .bad {
    color: #a3182d;
  }
  .notice {
    background: #f8e6e4;
    color: #a3182d;
    border-radius: 8px;
    padding: 8px 14px;
    margin: 10px 0 0;
    font-weight: 600;
  }
  .log {
    max-height: 55vh;
    overflow: auto;
    font-size: 13px;
  }
  .warn td {
    background: #fdf0d9;
  }
  .error td {
    background: #f8e6e4;
  }
  code {
    background: #f3ebdc;
    border-radius: 6px;
    padding: 2px 8px;
  }
`;
