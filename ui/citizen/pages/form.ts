import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { QuestionView } from '../../../device/screen/screen.ts';
import { areManyDecades } from '../../../device/words/decades.ts';
import { icon } from '../../design/icon.ts';
import { type QuestionPicture, questionPicture } from '../../design/question-picture.ts';
import { sparePictureStyles } from '../../design/spare-picture.styles.ts';
import { withUnbrokenNumbers } from '../../design/unbroken.ts';
import { backButton, choiceButton, primaryButton } from '../parts/buttons.ts';
import { visitPage } from '../parts/page.ts';
import { SecondTouch } from '../parts/second-touch.ts';
import { takeOutCardRequest } from '../parts/take-card.ts';
import { styles } from '../parts/typed-field.styles.ts';
import { type PersonalText, typedField } from '../parts/typed-field.ts';
import { VisitScreen } from '../parts/visit-screen.ts';

type OptionsQuestion = Extract<QuestionView, { kind: 'choice' | 'several' }>;
type KnownQuestion = Extract<QuestionView, { kind: 'children' | 'known-phone' }>;
type TextQuestion = Extract<QuestionView, { kind: 'text' }>;
type DateQuestion = Extract<QuestionView, { kind: 'date' }>;

/** Most options in one column; more options stand in two. */
const MOST_IN_ONE_COLUMN = 6;

export class ScreenAnswering extends VisitScreen<'answering'> {
  static override styles = [
    VisitScreen.styles,
    styles,
    sparePictureStyles,
    css`
      .later {
        margin: 0;
        color: var(--k-ink-2);
        font-size: var(--k-type-s);
        text-align: end;
      }
      /* A bar of one row comes first. */
      @container kiosk (max-width: 34em) or (max-height: 33em) {
        .later {
          display: none;
        }
      }
      /* A long name breaks: no dictionary of hyphens knows names. */
      .known .title {
        overflow-wrap: anywhere;
      }
      /* Low panel and large text: what is known without the sentence above it. */
      @container kiosk (max-height: 45em) {
        .lead.optional {
          display: none;
        }
      }
      /* The number stays in one line beside its symbol. */
      @container kiosk (max-width: 34em) {
        .known-phone .choice {
          gap: var(--k-space-3);
          padding-inline: var(--k-space-4);
        }
        .known-phone .choice > .icon {
          font-size: calc(9 * var(--k-mm));
        }
      }
      /* Both numbers are in view before the citizen scrolls. */
      @container kiosk (max-height: 33em) {
        .known-phone .hint {
          display: none;
        }
      }
    `,
  ];

  #asked = '';
  /**
   * Number of questions that have come: a part of the name of radio buttons. In Chromium, a chosen button that left the page still counts for
   * its name. Tab would then reach no button of a new group with this name.
   */
  #questions = 0;

  static override properties = { ...VisitScreen.properties, held: { state: true } };

  /** Whether a finger rests on the field, which shows its text meanwhile. */
  declare private held: boolean;
  /** The key to show and to hide is one control: a trembling hand touches it once. */
  #touch = new SecondTouch();

  constructor() {
    super();
    this.held = false;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed);
    const { kind, id } = this.screen.question;
    const asked = `${kind} ${id}`;
    if (asked !== this.#asked) this.#questions += 1;
    this.#asked = asked;
    // The finger came down on the question before.
    if (!changed.has('screen') || changed.get('screen')?.step === this.screen.step) return;
    this.held = false;
    this.#touch = new SecondTouch();
  }

  protected override render() {
    const { screen, words } = this;
    const { question } = screen;
    return visitPage(
      words,
      {
        ...(question.kind === 'text'
          ? ({ layout: 'do', traits: ['typing', 'spare-picture'] } as const)
          : ({ layout: 'choose', traits: ['sink', 'spare-picture'] } as const)),
        tone: 'count',
        eyebrow: words.answering.progress(screen.number),
        title: withUnbrokenNumbers(question.title),
        isQuestion: true,
        lead: question.hint === null ? null : withUnbrokenNumbers(question.hint),
        leadIs: isKnown(question) ? 'optional' : 'spare',
        head: takeOutCardRequest(screen.takeCard, words),
      },
      html`<div slot="picture" class="question-picture">${questionPicture(pictureOf(question))}</div>
      ${this.#answer(question)} ${backButton(words, this.sends({ do: 'back' }))} ${this.#next(question)}`,
    );
  }

  /** A page that goes on by a touch needs no *next*. If an answer was chosen before, or by key, the page has it. */
  #next(question: QuestionView): TemplateResult {
    const { common, answering } = this.words;
    return isKnown(question) || (this.#goesOn(question) && isEmpty(question))
      ? html`<p slot="primary" class="later">${answering.later}</p>`
      : primaryButton(common.next, this.sends({ do: 'next' }), isEmpty(question));
  }

