import { html, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import { dateText, dayAndMonth, moneyText } from '../../../device/words/format.ts';
import { type FactRow, factRowsCard, sumAboveBar } from '../../design/facts.ts';
import { icon, serviceIcon } from '../../design/icon.ts';
import { money } from '../../design/money.ts';
import { backButton, barStartButton, choiceButton, finishButton, primaryButton } from '../parts/buttons.ts';
import { handOverPicture, waitingStyles } from '../parts/handed-over.ts';
import { visitPage } from '../parts/page.ts';
import type { ScreenOf } from '../parts/screen-element.ts';
import { styles as typing } from '../parts/typed-field.styles.ts';
import { typedField } from '../parts/typed-field.ts';
import { VisitScreen } from '../parts/visit-screen.ts';
import { waitLine } from '../parts/waits.ts';
import { dueStyles } from './due.styles.ts';

export class ScreenReadingDues extends VisitScreen<'readingDues'> {
  static override styles = [VisitScreen.styles, waitingStyles];

  protected override render() {
    const { screen, words } = this;
    const { common, readingDues } = words;
    const { trouble } = screen;
    const { title, lead } = trouble === null ? readingDues : readingDues.unanswered;
    return visitPage(
      words,
      { layout: 'do', title, lead, head: trouble === null ? waitLine('readingDues', words) : nothing },
      html`${handOverPicture('hand-coins')}
      <div class="stack">
        ${trouble === null ? nothing : html`<p class="note strong">${icon('triangle-alert')}<span>${words.troubles[trouble].body}</span></p>`}
        ${factRowsCard([{ label: common.service, value: screen.service }])}
      </div>
      ${backButton(words, this.sends({ do: 'back' }))}
      ${trouble === null ? nothing : primaryButton(common.retry, this.sends({ do: 'retry' }))}`,
    );
  }
}

export class ScreenNoDue extends VisitScreen<'noDue'> {
  static override styles = [VisitScreen.styles, waitingStyles];

  protected override render() {
    const { screen, words } = this;
    const { common, noDue } = words;
    const { title, lead } = noDue.why[screen.why];
    return visitPage(
      words,
      { layout: 'tell', title, lead },
      html`${handOverPicture(screen.why === 'paid' || screen.why === 'nothing' ? 'file-check' : 'hand-coins')}
      <div class="stack">
        ${factRowsCard([
          { label: common.service, value: screen.service },
          screen.paidOn === null ? null : { label: noDue.paidOn, value: dateText(screen.paidOn, words.language) },
        ])}
      </div>
      ${this.#buttons()}`,
    );
  }

  /** A citizen who typed a number may type another number. */
  #buttons() {
    const { screen, words } = this;
    const finish = this.sends({ do: 'finish' });
    if (screen.why === 'locked') return finishButton(words, finish);
    const back = this.sends({ do: 'back' });
    if (screen.again)
      return html`${screen.typed ? barStartButton(words.noDue.otherNumber, 'pencil', back) : backButton(words, back)}
        ${primaryButton(words.noDue.again, this.sends({ do: 'retry' }))}`;
    // *Finish* is also in the top bar: two labels do not fit at 200 %.
    if (screen.typed) return primaryButton(words.noDue.otherNumber, back);
    return html`${backButton(words, back)} ${primaryButton(words.common.finish, finish, false, words.common.short.finish)}`;
  }
}

export class ScreenChoosingDue extends VisitScreen<'choosingDue'> {
  static override styles = [VisitScreen.styles, dueStyles];

