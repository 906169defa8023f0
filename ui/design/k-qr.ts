import { css, html, LitElement } from 'lit';
import { qrPath } from './qr-path.ts';

/** A QR code, always black on white, for cameras. */
export class KQr extends LitElement {
  static override properties = { text: { attribute: false }, label: { attribute: false } };
  static override styles = css`
    :host {
      display: grid;
      place-content: center;
      place-items: center;
      grid-template-columns: 100%;
      aspect-ratio: 1;
      background: #ffffff;
    }
    /* A whole number of pixels for each module, if possible: with 2.3, modules are 2 or 3 wide, and cameras cannot read a long code. */
    svg {
      display: block;
      width: 100%;
      width: max(round(down, 100%, var(--modules)), min(100%, var(--modules)));
      aspect-ratio: 1;
    }
    path {
      fill: #000000;
    }
  `;

  declare text: string;
  declare label: string;

  protected override render() {
    const { size, path } = qrPath(this.text);
    return html`<svg style=${`--modules: ${size}px`} viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges" role="img" aria-label=${this.label}>
      <path d=${path} />
    </svg>`;
  }
}

customElements.define('k-qr', KQr);
