import type { DeviceState } from '../../device-status.ts';
import type { ApduChannel } from './channel.ts';

/** What happens on a reader of chips. */
export type CardEvent =
  /** A card that takes APDUs, freshly activated. Its channel ends with it. */
  | { readonly type: 'card.inserted'; readonly channel: ApduChannel }
  /** Something is there that takes no APDUs, such as a bus ticket. */
  | { readonly type: 'card.refused'; readonly why: string }
  | { readonly type: 'card.removed' };

/** How a chip reader stands, and whether a card is on it. */
export interface CardReaderStatus {
  readonly device: DeviceState;
  /** `unknown` while the reader is not online. */
  readonly media: 'present' | 'notPresent' | 'unknown';
}

/** A reader of chips, contactless or not. One card at a time. */
export interface CardReader {
  status(): CardReaderStatus;
  /** Only changes are reported. */
  onStatus(listener: (status: CardReaderStatus) => void): () => void;
  /** A card that lies there when the reader comes online is inserted then. */
  onCard(listener: (event: CardEvent) => void): () => void;
  close(): Promise<void>;
}