  protected override render() {
    const { screen, words } = this;
    const { choosingDue, language } = words;
    const { all, sum, full } = screen;
    const every = html`<button type="button" class="button" @click=${this.sends({ do: 'answer', value: 'all' })}>
      ${icon(full ? 'x' : 'check')}<span>${full ? choosingDue.none : choosingDue.every}</span>
    </button>`;
    return visitPage(
      words,
      {
        layout: 'table',
        title: choosingDue.title,
        isQuestion: true,
        lead: html`${choosingDue.all(all.count)} <b>${money(all.amount, language)}</b>`,
        beside: { class: 'titled', after: all.count < 2 ? nothing : every },
      },
      html`<div class="debts">
        <div class="stack">
          ${
            screen.changed
              ? html`<p class="note warning" role="alert">${icon('triangle-alert')}<span>${choosingDue.changed}</span></p>`
              : nothing
          }
          <div class="table" role="group" aria-labelledby="question">${screen.dues.map((due) => this.#due(due))}</div>
          ${this.#note()}
        </div>
        <div class="sums below">${this.#parts()}</div>
      </div>
      <div slot="total" class="sums">${this.#total()}<div class="beside">${this.#parts()}</div></div>
      ${backButton(words, this.sends({ do: 'back' }))}
      ${primaryButton(
        sum.count === 0 ? choosingDue.pick : choosingDue.pay(sum.count),
        this.sends({ do: 'next' }),
        sum.count === 0,
      )}`,
    );
  }

  #note() {
    const { dues, most } = this.screen;
    const { choosingDue } = this.words;
    const isNear = dues.some(({ near, ticked }) => near !== null && ticked);
    const note = most === null ? (isNear ? choosingDue.near : null) : choosingDue.most(most);
    return note === null ? nothing : html`<p class="note aside">${icon('clock')}<span>${note}</span></p>`;
  }

  #due(due: DueRow) {
    const { language } = this.words;
    const { value, ticked, state, near, amount } = due;
    const when = this.#when(due);
    return html`<label class="due ${ticked ? 'on' : ''}">
      <input
        type="checkbox"
        value=${value}
        .checked=${live(ticked)}
        ?disabled=${state !== 'open'}
        @change=${this.sends({ do: 'answer', value })}
      />
      <span class="box">${ticked ? icon('check') : nothing}</span>
      <span class="kind">${serviceIcon(due.icon)}</span>
      <span class="words">
        <span class="title">${due.subject}</span>
        <span class="hints">
          <span class="hint">${due.payee}${due.number === null ? nothing : html`<span class="nth"> · ${due.number}</span>`}</span>
          ${when === '' ? nothing : html`<span class="hint ${near === null ? '' : `near ${near}`}">${when}</span>`}
        </span>
      </span>
      ${state === 'paid' ? nothing : html`<span class="amount">${money(amount, language)}</span>`}
    </label>`;
  }

  #when({ state, until, near, paidOn }: DueRow): string {
    const { choosingDue, language } = this.words;
    if (state === 'held') return choosingDue.held;
    if (state === 'paid') return paidOn === null ? choosingDue.paid : choosingDue.paidOn(dayAndMonth(paidOn, language));
    if (until === null) return '';
    if (near === 'today') return choosingDue.today;
    const day = dayAndMonth(until, language);
    return near === 'overdue' ? choosingDue.overdue(day) : choosingDue.until(day);
  }

  #parts() {
    const { screen, words } = this;
    const { choosingDue, language } = words;
    const { sum, fee, rest } = screen;
    return factRowsCard([
      { label: choosingDue.some(sum.count), value: money(sum.amount, language) },
      fee === 0 ? null : { label: words.before.lines.fee, value: money(fee, language) },
      rest.count === 0 ? null : { label: choosingDue.rest(rest.count), value: money(rest.amount, language) },
    ]);
  }

  #total() {
    const { screen, words } = this;
    return html`<p class="total" role="status">
      <span><span class="what">${words.common.toPay}</span><span class="safe">${words.money['not-taken'].short}</span></span>
      <b>${money(screen.toPay, words.language)}</b>
    </p>`;
  }
}

type DueRow = ScreenOf<'choosingDue'>['dues'][number];

