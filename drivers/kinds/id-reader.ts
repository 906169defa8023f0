import type { Clock } from '../clock.ts';
import type { CardReader } from '../id-reader/apdu/card-reader.ts';
import type { IdReader } from '../id-reader/contract.ts';
import type { RandomBytes } from '../id-reader/emrtd/agreement.ts';
import { type ChipReader, createChipReader } from '../id-reader/emrtd/driver.ts';
import { readTrustDirectory, type TrustDirectoryTrouble } from '../id-reader/emrtd/trust-directory.ts';
import type { ZoneSettings } from '../id-reader/mrz/codec.ts';
import { createPcscReader } from '../id-reader/pcsc/driver.ts';
import { createPn532Reader } from '../id-reader/pn532/driver.ts';
import type { LinkFactory } from '../link/link.ts';
import type { OnDiscarded } from '../link/wire-line.ts';
import { ok, type Result } from '../result.ts';

export type CardReaderChoice =
  | { readonly driver: 'pn532'; readonly link: LinkFactory }
  /** `reader`: beginning of the name in the PC/SC service's list. Absent: the first reader. */
  | { readonly driver: 'pcsc'; readonly reader?: string };

export interface CardReaderParts {
  readonly clock: Clock;
  /** 0 ≤ n < 1, spreads the retries. */
  readonly random: () => number;
  readonly onDiscarded: OnDiscarded;
}

export interface ChipReaderParts extends CardReaderParts {
  readonly cards: CardReaderChoice;
  /** The reader that `openChipReader` returns closes this zone reader. */
  readonly zones: IdReader;
  readonly trustDir: string;
  /** Must be unguessable. */
  readonly randomBytes: RandomBytes;
  readonly today: () => Date;
}

export interface OpenedChipReader {
  readonly reader: ChipReader;
  readonly cards: CardReader;
}

/**
 * Combines a chip reader with a zone reader. `settings`: the profile's settings of both readers. If the trust directory has a trouble, no
 * reader is opened.
 */
export async function openChipReader(
  settings: ZoneSettings,
  parts: ChipReaderParts,
): Promise<Result<OpenedChipReader, TrustDirectoryTrouble>> {
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

/** Creates the card reader that a profile or a command line chose. */
export function createCardReader(choice: CardReaderChoice, parts: CardReaderParts): CardReader {
  const { clock, random, onDiscarded } = parts;
  if (choice.driver === 'pn532') return createPn532Reader({ clock, random, onDiscarded, link: choice.link });
  return createPcscReader({ ...choice, clock, random });
}
