import { css, html, LitElement } from 'lit';

/** Units of the drawn tile. */
const TILE = 180;
const TILE_MM = 12;

/** Şəbəkə, the lattice of Azerbaijani windows: a band of the first page. One SVG pattern: the browser draws one tile. */
export class KLattice extends LitElement {
  static override properties = { pxPerMm: { attribute: false } };
  static override styles = css`
    :host {
      display: block;
      min-width: calc(12 * var(--mm, 4.03px));
      min-height: calc(12 * var(--mm, 4.03px));
      background: var(--k-deep);
      position: relative;
      overflow: hidden;
      pointer-events: none;
    }
    svg {
      position: absolute;
      width: 100%;
      height: 100%;
    }
    .line {
      fill: none;
      stroke: var(--k-lattice);
      stroke-width: 3;
      stroke-linejoin: round;
    }
    .glass {
      fill: var(--k-saffron);
      opacity: 0.42;
    }
  `;

  declare pxPerMm: number;

  constructor() {
    super();
    this.pxPerMm = 4;
  }

  protected override render() {
    return html`<svg aria-hidden="true">
      <defs>
        <pattern
          id="tile"
          width=${TILE}
          height=${TILE}
          patternUnits="userSpaceOnUse"
          patternTransform="scale(${(TILE_MM * this.pxPerMm) / TILE})"
        >
          <g class="line">
            <path d="M90 0 112 68 180 90 112 112 90 180 68 112 0 90 68 68Z" />
            <path d="M90 44 102 78 136 90 102 102 90 136 78 102 44 90 78 78Z" />
            <path d="M0 0 68 68M180 0 112 68M180 180 112 112M0 180 68 112" />
            <path d="M90 0 46 0 0 46 0 90M90 0 134 0 180 46 180 90M0 90 0 134 46 180 90 180M180 90 180 134 134 180 90 180" />
            <path d="M68 68 90 44 112 68 136 90 112 112 90 136 68 112 44 90Z" />
          </g>
          <circle class="glass" cx="90" cy="90" r="8" />
        </pattern>
      </defs>
      <rect width="100%" height="100%" fill="url(#tile)" />
    </svg>`;
  }
}

customElements.define('k-lattice', KLattice);
