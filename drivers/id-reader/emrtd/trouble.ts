import type { ChannelTrouble } from '../apdu/channel.ts';
import type { SmTrouble } from './secure-messaging.ts';

export type TrustTrouble =
  /** Issuing state, signer and CSCA are not of one country. `signedBy`: the certificate's country, or `none`. */
  | { readonly code: 'RDR-240'; readonly kind: 'signer-foreign'; readonly signedBy: string }
  /** The hash is not the signed hash. */
  | { readonly code: 'RDR-241'; readonly kind: 'hash-differs'; readonly dataGroup: number }
  | { readonly code: 'RDR-242'; readonly kind: 'signature-wrong' }
  /** No trusted country issued the signer. */
  | { readonly code: 'RDR-243'; readonly kind: 'signer-unknown' }
  | { readonly code: 'RDR-244'; readonly kind: 'certificate-unfit'; readonly why: string }
  /** The data group is not signed. */
  | { readonly code: 'RDR-245'; readonly kind: 'unsigned'; readonly dataGroup: number };

/** Names of files and algorithms, status words, nothing personal. Each ends the read, which may be repeated unless the channel failed. */
export type ChipTrouble =
  | ChannelTrouble
  | SmTrouble
  | TrustTrouble
  /** More bytes than requested or allowed. */
  | { readonly code: 'RDR-212'; readonly kind: 'oversized'; readonly of: string }
  /** `61xx` without end. */
  | { readonly code: 'RDR-218'; readonly kind: 'endless'; readonly of: string }
  /** Fewer bytes than the chip announced. */
  | { readonly code: 'RDR-219'; readonly kind: 'truncated'; readonly of: string }
  | { readonly code: 'RDR-220'; readonly kind: 'refused'; readonly command: string; readonly status: number }
  /** Another card, or a misread zone. */
  | { readonly code: 'RDR-221'; readonly kind: 'wrong-password' }
  | { readonly code: 'RDR-222'; readonly kind: 'access-unsupported'; readonly why: string }
  | { readonly code: 'RDR-223'; readonly kind: 'no-application' }
  /** Breach of the access protocol. */
  | { readonly code: 'RDR-224'; readonly kind: 'protocol'; readonly why: string }
  | { readonly code: 'RDR-231'; readonly kind: 'file-missing'; readonly file: string }
  | { readonly code: 'RDR-232'; readonly kind: 'file-malformed'; readonly file: string; readonly why: string }
  /** EF.CardAccess differs from signed DG14: an attack for weaker access. */
  | { readonly code: 'RDR-246'; readonly kind: 'access-downgraded' }
  /** A copy: it lacks the private key of the signed public key. */
  | {
      readonly code: 'RDR-247';
      readonly kind: 'chip-not-genuine';
      readonly by: 'chip-authentication' | 'active-authentication';
    }
  | { readonly code: 'RDR-248'; readonly kind: 'algorithm-unsupported'; readonly algorithm: string }
  /** The chip's zone is not the zone that opened it. */
  | { readonly code: 'RDR-249'; readonly kind: 'zone-differs' }
  /** The read took longer than any document needs. */
  | { readonly code: 'RDR-205'; readonly kind: 'too-slow' };

export type ChipTroubleCode = ChipTrouble['code'];
