import { css, html, nothing } from 'lit';
import { factRowsCard } from '../../design/facts.ts';
import { icon } from '../../design/icon.ts';
import '../../design/k-terminal-picture.ts';
import { withUnbrokenNumbers } from '../../design/unbroken.ts';
import { barStartButton, finishButton, primaryButton } from '../parts/buttons.ts';
import { callStaffButton, callStaffStyles } from '../parts/call-staff.ts';
import { keptNumberStyles, largeNumberToKeep } from '../parts/kept-number.ts';
import { visitPage } from '../parts/page.ts';
import { isPaid, purchaseFacts, sumLabel, totalFact } from '../parts/purchase-facts.ts';
import { takeOutCardRequest } from '../parts/take-card.ts';
import { VisitScreen } from '../parts/visit-screen.ts';

/** The page says first where the money is. The trouble's code is for the helpline 108. */
export class ScreenTrouble extends VisitScreen<'trouble'> {
  static override styles = [
    VisitScreen.styles,
    keptNumberStyles,
    callStaffStyles,
    css`
      .terminal {
        display: none;
        place-items: center;
        margin-top: var(--k-space-5);
        padding: var(--k-space-4);
        border-radius: calc(9 * var(--mm, 4.03px));
        background: var(--k-mist);
      }
      .terminal.declined {
        background: var(--k-sand);
      }
      /* The picture needs room that the number and the facts leave. */
      @container kiosk (min-height: 110em) and (max-aspect-ratio: 1/1) {
        .terminal {
          display: grid;
        }
        k-terminal-picture {
          width: 15cqh;
        }
      }
      @container kiosk (min-aspect-ratio: 11/10) and (min-width: 60em) and (min-height: 63em) {
        .terminal {
          display: grid;
        }
        k-terminal-picture {
          width: 14cqh;
        }
      }
      .staff {
        margin-top: var(--k-space-5);
      }
      .code {
        margin-top: var(--k-space-5);
      }
      .slip:not(:last-child) {
        margin-bottom: var(--k-space-5);
      }
    `,
  ];

  protected override render() {
    const { screen, words } = this;
    const { title, body } = words.troubles[screen.code];
    const safe = screen.canRetry ? `, ${words.trouble.answersSafe}` : '';
    return visitPage(
      words,
      {
        layout: 'choose',
        tone: this.#isInDoubt ? 'alarm' : 'calm',
        eyebrow: html`${icon(this.#isInDoubt ? 'triangle-alert' : 'shield-check')}<span>${words.money[screen.money].long}${safe}</span>`,
        title,
        number: screen.kept && (this.#isOpen || screen.continues) ? largeNumberToKeep(screen.kept, words) : nothing,
        lead: body,
      },
      html`<div>
        ${takeOutCardRequest(screen.takeCard, words)} ${this.#isInDoubt ? this.#slip() : nothing}
        ${factRowsCard([
          ...purchaseFacts(screen.purchase, words),
          this.#sum(),
          {
            label: words.trouble.call,
            value:
              screen.kept === null
                ? words.trouble.call108
                : withUnbrokenNumbers(words.trouble.quote(screen.kept.reference)),
          },
        ])}
        ${this.#isInDoubt ? nothing : this.#slip()}
        ${screen.continues ? html`<p class="note code">${icon('refresh-cw')}<span>${words.trouble.continues}</span></p>` : nothing}
        <p class="note code">${icon('info')}<span>${screen.code}</span></p>
      </div>
      <div slot="picture">${this.#terminal()} ${this.#staff()}</div>
      ${this.#leave()}
      ${screen.canRetry ? primaryButton(words.common.retry, this.sends({ do: 'retry' })) : nothing}`,
    );
  }

  /** The terminal, if the bank refused or did not answer. */
  #terminal() {
    const { code } = this.screen;
    const stage = code === 'TRM-201' ? 'declined' : code === 'TRM-203' ? 'asking' : null;
    if (stage === null) return nothing;
    return html`<div class="terminal ${stage}" aria-hidden="true">
      <k-terminal-picture .stage=${stage} .amount=${''} .label=${''}></k-terminal-picture>
    </div>`;
  }

  #staff() {
    const { screen, words } = this;
    if (!screen.offersStaff) return nothing;
    return html`<div class="staff">
      ${callStaffButton(words, screen.called, this.sends({ do: 'call-staff' }))}
    </div>`;
  }

  #slip() {
    const { screen, words } = this;
    if (screen.slip === null) return nothing;
    return html`<p class="note code slip">${icon('receipt-text')}<span>${words.trouble.slip[screen.slip]}</span></p>`;
  }

  get #isInDoubt(): boolean {
    return this.screen.money === 'unknown' || this.screen.money === 'with-staff';
  }

  get #isOpen(): boolean {
    const { money } = this.screen;
    return this.#isInDoubt || isPaid(money) || money === 'returning';
  }

  #leave() {
    const { screen, words } = this;
    if (!this.#isOpen || screen.kept === null) return finishButton(words, this.sends({ do: 'finish' }));
    const leave = screen.slip === 'printed' ? this.sends({ do: 'finish' }) : this.asksToLeave();
    return barStartButton(words.leave.doubt.button, 'x', leave);
  }

  #sum() {
    const { screen, words } = this;
    if (screen.purchase.amount === 0) return null;
    const label = sumLabel(screen.money, words);
    const { value } = totalFact(screen.purchase, words);
    if (screen.money === 'none' || screen.money === 'not-taken') return { label, value };
    return { label, value: html`${value} · ${words.money[screen.money].short}` };
  }
}

customElements.define('screen-trouble', ScreenTrouble);
