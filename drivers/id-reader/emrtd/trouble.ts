import type { ChannelTrouble } from '../apdu/channel.ts';
import type { SmTrouble } from './secure-messaging.ts';

/** The certificates and signatures a document stands on. */
export type TrustTrouble =
  /**
   * A country that is believed signed what it may not: the document's issuing state, its signer and the signer's CSCA must
   * be of one country. `signedBy`: the country that the certificate names, or `none`.
   */
  | { readonly code: 'RDR-240'; readonly kind: 'signer-foreign'; readonly signedBy: string }
  /** A data group is not what its issuer signed. */
  | { readonly code: 'RDR-241'; readonly kind: 'hash-differs'; readonly dataGroup: number }
  | { readonly code: 'RDR-242'; readonly kind: 'signature-wrong' }
  /** No certificate of a country in the trust store issued the document signer. */
  | { readonly code: 'RDR-243'; readonly kind: 'signer-unknown' }
  | { readonly code: 'RDR-244'; readonly kind: 'certificate-unfit'; readonly why: string }
  /** A data group was read that nobody signed. */
  | { readonly code: 'RDR-245'; readonly kind: 'unsigned'; readonly dataGroup: number };

/**
 * Why a chip was not read. Nothing in it is personal: file names, status words, algorithm names. Everything but the
 * channel's own troubles means that this read is over; the same card may be tried again from the start.
 */
export type ChipTrouble =
  | ChannelTrouble
  | SmTrouble
  | TrustTrouble
  /** More bytes than were asked for, or than a file of this kind may have. */
  | { readonly code: 'RDR-212'; readonly kind: 'oversized'; readonly of: string }
  /** `61xx` without end. */
  | { readonly code: 'RDR-218'; readonly kind: 'endless'; readonly of: string }
  /** Fewer bytes than the chip itself promised. */
  | { readonly code: 'RDR-219'; readonly kind: 'truncated'; readonly of: string }
  /** A status word that ends the read. */
  | { readonly code: 'RDR-220'; readonly kind: 'refused'; readonly command: string; readonly status: number }
  /** The chip and we do not know the same password: another card, or a misread zone. */
  | { readonly code: 'RDR-221'; readonly kind: 'wrong-password' }
  | { readonly code: 'RDR-222'; readonly kind: 'access-unsupported'; readonly why: string }
  /** A card, but none with the application of ICAO 9303. */
  | { readonly code: 'RDR-223'; readonly kind: 'no-application' }
  /** The chip broke a rule of the protocol that opens it. */
  | { readonly code: 'RDR-224'; readonly kind: 'protocol'; readonly why: string }
  | { readonly code: 'RDR-231'; readonly kind: 'file-missing'; readonly file: string }
  | { readonly code: 'RDR-232'; readonly kind: 'file-malformed'; readonly file: string; readonly why: string }
  /** Less was announced in the open than what the issuer signed: somebody wants a weaker way in. */
  | { readonly code: 'RDR-246'; readonly kind: 'access-downgraded' }
  /** The chip does not hold the private key its issuer signed: a copy. */
  | {
      readonly code: 'RDR-247';
      readonly kind: 'chip-not-genuine';
      readonly by: 'chip-authentication' | 'active-authentication';
    }
  | { readonly code: 'RDR-248'; readonly kind: 'algorithm-unsupported'; readonly algorithm: string }
  /** The signed zone is not the zone that opened the chip. */
  | { readonly code: 'RDR-249'; readonly kind: 'zone-differs' }
  /** The whole read took longer than any document needs. */
  | { readonly code: 'RDR-205'; readonly kind: 'too-slow' };

export type ChipTroubleCode = ChipTrouble['code'];
