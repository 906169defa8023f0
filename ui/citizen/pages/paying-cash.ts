import { css, html, nothing } from 'lit';
import { moneyText } from '../../../device/words/format.ts';
import { purchaseRestToPay, type Qepik } from '../../../device/words/money.ts';
import type { NoteGroups } from '../../../device/words/notes.ts';
import { icon } from '../../design/icon.ts';
import { type NoteWay, noteColourOf } from '../../design/k-note-picture.ts';
import { money } from '../../design/money.ts';
import { finishButton } from '../parts/buttons.ts';
import { callStaffButton, callStaffStyles } from '../parts/call-staff.ts';
import { stopCashButton } from '../parts/cash-way-out.ts';
import { visitPage } from '../parts/page.ts';
import { creditUseFacts } from '../parts/purchase-facts.ts';
import type { ScreenOf } from '../parts/screen-element.ts';
import { VisitScreen } from '../parts/visit-screen.ts';
import { hasWaitLine, waitLine } from '../parts/waits.ts';

const WAYS: Readonly<Record<ScreenOf<'payingCash'>['stage'], NoteWay>> = {
  insert: 'in',
  reading: 'held',
  'take-note': 'back',
  settling: 'closed',
  asking: 'held',
  blocked: 'closed',
};

export class ScreenPayingCash extends VisitScreen<'payingCash'> {
  static override styles = [
    VisitScreen.styles,
    callStaffStyles,
    css`
      k-note-picture {
        margin-top: var(--k-space-6);
      }
      .note {
        margin-top: var(--k-space-5);
      }
      .meter {
        padding: var(--k-space-5) var(--k-space-6);
      }
      .meter dl {
        display: flex;
        flex-wrap: wrap;
        align-items: flex-end;
        justify-content: space-between;
        gap: var(--k-space-2) var(--k-space-5);
        margin: 0;
      }
      .meter dt {
        color: var(--k-ink-2);
        font-size: var(--k-type-s);
      }
      .meter dd {
        margin: 0;
        color: var(--k-green);
        font-size: var(--k-type-xl);
        font-weight: 700;
      }
      .meter .missing {
        text-align: right;
      }
      .meter .missing dd {
        color: var(--k-ink);
        font-size: min(18 * var(--mm, 4.03px), 62cqi / (0.62 * var(--letters)));
        font-weight: 740;
        line-height: 1.05;
        letter-spacing: -0.02em;
      }
      .track {
        height: calc(9 * var(--mm, 4.03px));
        margin-top: var(--k-space-4);
        border-radius: calc(4.5 * var(--mm, 4.03px));
        background: var(--k-sand);
        overflow: hidden;
      }
      .track > div {
        width: calc(100% * var(--inserted) / var(--price));
        height: 100%;
        border-radius: inherit;
        background: var(--k-green);
      }
      .ends {
        display: flex;
        flex-wrap: wrap;
        justify-content: space-between;
        gap: var(--k-space-1) var(--k-space-5);
        margin-top: var(--k-space-3);
        color: var(--k-ink-2);
        font-size: var(--k-type-s);
      }
      .ends b {
        color: var(--k-ink);
        white-space: nowrap;
      }
      .accepted {
        display: flex;
        flex-wrap: wrap;
        gap: var(--k-space-4) var(--k-space-8);
        margin-top: var(--k-space-5);
      }
      .which {
        margin-bottom: var(--k-space-2);
        font-size: var(--k-type-s);
        font-weight: 620;
      }
      .asked .which {
        color: var(--k-ink-2);
        font-weight: 500;
      }
      .accepted ul {
        display: flex;
        flex-wrap: wrap;
        gap: var(--k-space-3);
        padding: 0;
        margin: 0;
        list-style: none;
      }
      .accepted li {
        display: grid;
        place-items: center;
        min-width: calc(25 * var(--k-mm));
        min-height: calc(13 * var(--mm, 4.03px));
        padding: 0 var(--k-space-3);
        border: calc(0.75 * var(--mm, 4.03px)) solid #10222a;
        border-radius: calc(2 * var(--mm, 4.03px));
        background: var(--note);
        color: #10222a;
        font-size: var(--k-type-m);
        font-weight: 720;
        font-variant-numeric: tabular-nums;
        white-space: nowrap;
      }
      :is(.fitting, .exceeding) li {
        box-shadow: inset 0 0 0 calc(1.1 * var(--mm, 4.03px)) var(--note), inset 0 0 0 calc(1.5 * var(--mm, 4.03px)) #ffffff;
      }
      /* A dashed edge and a stroke: the kiosk asks before it takes this note. */
      .asked li {
        border: var(--k-stroke-thin) dashed var(--k-edge);
        background: linear-gradient(to top right, transparent 49%, var(--k-edge) 49.4%, var(--k-edge) 50.6%, transparent 51%);
        color: var(--k-ink-2);
        font-weight: 500;
      }
      @container kiosk (max-aspect-ratio: 1/1) and (min-width: 60em) and (min-height: 100em) {
        .accepted li {
          min-height: calc(15 * var(--mm, 4.03px));
        }
      }
      @container kiosk (min-aspect-ratio: 11/10) and (min-width: 60em) {
        k-note-picture {
          --picture-height: 40cqh;
        }
      }
      @container kiosk (min-aspect-ratio: 11/10) {
        .meter .missing dd {
          font-size: min(18 * var(--mm, 4.03px), 38cqi / (0.62 * var(--letters)));
        }
      }
      @container kiosk (max-height: 90em) and (max-aspect-ratio: 1/1) {
        .eyebrow {
          display: none;
        }
        k-note-picture {
          --picture-height: 14cqh;
          margin-top: var(--k-space-4);
        }
        .accepted {
          flex-wrap: nowrap;
          gap: var(--k-space-5);
        }
        .accepted ul {
          gap: var(--k-space-2);
        }
        .accepted li {
          min-width: calc(16 * var(--k-mm));
          padding: 0;
        }
      }
      @container kiosk (max-height: 62em) and (min-aspect-ratio: 11/10) {
        k-note-picture {
          --picture-height: 32cqh;
        }
        k-note-picture[way="closed"] {
          display: none;
        }
        .meter {
          padding: var(--k-space-3) var(--k-space-5);
        }
        .track {
          height: calc(6 * var(--mm, 4.03px));
          margin-top: var(--k-space-3);
        }
        .accepted {
          gap: var(--k-space-3) var(--k-space-5);
          margin-top: var(--k-space-3);
        }
        .accepted ul {
          gap: var(--k-space-2);
        }
        .accepted li {
          min-width: calc(19 * var(--k-mm));
          min-height: calc(11 * var(--mm, 4.03px));
        }
        .note {
          margin-top: var(--k-space-3);
        }
      }
      /* Sum and notes matter more than the picture. The page before names the service. */
      @container kiosk (max-width: 45em) {
        .accepted {
          flex-wrap: wrap;
        }
        k-note-picture,
        .eyebrow {
          display: none;
        }
      }
      @container kiosk (max-width: 60em) and (min-width: 40em) and (min-aspect-ratio: 11/10) {
        k-note-picture,
        .eyebrow {
          display: none;
        }
      }
      .choice {
        margin-top: var(--k-space-5);
      }
      .notes:not(:empty) {
        margin-bottom: var(--k-space-5);
      }
      .notes .note {
        margin-top: 0;
      }
    `,
  ];

