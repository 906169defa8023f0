import type { DeviceState } from '../../device-status.ts';
import type { ApduChannel } from './channel.ts';

/** Event of a chip reader. */
export type CardEvent =
  /** A freshly activated card that takes APDUs. Its channel ends with its removal. */
  | { readonly type: 'card.inserted'; readonly channel: ApduChannel }
  /** A card without APDUs, such as a bus ticket. */
  | { readonly type: 'card.refused'; readonly why: string }
  | { readonly type: 'card.removed' };

/** State of a chip reader and its card. */
export interface CardReaderStatus {
  readonly device: DeviceState;
  /** `unknown` while the reader is not online. */
  readonly media: 'present' | 'notPresent' | 'unknown';
}

/** Reader of chips, contactless or not. One card at a time. */
export interface CardReader {
  status(): CardReaderStatus;
  /** Called on changes only. */
  onStatus(listener: (status: CardReaderStatus) => void): () => void;
  /** A card that is there when the reader comes online is reported as inserted then. */
  onCard(listener: (event: CardEvent) => void): () => void;
  close(): Promise<void>;
}
