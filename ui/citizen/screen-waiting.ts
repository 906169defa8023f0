import { css, html, nothing } from 'lit';
import { facts } from '../design/facts.ts';
import { icon } from '../design/icon.ts';
import type { WordsIn } from '../words/words.ts';
import { backButton, finishButton, primaryButton, startButton } from './buttons.ts';
import { keptFact, keptNumber, keptNumberStyles } from './kept-number.ts';
import { isPaid, moneyShort, purchaseFacts, totalFact } from './purchase-facts.ts';
import { VisitScreen } from './visit-screen.ts';
import { waitFor } from './waits.ts';

/** Of a page with the picture of `handedOver`. */
export const waiting = css`
  .hand {
    display: flex;
    align-items: center;
    justify-content: center;
    gap: var(--k-space-5);
    padding-block: calc(24 * var(--mm, 4.03px)) calc(18 * var(--mm, 4.03px));
    color: var(--k-teal);
    font-size: calc(30 * var(--k-mm));
  }
  .hand .icon {
    stroke-width: 1.4;
  }
  .hand .to {
    color: var(--k-saffron);
    font-size: calc(17 * var(--k-mm));
    stroke-width: 2.2;
  }
  .note {
    margin-top: var(--k-space-5);
  }
  @container kiosk (min-aspect-ratio: 11/10) and (min-width: 60em) {
    .hand {
      justify-content: flex-start;
      padding-block: calc(10 * var(--mm, 4.03px)) 0;
    }
  }
  @container kiosk (max-width: 45em) {
    .hand {
      padding-block: var(--k-space-5) 0;
      font-size: calc(20 * var(--k-mm));
    }
  }
`;

/** The application is on its way from the kiosk to the agency: the same picture before and after paying. */
export function handedOver(symbol: 'landmark' | 'file-check' | 'hand-coins' | 'calendar-check') {
  return html`<div slot="picture" class="hand">
    ${icon('file-text')}<span class="to">${icon('arrow-right')}</span>${icon(symbol)}
  </div>`;
}

/** The application is handed over, before any payment. */
export class ScreenLodging extends VisitScreen<'lodging'> {
  static override styles = [VisitScreen.styles, waiting];

  protected override render() {
    const { screen, words } = this;
    const { purchase } = screen;
    return html`<k-page .up=${words.common.scrollUp} .down=${words.common.scrollDown}>
      <div slot="head">
        <p class="eyebrow">${moneyShort(purchase.amount > 0 ? 'not-taken' : 'none', purchase, words)}</p>
        <h1 tabindex="-1">${words.lodging.title}</h1>
        <p class="lead">${words.lodging.lead}</p>
        ${waitFor('lodging', words)}
      </div>
      ${handedOver('landmark')}
      <div>${facts([...purchaseFacts(purchase, words), keptFact(screen.kept, words), totalFact(purchase, words)])}</div>
      ${finishButton(words, this.sends({ do: 'finish' }))}
    </k-page>`;
  }
}

/** An application of before is looked for. */
export class ScreenLookingUp extends VisitScreen<'lookingUp'> {
  static override styles = [VisitScreen.styles, waiting];

  protected override render() {
    const { screen, words } = this;
    const { continuing, common, mine, troubles } = words;
    const { trouble } = screen;
    return html`<k-page .up=${common.scrollUp} .down=${common.scrollDown}>
      <div slot="head">
        <p class="eyebrow">${common.continueApplication}</p>
        <h1 tabindex="-1">${trouble === null ? continuing.lookingUp.title : troubles[trouble].title}</h1>
        <p class="lead">${trouble === null ? continuing.lookingUp.lead : mine.booked}</p>
        ${trouble === null ? waitFor('lookingUp', words) : nothing}
      </div>
      ${handedOver('landmark')}
      <div>
        ${
          screen.reference === null
            ? nothing
            : facts([{ label: common.reference, value: html`<span class="whole">${screen.reference}</span>` }])
        }
      </div>
      ${
        trouble === null
          ? finishButton(words, this.sends({ do: 'finish' }))
          : html`${backButton(words, this.sends({ do: 'back' }))} ${primaryButton(common.retry, this.sends({ do: 'retry' }))}`
      }
    </k-page>`;
  }
}

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

customElements.define('screen-looking-up', ScreenLookingUp);
customElements.define('screen-lodging', ScreenLodging);
customElements.define('screen-issuing', ScreenIssuing);
