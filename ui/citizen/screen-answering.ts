import { html, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import type { Question } from '../../device/screen/screen.ts';
import { base } from '../design/base.styles.ts';
import { icon } from '../design/icon.ts';
import '../design/k-keyboard.ts';
import '../design/k-page.ts';
import { parts } from '../design/parts.styles.ts';
import { backButton, primaryButton } from './buttons.ts';
import { styles } from './screen-answering.styles.ts';
import { ScreenElement } from './screen-element.ts';
import { view } from './view.styles.ts';

type ChoiceQuestion = Extract<Question, { kind: 'choice' }>;
type TextQuestion = Extract<Question, { kind: 'text' }>;

/** One question a page: touched among answers, or typed on the screen's own keyboard. */
export class ScreenAnswering extends ScreenElement<'answering'> {
  static override styles = [base, parts, view, styles];

  protected override render() {
    const { screen, words } = this;
    const { question } = screen;
    return html`<k-page low sink .up=${words.common.scrollUp} .down=${words.common.scrollDown}>
      <div slot="head">
        <p class="eyebrow">${words.answering.progress(screen.number, screen.of)}</p>
        <h1 id="question" tabindex="-1">${question.title}</h1>
        ${question.hint === null ? nothing : html`<p class="lead" id="hint">${question.hint}</p>`}
      </div>
      ${question.kind === 'choice' ? this.#choice(question) : this.#text(question)}
      ${backButton(words, this.sends({ do: 'back' }))}
      ${primaryButton(
        words.common.next,
        this.sends({ do: 'next' }),
        question.kind === 'choice' ? question.chosen === null : question.value === '',
      )}
    </k-page>`;
  }

  #choice(question: ChoiceQuestion) {
    return html`<div
      class="stack"
      role="radiogroup"
      aria-labelledby="question"
      aria-describedby=${question.hint === null ? nothing : 'hint'}
    >
      ${question.options.map(
        ({ value, label, hint }) => html`<label class="choice">
          <input
            type="radio"
            name=${question.id}
            value=${value}
            .checked=${live(value === question.chosen)}
            @change=${this.sends({ do: 'answer', value })}
          />
          <span class="disc"></span>
          <span class="words">
            <span class="title">${label}</span>
            ${hint === null ? nothing : html`<span class="hint">${hint}</span>`}
          </span>
        </label>`,
      )}
    </div>`;
  }

  #text(question: TextQuestion) {
    const wrong = question.problem !== null;
    return html`<div class="asked ${question.keyboard}">
      <div
        class="field ${question.keyboard} ${wrong ? 'wrong' : ''}"
        role="textbox"
        tabindex="0"
        aria-readonly="true"
        aria-labelledby="question"
        aria-invalid=${wrong}
        aria-describedby=${wrong ? 'problem' : nothing}
        @keydown=${this.#typed}
      >
        ${question.prefix === null ? nothing : html`<span class="prefix">${question.prefix}</span>`}
        <span class="typed">${question.value}<span class="caret"></span></span>
      </div>
      <div aria-live="assertive">
        ${wrong ? html`<p class="problem" id="problem">${icon('circle-alert')}<span>${question.problem}</span></p>` : nothing}
      </div>
      <k-keyboard .kind=${question.keyboard} .words=${this.words} .empty=${question.value === ''}></k-keyboard>
    </div>`;
  }

  /** A keyboard that is plugged in types the same keys as the one on the glass. */
  #typed(event: KeyboardEvent): void {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === 'Backspace') this.send({ do: 'erase' });
    else if (event.key === 'Enter') this.send({ do: 'next' });
    else if ([...event.key].length === 1) this.send({ do: 'key', key: event.key });
    else return;
    event.preventDefault();
  }
}

customElements.define('screen-answering', ScreenAnswering);

declare global {
  interface HTMLElementTagNameMap {
    'screen-answering': ScreenAnswering;
  }
}
