import type { DriverOptions } from '../../supervision/device.ts';
import type { CardReader } from '../apdu/card-reader.ts';
import { superviseCardReader } from '../apdu/supervised.ts';
import { createContextLink, type PcscContextLink } from './context-link.ts';
import { SlotWatch } from './watch.ts';

/** Options of `createPcscReader`. */
export interface PcscReaderOptions extends DriverOptions {
  /** Beginning of the reader's name (`pcsc_scan`). Absent: the first reader. */
  readonly reader?: string | undefined;
}

/**
 * Drives a reader behind the system's PC/SC service (pcscd), through the optional package `smartcard`. Every reconnect opens new sessions:
 * old ones never work again after a restart of the service or a new plug of the reader.
 *
 * Cards come and go as events of the service. One thread of Node's pool waits for them while the reader is online. A card is connected
 * exclusively, so that no other program talks to a citizen's document.
 */
export function createPcscReader({ clock, random, reader }: PcscReaderOptions): CardReader {
  let link: PcscContextLink | undefined;
  return superviseCardReader({
    clock,
    random,
    link() {
      link = createContextLink(reader, clock);
      return link;
    },
    async connect(_link, _signal, { onCard }) {
      return link && new SlotWatch(link, clock, onCard);
    },
  });
}
