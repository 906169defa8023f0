import { css, html } from 'lit';
import { moneyParts, moneyText, notesText } from '../../../device/words/format.ts';
import type { Qepik } from '../../../device/words/money.ts';
import { icon } from '../../design/icon.ts';
import { visitPage } from '../parts/page.ts';
import '../../design/k-note-picture.ts';
import { ElapsedSeconds } from '../../design/elapsed-seconds.ts';
import { withUnbrokenNumbers } from '../../design/unbroken.ts';
import { choiceButton } from '../parts/buttons.ts';
import { stopCashButton } from '../parts/cash-way-out.ts';
import { VisitScreen } from '../parts/visit-screen.ts';

export class ScreenNoteTooLarge extends VisitScreen<'noteTooLarge'> {
  static override styles = [
    VisitScreen.styles,
    css`
      .eyebrow {
        color: var(--k-ink);
        font-weight: 620;
      }
      .sum {
        display: flex;
        flex-wrap: wrap;
        align-items: flex-end;
        justify-content: space-between;
        gap: var(--k-space-2) var(--k-space-3);
        margin: 0 0 var(--k-space-5);
        padding: var(--k-space-4) var(--k-space-6);
      }
      .sum dt {
        color: var(--k-ink-2);
        font-size: var(--k-type-s);
      }
      .sum dd {
        margin: 0;
        font-size: max(var(--k-type-l), min(11.6 * var(--mm, 4.03px), 2.44cqh));
        font-weight: 700;
        font-variant-numeric: tabular-nums;
        white-space: nowrap;
      }
      .sign {
        color: var(--k-ink-2);
        font-size: max(var(--k-type-l), min(11.6 * var(--mm, 4.03px), 2.44cqh));
      }
      k-note-picture {
        margin-top: var(--k-space-6);
      }
      @container kiosk (max-aspect-ratio: 1/1) and (min-width: 60em) and (min-height: 100em) {
        .sum dd,
        .sign {
          font-size: var(--k-type-xl);
        }
      }
      /* The sum and the two answers matter more than the picture. */
      @container kiosk (max-width: 45em) {
        k-note-picture {
          display: none;
        }
      }
      /* Sum, both answers and the seconds are on the glass before anything is scrolled. */
      @container kiosk (max-width: 75em) and (min-aspect-ratio: 11/10) {
        .choice .hint,
        .choice > .icon:last-child {
          display: none;
        }
        .sum {
          margin-bottom: var(--k-space-3);
          padding: var(--k-space-2) var(--k-space-4);
          line-height: 1.15;
        }
        .stack {
          gap: var(--k-gap);
        }
        .ends {
          margin-top: var(--k-space-3);
        }
      }
      @container kiosk (max-width: 60em) and (min-width: 40em) and (min-aspect-ratio: 11/10) {
        .eyebrow,
        .lead,
        k-note-picture,
        .choice :is(.hint, .icon) {
          display: none;
        }
        .stack {
          grid-template-columns: repeat(2, minmax(0, 1fr));
        }
      }
      @container kiosk (max-width: 30em) {
        .eyebrow,
        .lead,
        .choice .hint {
          display: none;
        }
      }
      .choice:first-child {
        border-color: var(--k-teal);
        background: var(--k-teal);
        color: var(--k-on-primary);
      }
      .choice:first-child:is(:active, [data-pressed]) {
        background: var(--k-teal-pressed);
      }
      .choice:first-child :is(.icon, .hint) {
        color: inherit;
      }
      .ends {
        justify-content: center;
        margin-top: var(--k-space-5);
      }
      .left {
        font-weight: 700;
        font-variant-numeric: tabular-nums;
      }
    `,
  ];

  readonly #counter = new ElapsedSeconds(this);

  protected override render() {
    const { screen, words } = this;
    const { noteTooLarge: said } = words;
    const { note, missing, excess, fitting, seconds } = screen;
    const { language } = words;
    const left = Math.max(0, seconds - this.#counter.passed);
    const title = said.title(notesText([note]));
    const rest = moneyText(excess, language);
    return visitPage(
      words,
      {
        layout: 'do',
        eyebrow: html`${icon('hand-coins')}<span>${said.eyebrow} · ${withUnbrokenNumbers(screen.reference)}</span>`,
        title,
        lead: said.lead(moneyText(missing, language)),
      },
      html`<k-note-picture slot="picture" .way=${'back'} .note=${String(note / 100)} .label=${said.picture}></k-note-picture>
      <div>
        <dl class="card sum">
          <div><dt>${said.note}</dt><dd>${this.#figure(note)}</dd></div>
          <span class="sign" aria-hidden="true">−</span>
          <div><dt>${said.missing}</dt><dd>${this.#figure(missing)}</dd></div>
          <span class="sign" aria-hidden="true">=</span>
          <div><dt>${said.rest}</dt><dd>${this.#figure(excess)}</dd></div>
        </dl>
        <div class="stack" role="group" aria-label=${title}>
          ${choiceButton('rotate-ccw', said.giveBack, said.giveBackHint(notesText(fitting)), this.sends({ do: 'answer', value: 'give-back' }))}
          ${choiceButton('ticket', said.keep, said.keepHint(rest), this.sends({ do: 'answer', value: 'keep' }))}
        </div>
        <p class="ends note">
          ${icon('clock')}<span>${
            screen.display.moreTime
              ? said.comesBackUnasked
              : html`${said.comesBack} <span class="left">${left}&nbsp;${said.seconds}</span>`
          }</span>
        </p>
      </div>
      ${stopCashButton(screen.inserted, words, (intent) => this.sends(intent))}`,
    );
  }

  /** A sum without currency code: only so do three sums fit in a row. The sentence above has the code. */
  #figure(qepik: Qepik) {
    const { number, sign } = moneyParts(qepik, this.words.language);
    return html`${number}&nbsp;${sign}`;
  }
}

customElements.define('screen-note-too-large', ScreenNoteTooLarge);
