import type { DeviceState } from '../../device-status.ts';
import type { ApduChannel } from './channel.ts';

/** Event of a chip reader. */
export type CardEvent =
  /** Freshly activated. Its channel ends with its removal. */
  | { readonly type: 'card.inserted'; readonly channel: ApduChannel }
  /** Without APDUs, such as bus tickets. */
  | { readonly type: 'card.refused'; readonly why: string }
  | { readonly type: 'card.removed' };

/** Chip reader and its card. */
export interface CardReaderStatus {
  readonly device: DeviceState;
  /** `unknown`: the reader is not online. */
  readonly media: 'present' | 'notPresent' | 'unknown';
}

/** Contactless or not. One card at a time. */
export interface CardReader {
  status(): CardReaderStatus;
  /** On changes only. */
  onStatus(listener: (status: CardReaderStatus) => void): () => void;
  /** A card already there is inserted when the reader comes online. */
  onCard(listener: (event: CardEvent) => void): () => void;
  close(): Promise<void>;
}
