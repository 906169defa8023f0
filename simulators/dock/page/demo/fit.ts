const PANEL = { width: 1080, height: 1920 };
const KIOSK_SHARE = 0.44;
/** Narrower windows have one column (demo-app.styles.ts). */
const NARROW_PX = 800;

export const isNarrow = (): boolean => window.innerWidth <= NARROW_PX;

/** Scale of the largest kiosk that fits. */
export const kioskScaleIn = ({ width, height }: DOMRect): number =>
  isNarrow() ? Math.min(1, width / PANEL.width) : Math.min(height / PANEL.height, (width * KIOSK_SHARE) / PANEL.width);
