import { css, html, LitElement } from 'lit';
import { base } from '../design/base.styles.ts';
import '../design/k-mark.ts';
import { parts } from '../design/parts.styles.ts';
import { tokens } from '../design/tokens.ts';
import { deep } from './deep.styles.ts';

/**
 * Shown while the kiosk's process cannot be reached. It has no screen to draw, so no language: it says the same in
 * all three, with its own words, because no dictionary can be fetched either.
 */
export class KioskClosed extends LitElement {
  static override styles = [
    tokens,
    base,
    parts,
    deep,
    css`
      :host {
        container: kiosk / size;
        height: 100%;
        font-family: "Inter Kiosk", "Inter Variable", system-ui, sans-serif;
        font-synthesis: none;
        user-select: none;
      }
    `,
  ];

  protected override render() {
    return html`<main class="message">
      <k-mark></k-mark>
      <div lang="az">
        <h1>Köşk müvəqqəti bağlıdır</h1>
        <p class="lead">Bir az gözləyin. Ödəniş etmisinizsə, o itməyib. Kömək: 108</p>
      </div>
      <div lang="ru">
        <p class="other">Киоск временно закрыт</p>
        <p class="lead">Подождите немного. Если вы заплатили, оплата не пропала. Помощь: 108</p>
      </div>
      <div lang="en">
        <p class="other">This kiosk is closed for a moment</p>
        <p class="lead">Please wait. If you have paid, your payment is safe. Help: 108</p>
      </div>
    </main>`;
  }
}

customElements.define('kiosk-closed', KioskClosed);

declare global {
  interface HTMLElementTagNameMap {
    'kiosk-closed': KioskClosed;
  }
}
