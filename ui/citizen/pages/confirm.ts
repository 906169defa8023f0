import { css, html, nothing } from 'lit';
import { type IconName, icon } from '../../design/icon.ts';
import { backButton, primaryButton } from '../parts/buttons.ts';
import { waitingStyles } from '../parts/handed-over.ts';
import { visitPage } from '../parts/page.ts';
import { takeOutCardRequest } from '../parts/take-card.ts';
import { styles } from '../parts/typed-field.styles.ts';
import { typedField } from '../parts/typed-field.ts';
import { VisitScreen } from '../parts/visit-screen.ts';
import { waitLine } from '../parts/waits.ts';

const picture = (from: IconName, to: IconName) =>
  html`<div slot="picture" class="hand">${icon(from)}<span class="to">${icon('arrow-right')}</span>${icon(to)}</div>`;

/** Page before a code goes to the phone in the register: its primary button is the consent. */
export class ScreenOfferingCode extends VisitScreen<'offeringCode'> {
  static override styles = [
    VisitScreen.styles,
    waitingStyles,
    css`
      .notes {
        display: grid;
        gap: var(--k-space-5);
      }
      .notes .note {
        margin-top: 0;
      }
    `,
  ];

  protected override render() {
    const { screen, words } = this;
    const { offeringCode } = words;
    const { title, lead } = this.#heading();
    return visitPage(
      words,
      {
        layout: 'do',
        isLive: true,
        eyebrow: screen.service,
        title,
        lead,
        head: screen.sending ? waitLine('sendingCode', words) : takeOutCardRequest(screen.takeCard, words),
      },
      html`${picture('landmark', 'smartphone')}
      <div class="notes">
        ${this.#trouble()}
        <p class="note">${icon('info')}<span>${offeringCode.why}</span></p>
        <p class="note">${icon('shield-check')}<span>${offeringCode.privacy}</span></p>
        <p class="note">${icon('users')}<span>${offeringCode.without}</span></p>
      </div>
      ${backButton(words, this.sends({ do: 'back' }))}
      ${screen.sending ? nothing : primaryButton(offeringCode.send, this.sends({ do: 'next' }))}`,
    );
  }

  #heading() {
    const { screen, words } = this;
    if (screen.sending) return words.offeringCode.sending;
    return screen.problem === 'over' ? words.offeringCode.over : words.offeringCode;
  }

  #trouble() {
    const { problem } = this.screen;
    if (problem === null || problem === 'over') return nothing;
    return html`<p class="note warning">
      ${icon('triangle-alert')}<span>${this.words.troubles[problem].title} · <span class="whole">${problem}</span></span>
    </p>`;
  }
}

export class ScreenTypingCode extends VisitScreen<'typingCode'> {
  static override styles = [
    VisitScreen.styles,
    styles,
    waitingStyles,
    css`
      .field {
        --letter: 0.9;
      }
      .typed {
        font-variant-numeric: tabular-nums;
        letter-spacing: 0.24em;
      }
      .eyebrow {
        flex-wrap: wrap;
      }
      .number {
        min-width: 0;
      }
      .another {
        margin-top: var(--k-space-4);
        min-height: var(--k-target);
        padding-inline: var(--k-space-5);
        font-size: var(--k-type-m);
      }
    `,
  ];

  protected override render() {
    return this.screen.checking ? this.#checking() : this.#typing();
  }

  #checking() {
    const { words } = this;
    const { title, lead } = words.typingCode.checking;
    return visitPage(
      words,
      { layout: 'do', title, lead, head: waitLine('checkingCode', words) },
      html`${picture('smartphone', 'landmark')} ${backButton(words, this.sends({ do: 'back' }))}`,
    );
  }

  #typing() {
    const { screen, words } = this;
    const { common, typingCode } = words;
    const { digits, number, minutes, tries } = screen;
    const field = { keyboard: 'digits', value: digits, prefix: null, problem: this.#problem() } as const;
    return visitPage(
      words,
      {
        layout: 'do',
        traits: ['typing'],
        eyebrow: html`<span>${typingCode.sentTo}</span>
          <span class="number" role="img" aria-label=${typingCode.ending(number.slice(-2))}>${number}</span>`,
        title: typingCode.title,
        isQuestion: true,
        describedBy: screen.problem === null ? null : 'problem',
        lead: typingCode.lead({ minutes, tries }),
        head: screen.more ? this.#another() : nothing,
      },
      html`${typedField(field, words)}
      ${backButton(words, this.sends({ do: 'back' }))}
      ${primaryButton(common.next, this.sends({ do: 'next' }), !screen.whole)}`,
    );
  }

  #another() {
    return html`<button type="button" class="button another" @click=${this.sends({ do: 'retry' })}>
      ${icon('refresh-cw')}<span>${this.words.typingCode.another}</span>
    </button>`;
  }

  #problem(): string | null {
    const { problem } = this.screen;
    if (problem === null) return null;
    return problem === 'wrong' ? this.words.typingCode.wrong : `${this.words.troubles[problem].title} · ${problem}`;
  }
}

customElements.define('screen-offering-code', ScreenOfferingCode);
customElements.define('screen-typing-code', ScreenTypingCode);
