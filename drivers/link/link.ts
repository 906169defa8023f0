import type { Result } from '../result.ts';

/** Why a link could not open, or could not take bytes. */
export type LinkTrouble =
  | { readonly code: 'LNK-101'; readonly kind: 'not-connected'; readonly detail: string }
  | { readonly code: 'LNK-102'; readonly kind: 'not-permitted'; readonly detail: string }
  | { readonly code: 'LNK-103'; readonly kind: 'went-down'; readonly detail: string }
  | { readonly code: 'LNK-104'; readonly kind: 'in-use'; readonly detail: string };

/**
 * Moves bytes and nothing else. Single use: after `close` or `down` make a new one with the factory.
 * `close` is idempotent and settles even after an unplug. Writes are queued in order.
 */
export interface Link {
  open(): Promise<Result<void, LinkTrouble>>;
  /** Resolves when the bytes were handed to the operating system (not: when they arrived). */
  write(bytes: Uint8Array): Promise<Result<void, LinkTrouble>>;
  close(): Promise<void>;
  /** In chunks of at most `MAX_CHUNK_BYTES`, however much was read at once. */
  onBytes(listener: (bytes: Uint8Array) => void): () => void;
  /** At most once per link, and never after `close`. */
  onDown(listener: (why: LinkTrouble) => void): () => void;
}

/** A new link at each call, because a link is opened once. */
export type LinkFactory = () => Link;

/** One direction of what went over a wire; `in` is towards the kiosk. */
export interface Traffic {
  readonly direction: 'in' | 'out';
  readonly bytes: Uint8Array;
}
