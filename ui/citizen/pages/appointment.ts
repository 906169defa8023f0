import { html, nothing, type TemplateResult } from 'lit';
import { dateText, dayAndMonth } from '../../../device/words/format.ts';
import type { SlotPlace } from '../../../device/words/slot.ts';
import { factRowsCard } from '../../design/facts.ts';
import { icon } from '../../design/icon.ts';
import { withUnbrokenNumbers } from '../../design/unbroken.ts';
import type { WordsOfSections } from '../../words/words.ts';
import { officeQuestionPage } from '../parts/asking-office.ts';
import { backButton, choiceButton, primaryButton } from '../parts/buttons.ts';
import { waitingStyles } from '../parts/handed-over.ts';
import { visitPage } from '../parts/page.ts';
import type { ScreenOf } from '../parts/screen-element.ts';
import { VisitScreen } from '../parts/visit-screen.ts';
import { waitLine } from '../parts/waits.ts';
import { styles } from './appointment.styles.ts';

export class ScreenReadingSlots extends VisitScreen<'readingSlots'> {
  static override styles = [VisitScreen.styles, waitingStyles];

  protected override render() {
    const { screen, words } = this;
    const { readingSlots } = words;
    return officeQuestionPage({
      screen,
      words,
      symbol: 'calendar-check',
      wait: waitLine('readingSlots', words),
      says: screen.trouble === null ? readingSlots : readingSlots.unanswered,
      back: this.sends({ do: 'back' }),
      retry: this.sends({ do: 'retry' }),
    });
  }
}

export class ScreenChoosingPlace extends VisitScreen<'choosingPlace'> {
  static override styles = [VisitScreen.styles, styles];

  protected override render() {
    const { screen, words } = this;
    const { choosingPlace, choosingSlot } = words;
    return visitPage(
      words,
      {
        layout: 'choose',
        eyebrow: screen.service,
        title: choosingPlace.title,
        isQuestion: true,
        lead: choosingPlace.lead,
      },
      html`<div class="appointment">
        ${screen.problem === null ? nothing : problemNote(choosingSlot.problems[screen.problem])}
        <div class="stack" role="group" aria-labelledby="question">
          ${screen.places.map((place) => this.#place(place))}
        </div>
      </div>
      ${backButton(words, this.sends({ do: 'back' }))}`,
    );
  }

  #place({ id, first, ...place }: ScreenOf<'choosingPlace'>['places'][number]) {
    const { choosingPlace, choosingSlot, language } = this.words;
    const when = first === null ? choosingSlot.full : choosingPlace.first(dayAndMonth(first, language));
    return choiceButton(
      'map-pin',
      placeText(place, this.words),
      when,
      this.sends({ do: 'answer', value: id }),
      first === null,
    );
  }
}

function placeText(
  { window, floor }: Omit<SlotPlace, 'id'>,
  { choosingSlot }: WordsOfSections<'choosingSlot'>,
): string {
  return [choosingSlot.window(window), ...(floor === null ? [] : [choosingSlot.floor(floor)])].join(', ');
}

const problemNote = (words: string | TemplateResult) =>
  html`<p class="note warning" role="alert">${icon('triangle-alert')}<span>${words}</span></p>`;

type Times = ScreenOf<'choosingSlot'>['morning'];

export class ScreenChoosingSlot extends VisitScreen<'choosingSlot'> {
  static override styles = [VisitScreen.styles, waitingStyles, styles];

  protected override render() {
    const { screen, words } = this;
    const { common, choosingSlot } = words;
    const { day, from, holding } = screen;
    const { title, lead } = this.#heading();
    return visitPage(
      words,
      {
        layout: 'choose',
        traits: ['sink', 'tail'],
        eyebrow: screen.service,
        title,
        lead: html`${placeText(screen.place, words)}. ${lead}`,
        head: holding ? waitLine('holdingSlot', words) : nothing,
      },
      html`${holding ? this.#chosen() : this.#choices()}
      <p slot="picture" class="note come">${icon('clock')}<span>${choosingSlot.come}</span></p>
      ${backButton(words, this.sends({ do: 'back' }))}
      ${
        holding || day === null
          ? nothing
          : primaryButton(
              from === null ? common.next : choosingSlot.next(from),
              this.sends({ do: 'next' }),
              from === null,
            )
      }`,
    );
  }

  #heading() {
    const { choosingSlot } = this.words;
    if (this.screen.holding) return choosingSlot.holding;
    return this.screen.day === null ? choosingSlot.none : choosingSlot;
  }

  #chosen() {
    const { screen, words } = this;
    if (screen.day === null || screen.from === null) return nothing;
    const value = `${dateText(screen.day, words.language)}, ${screen.from}`;
    return html`<div class="stack">${factRowsCard([{ label: words.choosingSlot.chosen, value }])}</div>`;
  }

  #choices() {
    const { screen, words } = this;
    const { choosingSlot } = words;
    return html`<div class="appointment">
      ${screen.problem === null ? nothing : problemNote(this.#problem(screen.problem))}
      <div class="days" role="group" aria-label=${choosingSlot.days}>${screen.days.map((day) => this.#day(day))}</div>
      ${
        screen.day === null
          ? nothing
          : html`<h2 class="day-name">${dateText(screen.day, words.language)}</h2>
              ${this.#times(choosingSlot.morning, screen.morning)}
              ${this.#times(choosingSlot.afternoon, screen.afternoon)}`
      }
    </div>`;
  }

  #problem(problem: NonNullable<ScreenOf<'choosingSlot'>['problem']>) {
    const { choosingSlot, troubles } = this.words;
    return problem === 'taken' || problem === 'lost'
      ? choosingSlot.problems[problem]
      : withUnbrokenNumbers(`${troubles[problem].title} · ${problem}`);
  }

  #day({ day, free }: ScreenOf<'choosingSlot'>['days'][number]) {
    const { choosingSlot, language } = this.words;
    const weekday = choosingSlot.weekdays[new Date(`${day}T00:00:00Z`).getUTCDay()];
    const said = free === 0 ? choosingSlot.booked : choosingSlot.free(free);
    return html`<button
      type="button"
      class="tile"
      data-day=${day}
      aria-pressed=${day === this.screen.day}
      ?disabled=${free === 0}
      @click=${this.sends({ do: 'answer', value: day })}
    >
      <span aria-hidden="true">${weekday}</span><b aria-hidden="true">${Number(day.slice(8))}</b>
      <span class="only-spoken">${dateText(day, language)}:</span>
      <span>${said}</span>
    </button>`;
  }

  #times(name: string, times: Times) {
    if (times.length === 0) return nothing;
    return html`<div>
      <h3 class="part-name">${name}</h3>
      <div class="times" role="group" aria-label=${name}>${times.map((time) => this.#time(time))}</div>
    </div>`;
  }

  #time({ from, free }: Times[number]) {
    return html`<button
      type="button"
      class="tile"
      data-time=${from}
      aria-pressed=${from === this.screen.from}
      @click=${this.sends({ do: 'answer', value: from })}
    >
      <b>${from}</b><span>${this.words.choosingSlot.room(free)}</span>
    </button>`;
  }
}

customElements.define('screen-reading-slots', ScreenReadingSlots);
customElements.define('screen-choosing-place', ScreenChoosingPlace);
customElements.define('screen-choosing-slot', ScreenChoosingSlot);
