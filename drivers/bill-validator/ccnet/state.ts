import type { Qepik } from '../../money.ts';
import type { Decision, DoubtReason, RecordedNote, ValidatorEvent } from '../contract.ts';
import type { BillTable } from './bill-table.ts';
import type { Command, Identification, UnitState } from './codec.ts';

/** Newest note that was to be stacked. While it is open, the next reported note is this note: the unit stacks nothing by itself. */
export interface TrackedNote extends RecordedNote {
  /** Kind of note; `null`: only the record knows the note. */
  readonly type: number | null;
  readonly plan: 'stack' | 'return';
  /** Whether STACK may have been sent. If not, the note is not in the cassette. */
  readonly stackSent: boolean;
  /** What happens to the note if no report follows. */
  readonly clue: 'coming-back' | DoubtReason;
}

export interface EscrowedNote {
  readonly no: number;
  readonly type: number;
  readonly answer: 'asked' | 'return';
  /** Whether to send HOLD: the caller needs more than the unit's 10 s. */
  readonly holdDue: boolean;
}

/** A new connection clears the fields of `NEW_CONNECTION`. */
export interface CcnetState {
  readonly asking: Command | null;
  readonly damaged: number;
  readonly silent: number;
  /** State in the last answer; `null`: none, so POLL comes next. */
  readonly unit: UnitState | null;
  /** Last answer to POLL. `sameFor`: number of answers before it with the same state. */
  readonly last: UnitState | null;
  readonly sameFor: number;
  readonly table: BillTable | null;
  readonly identification: Identification | 'not-told' | null;
  readonly unreadable: number;
  /** Questions for the bill table since it was last readable. */
  readonly tableAsked: number;
  readonly tableLost: boolean;
  /** Last ENABLE that the unit acknowledged. `nothing`: none since the connection, RESET or power-up. */
  readonly told: 'nothing' | 'take' | 'take-none';
  readonly wanted: boolean;
  readonly escrow: EscrowedNote | null;
  readonly questions: number;
  readonly note: TrackedNote | null;
}

export type CcnetInput =
  | { readonly type: 'connected' }
  | { readonly type: 'received'; readonly data: Uint8Array }
  | { readonly type: 'damaged' }
  | { readonly type: 'timed-out' }
  | { readonly type: 'due' }
  | { readonly type: 'accept' }
  | { readonly type: 'pause' }
  | { readonly type: 'hold'; readonly no: number }
  | { readonly type: 'decided'; readonly no: number; readonly value: Qepik; readonly decision: Decision };

/** Each wait replaces the last: there is one timer. */
export type CcnetWait =
  /** Ends in `timed-out`; the other waits end in `due`. */
  | 'answer'
  | 'poll'
  | 'free'
  /** Out of step: each byte restarts the wait. */
  | 'quiet';

export type CcnetEffect =
  | { readonly do: 'send'; readonly command: Command }
  | { readonly do: 'wait'; readonly for: CcnetWait }
  | { readonly do: 'wait-busy'; readonly ms: number }
  | { readonly do: 'emit'; readonly event: ValidatorEvent }
  | { readonly do: 'ask'; readonly no: number; readonly value: Qepik }
  | { readonly do: 'withdraw'; readonly no: number }
  | { readonly do: 'discard'; readonly data: Uint8Array; readonly why: string }
  | { readonly do: 'suspect' };

export type CcnetTransition = readonly [CcnetState, readonly CcnetEffect[]];

export const emitEffect = (event: ValidatorEvent): CcnetEffect => ({ do: 'emit', event });

export const NEW_CONNECTION = {
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

/** State at the start. `recorded`: newest note of the caller's record. If the note is open, the driver does not stack it: its visit is over. */
export function startCcnet(recorded: RecordedNote | null): CcnetState {
  return {
    ...NEW_CONNECTION,
    wanted: false,
    questions: 0,
    note: recorded && { ...recorded, type: null, plan: 'return', stackSent: true, clue: 'lost-track' },
  };
}
