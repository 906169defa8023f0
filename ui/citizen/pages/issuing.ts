import { html, nothing } from 'lit';
import { facts } from '../../design/facts.ts';
import type { WordsIn } from '../../words/words.ts';
import { finishButton, startButton } from '../parts/buttons.ts';
import { handedOver, waiting } from '../parts/handed-over.ts';
import { keptFact, keptNumber, keptNumberStyles } from '../parts/kept-number.ts';
import { isPaid, moneyShort, purchaseFacts, totalFact } from '../parts/purchase-facts.ts';
import { VisitScreen } from '../parts/visit-screen.ts';
import { waitFor } from '../parts/waits.ts';

/** The application is being registered, after the payment where there is one. */
export class ScreenIssuing extends VisitScreen<'issuing'> {
  static override styles = [VisitScreen.styles, waiting, keptNumberStyles];

  protected override render() {
    const { screen, words } = this;
    const { purchase, money, kept } = screen;
    const paid = isPaid(money);
    return html`<k-page .up=${words.common.scrollUp} .down=${words.common.scrollDown}>
      <div slot="head">
        <p class="eyebrow">${moneyShort(money, purchase, words)}</p>
        <h1 tabindex="-1">${words.issuing.title}</h1>
        <p class="lead">${words.issuing.lead}</p>
        ${waitFor('issuing', words)}
      </div>
      ${handedOver('file-check')}
      <div>
        ${paid && kept ? keptNumber(kept, words) : nothing}
        ${facts([
          ...purchaseFacts(purchase, words),
          paid ? null : keptFact(kept, words),
          { ...totalFact(purchase, words), label: sumLabel(purchase.amount > 0 && paid, words) },
        ])}
      </div>
      ${
        paid
          ? startButton(words.leave.doubt.button, 'x', this.asksToLeave())
          : finishButton(words, this.sends({ do: 'finish' }))
      }
    </k-page>`;
  }
}

const sumLabel = (taken: boolean, words: WordsIn<'common'>): string => (taken ? words.common.paid : words.common.toPay);

customElements.define('screen-issuing', ScreenIssuing);
