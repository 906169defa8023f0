import { css, html, LitElement } from 'lit';
import { qrPath } from './qr-path.ts';

/** A QR code, black on white in every colour set, because cameras expect it so. */
export class KQr extends LitElement {
  static override properties = { text: { attribute: false }, label: { attribute: false } };
  static override styles = css`
    :host {
      display: block;
      aspect-ratio: 1;
      background: #ffffff;
    }
    svg {
      display: block;
      width: 100%;
      height: 100%;
    }
    path {
      fill: #000000;
    }
  `;

  declare text: string;
  declare label: string;

  protected override render() {
    const { size, path } = qrPath(this.text);
    return html`<svg viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges" role="img" aria-label=${this.label}>
      <path d=${path} />
    </svg>`;
  }
}

customElements.define('k-qr', KQr);

declare global {
  interface HTMLElementTagNameMap {
    'k-qr': KQr;
  }
}
