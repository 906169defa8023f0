import { html, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import { facts } from '../design/facts.ts';
import { type IconName, icon } from '../design/icon.ts';
import '../design/k-qr.ts';
import { money } from '../design/money.ts';
import { unbroken } from '../design/unbroken.ts';
import { primaryButton, startButton } from './buttons.ts';
import { creditFact } from './purchase-facts.ts';
import { styles } from './screen-done.styles.ts';
import { takeCard } from './take-card.ts';
import { VisitScreen } from './visit-screen.ts';

type Score = 1 | 2 | 3 | 4 | 5;

const FACES: readonly { readonly score: Score; readonly symbol: IconName }[] = [
  { score: 1, symbol: 'frown' },
  { score: 2, symbol: 'annoyed' },
  { score: 3, symbol: 'meh' },
  { score: 4, symbol: 'smile' },
  { score: 5, symbol: 'laugh' },
];

/** It is done: the number, what happens next, and five faces. */
export class ScreenDone extends VisitScreen<'done'> {
  static override styles = [VisitScreen.styles, styles];

  protected override render() {
    const { screen, words } = this;
    const { done, common } = words;
    // A receipt and a ticket are worth their numbers; a certificate is nothing without its paper.
    const missing = screen.outcome === 'certificate' && !screen.printed;
    return html`<k-page .up=${common.scrollUp} .down=${common.scrollDown}>
      <div slot="head" class="accepted ${missing ? 'missing' : ''}">
        ${icon(missing ? 'triangle-alert' : 'circle-check-big')}
        <div>
          <h1 tabindex="-1">${missing ? words.printTrouble.notPrinted.certificate : done.title[screen.outcome]}</h1>
          <p class="lead">${this.#lead()}</p>
          ${takeCard(screen.takeCard, words)}
        </div>
      </div>
      <div>
        <div class="outcome">
          <div class="next">
            <p class="label">${done.number[screen.outcome]}</p>
            <p class="number ${screen.outcome}">${screen.reference}</p>
            ${screen.next.length === 0 ? nothing : this.#next()}
          </div>
          <div class="qr"><k-qr .text=${screen.qr} .label=${done.qr}></k-qr><span aria-hidden="true">${done.qr}</span></div>
        </div>
        ${screen.credit === null ? nothing : facts([creditFact(screen.credit, words)])} ${this.#survey()}
      </div>
      ${startButton(common.another, 'plus', this.sends({ do: 'another' }))}
      ${primaryButton(common.finish, this.sends({ do: 'finish' }))}
    </k-page>`;
  }

  #lead() {
    const { screen, words } = this;
    const paper = screen.printed ? words.done.take[screen.outcome] : words.done.keep;
    if (screen.paid === 0) return paper;
    const [before = '', after = ''] = words.done.paid('\u0000').split('\u0000');
    return html`${before}${money(screen.paid, words.language)}${after} ${paper}`;
  }

  #next() {
    return html`<h2>${this.words.done.next}</h2>
      <ol>
        ${this.screen.next.map((step) => html`<li>${unbroken(step)}</li>`)}
      </ol>`;
  }

  #survey() {
    const { screen, words } = this;
    return html`<fieldset class="survey">
      <legend>${words.done.survey}</legend>
      <div class="faces">
        ${FACES.map(
          ({ score, symbol }) => html`<label class="face">
            <input
              type="radio"
              name="survey"
              value=${score}
              .checked=${live(score === screen.survey)}
              @change=${this.sends({ do: 'survey', score })}
            />
            ${icon(symbol)}<span>${words.done.scores[score - 1]}</span>
          </label>`,
        )}
      </div>
      <p class="thanks" role="status">${screen.survey === null ? '' : words.done.thanks}</p>
    </fieldset>`;
  }
}

customElements.define('screen-done', ScreenDone);