export class ScreenShowingDue extends VisitScreen<'showingDue'> {
  protected override render() {
    const { screen, words } = this;
    const { common, showingDue } = words;
    return visitPage(
      words,
      {
        layout: 'tell',
        traits: ['tail'],
        eyebrow: screen.service,
        title: screen.subject,
        lead: showingDue.lead,
        leadIs: 'spare',
      },
      html`<div class="stack">
        ${this.#notes()}
        ${factRowsCard([
          { icon: 'landmark', label: showingDue.payee, value: screen.payee },
          screen.owner === null ? null : { icon: 'user', label: showingDue.owner, value: screen.owner },
          screen.until === null
            ? null
            : {
                icon: 'clock',
                label: screen.overdue ? showingDue.overdue : showingDue.until,
                value: dateText(screen.until, words.language),
              },
        ])}
        ${this.#parts()}
      </div>
      <div slot="picture">${factRowsCard(this.#sum())}</div>
      ${sumAboveBar(common.toPay, money(screen.toPay, words.language))}
      ${backButton(words, this.sends({ do: 'back' }))} ${primaryButton(common.next, this.sends({ do: 'next' }))}`,
    );
  }

  #notes() {
    const { screen, words } = this;
    const { changed, discount } = words.showingDue;
    return html`${screen.changed ? html`<p class="note warning" role="alert">${icon('triangle-alert')}<span>${changed}</span></p>` : nothing}
    ${
      screen.discountUntil === null
        ? nothing
        : html`<p class="note">${icon('info')}<span>${discount(dateText(screen.discountUntil, words.language))}</span></p>`
    }`;
  }

  #sum(): readonly (FactRow | null)[] {
    const { screen, words } = this;
    const { showingDue, before, language } = words;
    const { full, reduced, fee, part, rest, toPay } = screen;
    const row = (label: string, value: number) => ({ label, value: money(value, language) });
    return [
      row(showingDue.owed, full),
      reduced === 0 ? null : { label: showingDue.reduced, value: html`−${money(reduced, language)}` },
      part === null ? null : row(showingDue.part, part),
      part === null ? null : row(showingDue.rest, rest),
      fee === 0 ? null : row(before.lines.fee, fee),
      { ...row(words.common.toPay, toPay), total: true },
    ];
  }

  #parts() {
    const { screen, words } = this;
    const { showingDue } = words;
    if (!screen.mayPart) return nothing;
    const part = this.sends({ do: 'answer', value: 'part' });
    const whole = this.sends({ do: 'answer', value: 'whole' });
    return html`<div class="stack">
      ${choiceButton('pencil', screen.part === null ? showingDue.payPart : showingDue.otherPart, showingDue.partHint, part)}
      ${screen.part === null ? nothing : choiceButton('hand-coins', showingDue.payAll, undefined, whole)}
    </div>`;
  }
}

export class ScreenTypingPart extends VisitScreen<'typingPart'> {
  static override styles = [VisitScreen.styles, typing];

  protected override render() {
    const { screen, words } = this;
    const { common, typingPart } = words;
    const say = (sum: number) => moneyText(sum, words.language);
    const { value, suffix, problem } = screen;
    return visitPage(
      words,
      {
        layout: 'do',
        traits: ['typing'],
        eyebrow: screen.payee,
        title: typingPart.title,
        isQuestion: true,
        lead: typingPart.lead({ min: say(screen.min), max: say(screen.max) }),
      },
      html`${typedField({ keyboard: 'amount', value, prefix: null, suffix, problem }, words)}
      ${backButton(words, this.sends({ do: 'back' }))}
      ${primaryButton(common.next, this.sends({ do: 'next' }), value === '')}`,
    );
  }
}

customElements.define('screen-reading-dues', ScreenReadingDues);
customElements.define('screen-no-due', ScreenNoDue);
customElements.define('screen-choosing-due', ScreenChoosingDue);
customElements.define('screen-showing-due', ScreenShowingDue);
customElements.define('screen-typing-part', ScreenTypingPart);
