/** Something was drawn or moved, so parts may stand elsewhere now. Composed, as the scrolling of an element is not. */
export const drawnEvent = (): Event => new Event('kiosk-drawn', { bubbles: true, composed: true });
