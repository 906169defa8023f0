import { html, nothing, type TemplateResult } from 'lit';
import { dateText, fullDateText, timeSpanText } from '../../../device/words/format.ts';
import type { SlotTime } from '../../../device/words/slot.ts';
import { factRowsCard } from '../../design/facts.ts';
import { type IconName, icon, serviceIcon } from '../../design/icon.ts';
import { visitPage } from '../parts/page.ts';
import '../../design/k-qr.ts';
import { money, withMoney } from '../../design/money.ts';
import { withUnbrokenNumbers } from '../../design/unbroken.ts';
import { barStartButton, primaryButton } from '../parts/buttons.ts';
import { messageCard, phoneMessageStyles } from '../parts/done-message.ts';
import { wayStyles, wayToWindowPicture } from '../parts/done-way.ts';
import { faceStyles, ratingFaces } from '../parts/faces.ts';
import { creditLeftFact, duesFacts, issuedCreditFact } from '../parts/purchase-facts.ts';
import type { ScreenOf } from '../parts/screen-element.ts';
import { takeOutCardRequestAtEnd } from '../parts/take-card.ts';
import { VisitScreen } from '../parts/visit-screen.ts';
import { styles } from './done.styles.ts';
import { resultStyles } from './done-result.styles.ts';

const PAPER_ICONS = { receipt: 'receipt-text', certificate: 'file-check', ticket: 'ticket' } as const;

export class ScreenDone extends VisitScreen<'done'> {
  static override styles = [VisitScreen.styles, faceStyles, styles, resultStyles, phoneMessageStyles, wayStyles];

  protected override render() {
    const { screen, words } = this;
    const { common } = words;
    // A receipt or ticket is valid by its number; a certificate needs its paper.
    const missing = screen.outcome === 'certificate' && !screen.printed;
    return visitPage(
      words,
      {
        layout: 'tell',
        traits: ['fill', 'across'],
        title: this.#title(missing),
        lead: this.#lead(),
        beside: missing
          ? { class: 'accepted missing', before: icon('triangle-alert') }
          : { class: 'accepted', before: icon('circle-check-big') },
      },
      html`<div slot="picture" class="result-place">${this.#result()}</div>
      <div class="filled">
        ${this.#isAlone ? nothing : this.#takeAlong()} ${this.#outcome()}
        ${this.#due()} ${screen.credit === null && screen.creditLeft === null ? nothing : factRowsCard([creditLeftFact(screen.creditLeft, words), issuedCreditFact(screen.credit, words)])}
        ${messageCard(screen, words, { send: this.sends({ do: 'send-message' }), read: this.sends({ do: 'what-is-read' }) })}
        ${ratingFaces(words.done.survey, screen.survey, words, (score) => this.sends({ do: 'survey', score }))}
      </div>
      ${takeOutCardRequestAtEnd(screen.takeCard, words)}
      ${
        screen.again
          ? barStartButton(common.payAnother, 'plus', this.sends({ do: 'again' }))
          : barStartButton(common.another, 'plus', this.sends({ do: 'another' }))
      }
      ${primaryButton(common.finish, this.sends({ do: 'finish' }), false, common.short.finish)}`,
    );
  }

