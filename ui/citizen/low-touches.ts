import { DRIFT_MM } from './touches.ts';

/** Lowest part of the glass: a citizen who cannot reach higher touches here. Share of its height. */
const LOW_SHARE = 0.2;
const LOW_IN_A_ROW = 2;

/** Counts touches at the lower edge that reach no control: this citizen may not reach higher. */
export class LowTouches {
  #inARow = 0;

  forget(): void {
    this.#inARow = 0;
  }

  /** Counts a touch. `y`: pixels below the upper edge. Returns whether the touch completes a row. After a complete row, the count begins again. */
  landed(y: number, glassPx: number, isOnControl: boolean): boolean {
    const isLow = !isOnControl && y >= (1 - LOW_SHARE) * glassPx;
    this.#inARow = isLow ? this.#inARow + 1 : 0;
    if (this.#inARow < LOW_IN_A_ROW) return false;
    this.forget();
    return true;
  }
}

/** Controls: what a finger touches on purpose. A disabled control counts, too. */
const TARGET = 'button, label, [role=textbox]';

const isOnControl = (event: Event): boolean =>
  event.composedPath().some((part) => part instanceof Element && part.matches(TARGET));

interface LowTouchPorts {
  readonly pxPerMm: () => number;
  readonly onLow: () => void;
}

/** Calls `onLow` after two touches in a row at the lower edge of the page that reach no control. Scrolling is no touch. */
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
  // Otherwise the browser takes the focus from the offer after the touch.
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
