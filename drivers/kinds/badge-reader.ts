import type { BadgeReader } from '../badge/contract.ts';
import { type BadgeReaderOptions, createBadgeReader } from '../badge/desfire/driver.ts';
import { createPn532Reader } from '../id-reader/pn532/driver.ts';
import type { WireDriverOptions } from '../supervision/device.ts';

/** Creates a reader of staff badges on a PN532. */
export const createBadgeReaderOnPn532 = (options: Omit<BadgeReaderOptions, 'cards'> & WireDriverOptions): BadgeReader =>
  createBadgeReader({ ...options, cards: createPn532Reader(options) });