  protected override render() {
    const { screen, words } = this;
    const { payingCash } = words;
    const { stage } = screen;
    const { title, lead } = this.#heading();
    return visitPage(
      words,
      {
        layout: 'do',
        traits: ['columns'],
        isLive: true,
        tone: stage === 'asking' || stage === 'blocked' ? 'alarm' : null,
        eyebrow: html`${icon('banknote')}<span>${payingCash.eyebrow} · ${screen.purchase.service}</span>`,
        title,
        lead,
        head: hasWaitLine(stage) ? waitLine(stage, words) : nothing,
      },
      html`<k-note-picture
        slot="picture"
        .way=${WAYS[stage]}
        .note=${stage === 'insert' ? this.#largestFittingNote() : ''}
        .label=${payingCash.picture}
      ></k-note-picture>
      <div>
        <div class="notes" role="status">${this.#said()}</div>
        ${this.#meter()}
        ${stage === 'insert' || stage === 'reading' ? this.#notes() : nothing}
        ${
          stage === 'blocked'
            ? callStaffButton(words, screen.called, this.sends({ do: 'call-staff' }))
            : html`<p class="note ${screen.inserted === 0 ? 'warning' : ''}">
                ${icon('hand-coins')}<span>${payingCash.noChange}</span>
              </p>`
        }
      </div>
      ${this.#way()}`,
    );
  }

