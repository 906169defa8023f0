import type { Traffic } from './link.ts';

/** Decoded line for dock, trace or command line. */
export interface WireLine {
  readonly direction: Traffic['direction'];
  readonly bytes: Uint8Array;
  /** Such as `Authorisation 5,00 AZN`. */
  readonly meaning: string;
  /** Bytes invalid and dropped; `meaning` says why. */
  readonly discarded: boolean;
}

/** One wire. A chunk completes no line, or several. */
export type WireDecoder = (traffic: Traffic) => readonly WireLine[];

/** Dropped bytes, to count and show noise. */
export type OnDiscarded = (discarded: { readonly bytes: Uint8Array; readonly why: string }) => void;
