import { html, nothing, type TemplateResult } from 'lit';
import type { ListPage } from '../../../device/screen/maintenance.ts';
import { withUnbrokenNumbers } from '../../design/unbroken.ts';
import type { PageDrawingContext } from './page-parts.ts';

const HOUR_S = 3_600;
const DAY_S = 24 * HOUR_S;

/** Whole units: a technician needs no seconds. `null`: unknown. */
export function ageText(seconds: number | null, { words: { age } }: PageDrawingContext): string {
  if (seconds === null) return age.unknown;
  if (seconds >= DAY_S) return `${Math.floor(seconds / DAY_S)} ${age.days}`;
  if (seconds >= HOUR_S) return `${Math.floor(seconds / HOUR_S)} ${age.hours}`;
  return `${Math.floor(seconds / 60)} ${age.minutes}`;
}

export interface ChoiceRow {
  /** Value of the touch. */
  readonly value: string;
  readonly text: unknown;
  readonly more?: string;
  /** On the right: a sum. */
  readonly sum?: unknown;
  /** Nothing to choose: the row only informs. */
  readonly isClosed?: boolean;
}

export const choiceRows = (
  all: readonly ChoiceRow[],
  { send }: PageDrawingContext,
): TemplateResult => html`<div class="choices">
  ${all.map(
    ({ value, text, more = null, sum = nothing, isClosed = false }) => html`<button
      type="button"
      class="button"
      ?disabled=${isClosed}
      @click=${send({ do: 'answer', value })}
    >
      <span>${text}${more === null ? nothing : html`<small>${withUnbrokenNumbers(more)}</small>`}</span>
      ${sum === nothing ? nothing : html`<span class="sum">${sum}</span>`}
    </button>`,
  )}
</div>`;

export const moreButton = ({ page, pages }: ListPage<unknown>, { words, send }: PageDrawingContext) =>
  pages < 2
    ? nothing
    : html`<button type="button" class="button" @click=${send({ do: 'answer', value: 'more' })}>
        ${words.more(page + 1, pages)}
      </button>`;

export const backButton = ({ words, send }: PageDrawingContext, isOff = false): TemplateResult =>
  html`<button type="button" class="button" ?disabled=${isOff} @click=${send({ do: 'back' })}>${words.back}</button>`;

export const nextButton = (text: string, { send }: PageDrawingContext): TemplateResult =>
  html`<button type="button" class="button primary" @click=${send({ do: 'next' })}>${text}</button>`;

export const openKioskButton = ({ words, end }: PageDrawingContext): TemplateResult =>
  html`<button type="button" class="button" @click=${end}>${words.open}</button>`;
