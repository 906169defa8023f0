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
      .lamp.bad {
        fill: #e0485b;
      }
      .cable {
        fill: none;
        stroke: #10222a;
        stroke-width: 16;
      }
      .plug,
      .part {
        fill: #10222a;
      }
      .socket,
      .rest {
        fill: #45575e;
      }
      .spark,
      .cross {
        fill: none;
        stroke: #a3182d;
        stroke-width: 9;
        stroke-linecap: round;
      }
      .cabinet {
        fill: #ffffff;
        stroke: #10222a;
        stroke-width: 5;
      }
      .screen {
        fill: #0b5560;
      }
      .mark {
        fill: none;
        stroke: #f2a93b;
        stroke-width: 8;
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

  /** `away`: the reader does not answer; its cable is out in the picture. `withdrawn`: it is connected, but reads badly. */
  declare stage: 'waiting' | 'reading' | 'away' | 'withdrawn';
  declare label: string;

  protected override render() {
    if (this.stage === 'away' || this.stage === 'withdrawn') return this.#out(this.stage === 'away');
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

  #out(isUnplugged: boolean) {
    return html`<svg viewBox="0 0 760 372" role="img" aria-label=${this.label}>
      <rect class="reader" x="40" y="36" width="380" height="122" rx="20" />
      <rect class="slot" x="82" y="56" width="296" height="22" rx="11" />
      <circle class="lamp bad" cx="374" cy="122" r="10" />
      ${
        isUnplugged
          ? svg`<path class="cable" d="M230 158v34M230 330v42" />
              <path class="plug" d="M196 192h68v32h-14v22h-14v-22h-12v22h-14v-22h-14Z" />
              <rect class="socket" x="194" y="290" width="72" height="42" rx="10" />
              <path class="spark" d="M150 250l26 10M148 284l24-14M310 250l-26 10M312 284l-24-14" />`
          : svg`<rect class="plastic" x="120" y="190" width="220" height="142" rx="16" />
              <path class="print" d="M214 230H310M214 254H294M150 300H310" />
              <rect class="photo" x="142" y="214" width="52" height="66" rx="8" />
              <path class="cross" d="M116 346 344 178M116 178 344 346" />`
      }
      <rect class="cabinet" x="560" y="16" width="150" height="336" rx="18" />
      <rect class="screen" x="578" y="36" width="114" height="150" rx="8" />
      <rect class="part" x="582" y="206" width="58" height="40" rx="6" />
      <rect class="rest" x="654" y="206" width="36" height="56" rx="6" />
      <rect class="rest" x="586" y="300" width="98" height="16" rx="8" />
      <rect class="mark" x="570" y="194" width="82" height="64" rx="14" />
    </svg>`;
  }
}

customElements.define('k-reader-picture', KReaderPicture);
