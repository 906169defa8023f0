import type { Cable } from '../drivers/link/pair.ts';

/**
 * The device's end of a cable, whatever the cable is: in memory (`cable().device`), a pty or a TCP port.
 * It stays while the other side comes and goes.
 */
export type Wire = Cable['device'];
