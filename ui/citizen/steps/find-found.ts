import { css, html, nothing } from 'lit';
import { facts } from '../../design/facts.ts';
import { icon } from '../../design/icon.ts';
import { notices } from '../../design/notices.ts';
import { backButton, primaryButton } from '../buttons.ts';
import { isPaid, purchaseFacts, sumLabel, totalFact } from '../purchase-facts.ts';
import { takeCard } from '../take-card.ts';
import { VisitScreen } from '../visit-screen.ts';

/** What became of an application: the money first, then what is open, and the one thing that can be done about it here. */
export class ScreenFound extends VisitScreen<'found'> {
  static override styles = [
    VisitScreen.styles,
    css`
      .notes,
      .note {
        margin-top: var(--k-space-5);
      }
    `,
  ];

  protected override render() {
    const { screen, words } = this;
    const { continuing, common } = words;
    const { title, lead } = continuing.found[screen.state];
    const said = screen.next === 'show-qr' ? continuing.codeOnly : lead;
    return html`<k-page low .up=${common.scrollUp} .down=${common.scrollDown}>
      <div slot="head">
        <p class="eyebrow">${words.money[screen.money].short}</p>
        <h1 tabindex="-1">${title}</h1>
        <p class="lead">${said}</p>
        ${takeCard(screen.takeCard, words)}
      </div>
      <div>
        ${facts([
          ...(screen.purchase === null ? [] : purchaseFacts(screen.purchase, words)),
          { label: common.reference, value: html`<span class="whole">${screen.reference}</span>` },
          { label: continuing.begunAt, value: screen.kiosk },
          this.#sum(),
        ])}
        ${notices(words, [], screen.blocked)}
        ${screen.purchase === null ? html`<p class="note">${icon('users')}<span>${continuing.elsewhere}</span></p>` : nothing}
      </div>
      ${backButton(words, this.sends({ do: 'back' }))}
      ${this.#primary()}
    </k-page>`;
  }

  #sum() {
    const { purchase, money, state } = this.screen;
    if (purchase === null) return null;
    const sum = { ...totalFact(purchase, this.words), label: sumLabel(money, this.words) };
    if (isPaid(money)) return sum;
    if (purchase.amount === 0) return { ...sum, label: this.words.before.price };
    // What is to be paid is said alone only where it can be paid here.
    return state === 'open'
      ? { ...sum, label: this.words.common.toPay }
      : { ...sum, value: html`${sum.value} · ${this.words.money[money].short}` };
  }

  #primary() {
    const { continuing } = this.words;
    const { next, paper } = this.screen;
    if (next === null) return nothing;
    const words = {
      review: continuing.review,
      print: continuing.print[paper],
      'show-qr': this.words.printTrouble.qr,
      'ask-again': continuing.askAgain,
      begin: continuing.begin,
    }[next];
    return primaryButton(words, this.sends({ do: 'next' }));
  }
}

customElements.define('screen-found', ScreenFound);
