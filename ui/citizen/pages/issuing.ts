import { html, nothing } from 'lit';
import { facts } from '../../design/facts.ts';
import { finishButton, startButton } from '../parts/buttons.ts';
import { handOverPicture, waitingStyles } from '../parts/handed-over.ts';
import { keptNumberStyles, largeNumberToKeep, numberToKeepFact } from '../parts/kept-number.ts';
import { page } from '../parts/page.ts';
import { isPaid, purchaseFacts, shortMoneyText, totalFact } from '../parts/purchase-facts.ts';
import { VisitScreen } from '../parts/visit-screen.ts';
import { waitLine } from '../parts/waits.ts';

export class ScreenIssuing extends VisitScreen<'issuing'> {
  static override styles = [VisitScreen.styles, waitingStyles, keptNumberStyles];

  protected override render() {
    const { screen, words } = this;
    const { purchase, money, kept } = screen;
    const paid = isPaid(money);
    return page(
      words,
      {
        layout: 'do',
        eyebrow: shortMoneyText(money, purchase, words),
        title: words.issuing.title,
        lead: words.issuing.lead,
        head: waitLine('issuing', words),
      },
      html`${handOverPicture('file-check')}
      <div>
        ${paid && kept ? largeNumberToKeep(kept, words) : nothing}
        ${facts([
          ...purchaseFacts(purchase, words),
          paid ? null : numberToKeepFact(kept, words),
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
