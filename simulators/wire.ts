import type { Cable } from '../drivers/link/pair.ts';

/**
 * The device's end of a cable of any kind: in memory (`cable().device`), a pty or a TCP port.
 * It stays while the other side comes and goes.
 */
export type Wire = Cable['device'] & {
  /**
   * Stops reading, or reads on. While it does not read, the sender is held and nothing is lost. What was read already still comes. Absent
   * where a wire has no flow control of its own: there a device says XOFF and XON, as on a serial line.
   */
  readonly hold?: (on: boolean) => void;
};