  #title(missing: boolean): string {
    const { screen, words } = this;
    if (missing) return words.printTrouble.notPrinted.certificate;
    if (screen.due !== null || screen.dues.length > 0) return words.done.paidDue.title;
    if (screen.document?.on === 'copy') return words.done.copyTitle;
    if (screen.since !== null) return words.done.since[screen.since];
    const isBooked = screen.outcome === 'ticket' && screen.appointment?.slot;
    return isBooked ? words.done.booked : words.done.title[screen.outcome];
  }

  #due() {
    const { due, dues } = this.screen;
    const { paidDue } = this.words.done;
    if (dues.length > 0) return factRowsCard(duesFacts(dues, this.words));
    if (due === null) return nothing;
    return factRowsCard([
      { label: paidDue.subject, value: due.subject },
      due.number && { label: due.number.name, value: html`<span class="whole">${due.number.value}</span>` },
      { label: paidDue.payee, value: due.payee },
      { label: paidDue.reference, value: html`<span class="whole">${due.reference}</span>` },
      due.rest === 0 ? null : { label: paidDue.rest, value: money(due.rest, this.words.language) },
    ]);
  }

  #lead() {
    const { screen, words } = this;
    const isTile = screen.printed && screen.document === null;
    const paper = isTile ? html`<span class="tile">${this.#paper()}</span>` : this.#paper();
    if (screen.payAtWindow) return html`${words.done.payAtWindow} ${paper}`;
    if (screen.paid === 0) return paper;
    return html`${withMoney(words.done.paid, screen.paid, words.language)} ${paper}`;
  }

  #paper(): string {
    const { screen, words } = this;
    const { place } = screen;
    const itself = place ? words.done.itselfAt(place.window, place.floor) : words.done.itself;
    if (!screen.printed) return place ? `${words.done.keep} ${itself}` : words.done.keep;
    if (screen.document?.on === 'sheets') {
      const { sheets, validUntil } = screen.document;
      return `${words.done.takeSheets(sheets)} ${words.done.validUntil(fullDateText(validUntil, words.language))}`;
    }
    const taken = words.done.take[screen.outcome];
    return screen.document?.on === 'copy' ? `${taken} ${words.done.copyOnly} ${itself}` : taken;
  }

  /** Whether the citizen has only a queue ticket. */
  get #isAlone(): boolean {
    return (
      !this.#isNumbered &&
      this.screen.appointment !== null &&
      this.screen.next.length === 0 &&
      this.screen.bring === null
    );
  }

  /** Whether the page says another number than the one on the plate. */
  get #isNumbered(): boolean {
    const { appointment, outcome } = this.screen;
    return appointment !== null && (outcome !== 'ticket' || Boolean(appointment.slot));
  }

  #outcome() {
    const { next, bring, appointment } = this.screen;
    const hasWords = this.#isNumbered || next.length > 0 || bring !== null;
    if (!hasWords && appointment === null) return nothing;
    return html`<div class="outcome ${this.#isAlone ? 'alone' : ''}">
      ${this.#isAlone ? this.#takeAlong() : nothing}
      ${hasWords ? html`<div>${this.#number()} ${this.#next()} ${this.#bring()}</div>` : nothing}
      ${appointment === null ? nothing : this.#code()}
    </div>`;
  }

  #code() {
    const { done } = this.words;
    return html`<div class="qr">
      <k-qr .text=${this.screen.qr} .label=${done.qr}></k-qr><span aria-hidden="true">${done.qr}</span>
    </div>`;
  }

  #number() {
    if (!this.#isNumbered) return nothing;
    const { outcome, reference } = this.screen;
    return html`<p class="label">${this.words.done.number[outcome === 'ticket' ? 'receipt' : outcome]}</p>
      <p class="reference">${reference}</p>`;
  }

  #next() {
    if (this.screen.next.length === 0) return nothing;
    return html`<div class="next">
      <h2>${this.words.done.next}</h2>
      <ol>
        ${this.screen.next.map((step) => html`<li>${withUnbrokenNumbers(step)}</li>`)}
      </ol>
    </div>`;
  }

  #bring() {
    const { bring } = this.screen;
    if (bring === null) return nothing;
    return html`<div class="bring">
      <h2>${this.words.done.bring[bring.to]}</h2>
      <ul>
        ${bring.things.map((thing) => html`<li>${serviceIcon(thing.icon)}<span>${thing.title}</span></li>`)}
      </ul>
    </div>`;
  }

  #result() {
    const { screen, words } = this;
    const { done } = words;
    const { appointment } = screen;
    const others = screen.dues.filter(({ registered }) => registered !== null).length - 1;
    if (!appointment)
      return html`<div class="result">
        <div class="own">
          <p class="label">${done.number[screen.outcome]}</p>
          <p class="number">${screen.reference}</p>
          ${others > 0 ? html`<p class="label">${words.common.others(others)}</p>` : nothing}
          ${screen.application === null ? nothing : html`<p class="label">${done.number.receipt}: <b class="whole">${screen.application}</b></p>`}
        </div>
        ${this.#code()}
      </div>`;
    const { ticket, window, floor, wait, slot } = appointment;
    const figure = (label: string, value: string | number | TemplateResult) =>
      html`<div><dt class="label">${label}</dt><dd>${value}</dd></div>`;
    return html`<div class="result sent ${this.#isAlone ? 'alone' : ''}">
      <div class="own">
        <div>
          <p class="label">${done.yourTicket}</p>
          <p class="number ticket">${ticket}</p>
        </div>
        <dl class="figures">
          ${figure(done.figures.window, window)}
          ${typeof floor === 'number' ? figure(done.figures.floor, floor) : nothing}
          ${wait && !slot ? figure(done.figures.wait, html`${wait.medianMinutes} <small>${done.figures.minutes}</small>`) : nothing}
        </dl>
      </div>
      ${wayToWindowPicture(window)}
      ${slot ? html`<div class="wait">${this.#booked(slot)}</div>` : this.#queue(appointment)}
    </div>`;
  }

  #queue({ ahead, wait }: NonNullable<ScreenOf<'done'>['appointment']>) {
    const { done } = this.words;
    if (ahead === null && !wait) return nothing;
    return html`<p class="wait">${ahead === null ? nothing : done.ahead(ahead)} ${wait ? done.nineOfTen(wait.nineOfTenMinutes) : nothing}</p>`;
  }

  #booked(slot: SlotTime) {
    const { words } = this;
    return html`<p class="label">${words.done.yourTime}</p>
      <h2 class="when">${dateText(slot.day, words.language)}<br /><span class="time">${timeSpanText(slot)}</span></h2>`;
  }

  #takeAlong() {
    const { screen, words } = this;
    const { takeAlong } = words.done;
    const tiles: readonly (readonly [boolean, IconName, string])[] = [
      [screen.takeBankCard, 'credit-card', takeAlong.bankCard],
      [screen.printed, PAPER_ICONS[screen.outcome], takeAlong[screen.outcome]],
    ];
    const taken = tiles.filter(([is]) => is);
    if (taken.length === 0) return nothing;
    return html`<ul class="along">
      ${taken.map(([, symbol, what]) => html`<li>${icon(symbol)}<span>${what}</span></li>`)}
    </ul>`;
  }
}

customElements.define('screen-done', ScreenDone);
