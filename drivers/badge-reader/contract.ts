import type { DeviceState } from '../device-status.ts';

/**
 * What a badge says, as the reader gives it. It opens doors: the caller keeps a salted hash of it, shows it to nobody and
 * writes it to no log.
 */
export interface Badge {
  /** How many bits count; the parity bits are taken off by the reader where it is set to do so. */
  readonly bits: number;
  /** The bits as one number in hex, without leading zeros beyond whole bytes. */
  readonly hex: string;
}

export type BadgeEvent =
  /** Once, however long it is held there. */
  { readonly type: 'badge.presented'; readonly badge: Badge } | { readonly type: 'badge.removed' };

export interface BadgeReaderStatus {
  readonly device: DeviceState;
}

/** What the machine sees of the badge reader for staff. */
export interface BadgeReader {
  status(): BadgeReaderStatus;
  /** Only changes are reported. */
  onStatus(listener: (status: BadgeReaderStatus) => void): () => void;
  onEvent(listener: (event: BadgeEvent) => void): () => void;
  close(): Promise<void>;
}
