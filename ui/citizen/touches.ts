/*
 * A touch: one finger, once, pressed and released on one control that stood still a while. EN 301 549, 5.9 and 8.4.2: a trembling hand
 * drifts, touches twice, rests a second finger.
 */

import { CALM_PAUSE_MS } from './parts/second-touch.ts';
import { NEW_CONTROL_IGNORES_MS } from './parts/still.ts';

export const DRIFT_MM = 10;
/** Limits for a trembling hand, if the citizen chose *calm touch*. Chosen, not measured. */
export const CALM_DRIFT_MM = 20;
/** Milliseconds for which the finger rests on the control: a shorter touch is a tremor. */
export const CALM_REST_MS = 250;

const CONTROL = 'button, label';
/** Keys of the screen keyboard: they need not stand still first, and two thumbs may type. */
const KEY = '[data-key]';

export interface TouchPorts {
  readonly now: () => number;
  readonly pxPerMm: () => number;
  /** Whether the citizen chose *calm touch*. */
  readonly calm: () => boolean;
  /** Called when a finger touches, with or without effect. */
  readonly onPresence: () => void;
  /** Called when calm touches in a row were too short. */
  readonly onTooShort: () => void;
}

const TOO_SHORT_IN_A_ROW = 2;

class StillControls {
  #known = new WeakMap<Element, { readonly box: DOMRect; readonly since: number }>();

  forget(): void {
    this.#known = new WeakMap();
  }

  note(control: Element, now: number): number {
    const box = control.getBoundingClientRect();
    const before = this.#known.get(control);
    if (before && isSame(before.box, box)) return now - before.since;
    this.#known.set(control, { box, since: now });
    return 0;
  }
}

/** Pixels that rounding of the layout may move a control. */
const SAME_PX = 1;

const isSame = (a: DOMRect, b: DOMRect): boolean =>
  [a.x - b.x, a.y - b.y, a.width - b.width, a.height - b.height].every((by) => Math.abs(by) <= SAME_PX);

interface Press {
  readonly control: HTMLElement;
  readonly x: number;
  readonly y: number;
  readonly since: number;
}

class Presses {
  readonly #fingers = new Set<number>();
  readonly #pressed = new Map<number, Press>();
  readonly #standing: StillControls;
  readonly #ports: TouchPorts;
  #actedAt = Number.NEGATIVE_INFINITY;
  #tooShort = 0;

  constructor(standing: StillControls, ports: TouchPorts) {
    this.#standing = standing;
    this.#ports = ports;
  }

