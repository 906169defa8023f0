import type { Traffic } from './link.ts';

/** One line of a decoded wire: what a person reads in the dock, in a trace or on the command line. */
export interface WireLine {
  readonly direction: Traffic['direction'];
  readonly bytes: Uint8Array;
  /** In the protocol's own words, such as `Authorisation 5,00 AZN`. */
  readonly meaning: string;
  /** These bytes made no sense and were thrown away; `meaning` says why. */
  readonly discarded: boolean;
}

/** Stateful per wire: a chunk may finish nothing, or several lines. */
export type WireDecoder = (traffic: Traffic) => readonly WireLine[];

/** Told whenever a driver threw bytes away, so that noise is counted and shown. */
export type OnDiscarded = (discarded: { readonly bytes: Uint8Array; readonly why: string }) => void;
