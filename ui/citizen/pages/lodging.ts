import { html } from 'lit';
import { factRowsCard } from '../../design/facts.ts';
import { finishButton } from '../parts/buttons.ts';
import { handOverPicture, waitingStyles } from '../parts/handed-over.ts';
import { numberToKeepFact } from '../parts/kept-number.ts';
import { visitPage } from '../parts/page.ts';
import { purchaseFacts, shortMoneyText, totalFact } from '../parts/purchase-facts.ts';
import { VisitScreen } from '../parts/visit-screen.ts';
import { waitLine } from '../parts/waits.ts';

export class ScreenLodging extends VisitScreen<'lodging'> {
  static override styles = [VisitScreen.styles, waitingStyles];

  protected override render() {
    const { screen, words } = this;
    const { purchase } = screen;
    return visitPage(
      words,
      {
        layout: 'do',
        eyebrow: shortMoneyText(purchase.amount > 0 ? 'not-taken' : 'none', purchase, words),
        title: words.lodging.title,
        lead: words.lodging.lead,
        head: waitLine('lodging', words),
      },
      html`${handOverPicture('landmark')}
      <div>${factRowsCard([...purchaseFacts(purchase, words), numberToKeepFact(screen.kept, words), totalFact(purchase, words)])}</div>
      ${finishButton(words, this.sends({ do: 'finish' }))}`,
    );
  }
}

customElements.define('screen-lodging', ScreenLodging);
