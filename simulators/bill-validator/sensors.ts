import type { UnitState } from '../../drivers/bill-validator/ccnet/codec.ts';
import type { CcnetUnitMemory } from './memory.ts';

export type UnitPhase = 'off' | 'power-up' | 'initialising' | 'running';

/** Event, repeated until the host acknowledges it. */
export type UnitEvent =
  | { readonly state: 'stacked' | 'returned'; readonly type: number }
  | { readonly state: 'cheated' };

export interface UnitVolatileState {
  readonly phase: UnitPhase;
  readonly event: UnitEvent | null;
  readonly failed: boolean;
  readonly holding: boolean;
  /** From escrow to the mouth. */
  readonly goingBack: boolean;
  /** Reason for which the note in the mouth was refused. */
  readonly rejected: number | null;
  readonly enabled: readonly number[];
  readonly capacity: number;
}

const STACKER_MOTOR = 0x50;

/** The answer of a unit to POLL; `null` without power. Order: events, troubles, current action. */
export function answerToPoll(memory: CcnetUnitMemory, program: UnitVolatileState): UnitState | null {
  const { phase, event, failed } = program;
  const { jam, cassetteIn, blocking, inside } = memory;
  if (phase === 'off') return null;
  if (phase === 'power-up') return poweredUp(memory);
  if (event && phase === 'running') return event;
  if (jam) return { state: jam === 'path' ? 'path-jammed' : 'cassette-jammed' };
  if (failed) return { state: 'failure', part: STACKER_MOTOR };
  if (!cassetteIn) return { state: 'cassette-missing' };
  if (blocking) return { state: 'paused' };
  if (phase === 'running') return running(memory, program);
  return { state: inside === null || inside.at === 'beyond' ? 'initialising' : 'returning' };
}

function poweredUp({ owed, inside }: CcnetUnitMemory): UnitState {
  if (owed || inside?.at === 'beyond') return { state: 'power-up-note-in-stacker' };
  return { state: inside === null || inside.at === 'mouth' ? 'power-up' : 'power-up-note-in-path' };
}

function running({ inside, cassette }: CcnetUnitMemory, program: UnitVolatileState): UnitState {
  switch (inside?.at) {
    case 'path':
      return { state: program.goingBack ? 'returning' : 'accepting' };
    case 'escrow':
      return program.holding ? { state: 'holding' } : { state: 'escrow', type: inside.note.type };
    case 'leaving':
    case 'beyond':
      return { state: 'stacking' };
    case 'mouth':
      return program.rejected === null ? { state: 'returning' } : { state: 'rejecting', reason: program.rejected };
    default:
      if (cassette.length >= program.capacity) return { state: 'cassette-full' };
      return { state: program.enabled.length > 0 ? 'idling' : 'disabled' };
  }
}
