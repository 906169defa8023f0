import { html, nothing, type TemplateResult } from 'lit';
import { formatManats } from '../../../../drivers/money.ts';
import { LANGUAGES } from './address.ts';
import { mayGuidePressHint, waitsForNewcomer } from './hands.ts';
import { type GuideLanguage, type Hint, STEPS } from './hints.ts';
import type { GuidedVisit } from './visit.ts';
import { GUIDE_WORDS, type GuideWords } from './words.ts';

export interface GuideState {
  readonly hint: Hint;
  readonly visit: GuidedVisit;
  readonly skipped: boolean;
  readonly byHand: boolean;
  readonly busy: boolean;
  /** `null`: the control is not there yet. */
  readonly name: string | null;
}

export interface GuideBarState extends GuideState {
  readonly says: string;
}

export interface GuideBarActions {
  speak(language: GuideLanguage): void;
  /** If the newcomer presses everything, focuses the control. */
  goOn(): void;
  stop(): void;
  restart(): void;
  pressMyself(on: boolean): void;
  pull(): void;
  skip(on: boolean): void;
}

const wordsOf = ({ visit }: GuideState): GuideWords => GUIDE_WORDS[visit.language];

/** Text of the guide; names no control that is not there yet. */
export function guideText(view: GuideState): string {
  const { hint, visit, skipped, busy, name } = view;
  const { hints, guideDoes, seen } = wordsOf(view);
  if (skipped) return '';
  if (hint.id === 'finished') {
    const amount = `${formatManats(visit.taken, visit.language === 'en' ? '.' : ',')}\u00a0₼`;
    return seen(visit.seconds, amount);
  }
  if (hint.target === null) return hints[hint.id]('');
  if (name === null) return hints.wait('');
  return busy && mayGuidePressHint(hint.id) ? guideDoes[hint.id](name) : hints[hint.id](name);
}

function steps(view: GuideBarState): TemplateResult {
  const { hint, visit } = view;
  const at = hint.step === null || visit.finished ? -1 : STEPS.indexOf(hint.step);
  return html`<ol>
    ${STEPS.map(
      (step, index) => html`<li
        class=${visit.finished || index < at ? 'past' : ''}
        aria-current=${index === at ? 'step' : nothing}
      >
        ${index + 1}. ${wordsOf(view).steps[step]}
      </li>`,
    )}
  </ol>`;
}

const act = (test: string, label: string, press: () => void, look = '', pressed: boolean | null = null) =>
  html`<button
    type="button"
    class=${look}
    data-test=${test}
    aria-pressed=${pressed ?? nothing}
    @click=${({ detail: clicks }: MouseEvent) => clicks < 2 && press()}
  >
    ${label}
  </button>`;

function next(view: GuideBarState, acts: GuideBarActions): TemplateResult | typeof nothing {
  const { hint, byHand, busy, visit } = view;
  const words = wordsOf(view);
  if (visit.finished && !visit.pulls) return act('guide-pull', words.pull, () => acts.pull(), 'show');
  if (busy) return act('guide-stop', words.stop, () => acts.stop(), 'show');
  if (hint.target === null) return nothing;
  return byHand
    ? act('guide-show', words.show, () => acts.goOn(), 'show')
    : act('guide-go-on', waitsForNewcomer(hint) ? words.pressForMe : words.goOn, () => acts.goOn(), 'show');
}

function actions(view: GuideBarState, acts: GuideBarActions): TemplateResult {
  const words = wordsOf(view);
  if (view.skipped) return act('guide-open', words.open, () => acts.skip(false));
  return html`${next(view, acts)} ${act('guide-restart', words.restart, () => acts.restart())}
  ${act('guide-myself', words.myself, () => acts.pressMyself(!view.byHand), '', view.byHand)}
  ${act('guide-skip', words.skip, () => acts.skip(true))}`;
}

function languages(view: GuideBarState, acts: GuideBarActions): TemplateResult {
  return html`<div class="languages" role="group" aria-label=${wordsOf(view).languages}>
    ${LANGUAGES.map(
      (language) => html`<button
        type="button"
        lang=${language}
        data-test="guide-${language}"
        aria-label=${GUIDE_WORDS[language].name}
        aria-pressed=${language === view.visit.language}
        @click=${() => acts.speak(language)}
      >
        ${language.toUpperCase()}
      </button>`,
    )}
  </div>`;
}

/** The bar above kiosk and devices. `data-hands` says whether newcomer or guide presses next. */
export function guideBar(view: GuideBarState, acts: GuideBarActions): TemplateResult {
  const words = wordsOf(view);
  const hint = view.skipped ? 'skipped' : view.hint.id;
  return html`<section
    class="guide"
    aria-label=${words.title}
    data-hint=${hint}
    data-hands=${view.busy ? 'guide' : 'newcomer'}
  >
    <div>
      <h1>${words.title}</h1>
      ${view.skipped ? nothing : steps(view)}
    </div>
    <p class="says" role="status" data-test="guide-says">${view.says}</p>
    <div class="acts">${actions(view, acts)}${languages(view, acts)}</div>
  </section>`;
}
