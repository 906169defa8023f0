import type { Result } from '../../result.ts';

/**
 * An extended APDU and its answer [ISO 7816-4 §5.1]: header, lengths, 65,535 bytes; and 65,536 bytes with a status word. The PC/SC
 * service itself takes 64 KiB and a little [pcsc-lite, MAX_BUFFER_SIZE_EXTENDED].
 */
export const MAX_COMMAND_BYTES = 4 + 3 + 0xffff + 2;
export const MAX_ANSWER_BYTES = 0x10000 + 2;

/** Why no answer came of a card. The card itself never causes `RDR-203`: that is the reader or its service. */
export type ChannelTrouble =
  | { readonly code: 'RDR-201'; readonly kind: 'removed' }
  | { readonly code: 'RDR-202'; readonly kind: 'silent' }
  | { readonly code: 'RDR-203'; readonly kind: 'reader-failed'; readonly detail: string }
  | { readonly code: 'RDR-204'; readonly kind: 'aborted' };

/**
 * One card in one reader: a command APDU goes in, a response APDU comes out (ISO/IEC 7816-3 §12, -4 §5). A channel is
 * for one presence of one card: when it is gone the channel is over, and a new one belongs to the next card.
 */
export interface ApduChannel {
  /** The longest command APDU the reader carries, in bytes, header and length fields included. */
  readonly maxCommandBytes: number;
  /** The longest response APDU the reader carries, in bytes, status word included. */
  readonly maxResponseBytes: number;
  /**
   * One exchange; never two at once. It ends within the reader's own time limit, or when the signal is aborted, or when
   * the card goes. The answer is what came, and may be any bytes. After `removed` every further call is `removed`.
   */
  transmit(command: Uint8Array, signal: AbortSignal): Promise<Result<Uint8Array, ChannelTrouble>>;
  /** The card was taken away. At most once. */
  onGone(listener: () => void): () => void;
}
