import { css } from 'lit';
import { onlySpoken } from '../../design/only-spoken.ts';

export const styles = css`
  :host {
    display: flex;
    flex: 1;
    flex-direction: column;
    min-height: 0;
    background: var(--k-paper);
  }
  /* Screen readers begin there; it is nothing to press. */
  h2:focus-visible {
    outline: none;
    box-shadow: none;
  }
  header {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: var(--k-space-2) var(--k-space-3);
    padding: var(--k-space-2) var(--k-space-6) max(var(--k-space-2), var(--k-gap));
    background: var(--k-ink);
    color: var(--k-on-deep);
  }
  :host-context([colours="contrast"]) header {
    background: var(--k-paper);
    border-bottom: var(--k-stroke) solid var(--k-line);
  }
  header > div:first-child {
    flex: 1 1 9em;
  }
  header h1 {
    font-size: var(--k-type-l);
  }
  header p {
    font-size: var(--k-type-s);
  }
  .languages {
    display: flex;
    flex: none;
    gap: var(--k-gap);
  }
  .languages button {
    min-width: var(--k-target);
    min-height: var(--k-target);
    border: var(--k-stroke) solid var(--k-deep-edge);
    border-radius: var(--k-radius-s);
    text-align: center;
  }
  .languages button[aria-pressed='true'] {
    background: var(--k-saffron);
    color: var(--k-on-saffron);
  }
  nav {
    display: flex;
    flex-wrap: wrap;
    gap: var(--k-gap);
    border-bottom: var(--k-stroke-thin) solid var(--k-line);
    background: var(--k-card);
  }
  nav button {
    min-height: var(--k-target);
    padding: 0 var(--k-space-2);
    font-size: var(--k-type-s);
    font-weight: 620;
    line-height: 1.15;
  }
  nav button[aria-current] {
    box-shadow: inset 0 calc(-1 * var(--k-stroke) * 2) var(--k-teal);
  }
  .body {
    position: relative;
    padding: var(--k-space-3) var(--k-space-6);
  }
  .body > * + * {
    margin-top: var(--k-space-4);
  }
  header .closed {
    display: inline-flex;
    order: 1;
    flex: 1 1 100%;
    align-items: center;
    gap: 0.5em;
    padding: var(--k-space-1) var(--k-space-4);
    border-radius: var(--k-radius);
    background: var(--k-saffron-mist);
    color: var(--k-amber);
    font-size: var(--k-type-s);
    font-weight: 620;
  }
  .card {
    display: grid;
    gap: var(--k-space-3);
    padding: var(--k-space-4);
    border: var(--k-stroke-thin) solid var(--k-line);
    border-radius: var(--k-radius);
    background: var(--k-card);
  }
  .figures {
    grid-template-columns: 1fr 1fr;
    background: var(--k-deep);
    color: var(--k-on-deep);
  }
  .figures dt {
    font-size: var(--k-type-s);
  }
  .figures dd {
    font-size: var(--k-type-l);
    font-weight: 720;
  }
  .card.job {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: var(--k-space-4);
  }
  .job > div {
    flex: 1 1 9em;
  }
  .job h3 {
    font-size: var(--k-type-m);
  }
  h3 {
    font-size: var(--k-type-l);
  }
  .jobs,
  .parts {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--k-gap);
  }
  .jobs .card {
    padding: var(--k-space-3) var(--k-space-4);
  }
  .parts > div {
    display: grid;
    align-content: start;
    gap: var(--k-space-4);
  }
  .quiet {
    color: var(--k-ink-2);
    font-size: var(--k-type-s);
  }
  .urgent {
    color: var(--k-amber);
    font-weight: 620;
  }
  .incidents {
    list-style: none;
    font-size: var(--k-type-s);
  }
  .devices {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(11em, 1fr));
    gap: var(--k-gap);
    list-style: none;
  }
  .devices li {
    display: flex;
    gap: 0.6em;
    align-items: center;
    padding: var(--k-space-3);
    border: var(--k-stroke-thin) solid var(--k-line);
    border-radius: var(--k-radius-s);
    background: var(--k-card);
    font-size: var(--k-type-s);
  }
  .cabinet {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(12em, 1fr));
    gap: var(--k-gap);
  }
  .button.part {
    justify-content: flex-start;
    padding: var(--k-space-2) var(--k-space-3);
    border: var(--k-stroke-thin) solid var(--k-line);
    text-align: start;
  }
  .only-spoken {
    ${onlySpoken}
  }
  .part small {
    display: block;
    color: var(--k-ink-2);
    font-size: var(--k-type-s);
    font-weight: 400;
  }
  ul.card {
    list-style: none;
  }
  .machine {
    display: flex;
    flex-wrap: wrap;
    align-items: flex-start;
    gap: var(--k-gap);
  }
  .facts dd {
    font-size: var(--k-type-s);
    font-weight: 620;
  }
  .facts {
    grid-template-columns: repeat(auto-fill, minmax(10em, 1fr));
    flex: 3 1 16em;
    gap: var(--k-space-2) var(--k-gap);
  }
  .facts dt {
    color: var(--k-ink-2);
    font-size: var(--k-type-s);
  }
  .facts dd {
    overflow-wrap: anywhere;
  }
  figure.card {
    flex: 1 1 10em;
    max-width: 11em;
    padding: var(--k-space-2);
  }
  .ask {
    font-size: var(--k-type-l);
    font-weight: 620;
  }
  .choices {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(11em, 1fr));
    gap: var(--k-gap);
  }
  .log {
    list-style: none;
    font-size: var(--k-type-s);
  }
  .log li {
    padding: var(--k-space-2) 0;
    border-bottom: var(--k-stroke-thin) solid var(--k-line);
    overflow-wrap: anywhere;
  }
  .log .bad {
    color: var(--k-amber);
  }
  .good svg {
    color: var(--k-green);
  }
  .bad svg {
    color: var(--k-amber);
  }
  .gauge {
    height: var(--k-space-3);
    border: var(--k-stroke-thin) solid var(--k-edge);
    border-radius: var(--k-space-2);
    background: var(--k-card);
    overflow: hidden;
  }
  .gauge div {
    height: 100%;
    background: var(--k-green);
  }
  .gauge .little {
    background: var(--k-amber);
  }
  .button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 0.5em;
    min-height: var(--k-target);
    padding: 0 var(--k-space-5);
    border: var(--k-stroke) solid var(--k-ink);
    border-radius: var(--k-radius);
    background: var(--k-card);
    font-weight: 620;
    text-align: center;
  }
  .button.primary {
    border-color: var(--k-teal);
    background: var(--k-teal);
    color: var(--k-on-primary);
  }
  .button:disabled {
    opacity: 0.45;
  }
  .button:active {
    background: var(--k-pressed);
    color: var(--k-ink);
  }
  footer {
    display: flex;
    flex-wrap: wrap;
    gap: var(--k-gap);
    padding: var(--k-gap) var(--k-space-6);
    border-top: var(--k-stroke-thin) solid var(--k-line);
    background: var(--k-card);
  }
  footer .button {
    flex: 1;
  }
  .sides {
    display: grid;
    align-items: start;
    gap: var(--k-space-4) var(--k-space-5);
  }
  .pin {
    display: grid;
    gap: var(--k-space-4);
  }
  .pin p {
    margin-top: var(--k-space-3);
  }
  @media (orientation: landscape) {
    nav {
      flex-wrap: nowrap;
    }
    nav button {
      padding: 0 var(--k-space-4);
    }
    header .closed {
      flex: 1 1 22em;
    }
    .sides > .choices {
      grid-template-columns: 1fr 1fr;
    }
    .languages {
      flex: none;
    }
    .sides {
      grid-template-columns: 2fr 3fr;
    }
    .jobs,
    .parts {
      grid-template-columns: repeat(auto-fit, minmax(min(100%, 17em), 1fr));
    }
    .figures {
      grid-template-columns: repeat(4, 1fr);
    }
    .pin {
      grid-template-columns: 1fr auto;
    }
  }
  .pad {
    display: grid;
    grid-template-columns: repeat(3, minmax(var(--k-target), 1fr));
    gap: var(--k-gap);
    max-width: 20em;
  }
  .pad .button {
    font-size: var(--k-type-xl);
  }
  .entry {
    display: flex;
    flex-wrap: wrap;
    align-items: flex-start;
    gap: var(--k-gap);
  }
  .entry > .pad {
    flex: 0 0 13em;
  }
  .entry .pad .button {
    padding: 0;
  }
  .entry .pad .erase {
    font-size: var(--k-type-s);
  }
  .said {
    display: flex;
    flex: 1 1 10em;
    flex-direction: column;
    gap: var(--k-gap);
  }
  @media (orientation: portrait) {
    .said {
      display: contents;
    }
    .said > * {
      flex: 0 0 100%;
    }
    .entry > .pad {
      order: 1;
    }
    .said > .counts {
      flex: 1 1 12em;
      order: 2;
    }
  }
  .sides > div > * + * {
    margin-top: var(--k-space-4);
  }
  .letters .button {
    padding: 0;
  }
  .letters .erase {
    grid-column: span 2;
    font-size: var(--k-type-s);
  }
  .letters {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(var(--k-target), 1fr));
    gap: var(--k-gap);
  }
  .counts {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(8em, 1fr));
    gap: var(--k-gap);
  }
  .counts .button {
    justify-content: space-between;
  }
  .counts [aria-pressed='true'] {
    background: var(--k-pressed);
    outline: var(--k-stroke) solid var(--k-teal);
  }
  .choices {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 19em), 1fr));
    gap: var(--k-gap);
  }
  .choices .button {
    justify-content: space-between;
    min-height: var(--k-target);
    text-align: start;
  }
  .choices .button > :first-child {
    flex: 1 1 0;
    min-width: 0;
  }
  .choices .sum {
    flex: none;
    white-space: nowrap;
  }
  .choices small {
    display: block;
    color: var(--k-ink-2);
    font-size: var(--k-type-s);
    font-weight: 400;
  }
  .typed-text {
    min-height: 1.4em;
    font-size: var(--k-type-xl);
    font-weight: 620;
    letter-spacing: 0.08em;
    overflow-wrap: anywhere;
  }
  .dots {
    display: flex;
    gap: var(--k-space-4);
  }
  .dots i {
    width: var(--k-space-5);
    height: var(--k-space-5);
    border: var(--k-stroke) solid var(--k-ink);
    border-radius: 50%;
  }
  .dots i.typed {
    background: var(--k-ink);
  }
  .alert {
    padding: var(--k-space-3) var(--k-space-4);
    border-radius: var(--k-radius-s);
    background: var(--k-pomegranate-mist);
    color: var(--k-pomegranate);
    font-weight: 620;
  }
  .picture {
    max-width: min(100%, 48cqh);
  }
  .sides .picture {
    max-width: min(100%, 80cqh);
  }
  .picture svg {
    width: 100%;
    height: auto;
  }
  .roll .case {
    fill: #10222a;
  }
  .roll .cover {
    fill: #45575e;
  }
  .roll .paper {
    fill: #ffffff;
    stroke: #d9d3c6;
    stroke-width: 3;
  }
  .roll .core {
    fill: #d9d3c6;
  }
  .roll .strip {
    fill: none;
    stroke: #d9d3c6;
    stroke-width: 7;
    stroke-linecap: round;
  }
  .roll .print {
    fill: none;
    stroke: #10222a;
    stroke-width: 5;
  }
  .roll .arrow {
    fill: none;
    stroke: #f2a93b;
    stroke-width: 11;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  .roll .note {
    fill: var(--k-green);
  }
  .roll .good {
    stroke: var(--k-green);
  }
  .roll .cross {
    fill: none;
    stroke: var(--k-pomegranate);
    stroke-width: 9;
    stroke-linecap: round;
  }
`;
