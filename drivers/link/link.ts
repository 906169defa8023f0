import type { Result } from '../result.ts';

/** Why a link did not open, could not write or went down. */
export type LinkTrouble =
  | { readonly code: 'LNK-101'; readonly kind: 'not-connected'; readonly detail: string }
  | { readonly code: 'LNK-102'; readonly kind: 'not-permitted'; readonly detail: string }
  | { readonly code: 'LNK-103'; readonly kind: 'went-down'; readonly detail: string }
  | { readonly code: 'LNK-104'; readonly kind: 'in-use'; readonly detail: string };

/** Single use: the factory makes the next link. `close` is idempotent and settles even after an unplug. Writes are queued. */
export interface Link {
  open(): Promise<Result<void, LinkTrouble>>;
  /** Resolves when the operating system has the bytes; arrival is unknown. */
  write(bytes: Uint8Array): Promise<Result<void, LinkTrouble>>;
  close(): Promise<void>;
  /** Chunks of at most `MAX_CHUNK_BYTES`. */
  onBytes(listener: (bytes: Uint8Array) => void): () => void;
  /** At most once, never after `close`. */
  onDown(listener: (why: LinkTrouble) => void): () => void;
}

/** Returns a new link. */
export type LinkFactory = () => Link;

/** Bytes of one direction. `in`: towards the kiosk. */
export interface Traffic {
  readonly direction: 'in' | 'out';
  readonly bytes: Uint8Array;
}
