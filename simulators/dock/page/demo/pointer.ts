import type { GuideScreen } from './hints.ts';

/** After this many frames without movement, following ends. */
const STILL_FRAMES = 20;

export interface ControlRectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** `within`: scrolling parents, from outside in. */
export interface PointedControl {
  readonly control: HTMLElement;
  readonly within: readonly [HTMLElement, ...HTMLElement[]];
}

type GlassApp = Element & { readonly shadowRoot: ShadowRoot };
type Glass = Element & { readonly screen: GuideScreen | null };

export function guideScreenOf(page: Document | null | undefined): GuideScreen | null {
  const app = page?.querySelector<GlassApp>('kiosk-app');
  return app?.shadowRoot?.querySelector<Glass>('kiosk-screen')?.screen ?? null;
}

/** First drawn match, through every open shadow root. */
function findDeep(root: Document | ShadowRoot, selector: string): HTMLElement | null {
  const own = [...root.querySelectorAll<HTMLElement>(selector)].find((each) => each.getClientRects().length > 0);
  if (own) return own;
  for (const element of root.querySelectorAll('*')) {
    const found = element.shadowRoot ? findDeep(element.shadowRoot, selector) : null;
    if (found) return found;
  }
  return null;
}

/** The first match of several selectors. A space may lead into a shadow root, as in `k-page .button`. */
export function findFirst(root: Document | ShadowRoot, selectors: readonly string[]): HTMLElement | null {
  for (const selector of selectors) {
    const [host = '', ...inner] = selector.split(' ');
    const at = inner.length > 0 && host.includes('-') ? findHost(root, host) : null;
    const found = at ? findDeep(at, inner.join(' ')) : findDeep(root, selector);
    if (found) return found;
  }
  return null;
}

function findHost(root: Document | ShadowRoot, host: string): ShadowRoot | null {
  for (const element of root.querySelectorAll('*')) {
    if (element.matches(host) && element.shadowRoot) return element.shadowRoot;
    const found = element.shadowRoot ? findHost(element.shadowRoot, host) : null;
    if (found) return found;
  }
  return null;
}

/** Visible name of a control: its title, the holder of a card, or its label if it has only a sign. */
export function visibleControlName(control: HTMLElement): string {
  const shown = control.querySelector<HTMLElement>('.title, b + span') ?? control;
  const text = shown.textContent.replace(/\s+/g, ' ').trim();
  return /[\p{L}\p{N}]/u.test(text) ? text : (control.getAttribute('aria-label') ?? text);
}

/** `null`: the middle is outside `outer`. */
function spotOf({ control, within: [outer, ...inner] }: PointedControl): ControlRectangle | null {
  const own = control.getBoundingClientRect();
  const box = outer.getBoundingClientRect();
  const isFramed = outer instanceof HTMLIFrameElement;
  const scale = isFramed ? box.width / outer.clientWidth : 1;
  const [left, top] = isFramed ? [box.x, box.y] : [0, 0];
  const whole = {
    x: left + own.x * scale,
    y: top + own.y * scale,
    width: own.width * scale,
    height: own.height * scale,
  };
  const spot = inner.reduce((part, each) => cut(part, each.getBoundingClientRect()), whole);
  const [x, y] = [spot.x + spot.width / 2, spot.y + spot.height / 2];
  return x >= box.left && x <= box.right && y >= box.top && y <= box.bottom ? cut(spot, box) : null;
}

function cut(spot: ControlRectangle, box: DOMRect): ControlRectangle {
  const [x, y] = [Math.max(spot.x, box.left), Math.max(spot.y, box.top)];
  const [right, bottom] = [Math.min(spot.x + spot.width, box.right), Math.min(spot.y + spot.height, box.bottom)];
  return { x, y, width: Math.max(0, right - x), height: Math.max(0, bottom - y) };
}

/**
 * Scrolls to a control. `top`: in a narrow window the page scrolls, below a bar that ends there. `null`: the parents of the control scroll.
 */
export function bringIntoView(found: PointedControl, top: number | null): void {
  if (top === null) {
    if (found.control.ownerDocument === document) found.control.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    return;
  }
  const spot = spotOf(found);
  const middle = spot && spot.y + spot.height / 2;
  if (middle === null || (middle > top && middle < window.innerHeight)) return;
  window.scrollBy({ top: middle - (top + window.innerHeight) / 2 });
}

const isSame = (a: ControlRectangle | null, b: ControlRectangle | null): boolean =>
  a === b || (a !== null && b !== null && a.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height);

export class ControlFollower {
  readonly #find: () => PointedControl | null;
  readonly #place: (spot: ControlRectangle | null, control: HTMLElement | null) => void;
  #found: PointedControl | null = null;
  #spot: ControlRectangle | null = null;
  #control: HTMLElement | null = null;
  #still = 0;
  #enough = STILL_FRAMES;
  #following = false;

  constructor(
    find: () => PointedControl | null,
    place: (spot: ControlRectangle | null, control: HTMLElement | null) => void,
  ) {
    this.#find = find;
    this.#place = place;
  }

  /** Follows the control until it stood still for `enough` frames. */
  look(enough = STILL_FRAMES): void {
    this.#found = this.#find();
    if (this.#following && this.#enough - this.#still >= enough) return;
    this.#still = 0;
    this.#enough = enough;
    if (this.#following) return;
    this.#following = true;
    window.requestAnimationFrame(this.#follow);
  }

  forget(): void {
    this.#found = null;
    this.#spot = null;
    this.#control = null;
    this.#place(null, null);
  }

  readonly #follow = (): void => {
    if (!this.#found?.control.isConnected) this.#found = this.#find();
    const spot = this.#found && spotOf(this.#found);
    const control = this.#found?.control ?? null;
    if (isSame(spot, this.#spot) && control === this.#control) this.#still += 1;
    else {
      this.#still = 0;
      this.#spot = spot;
      this.#control = control;
      this.#place(spot, control);
    }
    this.#following = this.#still < this.#enough;
    if (this.#following) window.requestAnimationFrame(this.#follow);
  };
}
