import { css, html, nothing } from 'lit';
import { facts } from '../design/facts.ts';
import { icon } from '../design/icon.ts';
import { unbroken } from '../design/unbroken.ts';
import { finishButton, primaryButton } from './buttons.ts';
import { purchaseFacts, sumLabel, totalFact } from './purchase-facts.ts';
import { VisitScreen } from './visit-screen.ts';

/** Something stopped the visit: the money first, then what happened, what to do, and what to quote at 108. */
export class ScreenTrouble extends VisitScreen<'trouble'> {
  static override styles = [
    VisitScreen.styles,
    css`
      .code {
        margin-top: var(--k-space-5);
      }
    `,
  ];

  protected override render() {
    const { screen, words } = this;
    const { title, body } = words.troubles[screen.code];
    const safe = screen.canRetry ? `, ${words.trouble.answersSafe}` : '';
    return html`<k-page low .up=${words.common.scrollUp} .down=${words.common.scrollDown}>
      <div slot="head">
        <p class="eyebrow alarm">${icon('triangle-alert')}<span>${words.money[screen.money].long}${safe}</span></p>
        <h1 tabindex="-1">${title}</h1>
        <p class="lead">${body}</p>
      </div>
      <div>
        ${facts([
          ...purchaseFacts(screen.purchase, words),
          this.#sum(),
          {
            label: words.trouble.call,
            value: screen.reference === null ? words.trouble.call108 : unbroken(words.trouble.quote(screen.reference)),
          },
        ])}
        ${screen.slip === null ? nothing : html`<p class="note code slip">${icon('receipt-text')}<span>${words.trouble.slip[screen.slip]}</span></p>`}
        ${screen.continues ? html`<p class="note code">${icon('refresh-cw')}<span>${words.trouble.continues}</span></p>` : nothing}
        <p class="note code">${icon('info')}<span>${screen.code}</span></p>
      </div>
      ${finishButton(words, this.sends({ do: 'finish' }))}
      ${screen.canRetry ? primaryButton(words.common.retry, this.sends({ do: 'retry' })) : nothing}
    </k-page>`;
  }

  #sum() {
    const { screen, words } = this;
    if (screen.purchase.amount === 0) return null;
    const label = sumLabel(screen.money, words);
    const { value } = totalFact(screen.purchase, words);
    // That nothing was taken is said above already.
    if (screen.money === 'none' || screen.money === 'not-taken') return { label, value };
    return { label, value: html`${value} · ${words.money[screen.money].short}` };
  }
}

customElements.define('screen-trouble', ScreenTrouble);
