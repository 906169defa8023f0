import { css } from 'lit';
import { pageBySize } from './k-page-by-size.styles.ts';

const pieces = css`
  :host {
    display: flex;
    flex-direction: column;
    flex: 1;
    min-height: 0;
  }
  .middle {
    display: flex;
    flex: 1;
    flex-direction: column;
    min-height: 0;
  }
  .content {
    /* What is only spoken lies in here, or it would lengthen the screen. */
    position: relative;
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    grid-template-areas: "head" "picture" "body";
    grid-template-rows: auto auto 1fr;
    min-height: 100%;
    padding: var(--k-space-10) var(--k-side) var(--k-space-8);
  }
  .head {
    grid-area: head;
  }
  .picture {
    grid-area: picture;
  }
  .body {
    grid-area: body;
    padding-top: var(--k-space-8);
  }
  :host([traits~="tail"]) .content {
    grid-template-areas: "head" "body" "picture";
    grid-template-rows: auto auto 1fr;
  }
  :host([traits~="tail"]) .picture {
    padding-top: var(--k-space-8);
  }
  :host(:is([traits~="sink"], [traits~="fill"])) .body {
    display: flex;
    flex-direction: column;
  }
  .moving.paged .content {
    padding-right: var(--k-space-2);
  }
  .bar {
    display: flex;
    gap: var(--k-space-5);
    padding: var(--k-space-5) var(--k-side);
    border-top: var(--k-stroke-thin) solid var(--k-line);
    background: var(--k-card);
    align-items: center;
  }
  .keys {
    display: none;
  }
  :host([traits~="typing"]) .keys {
    display: block;
    flex: none;
    padding: var(--k-gap) calc(4 * var(--mm, 4.03px)) var(--k-space-5);
  }
  :host([traits~="typing"]) .content {
    padding-block: var(--k-space-6) var(--k-space-3);
  }
  :host([traits~="typing"]) .body {
    padding-top: var(--k-space-4);
  }
  /* The field follows the question, and stays on the glass if the question does not fit. */
  :host([traits~="typing"]) .moving {
    flex: 0 1 auto;
  }
  ::slotted([slot="field"]) {
    flex: none;
    margin: 0 var(--k-side) var(--k-space-3);
  }
  :host([traits~="spare-picture"]) .content {
    height: 100%;
    grid-template-rows: auto minmax(0, 17cqh) 1fr;
  }
  :host([traits~="spare-picture"]) .picture {
    display: grid;
    min-height: 0;
    padding-top: 0;
  }
  :host([traits~="spare-picture"]) .moving {
    flex: 1 1 auto;
  }
  .total {
    display: none;
  }
  :host([layout="table"]) .content {
    padding-bottom: var(--k-gap);
  }
  :host([layout="table"]) .total {
    display: block;
    flex: none;
    padding: 0 var(--k-side) var(--k-gap);
  }
`;

export const styles = [pieces, pageBySize];
