import { css, html, nothing } from 'lit';
import { visitPage } from '../parts/page.ts';
import '../../design/k-qr.ts';
import { withUnbrokenNumbers } from '../../design/unbroken.ts';
import { backButton, choiceButton, finishButton, primaryButton } from '../parts/buttons.ts';
import { codesToKeep, keptNumberStyles } from '../parts/kept-number.ts';
import { takeOutCardRequestAtEnd } from '../parts/take-card.ts';
import { ticketOnScreen, ticketOnScreenStyles } from '../parts/ticket-plate.ts';
import { VisitScreen } from '../parts/visit-screen.ts';

export class ScreenReceiptQr extends VisitScreen<'receiptQr'> {
  static override styles = [
    VisitScreen.styles,
    ticketOnScreenStyles,
    keptNumberStyles,
    css`
      .show {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        justify-items: center;
        gap: var(--k-space-5);
        width: min(100%, calc(150 * var(--mm, 4.03px)), 44cqh);
        margin: calc(10 * var(--mm, 4.03px)) auto 0;
        padding: var(--k-space-5);
        border-radius: var(--k-radius);
        border: var(--k-stroke-thin) solid var(--k-line);
        background: #ffffff;
        color: #10222a;
      }
      /* Does not grow with the text: a camera cannot read a code that is cut off at the edge. */
      k-qr {
        width: min(100%, calc(140 * var(--mm, 4.03px)));
      }
      .number {
        font-size: calc(13 * var(--k-mm));
        font-weight: 720;
        letter-spacing: 0.02em;
        line-height: 1.1;
        font-variant-numeric: tabular-nums;
        white-space: nowrap;
      }
      .others {
        padding-bottom: var(--k-space-3);
      }
      /* The button stands above the bar, and does not scroll away. */
      .reprint .choice {
        min-height: var(--k-target);
      }
      /* Below the code of a credit and above the button, the QR code must fit. */
      @container kiosk (max-height: 90em) and (max-aspect-ratio: 1/1) {
        .codes + .lead,
        .reprint .hint {
          display: none;
        }
        .show {
          margin-top: var(--k-space-5);
        }
      }
      @container kiosk (max-height: 48em) and (max-aspect-ratio: 1/1) {
        .show.low {
          width: min(100%, 33cqh);
        }
        .low .number {
          font-size: 4.3cqh;
        }
      }
      @container kiosk (min-aspect-ratio: 11/10) and (min-width: 60em) {
        .show {
          width: min(100%, 42cqh);
          margin-top: 0;
        }
      }
      @container kiosk (max-height: 62em) and (min-width: 60em) {
        .number {
          font-size: max(9 * var(--k-mm), min(13 * var(--mm, 4.03px), 4.89cqh));
        }
        .reprint .hint {
          display: none;
        }
      }
      @container kiosk (max-width: 45em) {
        .number {
          font-size: max(9 * var(--k-mm), 13 * var(--mm, 4.03px));
        }
      }
      @container kiosk style(--k-panel: small) {
        .number,
        .low .number {
          font-size: calc(9 * var(--mm, 4.03px));
        }
      }
    `,
  ];

  protected override render() {
    const { screen, words } = this;
    return visitPage(
      words,
      {
        layout: 'tell',
        traits: ['solo'],
        title: words.receiptQr.title,
        number: codesToKeep(screen.kept, words),
        lead: words.receiptQr.lead,
        head: ticketOnScreen(screen.appointment, words),
      },
      html`<div slot="picture">
        <div class="show ${screen.canReprint ? 'low' : ''}">
          ${
            screen.reference === null
              ? nothing
              : html`<p class="number"><span class="only-spoken">${words.common.reference}: </span>${screen.reference}</p>`
          }
          <k-qr .text=${screen.qr} .label=${words.receiptQr.qr}></k-qr>
          ${screen.others.length === 0 ? nothing : html`<p class="others">${withUnbrokenNumbers(screen.others.join(', '))}</p>`}
        </div>
      </div>
      ${takeOutCardRequestAtEnd(screen.takeCard, words)} ${screen.canReprint ? this.#reprint() : nothing}
      ${
        screen.canGoBack
          ? backButton(words, this.sends({ do: 'back' }))
          : finishButton(words, this.sends({ do: 'finish' }))
      }
      ${primaryButton(words.common.next, this.sends({ do: 'next' }))}`,
    );
  }

  #reprint() {
    const reprint = this.words.continuing.print[this.screen.paper];
    const button = choiceButton('printer', reprint, this.words.receiptQr.reprintHint, this.sends({ do: 'reprint' }));
    return html`<div slot="field" class="reprint">${button}</div>`;
  }
}

customElements.define('screen-receipt-qr', ScreenReceiptQr);
