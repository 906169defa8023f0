import { html, LitElement, nothing } from 'lit';
import { base } from './base.styles.ts';
import { styles } from './k-page.styles.ts';
import { pagerStyles, ScrollPager } from './scroll-pager.ts';

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
  /** In landscape, the heading is as wide as the page, and the picture has half of the width. */
  | 'across'
  /** On a landscape panel of little height, the body is beside the heading, with large text too. */
  | 'columns'
  /** The picture takes the height that heading and body leave. If the room is short, the picture goes first. Its slot has the class `question-picture`. */
  | 'spare-picture'
  /** The page has a keyboard; in landscape it is beside the other parts. */
  | 'typing';

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
    pictureLast: { state: true },
  };
  static override styles = [base, pagerStyles, styles];

  declare up: string;
  declare down: string;
  /** Whether the picture is after the body in the document too, because it is drawn there. */
  declare private pictureLast: boolean;
  readonly #pager = new ScrollPager(this, () => {
    this.pictureLast = this.#isPictureLast();
  });

  constructor() {
    super();
    this.up = '';
    this.down = '';
    this.pictureLast = false;
  }

  toTop(): void {
    this.#pager.toTop();
  }

  #isPictureLast(): boolean {
    const [picture, body] = ['.picture', '.body'].map((part) => this.renderRoot.querySelector<HTMLElement>(part));
    if (!picture || !body) return false;
    return body.offsetLeft === picture.offsetLeft && body.offsetTop < picture.offsetTop;
  }

  /** Names the scroller by the heading's text: an `id` cannot refer to another tree. */
  #nameScroller(): void {
    const { overflowing, scroller } = this.#pager;
    const heading = overflowing ? this.querySelector('h1') : null;
    if (scroller) scroller.ariaLabelledByElements = heading && [heading];
  }

  protected override updated(): void {
    this.#nameScroller();
  }

  protected override render() {
    const pager = this.#pager;
    const picture = html`<div class="picture"><slot name="picture"></slot></div>`;
    return html`
      <div class="middle">
      <div class="moving ${pager.overflowing ? 'paged' : ''}">
      <div
        class="scroller"
        tabindex=${pager.tabindex}
        role=${pager.role}
        @scroll=${() => pager.scrolled()}
      >
        <div class="content">
          <div class="head"><slot name="head"></slot></div>
          ${this.pictureLast ? nothing : picture}
          <div class="body"><slot></slot></div>
          ${this.pictureLast ? picture : nothing}
        </div>
      </div>
      ${pager.keys({ scrollUp: this.up, scrollDown: this.down })}
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
