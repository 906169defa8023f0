const SLOP_PX = 6;

export interface DragOptions {
  readonly item: HTMLElement;
  readonly over: (x: number, y: number) => boolean;
  readonly hover: (over: boolean) => void;
  readonly drop: (over: boolean) => void;
}

/**
 * Carries an element with mouse, finger or pen, from a `pointerdown` on. A press without movement stays a click; the click that a browser
 * adds after a drag is swallowed. The element needs `touch-action: none`.
 */
export function startDrag(down: PointerEvent, { item, over, hover, drop }: DragOptions): void {
  if (down.button !== 0) return;
  const ending = new AbortController();
  const { signal } = ending;
  let dragging = false;
  let inside = false;

  function move(event: PointerEvent): void {
    if (event.pointerId !== down.pointerId) return;
    const dx = event.clientX - down.clientX;
    const dy = event.clientY - down.clientY;
    if (!dragging && Math.hypot(dx, dy) < SLOP_PX) return;
    dragging = true;
    item.style.transform = `translate(${dx}px, ${dy}px) rotate(-2deg)`;
    item.classList.add('carried');
    inside = over(event.clientX, event.clientY);
    hover(inside);
  }

  function end(event: PointerEvent): void {
    if (event.pointerId !== down.pointerId) return;
    ending.abort();
    item.style.transform = '';
    item.classList.remove('carried');
    hover(false);
    if (!dragging) return;
    swallowClick();
    if (event.type === 'pointerup') drop(inside);
  }

  window.addEventListener('pointermove', move, { signal });
  window.addEventListener('pointerup', end, { signal });
  window.addEventListener('pointercancel', end, { signal });
}

function swallowClick(): void {
  const ending = new AbortController();
  window.addEventListener(
    'click',
    (event) => {
      event.stopPropagation();
      event.preventDefault();
    },
    { capture: true, signal: ending.signal },
  );
  setTimeout(() => ending.abort());
}
