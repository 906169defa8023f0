import { css, html, nothing } from 'lit';
import type { Qepik } from '../../../device/words/money.ts';
import type { NoteGroups } from '../../../device/words/notes.ts';
import { factRowsCard } from '../../design/facts.ts';
import { icon } from '../../design/icon.ts';
import { money } from '../../design/money.ts';
import { finishButton } from '../parts/buttons.ts';
import { callStaffButton, callStaffStyles } from '../parts/call-staff.ts';
import { stopCashButton } from '../parts/cash-way-out.ts';
import { numberToKeepFact } from '../parts/kept-number.ts';
import { visitPage } from '../parts/page.ts';
import { creditUseFacts } from '../parts/purchase-facts.ts';
import { VisitScreen } from '../parts/visit-screen.ts';
import { hasWaitLine, waitLine } from '../parts/waits.ts';

export class ScreenPayingCash extends VisitScreen<'payingCash'> {
  static override styles = [
    VisitScreen.styles,
    callStaffStyles,
    css`
      .accepted {
        display: flex;
        flex-wrap: wrap;
        gap: var(--k-space-4) var(--k-space-8);
        padding-top: var(--k-space-5);
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
        min-height: calc(12 * var(--mm, 4.03px));
        padding: 0 var(--k-space-3);
        border-radius: calc(1.6 * var(--mm, 4.03px));
        font-size: var(--k-type-s);
        font-weight: 680;
        font-variant-numeric: tabular-nums;
        white-space: nowrap;
      }
      .fitting li {
        border: var(--k-stroke-thin) solid var(--k-teal);
        outline: var(--k-stroke-thin) solid var(--k-teal);
        outline-offset: calc(-1.8 * var(--k-mm));
        background: var(--k-mist);
      }
      .exceeding li {
        border: var(--k-stroke-thin) solid var(--k-edge);
      }
      /* A dashed edge and a stroke: the kiosk asks before it takes this note. */
      .asked li {
        border: var(--k-stroke-thin) dashed var(--k-edge);
        background: linear-gradient(to top right, transparent 49%, var(--k-edge) 49.4%, var(--k-edge) 50.6%, transparent 51%);
        color: var(--k-ink-2);
        font-weight: 500;
      }
      @container kiosk (max-aspect-ratio: 1/1) and (min-width: 60em) and (min-height: 100em) {
        .accepted {
          padding-block: var(--k-space-8) 0;
        }
        .accepted li {
          min-width: calc(31 * var(--k-mm));
          min-height: calc(17 * var(--mm, 4.03px));
          font-size: var(--k-type-m);
        }
      }
      .note {
        margin-top: var(--k-space-5);
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
    const { payingCash, common, language } = words;
    const { stage } = screen;
    const { title, lead } = this.#heading();
    return visitPage(
      words,
      {
        layout: 'do',
        traits: ['columns', 'tail'],
        isLive: true,
        tone: stage === 'asking' || stage === 'blocked' ? 'alarm' : null,
        eyebrow: payingCash.eyebrow,
        title,
        lead,
        head: hasWaitLine(stage) ? waitLine(stage, words) : nothing,
      },
      html`<div slot="picture">
        ${stage === 'insert' || stage === 'reading' ? this.#notes() : nothing}
      </div>
      <div class="sum-first">
        <div class="notes" role="status">${this.#said()}</div>
        ${factRowsCard([
          { label: common.service, value: screen.purchase.service },
          ...(screen.purchase.credit
            ? creditUseFacts(screen.purchase, words)
            : [{ label: words.before.price, value: money(screen.purchase.amount, language) }]),
          { label: payingCash.inserted, value: money(screen.inserted, language) },
          { label: payingCash.missing, value: money(screen.missing, language), total: true },
          numberToKeepFact(screen.kept, words),
        ])}
        ${
          stage === 'blocked'
            ? callStaffButton(words, screen.called, this.sends({ do: 'call-staff' }))
            : html`<p class="note ${screen.inserted === 0 ? 'warning' : ''}">
                ${icon('info')}<span>${payingCash.noChange}</span>
              </p>`
        }
      </div>
      ${this.#way()}`,
    );
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
        ${notes.map((note) => html`<li>${note / 100}&nbsp;₼</li>`)}
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
