import { css } from 'lit';

export const verifyStyles = css`
  :host {
    display: block;
    font-family: system-ui, sans-serif;
    line-height: 1.45;
    color: #10222a;
  }
  * {
    box-sizing: border-box;
  }
  main {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 1rem;
    max-width: 40rem;
    margin: 0 auto;
    padding: 1rem;
  }
  h1,
  h2,
  p,
  dl,
  ul {
    margin: 0;
  }
  h1 {
    font-size: 1.9rem;
    line-height: 1.15;
  }
  h2 {
    font-size: 1.25rem;
  }
  .lead {
    font-size: 1.1rem;
  }
  .hint {
    color: #45575e;
  }
  nav,
  form {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
  }
  form {
    flex-direction: column;
  }
  label {
    font-weight: 600;
  }
  button,
  .picture,
  textarea {
    min-height: 2.75rem;
    padding: 0.6rem 1rem;
    border: 2px solid #0b5560;
    border-radius: 0.6rem;
    background: #ffffff;
    color: #0b5560;
    font: inherit;
    font-weight: 600;
  }
  button,
  .picture {
    cursor: pointer;
  }
  nav button[aria-pressed="true"] {
    border-color: #10222a;
    background: #10222a;
    color: #ffffff;
  }
  .picture {
    position: relative;
    text-align: center;
  }
  /* The input's own button has the language of the browser. So the label is the button, and the input lies over it, unseen. */
  .picture input {
    position: absolute;
    inset: 0;
    width: 100%;
    height: 100%;
    opacity: 0;
    cursor: pointer;
  }
  textarea {
    width: 100%;
    border-color: #7b878b;
    color: #10222a;
    font: 0.95rem / 1.4 ui-monospace, monospace;
    resize: vertical;
  }
  form > button {
    background: #0b5560;
    color: #ffffff;
  }
  .picture:has(:disabled),
  :disabled {
    border-color: #d9d3c6;
    background: #f3ebdc;
    color: #45575e;
    cursor: default;
  }
  :focus-visible,
  .picture:focus-within {
    outline: 3px solid #10222a;
    outline-offset: 2px;
  }
  nav button {
    padding-inline: 0.75rem;
  }
  [data-test="answer"] {
    display: grid;
    gap: 1rem;
  }
  .answer,
  .limits {
    display: grid;
    gap: 0.75rem;
    padding: 1rem;
    border-radius: 0.8rem;
    background: #ffffff;
    border-left: 0.5rem solid #7b878b;
    overflow-wrap: anywhere;
  }
  .proved {
    border-left-color: #1b6e45;
    background: #e3f1e9;
  }
  .refused {
    border-left-color: #a3182d;
    background: #f8e6e4;
  }
  dl {
    display: grid;
    grid-template-columns: minmax(6rem, auto) 1fr;
    gap: 0.3rem 1rem;
  }
  dt {
    color: #45575e;
  }
  dd {
    margin: 0;
    font-weight: 600;
  }
  ul {
    display: grid;
    gap: 0.4rem;
    padding-left: 1.2rem;
  }
`;
