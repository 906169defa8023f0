import type { DriverOptions } from '../../supervision/device.ts';
import type { CardReader } from '../apdu/card-reader.ts';
import { superviseCardReader } from '../apdu/supervised.ts';
import { type ContextLink, createContextLink } from './context-link.ts';
import { SlotWatch } from './watch.ts';

/** Which reader of the PC/SC service. */
export interface PcscReaderOptions extends DriverOptions {
  /** The beginning of the reader's name as the service lists it (`pcsc_scan`); the first reader where it is not given. */
  readonly reader?: string | undefined;
}

/**
 * A reader behind the system's PC/SC service (pcscd), through the optional package `smartcard`. Sessions with the service are made anew
 * on every reconnect: after a restart of the service, or when the reader is plugged in again, the old ones never work again.
 *
 * Cards come and go as events of the service. One thread of Node's pool waits for them for as long as the reader is online. They are
 * connected exclusively: nobody else talks with a citizen's document.
 */
export function createPcscReader({ clock, random, reader }: PcscReaderOptions): CardReader {
  let link: ContextLink | undefined;
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