  readonly begin = (event: PointerEvent): void => {
    // A first finger forgets earlier fingers: a finger without an end event would make all later touches second fingers.
    if (event.isPrimary) this.#forget();
    this.#fingers.add(event.pointerId);
    if (!this.#press(event)) this.#ports.onPresence();
  };

  #press(event: PointerEvent): boolean {
    const control = event.composedPath().find(isControl);
    const isKey = control?.matches(KEY) === true;
    const isOneOfTwo = this.#fingers.size > 1 && !isKey;
    if (isOneOfTwo) this.cancelAll();
    if (!control || event.button !== 0 || isOneOfTwo) return false;
    if (!isKey && this.#standing.note(control, this.#ports.now()) < NEW_CONTROL_IGNORES_MS) return false;
    control.toggleAttribute('data-pressed', true);
    this.#pressed.set(event.pointerId, { control, x: event.clientX, y: event.clientY, since: this.#ports.now() });
    return true;
  }

  readonly end = ({ pointerId, clientX, clientY }: PointerEvent): void => {
    const press = this.#lift(pointerId);
    if (!press) return;
    const { control, x, y } = press;
    const drift = Math.hypot(clientX - x, clientY - y) / this.#ports.pxPerMm();
    const isOn = holds(control.getBoundingClientRect(), clientX, clientY) && isControl(control);
    if (isOn && (this.#ports.calm() ? this.#isCalm(press, drift) : drift <= DRIFT_MM)) {
      this.#actedAt = this.#ports.now();
      control.click();
    }
    this.#ports.onPresence();
  };

  #isCalm({ since }: Press, drift: number): boolean {
    const rested = this.#ports.now() - since >= CALM_REST_MS;
    this.#tooShort = rested ? 0 : this.#tooShort + 1;
    if (this.#tooShort >= TOO_SHORT_IN_A_ROW) this.#ports.onTooShort();
    return rested && drift <= CALM_DRIFT_MM && since - this.#actedAt >= CALM_PAUSE_MS;
  }

  /** The browser took the finger for something else, such as scrolling. */
  readonly cancel = ({ pointerId }: PointerEvent): void => {
    this.#lift(pointerId);
  };

  cancelAll(): void {
    for (const [pointerId, { control }] of this.#pressed) if (!control.matches(KEY)) this.#release(pointerId);
  }

  #lift(pointerId: number): Press | undefined {
    this.#fingers.delete(pointerId);
    return this.#release(pointerId);
  }

  #release(pointerId: number): Press | undefined {
    const press = this.#pressed.get(pointerId);
    this.#pressed.delete(pointerId);
    // The pressed look stays at least one frame, even for a quick touch.
    if (press) afterNextFrame(() => press.control.removeAttribute('data-pressed'));
    return press;
  }

  #forget(): void {
    this.#fingers.clear();
    for (const pointerId of [...this.#pressed.keys()]) this.#release(pointerId);
  }
}

/**
 * Notes positions from the next layout until all controls stand still. On a busy computer controls move for many frames; an unnoticed move
 * would lose the first touch.
 */
function untilTheyStand(page: Document, standing: StillControls, now: () => number): () => void {
  let noting = false;
  const note = () => {
    let youngest = NEW_CONTROL_IGNORES_MS;
    for (const control of controlsIn(page))
      if (!control.matches(KEY)) youngest = Math.min(youngest, standing.note(control, now()));
    noting = youngest < NEW_CONTROL_IGNORES_MS;
    if (noting) window.requestAnimationFrame(note);
  };
  return () => {
    if (noting) return;
    noting = true;
    afterNextFrame(note);
  };
}

/**
 * Turns fingers on a page into clicks of its controls, and stops the browser's own clicks for them. The keyboard clicks as usual, once for
 * each stroke. Pressed controls have `data-pressed` from the first contact on.
 */
export function turnTouchesIntoClicks(page: Document, ports: TouchPorts) {
  const standing = new StillControls();
  const presses = new Presses(standing, ports);
  const noteUntilTheyStand = untilTheyStand(page, standing, ports.now);
  const capture = { capture: true };
  page.addEventListener('pointerdown', presses.begin, capture);
  page.addEventListener('pointerup', presses.end, capture);
  page.addEventListener('pointercancel', presses.cancel, capture);
  page.addEventListener('click', swallow, capture);
  page.addEventListener('keydown', onlyOnce, capture);
  page.addEventListener('kiosk-drawn', noteUntilTheyStand);
  for (const gesture of ['contextmenu', 'dragstart']) page.addEventListener(gesture, (event) => event.preventDefault());
  page.addEventListener('wheel', (event) => event.ctrlKey && event.preventDefault(), { passive: false });
  return {
    /** Call this when the page has changed: the citizen has not seen its controls yet. */
    pageChanged(): void {
      standing.forget();
      presses.cancelAll();
      noteUntilTheyStand();
    },
  };
}

export type TouchWatch = ReturnType<typeof turnTouchesIntoClicks>;

/** Stops clicks that the browser makes from finger or mouse. A click of the keyboard has no pointer, and our clicks are not trusted. */
function swallow(event: Event): void {
  if (!event.isTrusted || !(event instanceof PointerEvent) || event.pointerType === '') return;
  event.preventDefault();
  event.stopImmediatePropagation();
}

/** A key that is held down presses once. */
function onlyOnce(event: KeyboardEvent): void {
  if (event.repeat && (event.key === 'Enter' || event.key === ' ')) event.preventDefault();
}

function isControl(target: EventTarget): target is HTMLElement {
  return target instanceof HTMLElement && target.isConnected && target.matches(CONTROL) && !target.matches(':disabled');
}

const holds = ({ left, right, top, bottom }: DOMRect, x: number, y: number): boolean =>
  x >= left && x <= right && y >= top && y <= bottom;

function* controlsIn(root: Document | ShadowRoot): Generator<Element> {
  for (const element of root.querySelectorAll('*')) {
    if (element.matches(CONTROL)) yield element;
    if (element.shadowRoot) yield* controlsIn(element.shadowRoot);
  }
}

function afterNextFrame(act: () => void): void {
  window.requestAnimationFrame(() => window.requestAnimationFrame(act));
}
