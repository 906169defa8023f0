import { html, nothing } from 'lit';
import { base } from '../design/base.styles.ts';
import { icon } from '../design/icon.ts';
import '../design/k-mark.ts';
import { parts } from '../design/parts.styles.ts';
import { deep } from './deep.styles.ts';
import { ScreenElement } from './screen-element.ts';

/** Before the kiosk may open. */
export class ScreenStarting extends ScreenElement<'starting'> {
  static override styles = [base, parts, deep];

  protected override render() {
    const { screen, words } = this;
    return html`<p class="centre"><k-mark></k-mark><span>${screen.centre.name}</span></p>
      <div class="message">
        <div>
          <h1 tabindex="-1">${words.starting.title}</h1>
          <p class="lead">${words.starting.lead}</p>
        </div>
      </div>`;
  }
}

/** Nothing can be done here now, and why. */
export class ScreenOutOfService extends ScreenElement<'outOfService'> {
  static override styles = [base, parts, deep];

  protected override render() {
    const { screen, words } = this;
    const reasons = [...new Set(screen.because.map((code) => words.troubles[code].title))];
    return html`<p class="centre"><k-mark></k-mark><span>${screen.centre.name}</span></p>
      <div class="message">
        <div>
          <h1 tabindex="-1">${words.outOfService.title}</h1>
          <p class="lead">${words.outOfService.lead}</p>
          ${
            reasons.length === 0
              ? nothing
              : html`<ul>
                  ${reasons.map((reason) => html`<li>${icon('triangle-alert')}<span>${reason}</span></li>`)}
                </ul>`
          }
        </div>
      </div>
      <p class="help">${icon('phone')}<span>${words.common.help}</span></p>`;
  }
}

customElements.define('screen-starting', ScreenStarting);
customElements.define('screen-out-of-service', ScreenOutOfService);

declare global {
  interface HTMLElementTagNameMap {
    'screen-starting': ScreenStarting;
    'screen-out-of-service': ScreenOutOfService;
  }
}
