import { css, html, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import type { TierPrice } from '../../../device/screen/screen.ts';
import { dateText, fullDateText, moneyText } from '../../../device/words/format.ts';
import { factRowsCard, sumAboveBar } from '../../design/facts.ts';
import { icon, isIcon } from '../../design/icon.ts';
import { money, withMoney } from '../../design/money.ts';
import { renderTroubleNotices } from '../../design/notices.ts';
import { backButton, choiceButton, primaryButton } from '../parts/buttons.ts';
import { visitPage } from '../parts/page.ts';
import { VisitScreen } from '../parts/visit-screen.ts';

export class ScreenBeforeYouStart extends VisitScreen<'beforeYouStart'> {
  static override styles = [
    VisitScreen.styles,
    css`
      legend {
        margin-bottom: var(--k-space-4);
      }
      .needs {
        padding-top: var(--k-space-8);
      }
      @container kiosk (max-height: 90em) and (max-aspect-ratio: 1/1) {
        .needs {
          padding-top: var(--k-space-5);
        }
        .tiers {
          gap: var(--k-gap);
        }
      }
      @container kiosk (min-aspect-ratio: 11/10) and (min-width: 60em) {
        .needs {
          padding-top: 0;
        }
      }
      .beside {
        padding-top: var(--k-space-5);
      }
      .reads {
        min-height: var(--k-target);
        padding-block: var(--k-space-2);
      }
      .tiers {
        gap: calc(4.2 * var(--mm, 4.03px));
      }
      /* So that all terms are seen at once: each says when it is ready. */
      @container kiosk (max-height: 62em) and (min-width: 60em) {
        legend {
          position: absolute;
          clip-path: inset(50%);
        }
      }
      @container kiosk (max-height: 62em) and (min-aspect-ratio: 11/10) and (min-width: 60em) {
        .tiers .choice {
          gap: var(--k-space-3);
          padding-inline: var(--k-space-4);
        }
        .tiers .side .code {
          display: none;
        }
      }
      /* *About* and the sum stand below one another where the name of the term has no room beside both. */
      .tiers .side {
        max-width: 50%;
        text-align: end;
      }
      @container kiosk (max-width: 45em) {
        .tiers .side {
          max-width: 100%;
        }
      }
      @container kiosk (min-aspect-ratio: 11/10) and (max-width: 95em) {
        .tiers .side {
          font-size: max(var(--k-type-l), min(11.6 * var(--mm, 4.03px), 4.34cqh));
        }
      }
    `,
  ];

  protected override render() {
    const { screen, words } = this;
    const paid = screen.tiers.some(({ price }) => price === null || price.total > 0);
    // The facts stand beside the terms; alone, they would leave the larger half empty.
    const hasTerms = screen.tiers.length > 1;
    return visitPage(
      words,
      {
        layout: 'tell',
        tone: this.#copyOnly ? 'alarm' : null,
        eyebrow: this.#copyOnly ? html`${icon('triangle-alert')}<span>${words.common.copyOnly}</span>` : screen.agency,
        title: screen.service,
        lead: words.before.lead(screen.minutes, paid),
        leadIs: 'optional',
      },
      html`${hasTerms ? html`<div slot="picture" class="needs">${this.#needs()}</div>` : this.#ticketAlone()}
      <div class="stack said">
        ${this.#elsewhere()} ${hasTerms ? nothing : this.#needs()}
        ${renderTroubleNotices(words, screen.warnings, screen.blocked)} ${hasTerms ? this.#ticket() : nothing} ${this.#where()}
        ${hasTerms ? this.#tiers() : nothing} ${this.#reads()}
        ${
          screen.paper === 'certificate'
            ? html`<p class="note">${icon('info')}<span>${words.before.inAzerbaijani}</span></p>`
            : nothing
        }
        ${
          screen.tariffDate === null
            ? nothing
            : html`<p class="note">
                ${icon('info')}<span>${words.before.tariff(fullDateText(screen.tariffDate, words.language))}</span>
              </p>`
        }
      </div>
      ${this.#chosen()} ${backButton(words, this.sends({ do: 'back' }))}
      ${
        screen.elsewhere === null
          ? primaryButton(this.#next(), this.sends({ do: 'next' }), screen.blocked !== null)
          : nothing
      }`,
    );
  }

  #chosen() {
    const { screen, words } = this;
    const tier = screen.tiers.find(({ id }) => id === screen.chosen);
    if (!tier || screen.elsewhere !== null) return nothing;
    return sumAboveBar(screen.tiers.length > 1 ? tier.title : words.before.price, this.#price(tier.price));
  }

  get #copyOnly(): boolean {
    return this.screen.warnings.includes('PRN-204');
  }

  #needs() {
    const { screen, words } = this;
    const [only, second] = screen.tiers;
    const single = only !== undefined && second === undefined ? only : null;
    return factRowsCard([
      {
        icon: screen.needsCard ? 'id-card' : isIcon(screen.icon) ? screen.icon : 'file-text',
        label: words.before.documents,
        value: screen.documents,
      },
      { icon: 'user', label: words.before.who, value: screen.who },
      screen.instead === null ? null : { icon: 'users', label: words.before.instead, value: screen.instead },
      screen.afterwards === null
        ? null
        : { icon: 'fingerprint-pattern', label: words.before.afterwards, value: screen.afterwards },
      single && {
        icon: 'clock',
        label: words.before.readiness,
        value: this.#copyOnly ? words.troubles['PRN-204'].body : single.title,
      },
      single && {
        icon: 'hand-coins',
        label: words.before.price,
        value: this.#price(single.price, words.before.costs),
      },
      ...this.#lines(),
    ]);
  }

  #lines() {
    const { screen, words } = this;
    const { lines } = screen.tiers.find(({ id }) => id === screen.chosen)?.price ?? { lines: [] };
    return lines.length < 2
      ? []
      : lines.map(({ kind, amount }) => ({
          icon: 'hand-coins' as const,
          label: words.before.lines[kind],
          value: money(amount, words.language),
        }));
  }

  #ticket() {
    const { ticket } = this.screen;
    if (ticket === null) return nothing;
    const { title, hint } = this.words.before.ticket;
    return choiceButton('ticket', title, hint, this.sends({ do: 'choose', service: ticket }));
  }

  #ticketAlone() {
    return this.screen.ticket === null ? nothing : html`<div slot="picture" class="beside">${this.#ticket()}</div>`;
  }

  /** This text comes first: only another centre has the service. */
  #elsewhere() {
    const { screen, words } = this;
    if (screen.elsewhere === null) return nothing;
    return html`<p class="elsewhere note strong">
      ${icon('map-pin')}<span><b>${words.before.notHere}.</b> ${screen.elsewhere}</span>
    </p>`;
  }

  #where() {
    const { screen, words } = this;
    if (screen.at !== 'window' || screen.elsewhere !== null) return nothing;
    const free = screen.tiers.every(({ price }) => price?.total === 0);
    return screen.appointment
      ? html`<p class="note strong">${icon('calendar-check')}<span>${words.before.byAppointment(free)}</span></p>`
      : html`<p class="note strong">${icon('ticket')}<span>${words.before.atWindow(free)}</span></p>`;
  }

  #next(): string {
    const { screen, words } = this;
    if (screen.at !== 'window') return words.common.next;
    return screen.appointment ? words.before.chooseTime : words.before.takeNumber;
  }

  #reads() {
    const { reads } = this.screen;
    const said = this.words.before.reads;
    return reads === 'nothing'
      ? html`<p class="note">${icon('shield-check')}<span>${said.nothing}</span></p>`
      : html`<button type="button" class="choice reads" @click=${this.sends({ do: 'what-is-read' })}>
          ${icon('shield-check')}<span class="words">${said.button}</span>${icon('arrow-right')}
        </button>`;
  }

  #price(price: TierPrice | null, says: (money: string) => string = String) {
    const { words } = this;
    if (this.screen.owed && price !== null)
      return words.before.owed(price.total === 0 ? null : moneyText(price.total, words.language));
    if (price === null) return words.before.priceLater;
    if (price.total === 0) return words.common.free;
    return price.verified
      ? withMoney(says, price.total, words.language)
      : words.before.about(moneyText(price.total, words.language));
  }

  #tiers() {
    const { screen, words } = this;
    return html`<fieldset>
      <legend>${screen.sameTime ? words.before.which : words.before.when}</legend>
      <div class="stack tiers">
        ${screen.tiers.map(
          (tier) => html`<label class="choice">
            <input
              type="radio"
              name="tier"
              value=${tier.id}
              .checked=${live(tier.id === screen.chosen)}
              @change=${this.sends({ do: 'tier', tier: tier.id })}
            />
            <span class="disc"></span>
            <span class="words">
              <span class="title">${tier.title}</span>
              <span class="hint"
                >${tier.ready === null ? words.before.readyLater : words.before.ready(dateText(tier.ready, words.language))}</span
              >
            </span>
            <span class="side">${this.#price(tier.price)}</span>
          </label>`,
        )}
      </div>
    </fieldset>`;
  }
}

customElements.define('screen-before-you-start', ScreenBeforeYouStart);
