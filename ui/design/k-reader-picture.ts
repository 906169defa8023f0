import { css, html, LitElement, nothing, svg } from 'lit';
import { picture } from './picture.styles.ts';

/** Photo and chip of the card are visible, so its three lines of text are below. */
export class KReaderPicture extends LitElement {
  static override properties = { stage: { attribute: false }, label: { attribute: false } };
  static override styles = [
    picture,
    css`
      :host {
        width: min(100%, calc(168 * var(--mm, 4.03px)), 60cqh);
      }
      .reader {
        fill: #10222a;
        stroke: var(--k-line);
        stroke-width: 1;
      }
      .slot {
        fill: #000000;
      }
      .lamp {
        fill: #45575e;
      }
      .lamp.on {
        fill: #f2a93b;
      }
      .plastic {
        fill: #ffffff;
        stroke: #10222a;
        stroke-width: 4;
      }
      .band {
        fill: #e3efef;
      }
      .photo {
        fill: #e3efef;
      }
      .person {
        fill: #0b5560;
      }
      .print {
        fill: none;
        stroke: #7b878b;
        stroke-width: 5;
        stroke-linecap: round;
      }
      .light {
        fill: none;
        stroke: var(--k-saffron);
        stroke-width: 7;
        stroke-linecap: round;
      }
      .card {
        transition: translate 180ms ease-out;
      }
      .card.in {
        translate: 0 72px;
      }
      @media (prefers-reduced-motion: reduce) {
        .card {
          transition: none;
        }
      }
    `,
  ];

  declare stage: 'waiting' | 'reading';
  declare label: string;

  protected override render() {
    const reading = this.stage === 'reading';
    return html`<svg viewBox="0 0 520 372" role="img" aria-label=${this.label}>
      <clipPath id="above"><path d="M0-80H520V292H0Z" /></clipPath>
      <rect class="reader" x="70" y="262" width="380" height="98" rx="20" />
      <rect class="slot" x="112" y="278" width="296" height="22" rx="11" />
      <g clip-path="url(#above)">
        <g class="card ${reading ? 'in' : ''}">
          <rect class="plastic" x="134" y="18" width="252" height="162" rx="16" />
          <path class="band" d="M136 52V34a14 14 0 0 1 14-14H370a14 14 0 0 1 14 14V52Z" />
          <rect class="photo" x="154" y="68" width="70" height="92" rx="8" />
          <path class="person" d="M189 112a17 17 0 1 0-.01 0ZM160 154a29 29 0 0 1 58 0Z" />
          <rect class="chip" x="246" y="72" width="42" height="32" rx="6" />
          <path class="print" d="M306 78H364M306 98H352M246 126H364M246 148H340" />
        </g>
      </g>
      ${reading ? nothing : svg`<path class="arrow" d="M260 198v50m-24-24 24 24 24-24" />`}
      ${reading ? svg`<path class="light" d="M40 232 62 244M480 232 458 244M28 268H54M492 268H466" />` : nothing}
      <circle class="lamp ${reading ? 'on' : ''}" cx="260" cy="332" r="9" />
    </svg>`;
  }
}

customElements.define('k-reader-picture', KReaderPicture);
