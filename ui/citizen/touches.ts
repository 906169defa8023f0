/*
 * The one place that decides what a touch is: begun on a control that has stood where it is for a while, released on that control, by
 * one finger, once. EN 301 549, 5.9 and 8.4.2; a trembling hand drifts, touches twice and rests a second finger on the glass.
 */

/** Nothing acts on a page before it can have been seen (EN 301 549, 5.8; reaction to something new on a screen takes longer still). */
export const STANDS_MS = 400;
/** So far a finger may wander within its control. */
export const DRIFT_MM = 10;

/** What a finger can press. */
const CONTROL = 'button, label';
/** Keys of the on-screen keyboard are quick, and two thumbs type in turn. */
const KEY = '[data-key]';

export interface TouchPorts {
  readonly now: () => number;
  readonly pxPerMm: () => number;
  /** A finger was on the glass; what it touched may have said so already, or nothing. */
  readonly onPresence: () => void;
}

export interface Touches {
  /** Another page is shown: whatever stands on it has not been seen yet. */
  pageChanged(): void;
}

/** Since when each control stands where it is. */
class Standing {
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

/** Layout rounds. */
const SAME_PX = 1;

const isSame = (a: DOMRect, b: DOMRect): boolean =>
  [a.x - b.x, a.y - b.y, a.width - b.width, a.height - b.height].every((by) => Math.abs(by) <= SAME_PX);

interface Press {
  readonly control: HTMLElement;
  readonly x: number;
  readonly y: number;
}

/**
 * Turns what fingers do on a page into clicks of its controls, and lets through no click that the browser makes of them. The keyboard
 * clicks as ever, once for each stroke. Marks what is pressed with `data-pressed` from the first contact on.
 */
export function watchTouches(page: Document, { now, pxPerMm, onPresence }: TouchPorts): Touches {
  const standing = new Standing();
  const presses = new Map<number, Press>();
  /** Fingers on the glass, whatever they touch. */
  const fingers = new Set<number>();
  let noting = false;

  /**
   * From the next layout on until all controls stand: a page goes on finding its places after it was drawn, on a busy machine for many
   * frames, and a control that moved unseen would lose the first touch.
   */
  function noteUntilTheyStand(): void {
    if (noting) return;
    noting = true;
    const note = () => {
      let youngest = STANDS_MS;
      for (const control of controlsIn(page))
        if (!control.matches(KEY)) youngest = Math.min(youngest, standing.note(control, now()));
      noting = youngest < STANDS_MS;
      if (noting) window.requestAnimationFrame(note);
    };
    afterNextFrame(note);
  }

  function begin(event: PointerEvent): void {
    // The first finger on an empty glass: one whose end was never told would make every later touch one of two.
    if (event.isPrimary) forgetFingers();
    fingers.add(event.pointerId);
    if (!press(event)) onPresence();
  }

  /** Whether the finger has begun to press something. */
  function press(event: PointerEvent): boolean {
    const control = event.composedPath().find(isControl);
    const isKey = control?.matches(KEY) === true;
    if (fingers.size > 1 && !isKey) cancelAll();
    if (!control || event.button !== 0 || (fingers.size > 1 && !isKey)) return false;
    if (!isKey && standing.note(control, now()) < STANDS_MS) return false;
    control.toggleAttribute('data-pressed', true);
    presses.set(event.pointerId, { control, x: event.clientX, y: event.clientY });
    return true;
  }

  function end({ pointerId, clientX, clientY }: PointerEvent): void {
    fingers.delete(pointerId);
    const press = take(pointerId);
    if (!press) return;
    const { control, x, y } = press;
    const drift = Math.hypot(clientX - x, clientY - y) / pxPerMm();
    if (drift <= DRIFT_MM && holds(control.getBoundingClientRect(), clientX, clientY) && isControl(control)) {
      control.click();
    }
    onPresence();
  }

  function take(pointerId: number): Press | undefined {
    const press = presses.get(pointerId);
    presses.delete(pointerId);
    // For one frame at least, or a quick touch would show nothing.
    if (press) afterNextFrame(() => press.control.removeAttribute('data-pressed'));
    return press;
  }

  function forgetFingers(): void {
    fingers.clear();
    for (const pointerId of [...presses.keys()]) take(pointerId);
  }

  function cancelAll(): void {
    for (const [pointerId, { control }] of presses) if (!control.matches(KEY)) take(pointerId);
  }

  const capture = { capture: true };
  page.addEventListener('pointerdown', begin, capture);
  page.addEventListener('pointerup', end, capture);
  page.addEventListener(
    'pointercancel',
    ({ pointerId }) => {
      fingers.delete(pointerId);
      take(pointerId);
    },
    capture,
  );
  page.addEventListener('click', swallow, capture);
  page.addEventListener('keydown', onlyOnce, capture);
  page.addEventListener('kiosk-drawn', noteUntilTheyStand);
  for (const gesture of ['contextmenu', 'dragstart']) page.addEventListener(gesture, (event) => event.preventDefault());
  page.addEventListener('wheel', (event) => event.ctrlKey && event.preventDefault(), { passive: false });
  return {
    pageChanged() {
      standing.forget();
      cancelAll();
      noteUntilTheyStand();
    },
  };
}

/** What the browser makes of a finger or a mouse; a keyboard's click has no pointer, and ours is not trusted. */
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
