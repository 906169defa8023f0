import { html, LitElement, nothing } from 'lit';
import { base } from './base.styles.ts';
import { drawnEvent } from './drawn-event.ts';
import { icon } from './icon.ts';
import { styles } from './k-page.styles.ts';

/**
 * `choose`: targets that lead on, from the lower two thirds. `do`: a part of the cabinet and its use. `table`: one column of rows with
 * their total. `tell`: one fact and its consequence.
 */
export const PAGE_LAYOUTS = ['choose', 'do', 'table', 'tell'] as const;
export type PageLayout = (typeof PAGE_LAYOUTS)[number];

export type PageTrait =
  /** The body of `tell` begins at the lower two thirds, like `choose`. */
  | 'low'
  /** `choose` has many targets, right below the heading. */
  | 'top'
  /** The page has no body. */
  | 'solo'
  /** The page has one column, also in landscape. */
  | 'wide'
  /** The body may sink to the bottom. */
  | 'sink'
  /** The body fills the remaining height. */
  | 'fill'
  /** In portrait, the picture is after the body. */
  | 'tail'
  /** On a panel of little height, the picture is above the body, beside the heading. */
  | 'beside'
  /** Like `beside`, only for large text. */
  | 'beside-large'
  /** On a landscape panel of little height, the body is beside the heading, with large text too. */
  | 'columns'
  /** The page has a keyboard; in landscape it is beside the other parts. */
  | 'typing';

/** Part of the visible height that a button scrolls. */
const PAGER_STEP = 0.8;
/** Tolerance for rounding, in CSS pixels. */
const SLACK_PX = 2;

/**
 * A page between top bar and screen edge: heading, picture, body, bar. One column in portrait, two in landscape. If room is short, the
 * middle scrolls, by touch or two buttons.
 *
 * Slots:
 * - `head`: eyebrow, `h1`, lead
 * - `picture`: beside or below the heading
 * - default: the body
 * - `field`: the typed field, or another fixed part below the body
 * - `total`: the button's sum, fixed above the bar, or beside the body on wide panels
 * - `keys`: the keyboard, fixed while the body scrolls
 * - `start`: back, or finish and clear
 * - `primary`: the one primary action
 *
 * Attributes:
 * - `layout`: a `PageLayout`
 * - `traits`: differences from the layout (`PageTrait`), separated by spaces
 */
export class KPage extends LitElement {
  static override properties = {
    up: { attribute: false },
    down: { attribute: false },
    overflowing: { state: true },
    atTop: { state: true },
    atEnd: { state: true },
    pictureLast: { state: true },
  };
  static override styles = [base, styles];

  declare up: string;
  declare down: string;
  declare private overflowing: boolean;
  declare private atTop: boolean;
  declare private atEnd: boolean;
  /** Whether the picture is after the body in the document too, because it is drawn there. */
  declare private pictureLast: boolean;
  readonly #watcher: ResizeObserver | null =
    typeof ResizeObserver === 'undefined' ? null : new ResizeObserver(() => this.#measure());

  constructor() {
    super();
    this.up = '';
    this.down = '';
    this.overflowing = false;
    this.atTop = true;
    this.atEnd = false;
    this.pictureLast = false;
  }

  toTop(): void {
    this.#scroller?.scrollTo({ top: 0 });
    // Measures again without the scroll buttons, which need room.
    this.overflowing = false;
  }

  override firstUpdated(): void {
    for (const part of this.renderRoot.querySelectorAll('.scroller, .content')) this.#watcher?.observe(part);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#watcher?.disconnect();
  }

  get #scroller(): HTMLElement | null {
    return this.renderRoot.querySelector('.scroller');
  }

  #measure(): void {
    const scroller = this.#scroller;
    if (!scroller) return;
    const hidden = scroller.scrollHeight - scroller.clientHeight;
    this.overflowing = hidden > Math.max(SLACK_PX, this.#pagerHeight);
    this.atTop = scroller.scrollTop <= 1;
    this.atEnd = scroller.scrollTop >= hidden - 1;
    this.pictureLast = this.#isPictureLast();
  }

  #isPictureLast(): boolean {
    const [picture, body] = ['.picture', '.body'].map((part) => this.renderRoot.querySelector<HTMLElement>(part));
    if (!picture || !body) return false;
    return body.offsetLeft === picture.offsetLeft && body.offsetTop < picture.offsetTop;
  }

  /** Names the scroller by the heading's text: an `id` cannot refer to another tree. */
  #nameScroller(): void {
    const heading = this.overflowing ? this.querySelector('h1') : null;
    if (this.#scroller) this.#scroller.ariaLabelledByElements = heading && [heading];
  }

  protected override updated(): void {
    this.#nameScroller();
  }

  #scrolled(): void {
    this.#measure();
    this.dispatchEvent(drawnEvent());
  }

  /** Height of the scroll buttons; 0 if they stand beside the scroller. */
  get #pagerHeight(): number {
    const moving = this.renderRoot.querySelector<HTMLElement>('.moving');
    return moving && this.#scroller ? moving.clientHeight - this.#scroller.clientHeight : 0;
  }

  #page(direction: 1 | -1): void {
    const scroller = this.#scroller;
    scroller?.scrollBy({ top: direction * scroller.clientHeight * PAGER_STEP });
  }

  protected override render() {
    const picture = html`<div class="picture"><slot name="picture"></slot></div>`;
    return html`
      <div class="middle">
      <div class="moving ${this.overflowing ? 'paged' : ''}">
      <div
        class="scroller"
        tabindex=${this.overflowing ? '0' : nothing}
        role=${this.overflowing ? 'group' : nothing}
        @scroll=${() => this.#scrolled()}
      >
        <div class="content">
          <div class="head"><slot name="head"></slot></div>
          ${this.pictureLast ? nothing : picture}
          <div class="body"><slot></slot></div>
          ${this.pictureLast ? picture : nothing}
        </div>
      </div>
      <div class="pager" ?hidden=${!this.overflowing}>
        <button type="button" aria-label=${this.up} ?disabled=${this.atTop} @click=${() => this.#page(-1)}>
          ${icon('chevron-up')}
        </button>
        <button type="button" aria-label=${this.down} ?disabled=${this.atEnd} @click=${() => this.#page(1)}>
          ${icon('chevron-down')}
        </button>
      </div>
      </div>
      <div class="field"><slot name="field"></slot></div>
      </div>
      <div class="total"><slot name="total"></slot></div>
      <div class="keys"><slot name="keys"></slot></div>
      <div class="bar"><slot name="start"></slot><slot name="primary"></slot></div>
    `;
  }
}

customElements.define('k-page', KPage);

declare global {
  interface HTMLElementTagNameMap {
    'k-page': KPage;
  }
}
