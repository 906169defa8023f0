import { html, nothing } from 'lit';
import { factRowsCard } from '../../design/facts.ts';
import { barStartButton, finishButton } from '../parts/buttons.ts';
import { handOverPicture, waitingStyles } from '../parts/handed-over.ts';
import { keptNumberStyles, largeNumberToKeep, numberToKeepFact } from '../parts/kept-number.ts';
import { visitPage } from '../parts/page.ts';
import { isPaid, purchaseFacts, shortMoneyText, totalFact } from '../parts/purchase-facts.ts';
import { VisitScreen } from '../parts/visit-screen.ts';
import { waitLine } from '../parts/waits.ts';

export class ScreenIssuing extends VisitScreen<'issuing'> {
  static override styles = [VisitScreen.styles, waitingStyles, keptNumberStyles];

  protected override render() {
    const { screen, words } = this;
    const { purchase, money, kept } = screen;
    const paid = isPaid(money);
    return visitPage(
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
        ${factRowsCard([
          ...purchaseFacts(purchase, words),
          paid ? null : numberToKeepFact(kept, words),
          { ...totalFact(purchase, words), label: paid ? words.common.paid : words.common.toPay },
        ])}
      </div>
      ${
        paid
          ? barStartButton(words.leave.doubt.button, 'x', this.asksToLeave())
          : finishButton(words, this.sends({ do: 'finish' }))
      }`,
    );
  }
}

customElements.define('screen-issuing', ScreenIssuing);
