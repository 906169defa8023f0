/** Something was drawn or moved, so parts may have a new place. It is composed; the scroll event of an element is not. */
export const drawnEvent = (): Event => new Event('kiosk-drawn', { bubbles: true, composed: true });
