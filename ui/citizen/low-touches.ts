import { DRIFT_MM } from './touches.ts';

/** Part of the glass, from its lower edge, in which an arm that cannot reach higher touches. */
const LOW_SHARE = 0.2;
const LOW_IN_A_ROW = 2;

/** Notices touches beside all controls at the lower edge: the citizen may reach no higher. */
export class LowTouches {
  #inARow = 0;

  forget(): void {
    this.#inARow = 0;
  }

  /** Counts a touch at a height in pixels below the upper edge. Returns whether it completes a row, and then begins again. */
  landed(y: number, glassPx: number, isOnControl: boolean): boolean {
    const isLow = !isOnControl && y >= (1 - LOW_SHARE) * glassPx;
    this.#inARow = isLow ? this.#inARow + 1 : 0;
    if (this.#inARow < LOW_IN_A_ROW) return false;
    this.forget();
    return true;
  }
}

/** What a finger touches on purpose. A control that is disabled counts, too. */
const TARGET = 'button, label, [role=textbox]';

const isOnControl = (event: Event): boolean =>
  event.composedPath().some((part) => part instanceof Element && part.matches(TARGET));

interface LowTouchPorts {
  readonly pxPerMm: () => number;
  readonly onLow: () => void;
}

/** Calls `onLow` after two touches in a row beside all controls, at the lower edge of the page. A finger that scrolls is no touch. */
export function watchLowTouches(page: Document, { pxPerMm, onLow }: LowTouchPorts) {
  const low = new LowTouches();
  let begun: PointerEvent | null = null;
  const begin = (event: PointerEvent) => {
    begun = event.isPrimary ? event : null;
  };
  const end = (event: PointerEvent) => {
    const from = begun;
    begun = null;
    if (from?.pointerId !== event.pointerId) return;
    const isNear = Math.hypot(event.clientX - from.clientX, event.clientY - from.clientY) <= DRIFT_MM * pxPerMm();
    if (isNear && low.landed(event.clientY, window.innerHeight, isOnControl(event))) onLow();
  };
  // After the touch, the browser would take the focus from the offer.
  const keepFocus = (event: MouseEvent) => {
    if (!isOnControl(event)) event.preventDefault();
  };
  const capture = { capture: true };
  page.addEventListener('pointerdown', begin, capture);
  page.addEventListener('pointerup', end, capture);
  page.addEventListener('mousedown', keepFocus, capture);
  return {
    pageChanged(): void {
      begun = null;
      low.forget();
    },
  };
}

export type LowTouchWatch = ReturnType<typeof watchLowTouches>;
