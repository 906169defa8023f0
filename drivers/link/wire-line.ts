import type { Traffic } from './link.ts';

/** Decoded traffic, shown in dock, trace or command line. */
export interface WireLine {
  readonly direction: Traffic['direction'];
  readonly bytes: Uint8Array;
  /** In protocol terms: `Authorisation 5,00 AZN`. */
  readonly meaning: string;
  /** The bytes were invalid and dropped; `meaning` says why. */
  readonly discarded: boolean;
}

/** Decodes one wire. A chunk may complete no line, or several. */
export type WireDecoder = (traffic: Traffic) => readonly WireLine[];

/** Called for dropped bytes, to count and show noise. */
export type OnDiscarded = (discarded: { readonly bytes: Uint8Array; readonly why: string }) => void;
