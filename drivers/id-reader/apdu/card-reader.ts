import type { DeviceState } from '../../device-status.ts';
import type { ApduChannel } from './channel.ts';

/** Event of a chip reader. */
export type CardEvent =
  /** The card was just activated. Its removal ends the channel. */
  | { readonly type: 'card.inserted'; readonly channel: ApduChannel }
  /** Card without APDUs, such as a bus ticket. `uid`: PN532 only. */
  | { readonly type: 'card.refused'; readonly why: string; readonly uid?: Uint8Array }
  | { readonly type: 'card.removed' };

/** Chip reader and its card. */
export interface CardReaderStatus {
  readonly device: DeviceState;
  /** `unknown`: the reader is not online. */
  readonly media: 'present' | 'notPresent' | 'unknown';
}

/** Reads chips, contactless or not. One card at a time. */
export interface CardReader {
  status(): CardReaderStatus;
  /** On changes only. */
  onStatus(listener: (status: CardReaderStatus) => void): () => void;
  /** Reports a card already there when the reader comes online. */
  onCard(listener: (event: CardEvent) => void): () => void;
  close(): Promise<void>;
}
