import type { Clock } from '../clock.ts';
import type { LinkFactory } from '../link/link.ts';
import type { OnDiscarded } from '../link/wire-line.ts';
import { createPcscReader } from './pcsc/driver.ts';
import type { CardReader } from './pn532/card-reader.ts';
import { createPn532Reader } from './pn532/driver.ts';

/** Which reader of chips there is, and how it is reached. */
export type CardReaderChoice =
  | { readonly driver: 'pn532'; readonly link: LinkFactory }
  /** `reader`: the beginning of its name as the service lists it; the first one unless told. */
  | { readonly driver: 'pcsc'; readonly reader?: string };

export interface CardReaderParts {
  readonly clock: Clock;
  /** 0 ≤ n < 1, for the spread of retries. */
  readonly random: () => number;
  readonly onDiscarded: OnDiscarded;
}

/** The reader of a choice that was made in a profile or on a command line. */
export function createCardReader(choice: CardReaderChoice, { onDiscarded, ...common }: CardReaderParts): CardReader {
  if (choice.driver === 'pn532') return createPn532Reader({ ...common, link: choice.link, onDiscarded });
  return createPcscReader({ ...common, ...(choice.reader !== undefined && { reader: choice.reader }) });
}
