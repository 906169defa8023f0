import { css } from 'lit';

export const styles = css`
  :host {
    display: block;
    min-height: 100%;
    color: #10222a;
    font: 15px/1.4 "Inter Kiosk", system-ui, sans-serif;
  }
  .tools {
    position: sticky;
    top: 0;
    z-index: 2;
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px 22px;
    padding: 12px 24px;
    border-bottom: 1px solid #d9d3c6;
    background: #ffffff;
  }
  h1 {
    margin: 0 auto 0 0;
    font-size: 19px;
    font-weight: 700;
    letter-spacing: -0.01em;
  }
  fieldset {
    display: flex;
    gap: 16px;
    margin: 0;
    padding: 0;
    border: 0;
  }
  legend {
    position: absolute;
    clip-path: inset(50%);
  }
  label {
    display: inline-flex;
    align-items: center;
    gap: 7px;
    min-height: 34px;
  }
  select {
    min-height: 34px;
    padding: 4px 10px;
    border: 1px solid #7b878b;
    border-radius: 9px;
    background: #ffffff;
    color: inherit;
    font: inherit;
  }
  input {
    width: 24px;
    height: 24px;
    accent-color: #0b5560;
  }
  h2 {
    margin: 30px 24px 4px;
    font-size: 17px;
    font-weight: 680;
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    gap: 18px;
    margin: 0;
    padding: 8px 24px;
    list-style: none;
  }
  .row li {
    content-visibility: auto;
    contain-intrinsic-size: auto 200px auto 380px;
  }
  .thumbnail {
    display: block;
    color: #45575e;
    font-size: 14px;
    text-decoration: none;
  }
  .thumbnail span {
    display: block;
    padding: 5px 2px;
  }
  .thumbnail:hover span {
    text-decoration: underline;
  }
  .frame {
    position: relative;
    overflow: hidden;
    border: 1px solid #d9d3c6;
    border-radius: 10px;
    background: #ffffff;
  }
  .frame > div {
    transform-origin: 0 0;
  }
  .steps {
    display: flex;
    gap: 20px;
    min-height: 24px;
    padding: 16px 24px 0;
  }
  .steps a {
    color: #0b5560;
    font-weight: 600;
  }
  .steps output {
    margin-left: auto;
    font-family: ui-monospace, monospace;
    font-size: 13px;
  }
  .large {
    display: grid;
    justify-items: center;
    padding: 14px 24px 32px;
  }
  :focus-visible {
    outline: 3px solid #0b5560;
    outline-offset: 2px;
  }
  .bare {
    position: fixed;
    inset: 0;
  }
`;
