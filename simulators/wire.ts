import type { Cable } from '../drivers/link/pair.ts';

/** The device's end of any cable: in memory (`cable().device`), a pty or a TCP port. It stays while the other side comes and goes. */
export type Wire = Cable['device'] & {
  /**
   * Stops or resumes reading. While it does not read, the sender is held and nothing is lost. Bytes that were read already still come.
   * Absent if the wire has no flow control: there a device sends XOFF and XON, as on a serial line.
   */
  readonly hold?: (on: boolean) => void;
};
