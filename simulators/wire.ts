import type { Cable } from '../drivers/link/pair.ts';

/** Device end of any cable: memory (`cable().device`), pty or TCP. It stays while the other side comes and goes. */
export type Wire = Cable['device'] & {
  /**
   * While stopped, the sender is held without loss; bytes that were read before still come. Absent: no flow control, so devices send XOFF and
   * XON.
   */
  readonly hold?: (on: boolean) => void;
};
