import type { Traffic } from './link.ts';

/** One line of a decoded wire, as the dock, a trace or the command line shows it. */
export interface WireLine {
  readonly direction: Traffic['direction'];
  readonly bytes: Uint8Array;
  /** In terms of the protocol, such as `Authorisation 5,00 AZN`. */
  readonly meaning: string;
  /** The bytes were invalid and dropped; `meaning` says why. */
  readonly discarded: boolean;
}

/** Keeps state for one wire: a chunk may complete no line, or several. */
export type WireDecoder = (traffic: Traffic) => readonly WireLine[];

/** Called when a driver drops bytes, so that noise is counted and shown. */
export type OnDiscarded = (discarded: { readonly bytes: Uint8Array; readonly why: string }) => void;
