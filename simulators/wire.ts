import type { Cable } from '../drivers/link/pair.ts';

/** Device end of any cable: memory (`cable().device`), pty or TCP. */
export type Wire = Cable['device'] & {
  /** While stopped, the sender is held without loss. Absent: no flow control, so devices send XOFF and XON. */
  readonly hold?: (on: boolean) => void;
};
