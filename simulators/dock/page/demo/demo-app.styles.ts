import { css } from 'lit';

export const styles = css`
  :host {
    display: grid;
    grid-template: auto minmax(0, 1fr) / minmax(0, 1fr);
    gap: 10px;
    height: 100vh;
    padding: 10px 12px 12px;
    box-sizing: border-box;
  }
  * {
    box-sizing: border-box;
  }
  .guide {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr) auto;
    align-items: center;
    gap: 6px 22px;
    padding: 10px 16px;
    border-radius: 12px;
    background: var(--teal-deep);
    color: #fff;
    /* Two quick touches mark no words. */
    user-select: none;
  }
  h1 {
    margin: 0;
    font-size: 13px;
    font-weight: 600;
  }
  ol {
    display: flex;
    gap: 4px;
    list-style: none;
    margin: 6px 0 0;
    padding: 0;
  }
  li {
    padding: 2px 9px;
    border: 1px solid #7f9fa4;
    border-radius: 99px;
    font-size: 12px;
    white-space: nowrap;
  }
  li.past {
    background: #23505a;
  }
  li[aria-current] {
    background: var(--saffron);
    border-color: var(--saffron);
    color: var(--ink);
    font-weight: 680;
  }
  .says {
    margin: 0;
    min-height: 2.6em;
    display: grid;
    align-content: center;
    font-size: 19px;
    font-weight: 640;
    line-height: 1.3;
    text-wrap: balance;
  }
  .acts {
    display: flex;
    flex-wrap: wrap;
    justify-content: flex-end;
    gap: 6px;
    max-width: 430px;
  }
  button {
    font: 560 13px / 1.25 var(--sans);
    min-height: 30px;
    padding: 5px 11px;
    border: 1px solid #7f9fa4;
    border-radius: 7px;
    background: transparent;
    color: #fff;
    cursor: pointer;
  }
  button:hover {
    border-color: #fff;
  }
  button:active {
    background: #23505a;
  }
  button[aria-pressed='true'] {
    background: #fff;
    border-color: #fff;
    color: var(--ink);
  }
  button.show {
    background: var(--saffron);
    border-color: var(--saffron);
    color: var(--ink);
  }
  :focus-visible {
    outline: 3px solid var(--saffron);
    outline-offset: 2px;
  }
  .languages {
    display: flex;
    gap: 4px;
  }
  .stage {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    gap: 12px;
    min-height: 0;
  }
  .kiosk {
    width: calc(1080px * var(--scale));
    height: calc(1920px * var(--scale));
    border-radius: 10px;
    overflow: hidden;
    box-shadow: 0 0 0 1px var(--edge);
  }
  iframe {
    display: block;
    width: 1080px;
    height: 1920px;
    border: 0;
    transform: scale(var(--scale));
    transform-origin: 0 0;
  }
  .devices {
    min-width: 0;
    overflow: auto;
    border-radius: 12px;
  }
  dock-app {
    padding: 0;
    min-height: 100%;
  }
  .ring {
    position: fixed;
    z-index: 1;
    left: 0;
    top: 0;
    pointer-events: none;
    border: 3px solid var(--saffron);
    border-radius: 12px;
    outline: 2px solid var(--ink);
    box-shadow: inset 0 0 0 2px var(--ink);
  }
  .ring::after {
    content: '';
    position: absolute;
    inset: -10px;
    border: 6px solid var(--saffron);
    border-radius: 18px;
    opacity: 0.55;
    animation: breathe 1.4s ease-in-out infinite;
  }
  .ring.pressed {
    background: rgb(242 169 59 / 0.5);
  }
  .ring[hidden] {
    display: none;
  }
  @keyframes breathe {
    50% {
      opacity: 0.1;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .ring::after {
      animation: none;
    }
  }
  @media (max-width: 1100px) {
    .guide {
      grid-template-columns: minmax(0, 1fr) auto;
    }
    .says {
      grid-column: 1 / -1;
      grid-row: 2;
      min-height: 0;
    }
  }
  @media (max-width: 800px) {
    :host {
      height: auto;
      min-height: 100vh;
    }
    .guide {
      position: sticky;
      top: 6px;
      z-index: 2;
      grid-template-columns: minmax(0, 1fr);
      padding: 10px 12px;
    }
    .languages {
      position: absolute;
      top: 6px;
      right: 10px;
    }
    .says {
      grid-row: auto;
      font-size: 16px;
    }
    ol {
      flex-wrap: wrap;
      margin-top: 12px;
    }
    li {
      padding: 1px 6px;
      font-size: 11.5px;
    }
    .acts {
      justify-content: flex-start;
    }
    .stage {
      grid-template-columns: minmax(0, 1fr);
      justify-items: center;
    }
    .devices {
      width: 100%;
      overflow: visible;
    }
  }
`;
