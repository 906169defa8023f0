import { css, html, LitElement } from 'lit';

/** Şəbəkə, the lattice of Azerbaijani windows, for the first screen. One SVG pattern: the browser draws one tile. */
export class KLattice extends LitElement {
  static override styles = css`
    :host {
      position: absolute;
      inset: 0;
      overflow: hidden;
      pointer-events: none;
    }
    svg {
      display: block;
      width: 100%;
      height: 100%;
    }
    .line {
      fill: none;
      stroke: var(--k-lattice);
      stroke-width: 2;
      stroke-linejoin: round;
    }
    .glass {
      fill: var(--k-saffron);
      opacity: 0.42;
    }
    stop {
      stop-color: var(--k-deep);
    }
    .clear {
      stop-opacity: 0;
    }
    :host([hushed]) {
      display: none;
    }
  `;

  protected override render() {
    return html`<svg aria-hidden="true">
      <defs>
        <pattern id="tile" width="180" height="180" patternUnits="userSpaceOnUse">
          <g class="line">
            <path d="M90 0 112 68 180 90 112 112 90 180 68 112 0 90 68 68Z" />
            <path d="M90 44 102 78 136 90 102 102 90 136 78 102 44 90 78 78Z" />
            <path d="M0 0 68 68M180 0 112 68M180 180 112 112M0 180 68 112" />
            <path d="M90 0 46 0 0 46 0 90M90 0 134 0 180 46 180 90M0 90 0 134 46 180 90 180M180 90 180 134 134 180 90 180" />
            <path d="M68 68 90 44 112 68 136 90 112 112 90 136 68 112 44 90Z" />
          </g>
          <circle class="glass" cx="90" cy="90" r="8" />
        </pattern>
        <linearGradient id="fade" x1="0" y1="0" x2="0" y2="1">
          <stop class="clear" offset="0.06" />
          <stop offset="0.46" />
        </linearGradient>
      </defs>
      <rect width="100%" height="100%" fill="url(#tile)" />
      <rect width="100%" height="100%" fill="url(#fade)" />
    </svg>`;
  }
}

customElements.define('k-lattice', KLattice);
