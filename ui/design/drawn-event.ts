/** Something was drawn, or moved: what stands where may be another than before. Composed, as the scrolling of an element is not. */
export const drawnEvent = (): Event => new Event('kiosk-drawn', { bubbles: true, composed: true });
