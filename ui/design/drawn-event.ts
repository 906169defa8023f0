/** A part was drawn or moved. The event is composed, unlike the scroll event of an element. */
export const drawnEvent = (): Event => new Event('kiosk-drawn', { bubbles: true, composed: true });
