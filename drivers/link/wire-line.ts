import type { Traffic } from './link.ts';

/** Decoded traffic, shown in dock, trace or command line. */
export interface WireLogLine {
  readonly direction: Traffic['direction'];
  readonly bytes: Uint8Array;
  /** In protocol terms: `Authorisation 5,00 AZN`. */
  readonly meaning: string;
  /** Invalid bytes, dropped; `meaning` says why. */
  readonly discarded: boolean;
}

/** A chunk may complete no line, or several. */
export type WireDecoder = (traffic: Traffic) => readonly WireLogLine[];

/** Dropped bytes, to count and show noise. */
export type OnDiscarded = (discarded: { readonly bytes: Uint8Array; readonly why: string }) => void;
