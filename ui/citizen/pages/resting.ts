import { html } from 'lit';
import { LANGUAGE_CODES, languageOfPage } from '../../../device/words/language.ts';
import { base } from '../../design/base.styles.ts';
import { icon } from '../../design/icon.ts';
import '../../design/k-mark.ts';
import { parts } from '../../design/parts.styles.ts';
import { loadedWords, loadWords } from '../../words/load.ts';
import type { Words } from '../../words/words.ts';
import { deep } from '../parts/deep.styles.ts';
import { inAllLanguages, type LanguageText } from '../parts/in-all-languages.ts';
import { ScreenElement } from '../parts/screen-element.ts';

/** Page without a visit, in all languages; the first is the largest. */
abstract class ScreenResting extends ScreenElement<'starting' | 'outOfService'> {
  static override styles = [base, parts, deep];

  protected abstract said(words: Words): LanguageText;

  override connectedCallback(): void {
    super.connectedCallback();
    for (const code of LANGUAGE_CODES) void loadWords(code).then(() => this.requestUpdate());
  }

  protected override render() {
    const { screen } = this;
    return html`<p class="centre"><k-mark></k-mark><span>${screen.centre.name}</span></p>
      <div class="message">
        ${inAllLanguages((language) => {
          if (languageOfPage(language, screen.show) !== language) return undefined;
          const words = loadedWords(language);
          return words && this.said(words);
        })}
      </div>
      <p class="help">${icon('phone')}<span>108</span></p>`;
  }
}

export class ScreenStarting extends ScreenResting {
  protected override said({ starting }: Words) {
    return starting;
  }
}

export class ScreenOutOfService extends ScreenResting {
  protected override said({ outOfService, troubles }: Words) {
    const because = this.screen.show === 'outOfService' ? this.screen.because : [];
    return { ...outOfService, because: [...new Set(because.map((code) => troubles[code].title))] };
  }
}

customElements.define('screen-starting', ScreenStarting);
customElements.define('screen-out-of-service', ScreenOutOfService);
