import { css, html, nothing } from 'lit';
import { momentText } from '../../../device/words/format.ts';
import { factRowsCard } from '../../design/facts.ts';
import { icon } from '../../design/icon.ts';
import { money } from '../../design/money.ts';
import { withUnbrokenNumbers } from '../../design/unbroken.ts';
import { choiceButton, finishButton, primaryButton } from '../parts/buttons.ts';
import { callStaffButton, callStaffStyles } from '../parts/call-staff.ts';
import { codesToKeep, keptNumberStyles } from '../parts/kept-number.ts';
import { visitPage } from '../parts/page.ts';
import { duesFacts, isPaid } from '../parts/purchase-facts.ts';
import { ticketOnScreen, ticketOnScreenStyles } from '../parts/ticket-plate.ts';
import { VisitScreen } from '../parts/visit-screen.ts';

export class ScreenPrintTrouble extends VisitScreen<'printTrouble'> {
  static override styles = [
    VisitScreen.styles,
    callStaffStyles,
    ticketOnScreenStyles,
    keptNumberStyles,
    css`
      .choices {
        gap: calc(4.4 * var(--mm, 4.03px));
      }
      .choices + .facts {
        margin-top: var(--k-space-5);
      }
      .void {
        margin-top: var(--k-space-4);
      }
    `,
  ];

  protected override render() {
    const { screen, words } = this;
    const { printTrouble } = words;
    const paper = (screen.partlyPrinted ? printTrouble.unfinished : printTrouble.notPrinted)[screen.paper];
    const paid = isPaid(screen.money) && screen.purchase.amount > 0;
    return visitPage(
      words,
      {
        layout: 'choose',
        tone: 'alarm',
        eyebrow: html`${icon('triangle-alert')}<span>${paid ? words.money[screen.money].long : printTrouble.safe}</span>`,
        title: paper,
        number: codesToKeep(screen.kept, words),
        lead: html`${words.troubles[screen.code].title}.`,
        head: html`${ticketOnScreen(screen.appointment, words)}
        <p class="lead">${withUnbrokenNumbers(printTrouble.lead(screen.reference, paid))}</p>
        ${screen.place === null ? nothing : html`<p class="lead">${withUnbrokenNumbers(words.done.itselfAt(screen.place.window, screen.place.floor))}</p>`}
        ${screen.partlyPrinted ? html`<p class="note void">${icon('info')}<span>${printTrouble.void}</span></p>` : nothing}`,
      },
      html`<div>
        <div class="stack choices" role="group" aria-label=${printTrouble.choose}>${this.#choices()}</div>
        ${factRowsCard([
          { label: words.common.service, value: screen.purchase.service },
          paid
            ? {
                label: words.common.paid,
                value: html`${money(screen.purchase.amount, words.language)}${screen.at === null ? '' : ` · ${momentText(screen.at, words.language)}`}`,
              }
            : null,
          ...duesFacts(screen.dues, words),
          { label: words.trouble.call, value: withUnbrokenNumbers(words.trouble.quote(screen.reference)) },
        ])}
      </div>
      ${finishButton(words, this.sends({ do: 'finish' }))} ${this.#primary()}`,
    );
  }

  /** If nothing was printed, the primary button does not end the visit. */
  #primary() {
    const { canReprint, canShowQr } = this.screen;
    const { printTrouble } = this.words;
    if (canReprint) return primaryButton(printTrouble.reprint, this.sends({ do: 'reprint' }));
    return canShowQr ? primaryButton(printTrouble.qr, this.sends({ do: 'show-qr' })) : nothing;
  }

  #choices() {
    const { screen } = this;
    const { printTrouble } = this.words;
    return html`
      ${
        screen.canShowQr && screen.canReprint
          ? choiceButton('qr-code', printTrouble.qr, printTrouble.qrHint, this.sends({ do: 'show-qr' }))
          : nothing
      }
      ${
        screen.canCopy
          ? choiceButton('receipt-text', printTrouble.copy, printTrouble.copyHint, this.sends({ do: 'next' }))
          : nothing
      }
      ${callStaffButton(this.words, screen.called, this.sends({ do: 'call-staff' }), printTrouble.staffHint)}
    `;
  }
}

customElements.define('screen-print-trouble', ScreenPrintTrouble);
