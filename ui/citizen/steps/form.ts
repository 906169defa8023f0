import { html, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import type { Question } from '../../../device/screen/screen.ts';
import { backButton, primaryButton } from '../buttons.ts';
import { takeCard } from '../take-card.ts';
import { typedField } from '../typed-field.ts';
import { VisitScreen } from '../visit-screen.ts';
import { styles } from './form.styles.ts';

type ChoiceQuestion = Extract<Question, { kind: 'choice' }>;

/** One question a page: touched among answers, or typed on the screen's own keyboard. */
export class ScreenAnswering extends VisitScreen<'answering'> {
  static override styles = [VisitScreen.styles, styles];

  protected override render() {
    const { screen, words } = this;
    const { question } = screen;
    return html`<k-page low sink .up=${words.common.scrollUp} .down=${words.common.scrollDown}>
      <div slot="head">
        <p class="eyebrow">${words.answering.progress(screen.number, screen.of)}</p>
        <h1 id="question" tabindex="-1">${question.title}</h1>
        ${question.hint === null ? nothing : html`<p class="lead" id="hint">${question.hint}</p>`}
        ${takeCard(screen.takeCard, words)}
      </div>
      ${question.kind === 'choice' ? this.#choice(question) : typedField(question, words, (intent) => this.send(intent))}
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
}

customElements.define('screen-answering', ScreenAnswering);
