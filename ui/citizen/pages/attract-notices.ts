import { html, type LitElement, nothing, type ReactiveController, type TemplateResult } from 'lit';
import type { Language } from '../../../device/words/language.ts';
import { drawnEvent } from '../../design/drawn-event.ts';
import { type IconName, icon } from '../../design/icon.ts';
import { withUnbrokenNumbers } from '../../design/unbroken.ts';
import { NEW_CONTROL_IGNORES_MS } from '../parts/still.ts';

export interface FirstPageNotice {
  readonly kind: 'warning' | 'news';
  readonly said: readonly { readonly code: Language; readonly text: string }[];
}

type Pieces = readonly (readonly FirstPageNotice[])[];

const together = (notices: readonly FirstPageNotice[]): Pieces => [notices];
const oneByOne = (notices: readonly FirstPageNotice[]): Pieces => notices.map((notice) => [notice]);
const byLanguage = (notices: readonly FirstPageNotice[]): Pieces =>
  notices.flatMap((notice) => notice.said.map((one) => [{ ...notice, said: [one] }]));

/** Pieces of the notices, one of them in view, for less and less room. `page`: classes of the page; they make other parts give way too. */
const LEVELS = [
  { pieces: together, page: '' },
  { pieces: oneByOne, page: '' },
  { pieces: oneByOne, page: 'tight' },
  { pieces: oneByOne, page: 'tight least' },
  { pieces: byLanguage, page: 'tight least' },
] as const;
/** Highest level of a page that has no notices. The next level moves the hours among the notices, so it would hide them. */
const HIGHEST_LEVEL_IF_NO_NOTICES = 2;

const ICONS: Readonly<Record<FirstPageNotice['kind'], IconName>> = { warning: 'triangle-alert', news: 'info' };
/** Tolerance for rounding, in CSS pixels. */
const SLACK_PX = 2;

/** Notices of the first page. If the room is short, one piece is in view, and a touch on it turns to the next. The host draws `.inside`. */
export class NoticeTurner implements ReactiveController {
  readonly #host: LitElement;
  readonly #watcher: ResizeObserver | null =
    typeof ResizeObserver === 'undefined' ? null : new ResizeObserver(() => this.#begin());
  #isWatching = false;
  #drawn = '';
  #level = 0;
  #at = 0;
  #turnedAt = Number.NEGATIVE_INFINITY;

  constructor(host: LitElement) {
    this.#host = host;
    host.addController(this);
  }

  get pageClass(): (typeof LEVELS)[number]['page'] {
    return LEVELS[this.#level]?.page ?? '';
  }

  hostUpdated(): void {
    const inside = this.#host.renderRoot.querySelector('.inside');
    if (!inside) return;
    if (!this.#isWatching) this.#watcher?.observe(inside);
    this.#isWatching = true;
    const last = this.#drawn === '[]' ? HIGHEST_LEVEL_IF_NO_NOTICES : LEVELS.length - 1;
    if (this.#level >= last || inside.scrollHeight <= inside.clientHeight + SLACK_PX) return;
    this.#level += 1;
    this.#at = 0;
    this.#host.requestUpdate();
  }

  hostDisconnected(): void {
    this.#watcher?.disconnect();
    this.#isWatching = false;
  }

  #begin(): void {
    this.#level = 0;
    this.#host.requestUpdate();
  }

  /** A trembling hand touches twice. */
  #turn({ timeStamp }: Event): void {
    if (timeStamp - this.#turnedAt < NEW_CONTROL_IGNORES_MS) return;
    this.#turnedAt = timeStamp;
    this.#at += 1;
    this.#host.requestUpdate();
    this.#host.dispatchEvent(drawnEvent());
  }

  /** `spare`: a notice that has another place on the page while there is room. `room`: what else may change the room. */
  draw(
    notices: readonly FirstPageNotice[],
    spare: readonly FirstPageNotice[],
    room: unknown,
  ): TemplateResult | typeof nothing {
    const drawn = notices.length === 0 ? '[]' : JSON.stringify([notices, spare, room]);
    if (drawn !== this.#drawn) this.#level = 0;
    this.#drawn = drawn;
    if (notices.length === 0) return nothing;
    const pieces =
      LEVELS[this.#level]?.pieces(this.pageClass === 'tight least' ? [...notices, ...spare] : notices) ?? [];
    const at = this.#at % pieces.length;
    if (pieces.length === 1)
      return html`<div class="notes">${notices.map((notice) => html`<div class="note ${notice.kind}">${wordsOf(notice)}</div>`)}</div>`;
    // All pieces lie on one another, so that a turn moves no control.
    return html`<div class="notes">
      <button type="button" class="note turn" @click=${(event: Event) => this.#turn(event)}>
        <span class="pieces">
          ${pieces.map(
            (piece, nth) => html`<span class="piece ${nth === at ? '' : 'off'}">${piece.map(wordsOf)}</span>`,
          )}
        </span>
        <span class="next">${icon('arrow-right')}${at + 1}/${pieces.length}</span>
      </button>
    </div>`;
  }
}

const wordsOf = ({ kind, said }: FirstPageNotice): TemplateResult =>
  html`${icon(ICONS[kind])}
    <span class="said">${said.map(({ code, text }) => html`<span class="language" lang=${code}>${withUnbrokenNumbers(text)}</span>`)}</span>`;
