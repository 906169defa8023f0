import { html, LitElement, nothing } from 'lit';
import { base } from './base.styles.ts';
import { drawnEvent } from './drawn-event.ts';
import { icon } from './icon.ts';
import { styles } from './k-page.styles.ts';

/**
 * `choose`: targets that lead on; they begin at the lower two thirds. `do`: a part of the cabinet, and its use. `table`: rows in one
 * column, and their total. `tell`: one fact, and its consequence.
 */
export const LAYOUTS = ['choose', 'do', 'table', 'tell'] as const;
export type Layout = (typeof LAYOUTS)[number];

export type Trait =
  /** Only with `tell`: the body begins at the lower two thirds, like the targets of `choose`. */
  | 'low'
  /** Only with `choose`: many targets, so they begin right below the heading. */
  | 'top'
  /** No body. */
  | 'solo'
  /** One column in landscape, too. */
  | 'wide'
  /** The body may place itself at the bottom. */
  | 'sink'
  /** The body takes all the remaining height. */
  | 'fill'
  /** In portrait, the picture comes after the body. */
  | 'tail'
  /** On a low panel the picture stands above the body, beside the heading. */
  | 'beside'
  /** Like `beside`, but only with large text. */
  | 'beside-large'
  /** On a low landscape panel, the body stands beside the heading with large text, too. */
  | 'columns'
  /** The page has a keyboard. In landscape, it stands beside the rest. */
  | 'typing';

/** Step of the pager, as a part of the visible height. */
const PAGE = 0.8;
/** CSS pixels that rounding may add. */
const SLACK_PX = 2;

/**
 * The part of a screen between top bar and screen edge: heading, picture, body, and the bar below. One column in portrait, two in
 * landscape. Without enough room the middle scrolls, by touch or by two buttons.
 *
 * Slots:
 *
 * - `head`: eyebrow, `h1`, lead
 * - `picture`: beside or below the heading
 * - default: the body
 * - `field`: does not scroll, below the rest: the typed field, or what stays in view
 * - `total`: the sum that the button pays: it does not scroll, and is above the bar, or beside the rest on wide panels
 * - `keys`: the keyboard: it does not move while the body scrolls above it
 * - `start`: back, or finish and clear
 * - `primary`: the one primary action
 *
 * Attributes:
 *
 * - `layout`: one of the four layouts (`Layout`)
 * - `traits`: the differences from other pages of its layout (`Trait`), separated by spaces
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

  /** Accessible names of the two buttons, in the citizen's language. */
  declare up: string;
  declare down: string;
  declare private overflowing: boolean;
  declare private atTop: boolean;
  declare private atEnd: boolean;
  /** The body stands above the picture, so its place in the document comes first, too. */
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
    // Measured again without the pager, which needs room itself.
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

  /** An `id` cannot refer to the heading, which is in another tree. */
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

  /** Without the pager; 0 if the pager stands beside the scroller. */
  get #pagerHeight(): number {
    const moving = this.renderRoot.querySelector<HTMLElement>('.moving');
    return moving && this.#scroller ? moving.clientHeight - this.#scroller.clientHeight : 0;
  }

  #page(direction: 1 | -1): void {
    const scroller = this.#scroller;
    scroller?.scrollBy({ top: direction * scroller.clientHeight * PAGE });
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
