import type { Result } from '../../result.ts';

/**
 * Length of an extended APDU and its answer [ISO 7816-4 §5.1]: header, lengths, 65,535 bytes; 65,536 bytes and a status word. The PC/SC
 * service itself takes slightly more than 64 KiB [pcsc-lite, MAX_BUFFER_SIZE_EXTENDED].
 */
export const MAX_COMMAND_BYTES = 4 + 3 + 0xffff + 2;
export const MAX_ANSWER_BYTES = 0x10000 + 2;

/** Why a card gave no answer. `RDR-203` comes from the reader or its service, never from the card. */
export type ChannelTrouble =
  | { readonly code: 'RDR-201'; readonly kind: 'removed' }
  | { readonly code: 'RDR-202'; readonly kind: 'silent' }
  | { readonly code: 'RDR-203'; readonly kind: 'reader-failed'; readonly detail: string }
  | { readonly code: 'RDR-204'; readonly kind: 'aborted' };

/**
 * Channel to one card in one reader: command APDU in, response APDU out (ISO/IEC 7816-3 §12, -4 §5). It ends when the card goes; the next
 * card gets a new channel.
 */
export interface ApduChannel {
  /** Longest command APDU of the reader in bytes, with header and length fields. */
  readonly maxCommandBytes: number;
  /** Longest response APDU of the reader in bytes, with status word. */
  readonly maxResponseBytes: number;
  /**
   * One exchange, never two at once. Ends within the reader's time limit, on abort, or when the card goes. The answer may be any bytes.
   * After `removed` every further call is `removed`.
   */
  transmit(command: Uint8Array, signal: AbortSignal): Promise<Result<Uint8Array, ChannelTrouble>>;
  /** The card was removed. Called at most once. */
  onGone(listener: () => void): () => void;
}
