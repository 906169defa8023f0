import type { ControlRectangle } from './pointer.ts';

const RING_PX = 5;
const PRESSED_MS = 260;

export function placeRing(ring: HTMLElement, spot: ControlRectangle | null): void {
  ring.hidden = spot === null;
  if (spot === null) return;
  ring.style.transform = `translate(${spot.x - RING_PX}px, ${spot.y - RING_PX}px)`;
  ring.style.width = `${spot.width + 2 * RING_PX}px`;
  ring.style.height = `${spot.height + 2 * RING_PX}px`;
}

export function flashRing(ring: HTMLElement): void {
  ring.classList.add('pressed');
  window.setTimeout(() => ring.classList.remove('pressed'), PRESSED_MS);
}
