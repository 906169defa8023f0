import { css, html, nothing, type TemplateResult } from 'lit';
import { factRowsCard } from '../../design/facts.ts';
import { type IconName, icon } from '../../design/icon.ts';
import { renderTroubleNotices } from '../../design/notices.ts';
import { withUnbrokenNumbers } from '../../design/unbroken.ts';
import { backButton, choiceButton, primaryButton } from '../parts/buttons.ts';
import { visitPage } from '../parts/page.ts';
import { isPaid, purchaseFacts, shortMoneyText, sumLabel, totalFact } from '../parts/purchase-facts.ts';
import type { ScreenOf } from '../parts/screen-element.ts';
import { foundApplicationFacts, foundHeading } from '../parts/standing.ts';
import { takeOutCardRequest } from '../parts/take-card.ts';
import { timePlate, timePlateStyles } from '../parts/time-plate.ts';
import { VisitScreen } from '../parts/visit-screen.ts';

type Offer = ScreenOf<'found'>['offers'][number];

const OFFER_ICONS: Readonly<Record<Offer, IconName>> = { print: 'printer', move: 'calendar-check', cancel: 'x' };

export class ScreenFound extends VisitScreen<'found'> {
  static override styles = [
    VisitScreen.styles,
    timePlateStyles,
    css`
      .notes,
      .note,
      .offers {
        margin-top: var(--k-space-5);
      }
      /* The note about what was done, or why not, is above the present state. */
      .note:first-child {
        margin: 0 0 var(--k-space-4);
      }
      /* Two choices are side by side. */
      .offers.two {
        grid-template-columns: repeat(auto-fit, minmax(min(100%, 10.5em), 1fr));
        gap: var(--k-gap);
      }
      /* On a low panel they come before the facts, so that they are in view. */
      @container kiosk (max-height: 62em) and (min-aspect-ratio: 11/10) {
        .dated {
          display: flex;
          flex-direction: column;
        }
        .dated > .offers {
          order: -1;
          margin: 0 0 var(--k-space-3);
        }
        .dated > .note:first-child {
          order: -2;
        }
      }
      .two .choice > .icon:last-child {
        display: none;
      }
      .two .choice:last-child {
        border-color: var(--k-pomegranate);
        color: var(--k-pomegranate);
      }
      .two .choice:last-child .icon {
        color: inherit;
      }
    `,
  ];

  protected override render() {
    const { screen, words } = this;
    const { continuing, common } = words;
    const { title, lead } = foundHeading(screen, words);
    const standing = screen.standing?.cancelled === null ? screen.standing : null;
    const appointment = standing?.appointment ?? null;
    return visitPage(
      words,
      {
        layout: 'tell',
        traits: [appointment ? 'across' : 'low'],
        eyebrow: screen.purchase
          ? shortMoneyText(screen.money, screen.purchase, words)
          : words.money[screen.money].short,
        title,
        lead,
        head: takeOutCardRequest(screen.takeCard, words),
      },
      html`${standing && appointment ? timePlate(standing, words) : nothing}
      <div class=${appointment ? 'dated' : nothing}>
        ${this.#news()}
        ${factRowsCard([
          ...foundApplicationFacts(screen, words),
          ...(screen.purchase === null ? [] : purchaseFacts(screen.purchase, words)),
          { label: common.reference, value: html`<span class="whole">${screen.reference}</span>` },
          { label: continuing.begunAt, value: screen.kiosk },
          this.#sum(),
        ])}
        ${renderTroubleNotices(words, [], screen.blocked)}
        ${screen.purchase === null ? html`<p class="note">${icon('users')}<span>${continuing.elsewhere}</span></p>` : nothing}
        ${this.#offers()}
      </div>
      ${backButton(words, this.sends({ do: 'back' }))}
      ${this.#primary()}`,
    );
  }

  #news() {
    const { done, note, booked, standing } = this.screen;
    const { mine, troubles } = this.words;
    const good = (text: string) =>
      html`<p class="note" role="status">${icon('circle-check-big')}<span>${text}</span></p>`;
    const bad = (text: string | TemplateResult) =>
      html`<p class="note warning" role="alert">${icon('triangle-alert')}<span>${text}</span></p>`;
    if (note === 'refused') return bad(mine.refused);
    if (note !== null) return bad(withUnbrokenNumbers(`${troubles[note].title} · ${note}`));
    if (standing?.cancelled) return good(mine.money[standing.cancelled]);
    if (done !== null && done !== 'read') return good(mine.done[done]);
    return booked ? bad(mine.booked) : nothing;
  }

  #sum() {
    const { purchase, money, state } = this.screen;
    if (purchase === null) return null;
    const sum = { ...totalFact(purchase, this.words), label: sumLabel(money, this.words) };
    if (isPaid(money)) return sum;
    if (purchase.amount === 0) return { ...sum, label: this.words.before.price };
    return state === 'open'
      ? { ...sum, label: this.words.common.toPay }
      : { ...sum, value: html`${sum.value} · ${this.words.money[money].short}` };
  }

  #offers() {
    const { offers } = this.screen;
    if (offers.length === 0) return nothing;
    // The second of two is *cancel*.
    const isPair = offers.length === 2 && offers[1] === 'cancel';
    return html`<div class="stack offers ${isPair ? 'two' : ''}">${offers.map((offer) => this.#offer(offer))}</div>`;
  }

  #offer(offer: Offer) {
    return choiceButton(
      OFFER_ICONS[offer],
      this.#offered(offer),
      undefined,
      this.sends({ do: 'answer', value: offer }),
    );
  }

  #offered(offer: Offer): string {
    const { mine, continuing } = this.words;
    const { standing, paper } = this.screen;
    if (offer === 'print') return continuing.print[paper];
    return offer === 'cancel' && standing?.appointment ? mine.cancelTime : mine.offers[offer];
  }

  #primary() {
    const { continuing, mine } = this.words;
    const { next, paper } = this.screen;
    if (next === null) return nothing;
    const words = {
      review: continuing.review,
      print: continuing.print[paper],
      'show-qr': this.words.printTrouble.qr,
      'ask-again': continuing.askAgain,
      begin: continuing.begin,
      'check-in': mine.checkIn,
      reply: mine.offers.reply,
    }[next];
    return primaryButton(words, this.sends({ do: 'next' }));
  }
}

customElements.define('screen-found', ScreenFound);
