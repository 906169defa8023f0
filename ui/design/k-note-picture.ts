import { css, html, LitElement } from 'lit';
import { picture } from './picture.styles.ts';

export class KNotePicture extends LitElement {
  static override properties = { note: { attribute: false }, label: { attribute: false } };
  static override styles = [
    picture,
    css`
      :host {
        width: min(100%, calc(236 * var(--k-mm)));
      }
      .ground {
        fill: #fdf0d9;
      }
      .body {
        fill: #10222a;
      }
      .mouth {
        fill: #0a171d;
      }
      .slot {
        fill: #000000;
      }
      .lamp {
        fill: #f2a93b;
      }
      .note {
        fill: #aab6dc;
        stroke: #10222a;
        stroke-width: 3;
      }
      .frame {
        fill: none;
        stroke: #e7ebf7;
        stroke-width: 2;
      }
      .disc {
        fill: #d3daef;
      }
      text {
        fill: #10222a;
        font-weight: 700;
        font-size: 40px;
        text-anchor: middle;
      }
    `,
  ];

  declare note: string;
  declare label: string;

  protected override render() {
    return html`<svg viewBox="0 0 480 250" role="img" aria-label=${this.label}>
      <rect class="ground" width="480" height="250" rx="18" />
      <rect class="body" x="80" y="120" width="320" height="104" rx="14" />
      <path class="mouth" d="M140 146h200l-14 38h-172z" />
      <rect class="slot" x="160" y="176" width="160" height="11" rx="5" />
      <rect class="note" x="194" y="26" width="92" height="154" rx="6" />
      <rect class="frame" x="201" y="33" width="78" height="140" rx="4" />
      <circle class="disc" cx="240" cy="106" r="33" />
      <text x="240" y="120">${this.note}</text>
      <circle class="lamp" cx="104" cy="202" r="6" />
      <path class="arrow" d="M152 108v-56m-20 20 20-20 20 20" />
      <path class="arrow" d="M328 108v-56m-20 20 20-20 20 20" />
    </svg>`;
  }
}

customElements.define('k-note-picture', KNotePicture);
