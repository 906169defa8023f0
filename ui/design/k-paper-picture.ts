import { css, html, LitElement } from 'lit';
import { picture } from './picture.styles.ts';

/** A decoration: the heading says the same. */
export class KPaperPicture extends LitElement {
  static override properties = { sheets: { type: Boolean } };
  declare sheets: boolean;

  constructor() {
    super();
    this.sheets = false;
  }

  static override styles = [
    picture,
    css`
      :host {
        width: min(100%, calc(124 * var(--mm, 4.03px)), 56cqh);
      }
      .printer {
        fill: #10222a;
        stroke: var(--k-line);
        stroke-width: 1;
      }
      .slot {
        fill: #000000;
      }
      .paper {
        fill: #ffffff;
        stroke: #d9d3c6;
        stroke-width: 3;
      }
      .print {
        fill: none;
        stroke: #45575e;
        stroke-width: 6;
        stroke-linecap: round;
      }
      .strong {
        stroke: #10222a;
        stroke-width: 9;
      }
      .code {
        fill: #10222a;
      }
    `,
  ];

  protected override render() {
    return html`<svg viewBox="0 0 400 400" aria-hidden="true">
      <rect class="printer" x="30" y="24" width="340" height="96" rx="20" />
      <rect class="slot" x="78" y="84" width="244" height="20" rx="10" />
      <path class="paper" d=${this.sheets ? 'M100 94H300V376H100Z' : 'M100 94H300V350l-20 14-20-14-20 14-20-14-20 14-20-14-20 14-20-14-20 14-20-14Z'} />
      <path class="print strong" d="M146 134H254" />
      <path class="print" d="M126 166H214M126 190H274M126 214H196M246 166H274M246 214H274" />
      <path class="code" d="M168 244h22v22h-22zM210 244h22v22h-22zM168 286h22v22h-22zM196 268h10v10h-10zM210 286h10v10h-10zM222 298h10v10h-10z" />
      <path class="arrow" d="M346 196v58m-24-24 24 24 24-24" />
    </svg>`;
  }
}

customElements.define('k-paper-picture', KPaperPicture);
