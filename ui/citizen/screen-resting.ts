import { html, nothing, type TemplateResult } from 'lit';
import { base } from '../design/base.styles.ts';
import { icon } from '../design/icon.ts';
import '../design/k-mark.ts';
import { parts } from '../design/parts.styles.ts';
import { LANGUAGES } from '../words/languages.ts';
import { loadWords, wordsNow } from '../words/load.ts';
import type { Words } from '../words/words.ts';
import { deep } from './deep.styles.ts';
import { ScreenElement } from './screen-element.ts';

/** Nobody has chosen a language here, and nobody can: each says the same, the first one largest. */
abstract class ScreenResting extends ScreenElement<'starting' | 'outOfService'> {
  static override styles = [base, parts, deep];

  protected abstract said(words: Words): {
    readonly title: string;
    readonly lead: string;
    readonly because: readonly string[];
  };

  override connectedCallback(): void {
    super.connectedCallback();
    for (const { code } of LANGUAGES) void loadWords(code).then(() => this.requestUpdate());
  }

  protected override render() {
    const { screen } = this;
    return html`<p class="centre"><k-mark></k-mark><span>${screen.centre.name}</span></p>
      <div class="message">${LANGUAGES.map(({ code }, at) => this.#in(wordsNow(code), at === 0))}</div>
      <p class="help">${icon('phone')}<span>108</span></p>`;
  }

  #in(words: Words | undefined, first: boolean): TemplateResult | typeof nothing {
    if (!words) return nothing;
    const { title, lead, because } = this.said(words);
    return html`<div lang=${words.language}>
      ${first ? html`<h1 tabindex="-1">${title}</h1>` : html`<p class="other">${title}</p>`}
      <p class="lead">${lead}</p>
      ${
        because.length === 0
          ? nothing
          : html`<ul>
              ${because.map((reason) => html`<li>${icon('triangle-alert')}<span>${reason}</span></li>`)}
            </ul>`
      }
    </div>`;
  }
}

/** Before the kiosk may open. */
export class ScreenStarting extends ScreenResting {
  protected override said({ starting }: Words) {
    return { ...starting, because: [] };
  }
}

/** Nothing can be done here now, and why. */
export class ScreenOutOfService extends ScreenResting {
  protected override said({ outOfService, troubles }: Words) {
    const because = this.screen.show === 'outOfService' ? this.screen.because : [];
    return { ...outOfService, because: [...new Set(because.map((code) => troubles[code].title))] };
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
