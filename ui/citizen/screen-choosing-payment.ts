import { css, html } from 'lit';
import { notesText } from '../../device/words/format.ts';
import { facts } from '../design/facts.ts';
import type { IconName } from '../design/icon.ts';
import { backButton, choiceButton, finishButton } from './buttons.ts';
import { keptFact } from './kept-number.ts';
import { purchaseFacts, totalFact } from './purchase-facts.ts';
import { VisitScreen } from './visit-screen.ts';

/** By card or in notes: two large choices, each with what it means. */
export class ScreenChoosingPayment extends VisitScreen<'choosingPayment'> {
  static override styles = [
    VisitScreen.styles,
    css`
      .choices {
        gap: calc(4.4 * var(--mm, 4.03px));
      }
      .choice:disabled {
        background: none;
      }
      .choice:disabled > .icon {
        color: var(--k-ink-2);
      }
    `,
  ];

  protected override render() {
    const { screen, words } = this;
    const { choosingPayment, common } = words;
    return html`<k-page low tail .up=${common.scrollUp} .down=${common.scrollDown}>
      <div slot="head">
        <p class="eyebrow">${words.money['not-taken'].short}</p>
        <h1 tabindex="-1">${choosingPayment.title}</h1>
        <p class="lead optional">${choosingPayment.lead}</p>
      </div>
      <div>
        <div class="stack choices" role="group" aria-label=${choosingPayment.title}>
          ${this.#choice('card', 'credit-card', choosingPayment.card, choosingPayment.cardHint)}
          ${this.#choice('cash', 'banknote', choosingPayment.cash, choosingPayment.cashHint(notesText(screen.notes)))}
        </div>
      </div>
      <div slot="picture">${facts([...purchaseFacts(screen.purchase, words), keptFact(screen.kept, words), totalFact(screen.purchase, words)])}</div>
      ${screen.canGoBack ? backButton(words, this.sends({ do: 'back' })) : finishButton(words, this.sends({ do: 'finish' }))}
    </k-page>`;
  }

  #choice(method: 'card' | 'cash', symbol: IconName, title: string, hint: string) {
    const closed = this.screen.closed[method];
    const said = closed === null ? hint : this.words.troubles[closed].notice;
    return choiceButton(symbol, title, said, this.sends({ do: 'method', method }), closed !== null);
  }
}

customElements.define('screen-choosing-payment', ScreenChoosingPayment);
