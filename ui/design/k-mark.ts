import { css, html, LitElement } from 'lit';

export class KMark extends LitElement {
  static override styles = css`
    :host {
      flex: none;
      display: block;
    }
    svg {
      display: block;
      width: 100%;
      height: 100%;
    }
    .plate {
      fill: #0b5560;
    }
    .star {
      fill: none;
      stroke: #ffffff;
      stroke-width: 3;
      stroke-linejoin: round;
    }
    .heart {
      fill: #f2a93b;
    }
  `;

  protected override render() {
    return html`<svg viewBox="0 0 48 48" aria-hidden="true">
      <rect class="plate" width="48" height="48" rx="11" />
      <path class="star" d="M24 7 28.5 19.5 41 24 28.5 28.5 24 41 19.5 28.5 7 24 19.5 19.5Z" />
      <circle class="heart" cx="24" cy="24" r="4" />
    </svg>`;
  }
}

customElements.define('k-mark', KMark);
