import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { type ProvedReceipt, type ReceiptTrouble, verifyReceipt } from '../../device/proof/verify.ts';
import { DEFAULT_LANGUAGE, type LANGUAGES, type Language } from '../../device/words/language.ts';
import type { Result } from '../../drivers/result.ts';
import { proofRows, proofSentence } from './facts.ts';
import { verifyPageDataOf } from './page-data.ts';
import { readCodeIn } from './picture.ts';
import { verifyStyles } from './verify-page.styles.ts';
import { RECEIPT_CHECK_WORDS, VERIFY_LANGUAGES } from './words.ts';

type Shown =
  | { readonly is: 'nothing' | 'reading' | 'no-code' }
  | { readonly is: 'answer'; readonly answer: Result<ProvedReceipt, ReceiptTrouble> };

/** Page that checks the proof of a receipt, from its address's fragment, a text or a picture. */
export class VerifyPage extends LitElement {
  static override properties = { language: { state: true }, shown: { state: true } };
  static override styles = verifyStyles;

  declare language: Language;
  declare shown: Shown;
  readonly #given = verifyPageDataOf(document);

  constructor() {
    super();
    this.language = preferred();
    this.shown = { is: 'nothing' };
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#checkFragment();
    window.addEventListener('hashchange', this.#checkFragment);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('hashchange', this.#checkFragment);
  }

  protected override updated(): void {
    document.documentElement.lang = this.language;
    document.title = RECEIPT_CHECK_WORDS[this.language].title;
  }

  protected override render() {
    const words = RECEIPT_CHECK_WORDS[this.language];
    const without = this.#given.trust.logs.length === 0;
    return html`<main>
      <nav aria-label=${VERIFY_LANGUAGES.map(({ name }) => name).join(', ')}>${VERIFY_LANGUAGES.map((each) => this.#languageButton(each))}</nav>
      <h1>${words.title}</h1>
      <p class="lead">${words.lead}</p>
      ${without ? html`<p class="answer refused" role="alert">${words.noKeys}</p>` : nothing}
      <form @submit=${this.#checkText}>
        <label class="picture"
          >${words.picture}<input type="file" accept="image/*" ?disabled=${without} @change=${this.#checkPicture}
        /></label>
        <label for="code">${words.text}</label>
        <textarea
          id="code"
          name="code"
          rows="3"
          spellcheck="false"
          autocomplete="off"
          aria-describedby="hint"
          ?disabled=${without}
        ></textarea>
        <p id="hint" class="hint">${words.textHint}</p>
        <button type="submit" ?disabled=${without}>${words.check}</button>
      </form>
      <div aria-live="polite" data-test="answer">${this.#answer()}</div>
      <p class="hint">${words.offline}</p>
    </main>`;
  }

  #languageButton({ code, name }: (typeof LANGUAGES)[number]): TemplateResult {
    const choose = () => {
      this.language = code;
    };
    return html`<button type="button" lang=${code} aria-pressed=${this.language === code} @click=${choose}>${name}</button>`;
  }

  #answer() {
    const words = RECEIPT_CHECK_WORDS[this.language];
    const { shown } = this;
    if (shown.is !== 'answer') {
      if (shown.is === 'nothing') return nothing;
      return shown.is === 'reading'
        ? html`<p class="answer">${words.reading}</p>`
        : html`<p class="answer refused">${words.noCode}</p>`;
    }
    const { answer } = shown;
    if (!answer.ok) {
      return html`<section class="answer refused">
        <h2>${words.refused}</h2>
        <p>${words.trouble[answer.error.kind]}</p>
      </section>`;
    }
    const { value } = answer;
    const limits = [...words.limits, value.witnesses.length > 0 ? words.limitWitness : words.limitNoWitness];
    return html`<section class="answer proved">
        <h2>${words.proved}</h2>
        <p data-test="sentence">${proofSentence(value, this.language)}</p>
        <p>${words.compare}</p>
        <dl>
          ${proofRows(value, this.language, this.#given.services).map(([name, fact]) => html`<dt>${name}</dt><dd>${fact}</dd>`)}
        </dl>
      </section>
      <section class="limits">
        <h2>${words.notProved}</h2>
        <ul>${limits.map((limit) => html`<li>${limit}</li>`)}</ul>
      </section>`;
  }

  readonly #checkFragment = (): void => {
    if (location.hash.length > 1) this.#check(location.hash.slice(1));
  };

  readonly #checkText = (event: SubmitEvent): void => {
    event.preventDefault();
    const text = new FormData(event.currentTarget as HTMLFormElement).get('code');
    this.#check(typeof text === 'string' ? text : '');
  };

  readonly #checkPicture = async ({ target }: Event): Promise<void> => {
    const input = target as HTMLInputElement;
    const [file] = input.files ?? [];
    if (!file) return;
    this.shown = { is: 'reading' };
    const code = await readCodeIn(file);
    // Lets the citizen choose the same file again.
    input.value = '';
    if (code === null) this.shown = { is: 'no-code' };
    else this.#check(code);
  };

  #check(code: string): void {
    this.shown = { is: 'answer', answer: verifyReceipt(code, this.#given.trust) };
  }
}

function preferred(): Language {
  const wanted = navigator.languages.map((tag) => tag.slice(0, 2));
  return VERIFY_LANGUAGES.find(({ code }) => code === wanted.find(isOurs))?.code ?? DEFAULT_LANGUAGE;
}

const isOurs = (tag: string): boolean => VERIFY_LANGUAGES.some(({ code }) => code === tag);

customElements.define('verify-page', VerifyPage);
