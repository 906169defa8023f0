import type { Qepik } from '../../money.ts';
import type { Decision, DoubtReason, RecordedNote, ValidatorEvent } from '../contract.ts';
import type { BillTable } from './bill-table.ts';
import type { Command, Identification, UnitState } from './codec.ts';

/**
 * The newest note that the caller wanted stacked. A stacked note that the unit reports is this one: the unit stacks nothing by itself, and
 * the driver settles each note before the next.
 */
export interface TrackedNote extends RecordedNote {
  /** Kind of note; `null`: only the record knows the note. */
  readonly type: number | null;
  readonly plan: 'stack' | 'return';
  /** Whether STACK may have reached the unit. If not, the note is not in the cassette. */
  readonly stackSent: boolean;
  /** What was last seen, in case the unit says no more about the note. */
  readonly clue: 'coming-back' | DoubtReason;
}

/** A held note that is not decided yet, or is to go back. */
export interface Escrow {
  readonly no: number;
  readonly type: number;
  readonly answer: 'asked' | 'return';
  /** Whether HOLD is due: the caller needs more than the 10 s of the unit. */
  readonly holdDue: boolean;
}

/** Knowledge about one unit. The fields of `NOTHING_SAID` are cleared on each new connection. */
export interface CcnetState {
  readonly asking: Command | null;
  /** Damaged copies of this answer. */
  readonly damaged: number;
  readonly silent: number;
  /** Answer to the last POLL; `null` after any action that may have changed it. */
  readonly unit: UnitState | null;
  /** Last answer to POLL, however old. `sameFor`: how many before it had the same state. */
  readonly last: UnitState | null;
  readonly sameFor: number;
  readonly table: BillTable | null;
  readonly identification: Identification | 'not-told' | null;
  /** Unreadable answers in a row about the unit itself. */
  readonly unreadable: number;
  /** Questions for the bill table since the last readable one. */
  readonly tableAsked: number;
  /** Whether the driver gave up on an unreadable bill table. */
  readonly tableLost: boolean;
  /** Last ENABLE or RESET that the unit acknowledged. */
  readonly told: 'nothing' | 'take' | 'take-none';
  readonly wanted: boolean;
  readonly escrow: Escrow | null;
  readonly questions: number;
  readonly note: TrackedNote | null;
}

export type CcnetInput =
  | { readonly type: 'connected' }
  | { readonly type: 'received'; readonly data: Uint8Array }
  /** A broken frame came instead of an answer. */
  | { readonly type: 'damaged' }
  | { readonly type: 'timed-out' }
  /** The wait before the next command is over. */
  | { readonly type: 'due' }
  | { readonly type: 'accept' }
  | { readonly type: 'pause' }
  /** The unit must hold the note of this question for another 10 s. */
  | { readonly type: 'hold'; readonly no: number }
  | { readonly type: 'decided'; readonly no: number; readonly value: Qepik; readonly decision: Decision };

/** Waits of the only timer. Each replaces the one before. */
export type CcnetWait =
  /** Ends in `timed-out`; all others end in `due`. */
  | 'answer'
  | 'poll'
  /** Pause between two exchanges. */
  | 'free'
  /** Out of step: until the line is silent. Each byte restarts it. */
  | 'quiet';

export type CcnetEffect =
  | { readonly do: 'send'; readonly command: Command }
  | { readonly do: 'wait'; readonly for: CcnetWait }
  | { readonly do: 'wait-busy'; readonly ms: number }
  | { readonly do: 'emit'; readonly event: ValidatorEvent }
  | { readonly do: 'ask'; readonly no: number; readonly value: Qepik }
  | { readonly do: 'withdraw'; readonly no: number }
  | { readonly do: 'discard'; readonly data: Uint8Array; readonly why: string }
  /** Too many commands without an answer: check the connection. */
  | { readonly do: 'suspect' };

export type Step = readonly [CcnetState, readonly CcnetEffect[]];

export const emitting = (event: ValidatorEvent): CcnetEffect => ({ do: 'emit', event });

export const NOTHING_SAID = {
  asking: null,
  damaged: 0,
  silent: 0,
  unit: null,
  last: null,
  sameFor: 0,
  table: null,
  identification: null,
  unreadable: 0,
  tableAsked: 0,
  tableLost: false,
  told: 'nothing',
  escrow: null,
} as const;

/** State at the start. `recorded`: newest note of the caller's record. If it is open, it is not stacked any more: its visit is over. */
export function startCcnet(recorded: RecordedNote | null): CcnetState {
  return {
    ...NOTHING_SAID,
    wanted: false,
    questions: 0,
    note: recorded && { ...recorded, type: null, plan: 'return', stackSent: true, clue: 'lost-track' },
  };
}
