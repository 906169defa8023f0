import type { Clock } from '../clock.ts';
import type { CardReader } from '../id-reader/apdu/card-reader.ts';
import type { IdReader } from '../id-reader/contract.ts';
import type { RandomBytes } from '../id-reader/emrtd/agreement.ts';
import { type ChipReader, createChipReader } from '../id-reader/emrtd/driver.ts';
import type { ChipSettings } from '../id-reader/emrtd/read-chip.ts';
import { readTrustDirectory, type TrustDirectoryTrouble } from '../id-reader/emrtd/trust-directory.ts';
import { createPcscReader } from '../id-reader/pcsc/driver.ts';
import { createPn532Reader } from '../id-reader/pn532/driver.ts';
import type { LinkFactory } from '../link/link.ts';
import type { OnDiscarded } from '../link/wire-line.ts';
import { ok, type Result } from '../result.ts';

/** The driver of the chip reader, and the way to the reader. */
export type CardReaderChoice =
  | { readonly driver: 'pn532'; readonly link: LinkFactory }
  /** `reader`: the beginning of the reader's name, as the service lists it. Absent: the first reader. */
  | { readonly driver: 'pcsc'; readonly reader?: string };

export interface CardReaderParts {
  readonly clock: Clock;
  /** 0 ≤ n < 1, for the spread of retries. */
  readonly random: () => number;
  readonly onDiscarded: OnDiscarded;
}

export interface ChipsParts extends CardReaderParts {
  readonly cards: CardReaderChoice;
  /** The source of zones. The reader that `openChips` returns closes it. */
  readonly zones: IdReader;
  /** The folder with the certificates of the countries that the kiosk trusts. */
  readonly trustDir: string;
  /** Unguessable. */
  readonly randomBytes: RandomBytes;
  readonly today: () => Date;
}

export interface Chips {
  /** Zones and chips as one. */
  readonly reader: ChipReader;
  /** Closed by the reader. */
  readonly cards: CardReader;
}

/**
 * Puts a reader of chips beside a reader of zones. `settings`: the rows of both in a profile, as they are. If the trust directory
 * has a trouble, it opens no reader.
 */
export async function openChips(
  settings: ChipSettings,
  parts: ChipsParts,
): Promise<Result<Chips, TrustDirectoryTrouble>> {
  const { zones, clock, today } = parts;
  const trust = await readTrustDirectory(parts.trustDir);
  if (!trust.ok) return trust;
  const { store } = trust.value;
  const cards = createCardReader(parts.cards, parts);
  const reader = createChipReader({
    ...settings,
    cards,
    zones,
    clock,
    today,
    trust: () => store,
    random: parts.randomBytes,
  });
  return ok({ reader, cards });
}

/** The reader of a choice that was made in a profile or on a command line. */
export function createCardReader(choice: CardReaderChoice, parts: CardReaderParts): CardReader {
  const { clock, random, onDiscarded } = parts;
  if (choice.driver === 'pn532') return createPn532Reader({ clock, random, onDiscarded, link: choice.link });
  return createPcscReader({ ...choice, clock, random });
}
