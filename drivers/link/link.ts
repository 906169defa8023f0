import type { Result } from '../result.ts';

/** Why a link could not open or write. */
export type LinkTrouble =
  | { readonly code: 'LNK-101'; readonly kind: 'not-connected'; readonly detail: string }
  | { readonly code: 'LNK-102'; readonly kind: 'not-permitted'; readonly detail: string }
  | { readonly code: 'LNK-103'; readonly kind: 'went-down'; readonly detail: string }
  | { readonly code: 'LNK-104'; readonly kind: 'in-use'; readonly detail: string };

/**
 * Moves bytes and nothing else. Single use: after `close` or `down`, make a new link with the factory. `close` is idempotent and settles
 * even after an unplug. Writes are queued in order.
 */
export interface Link {
  open(): Promise<Result<void, LinkTrouble>>;
  /** Resolves when the operating system has the bytes, not when they have arrived. */
  write(bytes: Uint8Array): Promise<Result<void, LinkTrouble>>;
  close(): Promise<void>;
  /** Chunks have at most `MAX_CHUNK_BYTES`. */
  onBytes(listener: (bytes: Uint8Array) => void): () => void;
  /** Called at most once per link, never after `close`. */
  onDown(listener: (why: LinkTrouble) => void): () => void;
}

/** Makes a new link at each call: a link is opened once. */
export type LinkFactory = () => Link;

/** Bytes in one direction. `in` is towards the kiosk. */
export interface Traffic {
  readonly direction: 'in' | 'out';
  readonly bytes: Uint8Array;
}
