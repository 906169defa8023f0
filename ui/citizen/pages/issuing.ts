import { html, nothing } from 'lit';
import { facts } from '../../design/facts.ts';
import { finishButton, startButton } from '../parts/buttons.ts';
import { handedOver, waiting } from '../parts/handed-over.ts';
import { keptFact, keptNumber, keptNumberStyles } from '../parts/kept-number.ts';
import { page } from '../parts/page.ts';
import { isPaid, moneyShort, purchaseFacts, totalFact } from '../parts/purchase-facts.ts';
import { VisitScreen } from '../parts/visit-screen.ts';
import { waitFor } from '../parts/waits.ts';

export class ScreenIssuing extends VisitScreen<'issuing'> {
  static override styles = [VisitScreen.styles, waiting, keptNumberStyles];

  protected override render() {
    const { screen, words } = this;
    const { purchase, money, kept } = screen;
    const paid = isPaid(money);
    return page(
      words,
      {
        layout: 'do',
        eyebrow: moneyShort(money, purchase, words),
        title: words.issuing.title,
        lead: words.issuing.lead,
        head: waitFor('issuing', words),
      },
      html`${handedOver('file-check')}
      <div>
        ${paid && kept ? keptNumber(kept, words) : nothing}
        ${facts([
          ...purchaseFacts(purchase, words),
          paid ? null : keptFact(kept, words),
          { ...totalFact(purchase, words), label: paid ? words.common.paid : words.common.toPay },
        ])}
      </div>
      ${
        paid
          ? startButton(words.leave.doubt.button, 'x', this.asksToLeave())
          : finishButton(words, this.sends({ do: 'finish' }))
      }`,
    );
  }
}

customElements.define('screen-issuing', ScreenIssuing);
