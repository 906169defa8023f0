import type { z } from 'zod';
import type { ENTRY_SCHEMAS, HEADER_SCHEMA } from './parse-trace.ts';

/** One JSON value per line, header first, then events in order. Times: ms since the start, monotonic. */
export interface Trace {
  readonly header: TraceHeader;
  readonly entries: readonly TraceEntry[];
}

export type TraceHeader = Readonly<z.output<typeof HEADER_SCHEMA>>;

type Entry<Key extends keyof typeof ENTRY_SCHEMAS> = Readonly<z.output<(typeof ENTRY_SCHEMAS)[Key]>>;
export type ChunkEntry = Entry<'hex'>;
export type LinkEntry = Entry<'link'>;
export type CallEntry = Entry<'call'>;
export type CallOutcomeEntry = Entry<'aborted'> | Entry<'answered'> | Entry<'settled'>;
export type TraceEntry = ChunkEntry | LinkEntry | CallEntry | CallOutcomeEntry | Entry<'asked'>;

/** Texts that stand in a trace for arguments that JSON cannot hold. */
export const SIGNAL_PLACEHOLDER = '$signal';
export const FUNCTION_PLACEHOLDER = '$function';

export const isChunkEntry = (entry: TraceEntry): entry is ChunkEntry => 'hex' in entry;
export const isLinkEntry = (entry: TraceEntry): entry is LinkEntry => 'link' in entry;
export const isQuestionEntry = (entry: TraceEntry): entry is Entry<'asked'> => 'asked' in entry;
export const isCallEntry = (entry: TraceEntry): entry is CallEntry => 'call' in entry;

/** Encodes one line with its line end. */
export const encodeTraceLine = (value: TraceHeader | TraceEntry): string => `${JSON.stringify(value)}\n`;
