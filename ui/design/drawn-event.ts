/** Event of a part that was drawn or moved. It is composed, unlike the scroll event of an element. */
export const drawnEvent = (): Event => new Event('kiosk-drawn', { bubbles: true, composed: true });
