/** The panel that the kiosk is shown on, in its own pixels: that of the simulated cabinet. */
const PANEL = { width: 1080, height: 1920 };
/** Of the window's width, at most so much is the kiosk's. */
const KIOSK_SHARE = 0.44;
/** From here down kiosk and devices stand below one another (demo-app.styles.ts). */
const NARROW_PX = 800;

export const isNarrow = (): boolean => window.innerWidth <= NARROW_PX;

/** The largest kiosk that the window has room for, of its own size. */
export const scaleIn = ({ width, height }: DOMRect): number =>
  isNarrow() ? Math.min(1, width / PANEL.width) : Math.min(height / PANEL.height, (width * KIOSK_SHARE) / PANEL.width);
