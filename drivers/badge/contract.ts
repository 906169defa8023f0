import type { DeviceState } from '../device-status.ts';
import type { Result } from '../result.ts';

/** Badge that lies on the reader. */
export type Badge =
  /** Its key was checked. `number`: as printed, 1 to 16 letters, digits and hyphens. */
  | { readonly kind: 'desfire'; readonly number: string }
  /** Can be copied: nothing was checked. `uid`: 8, 14 or 20 hex digits, lower case. */
  | { readonly kind: 'uid'; readonly uid: string };

/** Why a card is no badge. */
export type BadgeTrouble =
  /** A card of another purpose, such as a bus ticket or a bank card. */
  | { readonly code: 'BDG-103'; readonly kind: 'foreign-card' }
  /** Badge application with another key: copied, or of another office. */
  | { readonly code: 'BDG-104'; readonly kind: 'not-genuine' }
  /** The card answered wrongly or not at all. */
  | { readonly code: 'BDG-105'; readonly kind: 'unreadable' };

/** Event of a badge reader. */
export type BadgeEvent =
  | { readonly type: 'badge.read'; readonly result: Result<Badge, BadgeTrouble> }
  /** Follows each `badge.read`. */
  | { readonly type: 'badge.removed' };

/** `BDG-106`: the reader's keys are missing, so it reads no badge. */
export interface BadgeReaderStatus {
  readonly device: DeviceState;
  readonly blockedBy: { readonly code: 'BDG-106' } | null;
}

/** Reads every badge by itself. */
export interface BadgeReader {
  status(): BadgeReaderStatus;
  /** On changes only. */
  onStatus(listener: (status: BadgeReaderStatus) => void): () => void;
  onEvent(listener: (event: BadgeEvent) => void): () => void;
  close(): Promise<void>;
}

const NUMBER = /^[A-Z0-9](?:[A-Z0-9-]{0,14}[A-Z0-9])?$/;

/** Whether a text can be the number on a badge: up to 16 capitals and digits, with hyphens inside. */
export const isBadgeNumber = (text: string): boolean => NUMBER.test(text);
