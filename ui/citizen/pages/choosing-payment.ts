import { css, html, nothing } from 'lit';
import { notesText } from '../../../device/words/format.ts';
import { purchaseRestToPay } from '../../../device/words/money.ts';
import { type FactRow, factRowsCard, sumAboveBar } from '../../design/facts.ts';
import { type IconName, icon } from '../../design/icon.ts';
import { money } from '../../design/money.ts';
import { backButton, choiceButton, finishButton, primaryButton } from '../parts/buttons.ts';
import { numberToKeepFact } from '../parts/kept-number.ts';
import { visitPage } from '../parts/page.ts';
import { boughtFacts, creditUseFacts, totalFact } from '../parts/purchase-facts.ts';
import { VisitScreen } from '../parts/visit-screen.ts';

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
    const { choosingPayment } = words;
    return visitPage(
      words,
      {
        layout: 'choose',
        traits: ['tail'],
        eyebrow: words.money['not-taken'].short,
        title: this.#title(),
        lead: choosingPayment.lead,
        leadIs: 'optional',
      },
      html`<div>
        <div class="stack choices spare" role="group" aria-label=${this.#title()}>${this.#ways()}</div>
      </div>
      <div slot="picture">${factRowsCard(this.#facts())}</div>
      ${sumAboveBar(words.common.toPay, money(purchaseRestToPay(screen.purchase), words.language))}
      ${screen.canGoBack ? backButton(words, this.sends({ do: 'back' })) : finishButton(words, this.sends({ do: 'finish' }))}`,
    );
  }

  #title(): string {
    const { screen, words } = this;
    const { choosingPayment } = words;
    if (purchaseRestToPay(screen.purchase) === 0) return choosingPayment.covered;
    return screen.credit === 'used' && screen.notes === null ? choosingPayment.rest : choosingPayment.title;
  }

  #ways() {
    const { screen, words } = this;
    const { choosingPayment } = words;
    if (purchaseRestToPay(screen.purchase) === 0)
      return html`${primaryButton(choosingPayment.cover, this.sends({ do: 'next' }))}
        <p class="note">${icon('info')}<span>${choosingPayment.otherWay}</span></p>`;
    return html`${this.#choice('card', 'credit-card', choosingPayment.card, choosingPayment.cardHint)}
      ${screen.notes && this.#choice('cash', 'banknote', choosingPayment.cash, choosingPayment.cashHint(notesText(screen.notes)))}
      ${this.#creditChoice()}`;
  }

  #creditChoice() {
    const { credit } = this.screen;
    const { choosingPayment, troubles } = this.words;
    if (credit === 'used') return nothing;
    if (credit === 'several-dues')
      return html`<p class="note">${icon('info')}<span>${choosingPayment.notSeveral}</span></p>`;
    const why = credit === 'wrong-codes' ? choosingPayment.wrongCodes : credit && troubles[credit].notice;
    const act = this.sends({ do: 'method', method: 'credit' });
    return choiceButton(
      'receipt-text',
      choosingPayment.credit,
      why ?? choosingPayment.creditHint,
      act,
      credit !== null,
    );
  }

  /** With a credit, the sums come first: a panel of little height cannot show all rows. */
  #facts(): readonly (FactRow | null)[] {
    const { screen, words } = this;
    const { purchase } = screen;
    const about = [...boughtFacts(purchase, words), numberToKeepFact(screen.kept, words)];
    const sums = [...creditUseFacts(purchase, words), totalFact(purchase, words), ...this.#left()];
    return purchase.credit ? [...sums, ...about] : [...about, ...sums];
  }

  #left(): readonly FactRow[] {
    const { credit } = this.screen.purchase;
    const { common, choosingPayment, language } = this.words;
    if (!credit || credit.left === null) return [];
    const value = money(credit.left, language);
    return [{ label: common.creditLeft, value: credit.left > 0 ? html`${value}<br>${choosingPayment.stays}` : value }];
  }

  #choice(method: 'card' | 'cash', symbol: IconName, title: string, hint: string) {
    const closed = this.screen.closed[method];
    const said = closed === null ? hint : this.words.troubles[closed].notice;
    return choiceButton(symbol, title, said, this.sends({ do: 'method', method }), closed !== null);
  }
}

customElements.define('screen-choosing-payment', ScreenChoosingPayment);
