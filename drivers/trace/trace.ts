import type { RecordedDevice } from './recorded-device.ts';

/**
 * A `.trace`: one JSON value a line. The first line is the header, every other one is something that happened, in the order in
 * which it happened. Times are milliseconds since the start of the recording on a clock that never goes back.
 */
export interface Trace {
  readonly header: TraceHeader;
  readonly entries: readonly TraceEntry[];
}

export interface TraceHeader {
  /** Version of the form. */
  readonly trace: 1;
  /** Time of day at 0 ms, ISO. */
  readonly startedAt: string;
  /**
   * Which end of the wires was recorded. `kiosk`: what was asked of the driver is in it, so the driver can be made to do it
   * again. `device`: bytes only.
   */
  readonly end: 'kiosk' | 'device';
  /** By the name that the entries use. */
  readonly devices: Readonly<Record<string, RecordedDevice>>;
}

interface At {
  readonly at: number;
  readonly device: string;
}

/** One chunk as the link carried it; `in` is towards the kiosk. */
export type ChunkEntry = At & { readonly direction: 'in' | 'out'; readonly hex: string };
/** `refused`: an attempt to open it failed. */
export type LinkEntry = At & { readonly link: 'open' | 'refused' | 'down' | 'close'; readonly why?: string };
/** Stand in a trace for arguments that cannot be written down. */
export const SIGNAL = '$signal';
export const FUNCTION = '$function';

/** Something was asked of the driver. `id` counts up from 1. */
export type CallEntry = At & { readonly call: string; readonly id: number; readonly args: readonly unknown[] };
/** What became of a call: its signal was aborted, the function that is argument `of` answered, or it ended. */
export type CalledEntry = At & { readonly id: number } & (
    | { readonly aborted: true }
    | { readonly answered: unknown; readonly of: number }
    | { readonly settled: unknown }
  );

/** The driver asked its surroundings and had this answer at once. */
export type AskedEntry = At & { readonly asked: string; readonly answer: unknown };

export type TraceEntry = ChunkEntry | LinkEntry | CallEntry | CalledEntry | AskedEntry;

export const isChunk = (entry: TraceEntry): entry is ChunkEntry => 'hex' in entry;
export const isLink = (entry: TraceEntry): entry is LinkEntry => 'link' in entry;
export const isAsked = (entry: TraceEntry): entry is AskedEntry => 'asked' in entry;
export const isCall = (entry: TraceEntry): entry is CallEntry => 'call' in entry;

/** Its line, with its end. */
export const traceLine = (value: TraceHeader | TraceEntry): string => `${JSON.stringify(value)}\n`;
