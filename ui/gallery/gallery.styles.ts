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
    gap: 10px 22px;
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
  label {
    display: inline-flex;
    align-items: center;
    gap: 7px;
  }
  select,
  .tools button {
    min-height: 34px;
    padding: 4px 10px;
    border: 1px solid #7b878b;
    border-radius: 9px;
    background: #ffffff;
    color: inherit;
    font: inherit;
    cursor: pointer;
  }
  input {
    width: 18px;
    height: 18px;
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
    padding: 8px 24px;
  }
  figure {
    position: relative;
    margin: 0;
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
  .open {
    position: absolute;
    inset: 0;
    width: 100%;
    border: 0;
    border-radius: 10px;
    background: none;
    cursor: zoom-in;
  }
  .open:focus-visible {
    outline: 3px solid #0b5560;
  }
  figcaption {
    max-width: 100%;
    padding: 5px 2px 0;
    color: #45575e;
    font-size: 14px;
  }
  .large {
    display: grid;
    justify-items: center;
    padding: 20px 24px 40px;
  }
  .bare {
    position: fixed;
    inset: 0;
  }
`;
