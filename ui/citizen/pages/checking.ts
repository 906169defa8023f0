import { css, html, nothing } from 'lit';
import type { AnswerReviewRow } from '../../../device/screen/screen.ts';
import { dateText, moneyText } from '../../../device/words/format.ts';
import { factRowsCard } from '../../design/facts.ts';
import { icon } from '../../design/icon.ts';
import { renderTroubleNotices } from '../../design/notices.ts';
import { withUnbrokenNumbers } from '../../design/unbroken.ts';
import { backButton, choiceButton, primaryButton } from '../parts/buttons.ts';
import { visitPage } from '../parts/page.ts';
import { priceLineFacts, totalFact } from '../parts/purchase-facts.ts';
import { takeOutCardRequest } from '../parts/take-card.ts';
import { VisitScreen } from '../parts/visit-screen.ts';

export class ScreenChecking extends VisitScreen<'checking'> {
  static override styles = [
    VisitScreen.styles,
    css`
      .rows > div {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto;
        align-content: center;
        column-gap: var(--k-space-4);
        min-height: calc(24 * var(--mm, 4.03px));
        padding: calc(0.7 * var(--mm, 4.03px)) calc(0.7 * var(--mm, 4.03px)) calc(0.7 * var(--mm, 4.03px)) var(--k-space-6);
      }
      .rows > div + div {
        border-top: var(--k-stroke-thin) solid var(--k-line);
      }
      .rows dt {
        color: var(--k-ink-2);
        font-size: var(--k-type-s);
        line-height: 1.3;
      }
      .rows dt,
      .rows dd {
        grid-column: 1;
      }
      .rows .edit {
        grid-area: 1 / 2 / 3 / 3;
        align-self: center;
      }
      .rows dd {
        font-size: calc(7.8 * var(--k-mm));
        font-weight: 620;
        line-height: 1.28;
      }
      .change {
        display: inline-flex;
        align-items: center;
        justify-content: center;
        gap: 0.45em;
        min-width: var(--k-target);
        min-height: var(--k-target);
        padding: 0 var(--k-space-5);
        border-radius: var(--k-radius-s);
        color: var(--k-teal);
        font-size: var(--k-type-s);
        font-weight: 640;
      }
      .change:is(:active, [data-pressed]) {
        background: var(--k-pressed);
      }
      @container kiosk (max-height: 62em) and (min-width: 60em) {
        .rows > div {
          min-height: calc(15.4 * var(--mm, 4.03px));
        }
        .rows > .editable {
          min-height: calc(24 * var(--mm, 4.03px));
        }
        .change {
          min-height: calc(20.2 * var(--mm, 4.03px));
        }
      }
      @container kiosk (max-width: 45em) {
        .rows > div {
          grid-template-columns: minmax(0, 1fr);
          padding-inline: var(--k-space-4);
          padding-top: var(--k-space-2);
        }
        .rows .edit {
          grid-area: auto;
        }
        .change {
          justify-content: flex-start;
          padding-inline: 0;
        }
      }
    `,
  ];

  protected override render() {
    const { screen, words } = this;
    const { purchase } = screen;
    const paid = purchase.amount > 0;
    const blocked = screen.blocked !== null;
    return visitPage(
      words,
      {
        layout: 'tell',
        traits: ['tail'],
        title: words.checking.title,
        lead: html`${words.checking.lead(paid)}${this.#mayMove ? ` ${words.checking.mayMove}` : ''}`,
        leadIs: 'spare',
        head: takeOutCardRequest(screen.takeCard, words),
      },
      html`<div class="stack" style="gap: var(--k-space-6)">
        ${renderTroubleNotices(words, screen.warnings, screen.blocked)} ${this.#ticket()}
        ${
          purchase.payAt === 'window'
            ? html`<p class="note">${icon('hand-coins')}<span>${words.checking.atWindow}</span></p>`
            : nothing
        }
        ${
          screen.rows.length === 0
            ? nothing
            : html`<dl class="card rows">
                ${screen.rows.map((row) => this.#row(row))}
              </dl>`
        }
      </div>
      <div slot="picture">
        ${factRowsCard([
          { label: words.common.service, value: purchase.service },
          this.#readiness(),
          ...priceLineFacts(purchase, words),
          totalFact(purchase, words),
        ])}
      </div>
      ${backButton(words, this.sends({ do: 'back' }))}
      ${
        paid
          ? primaryButton(
              words.checking.pay(moneyText(purchase.amount, words.language)),
              this.sends({ do: 'pay' }),
              blocked,
            )
          : primaryButton(words.checking.confirm, this.sends({ do: 'next' }), blocked)
      }`,
    );
  }

  get #mayMove(): boolean {
    return this.screen.rows.some(({ edit }) => edit === 'appointment');
  }

  #readiness() {
    const { screen, words } = this;
    const { ready } = screen.purchase;
    const label = words.before.readiness;
    if (screen.warnings.includes('PRN-204')) return { label, value: words.troubles['PRN-204'].body };
    return ready === null ? null : { label, value: dateText(ready, words.language) };
  }

  #ticket() {
    const { ticket } = this.screen;
    if (ticket === null) return nothing;
    const { title, hint } = this.words.before.ticket;
    return choiceButton('ticket', title, hint, this.sends({ do: 'choose', service: ticket }));
  }

  #row({ label, value, edit }: AnswerReviewRow) {
    return html`<div class=${edit === null ? '' : 'editable'}>
      <dt>${label}</dt>
      <dd>${withUnbrokenNumbers(value)}</dd>
      ${
        edit === null
          ? nothing
          : html`<dd class="edit">
              <button
                type="button"
                class="change"
                aria-label=${this.words.checking.changeOf(label)}
                @click=${this.sends({ do: 'edit', what: edit })}
              >
                ${icon('pencil')}<span>${this.words.checking.change}</span>
              </button>
            </dd>`
      }
    </div>`;
  }
}

customElements.define('screen-checking', ScreenChecking);
