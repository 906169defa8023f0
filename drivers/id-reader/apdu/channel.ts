import type { Result } from '../../result.ts';

/** Longest extended command and answer [ISO 7816-4 §5.1]. PC/SC's buffer holds both [pcsc-lite, MAX_BUFFER_SIZE_EXTENDED]. */
export const MAX_APDU_COMMAND_BYTES = 4 + 3 + 0xffff + 2;
export const MAX_ANSWER_BYTES = 0x10000 + 2;

/** Why a card gave no answer. `RDR-203`: the reader or its service failed. */
export type ChannelTrouble =
  | { readonly code: 'RDR-201'; readonly kind: 'removed' }
  | { readonly code: 'RDR-202'; readonly kind: 'silent' }
  | { readonly code: 'RDR-203'; readonly kind: 'reader-failed'; readonly detail: string }
  | { readonly code: 'RDR-204'; readonly kind: 'aborted' };

/** Channel to one card (ISO/IEC 7816-3 §12, -4 §5). It ends when the card goes. */
export interface ApduChannel {
  /** With header and lengths. */
  readonly maxCommandBytes: number;
  /** With status word. */
  readonly maxResponseBytes: number;
  /**
   * One exchange at a time; ends within the reader's limit, on abort, or with the card. Any bytes may come. After `removed`, always
   * `removed`.
   */
  transmit(command: Uint8Array, signal: AbortSignal): Promise<Result<Uint8Array, ChannelTrouble>>;
  /** At most once, when the channel ends. */
  onGone(listener: () => void): () => void;
}