  #meter() {
    const { screen, words } = this;
    const { payingCash, common, language } = words;
    const { inserted, missing, kept, purchase } = screen;
    const facts = creditUseFacts(purchase, words);
    return html`<div class="card meter">
      <dl>
        <div><dt>${payingCash.inserted}</dt><dd>${money(inserted, language)}</dd></div>
        <div class="missing"><dt>${payingCash.missing}</dt><dd style="--letters: ${moneyText(missing, language).length}">${money(missing, language)}</dd></div>
      </dl>
      <div class="track" aria-hidden="true"><div style="--inserted: ${inserted}; --price: ${purchaseRestToPay(purchase) || 1}"></div></div>
      <p class="ends">
        ${kept ? html`<span>${common.reference}: <b>${kept.reference}</b> ${kept.others === 0 ? nothing : common.others(kept.others)}</span>` : nothing}
        ${facts.map(({ label, value }) => html`<span>${label} <b>${value}</b></span>`)}
        <span>${common.toPay} <b>${money(purchaseRestToPay(purchase), language)}</b></span>
      </p>
    </div>`;
  }

  #largestFittingNote(): string {
    const { fitting, exceeding } = this.screen.notes;
    const largest = Math.max(...(fitting.length > 0 ? fitting : exceeding), 0);
    return largest === 0 ? '' : String(largest / 100);
  }

  #notes() {
    const { notes } = this.screen;
    const said = this.words.payingCash.notes;
    const list = (kind: keyof NoteGroups) => this.#list(kind, said[kind], notes[kind]);
    return html`<div class="accepted">${list('fitting')}${list('exceeding')}${list('asked')}</div>`;
  }

  #list(kind: keyof NoteGroups, label: string, notes: readonly Qepik[]) {
    if (notes.length === 0) return nothing;
    return html`<div class=${kind}>
      <p class="which" id=${kind}>${label}</p>
      <ul aria-labelledby=${kind}>
        ${notes.map((note) => html`<li style="--note: ${noteColourOf(String(note / 100))}">${note / 100}&nbsp;₼</li>`)}
      </ul>
    </div>`;
  }

  #heading() {
    const { screen, words } = this;
    const { stages, blocked } = words.payingCash;
    if (screen.stage !== 'blocked' || screen.trouble === null)
      return stages[screen.stage === 'blocked' ? 'insert' : screen.stage];
    const { title, body } = words.troubles[screen.trouble];
    return { title, lead: `${body} ${screen.inserted === 0 ? blocked.nothing : blocked.something}` };
  }

  #said() {
    const { screen, words } = this;
    if (screen.back === null || (screen.stage !== 'insert' && screen.stage !== 'take-note')) return nothing;
    return html`<p class="note warning">${icon('triangle-alert')}<span>${words.payingCash.back[screen.back]}</span></p>`;
  }

  #way() {
    const { screen, words } = this;
    if (screen.canLeave) return finishButton(words, this.sends({ do: 'finish' }));
    return screen.canStop ? stopCashButton(screen.inserted, words, (intent) => this.sends(intent)) : nothing;
  }
}

customElements.define('screen-paying-cash', ScreenPayingCash);
