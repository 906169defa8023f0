import { css, html, type LitElement, nothing, type ReactiveController, type TemplateResult } from 'lit';
import { drawnEvent } from './drawn-event.ts';
import { icon } from './icon.ts';

/** Part of the visible height that a button scrolls. */
const PAGER_STEP = 0.8;
/** Tolerance for rounding, in CSS pixels. */
const SLACK_PX = 2;

/** Two buttons for a part that scrolls. The host draws `.moving`, in it `.scroller` with `.content`, then `keys`. Needs `pagerStyles`. */
export class ScrollPager implements ReactiveController {
  readonly #host: LitElement;
  readonly #onMeasured: () => void;
  readonly #watcher: ResizeObserver | null =
    typeof ResizeObserver === 'undefined' ? null : new ResizeObserver(() => this.#measure());
  overflowing = false;
  #isWatching = false;
  #atTop = true;
  #atEnd = false;

  constructor(host: LitElement, onMeasured: () => void = () => undefined) {
    this.#host = host;
    this.#onMeasured = onMeasured;
    host.addController(this);
  }

  get scroller(): HTMLElement | null {
    return this.#host.renderRoot.querySelector('.scroller');
  }

  toTop(): void {
    this.scroller?.scrollTo({ top: 0 });
    // Measures again without the scroll buttons, which need room.
    this.#set({ overflowing: false });
  }

  hostUpdated(): void {
    if (this.#isWatching) return;
    this.#isWatching = true;
    for (const part of this.#host.renderRoot.querySelectorAll('.scroller, .content, .body'))
      this.#watcher?.observe(part);
  }

  hostDisconnected(): void {
    this.#watcher?.disconnect();
    this.#isWatching = false;
  }

  scrolled(): void {
    this.#measure();
    this.#host.dispatchEvent(drawnEvent());
  }

  #measure(): void {
    const { scroller } = this;
    if (!scroller) return;
    const hidden = scroller.scrollHeight - scroller.clientHeight;
    this.#set({
      overflowing: hidden > Math.max(SLACK_PX, this.#height),
      atTop: scroller.scrollTop <= 1,
      atEnd: scroller.scrollTop >= hidden - 1,
    });
    this.#onMeasured();
  }

  #set({ overflowing, atTop = this.#atTop, atEnd = this.#atEnd }: PagerState): void {
    if (overflowing === this.overflowing && atTop === this.#atTop && atEnd === this.#atEnd) return;
    this.overflowing = overflowing;
    this.#atTop = atTop;
    this.#atEnd = atEnd;
    this.#host.requestUpdate();
  }

  /** Height of the scroll buttons; 0 if they stand beside the scroller. */
  get #height(): number {
    const moving = this.#host.renderRoot.querySelector<HTMLElement>('.moving');
    return moving && this.scroller ? moving.clientHeight - this.scroller.clientHeight : 0;
  }

  #page(direction: 1 | -1): void {
    const { scroller } = this;
    scroller?.scrollBy({ top: direction * scroller.clientHeight * PAGER_STEP });
  }

  keys({ scrollUp, scrollDown }: { readonly scrollUp: string; readonly scrollDown: string }): TemplateResult {
    return html`<div class="pager" ?hidden=${!this.overflowing}>
      <button type="button" aria-label=${scrollUp} ?disabled=${this.#atTop} @click=${() => this.#page(-1)}>
        ${icon('chevron-up')}
      </button>
      <button type="button" aria-label=${scrollDown} ?disabled=${this.#atEnd} @click=${() => this.#page(1)}>
        ${icon('chevron-down')}
      </button>
    </div>`;
  }

  /** Attributes of the scroller: a keyboard scrolls it too. */
  get tabindex(): '0' | typeof nothing {
    return this.overflowing ? '0' : nothing;
  }

  get role(): 'group' | typeof nothing {
    return this.overflowing ? 'group' : nothing;
  }
}

interface PagerState {
  readonly overflowing: boolean;
  readonly atTop?: boolean;
  readonly atEnd?: boolean;
}

export const pagerStyles = css`
  /* The pager is beside the part that it moves and not under it, because height is scarce. */
  .moving {
    display: flex;
    flex: 1;
    min-height: 0;
  }
  .scroller {
    flex: 1;
    min-width: 0;
    min-height: 0;
    overflow: hidden auto;
    overscroll-behavior: contain;
    scrollbar-width: none;
  }
  .pager {
    display: flex;
    flex-direction: column;
    justify-content: flex-end;
    gap: var(--k-gap);
    padding: var(--k-space-4) calc(0.45 * var(--k-side)) var(--k-space-4) var(--k-gap);
  }
  .pager[hidden] {
    display: none;
  }
  .pager button {
    display: grid;
    flex: none;
    place-items: center;
    width: var(--k-target);
    height: var(--k-target);
    border: var(--k-stroke) solid var(--k-ink);
    border-radius: var(--k-radius);
    background: var(--k-card);
    font-size: calc(9 * var(--k-mm));
  }
  .pager button:is(:active, [data-pressed]) {
    background: var(--k-pressed);
  }
  .pager button:disabled {
    border: var(--k-stroke) dashed var(--k-line);
    color: var(--k-edge);
  }
`;
