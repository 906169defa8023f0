import type { KeypadKeyMessage } from '../../../device/words/sound.ts';
import { boxOfRegion, isInMatchingPart, placesIn } from './controls.ts';
import { type ControlPlace, neighbour, rowsOf } from './places.ts';

/** Marks the control that the keypad has reached. Touches and typed keys leave no ring. */
const RING = 'data-ring';

/** Milliseconds after a change of the page in which no key has an effect: the press was made on the page before. As for touches. */
const STILL_MS = 400;

export interface KeypadNavigationPorts {
  readonly now: () => number;
  /** Shadow root of the drawn page; `null`: no page yet. */
  readonly root: () => ShadowRoot | null;
  /** Called for *help* if the page has no control for it. */
  readonly onHelp: () => void;
}

type Key = KeypadKeyMessage['key'];
type Move = Extract<Key, 'up' | 'down' | 'left' | 'right'>;

/**
 * Turns presses of the keypad into focus and clicks. The first press on a page shows where the keypad is, and does nothing else. *Help* alone
 * acts at once.
 */
export class KeypadNavigation {
  readonly #ports: KeypadNavigationPorts;
  #ringed: HTMLElement | null = null;
  #changedAt = Number.NEGATIVE_INFINITY;

  constructor(ports: KeypadNavigationPorts) {
    this.#ports = ports;
  }

  /** Call this when the page has changed: the citizen has not seen it yet. */
  pageChanged(): void {
    this.#changedAt = this.#ports.now();
    this.#unring();
  }

  /** The control with the ring; `null`: the ring is nowhere. */
  get ringed(): HTMLElement | null {
    return this.#ringed !== null && hasFocus(this.#ringed) ? this.#ringed : null;
  }

  /** Puts focus and ring on a control that the citizen heard. */
  ring(control: HTMLElement): void {
    this.#ring(control);
  }

  press(key: Key): void {
    const root = this.#ports.root();
    if (!root || this.#ports.now() - this.#changedAt < STILL_MS) return;
    const places = placesIn(root);
    switch (key) {
      case 'up':
      case 'down':
      case 'left':
      case 'right':
        this.#move(key, places);
        break;
      case 'select':
        this.#act(this.#at(places) ?? beginning(places), places);
        break;
      case 'next':
        this.#act(find(places, '[slot="primary"]'), places);
        break;
      case 'back':
        this.#act(find(places, '.stay') ?? find(places, '[slot="start"]'), places);
        break;
      case 'help':
        this.#help(places);
        break;
      case 'volume-up':
      case 'volume-down':
        break;
      default:
        key satisfies never;
    }
  }

  #at(places: readonly ControlPlace<HTMLElement>[]): HTMLElement | undefined {
    return places.find(({ control }) => control === this.#ringed && hasFocus(control))?.control;
  }

  #move(direction: Move, places: readonly ControlPlace<HTMLElement>[]): void {
    const here = this.#at(places);
    this.#ring(here ? neighbour(here, direction, places, boxOfRegion) : beginning(places));
  }

  /** Without a ring on the page, the press only shows the ring. */
  #act(control: HTMLElement | undefined, places: readonly ControlPlace<HTMLElement>[]): void {
    if (this.#at(places) === undefined) this.#ring(control ?? firstOf(places));
    else control?.click();
  }

  #help(places: readonly ControlPlace<HTMLElement>[]): void {
    const help = find(places, '[data-help]');
    if (help) help.click();
    else this.#ports.onHelp();
  }

  #ring(control: HTMLElement | undefined): void {
    if (!control) return;
    this.#unring();
    this.#ringed = control;
    control.toggleAttribute(RING, true);
    control.addEventListener('blur', this.#left, { once: true });
    control.focus({ preventScroll: true });
    (control.closest('label') ?? control).scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }

  readonly #left = ({ target }: Event): void => {
    (target as Element).removeAttribute(RING);
  };

  #unring(): void {
    this.#ringed?.removeAttribute(RING);
    this.#ringed = null;
  }
}

function hasFocus(control: HTMLElement): boolean {
  const root = control.getRootNode();
  return (root instanceof ShadowRoot || root instanceof Document) && root.activeElement === control;
}

const find = (places: readonly ControlPlace<HTMLElement>[], part: string): HTMLElement | undefined =>
  places.find(({ control }) => isInMatchingPart(control, part))?.control;

/** The control with the focus, such as the key of a dialog that was closed; else the first. */
const beginning = (places: readonly ControlPlace<HTMLElement>[]): HTMLElement | undefined =>
  places.find(({ control }) => hasFocus(control))?.control ?? firstOf(places);

/** The first control of the page below the top bar, or of the dialog. */
function firstOf(places: readonly ControlPlace<HTMLElement>[]): HTMLElement | undefined {
  const inside = places.filter(({ control }) => !isInMatchingPart(control, 'header'));
  return rowsOf(inside.length > 0 ? inside : places, boxOfRegion)[0]?.[0]?.control;
}
