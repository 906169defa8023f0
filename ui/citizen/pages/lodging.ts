import { html } from 'lit';
import { facts } from '../../design/facts.ts';
import { finishButton } from '../parts/buttons.ts';
import { handedOver, waiting } from '../parts/handed-over.ts';
import { keptFact } from '../parts/kept-number.ts';
import { page } from '../parts/page.ts';
import { moneyShort, purchaseFacts, totalFact } from '../parts/purchase-facts.ts';
import { VisitScreen } from '../parts/visit-screen.ts';
import { waitFor } from '../parts/waits.ts';

export class ScreenLodging extends VisitScreen<'lodging'> {
  static override styles = [VisitScreen.styles, waiting];

  protected override render() {
    const { screen, words } = this;
    const { purchase } = screen;
    return page(
      words,
      {
        layout: 'do',
        eyebrow: moneyShort(purchase.amount > 0 ? 'not-taken' : 'none', purchase, words),
        title: words.lodging.title,
        lead: words.lodging.lead,
        head: waitFor('lodging', words),
      },
      html`${handedOver('landmark')}
      <div>${facts([...purchaseFacts(purchase, words), keptFact(screen.kept, words), totalFact(purchase, words)])}</div>
      ${finishButton(words, this.sends({ do: 'finish' }))}`,
    );
  }
}

customElements.define('screen-lodging', ScreenLodging);