  /** With calm touch, choosing and going on are two acts. */
  #goesOn({ kind }: QuestionView): boolean {
    return kind === 'choice' && !this.screen.display.calmTouch;
  }

  /** A finger clicks the label; the keyboard clicks the input, and only chooses. */
  #labelListener(question: OptionsQuestion, value: string): (event: Event) => void {
    return (event) => {
      if (!this.#goesOn(question) || event.target !== event.currentTarget) return;
      event.preventDefault();
      this.send({ do: 'answer', value, goOn: true });
    };
  }

  #answer(question: QuestionView): TemplateResult {
    if (question.kind === 'text') return typedField({ ...question, personal: this.#personal(question) }, this.words);
    if (isKnown(question)) return this.#known(question);
    return question.kind === 'date' ? this.#date(question) : this.#options(question);
  }

  #personal({ personal }: TextQuestion): PersonalText | null {
    if (!personal) return null;
    const onHold = (held: boolean) => {
      this.held = held;
    };
    const { typedShown: shown } = this.screen.display;
    const onShow = () => this.#touch.once('show', () => this.send({ do: 'display', set: { typedShown: !shown } }));
    return { shown, held: this.held, onHold, onShow };
  }

  #known({ kind, options, another }: KnownQuestion): TemplateResult {
    const symbol = kind === 'children' ? 'user' : 'smartphone';
    return html`<div class="stack known ${kind}" role="group" aria-labelledby="question">
      ${options.map(({ value, label, hint, chosen }) =>
        choiceButton(chosen ? 'check' : symbol, label, hint ?? undefined, this.sends({ do: 'answer', value })),
      )}
      ${choiceButton('pencil', another.label, another.hint ?? undefined, this.sends({ do: 'answer', value: another.value }))}
    </div>`;
  }

  #options(question: OptionsQuestion): TemplateResult {
    const several = question.kind === 'several';
    const goesOn = this.#goesOn(question);
    const many = question.options.length > MOST_IN_ONE_COLUMN;
    const isChosen = (value: string) => (several ? question.chosen.includes(value) : value === question.chosen);
    return html`<div
      class="stack ${many ? 'many' : ''}"
      role=${several ? 'group' : 'radiogroup'}
      aria-labelledby="question"
      aria-describedby=${question.hint === null ? nothing : 'hint'}
    >
      ${question.options.map(
        ({ value, label, hint }) => html`<label class="choice" @click=${this.#labelListener(question, value)}>
          <input
            type=${several ? 'checkbox' : 'radio'}
            name=${`${question.id}-${this.#questions}`}
            value=${value}
            .checked=${live(isChosen(value))}
            @change=${this.sends({ do: 'answer', value })}
          />
          ${
            goesOn
              ? nothing
              : html`<span class="disc ${several ? 'box' : ''}">${several && isChosen(value) ? icon('check') : nothing}</span>`
          }
          <span class="words">
            <span class="title">${label}</span>
            ${hint === null ? nothing : html`<span class="hint">${hint}</span>`}
          </span>
          ${goesOn ? icon(isChosen(value) ? 'check' : 'arrow-right') : nothing}
        </label>`,
      )}
    </div>`;
  }

  #date(question: DateQuestion): TemplateResult {
    const { part, groups, parts: touched } = question;
    const { part: said } = this.words.answering;
    return html`<div class="date"><div class="dated">
      ${
        touched.length === 0
          ? nothing
          : html`<div class="parts">
            ${touched.map(
              ({ part: each, label, reopen }) => html`<button
                type="button"
                class="part"
                aria-label=${said[each].change(label)}
                @click=${this.sends({ do: 'answer', value: reopen })}
              >
                ${label}${icon('pencil')}
              </button>`,
            )}
          </div>`
      }
      ${this.#judged(question)}
      ${
        groups.length === 0
          ? nothing
          : html`<p class="choose" id="choose">${said[part].choose}</p>
              <div role="group" aria-labelledby="choose">
                ${groups.map((group) => html`<div class="grid ${part} ${areManyDecades(groups) ? 'close' : ''}">${group.map((each) => this.#cell(part, each))}</div>`)}
              </div>`
      }
    </div></div>`;
  }

  #judged({ problem, fitting, note }: DateQuestion): TemplateResult {
    return html`<div class="judged" aria-live="assertive">
      ${
        problem === null
          ? nothing
          : html`<p class="problem" id="problem">${icon('circle-alert')}<span>${problem}</span></p>`
      }
      ${fitting.map(({ value, label }) =>
        choiceButton('calendar-check', label, undefined, this.sends({ do: 'answer', value })),
      )}
      ${note === null ? nothing : html`<p class="made" id="made">${icon('info')}<span>${note}</span></p>`}
    </div>`;
  }

  #cell(part: DateQuestion['part'], { value, label, chosen }: DateQuestion['groups'][number][number]) {
    return html`<button
      type="button"
      class="cell"
      data-part=${part}
      aria-pressed=${chosen}
      @click=${this.sends({ do: 'answer', value })}
    >
      ${label}
    </button>`;
  }
}

const PICTURE_OF_KIND = {
  choice: 'application',
  several: 'application',
  date: 'calendar',
  children: 'family',
  'known-phone': 'phone',
} as const satisfies Record<Exclude<QuestionView['kind'], 'text'>, QuestionPicture>;

const PICTURE_OF_KEYBOARD = {
  names: 'card',
  letters: 'house',
  digits: 'certificate',
  amount: 'payment',
  capitals: 'certificate',
  email: 'letter',
} as const satisfies Record<TextQuestion['keyboard'], QuestionPicture>;

/** A text with a prefix, such as `+994`, is a phone number. */
function pictureOf(question: QuestionView): QuestionPicture {
  if (question.kind !== 'text') return PICTURE_OF_KIND[question.kind];
  return question.prefix === null ? PICTURE_OF_KEYBOARD[question.keyboard] : 'phone';
}

const isKnown = (question: QuestionView): question is KnownQuestion =>
  question.kind === 'children' || question.kind === 'known-phone';

function isEmpty(question: Exclude<QuestionView, KnownQuestion>): boolean {
  switch (question.kind) {
    case 'choice':
      return question.chosen === null;
    case 'several':
      return question.chosen.length === 0;
    case 'date':
      return !question.complete || question.problem !== null;
    case 'text':
      return question.value === '';
  }
}

customElements.define('screen-answering', ScreenAnswering);
