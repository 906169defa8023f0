import type { Decision, ValidatorEvent } from '../contract.ts';
import { acceptedNoteTypes, qepikOf } from './bill-table.ts';
import type { UnitState } from './codec.ts';
import { type CcnetEffect, type CcnetState, type CcnetTransition, emitEffect, type TrackedNote } from './state.ts';
import { rejectionOf } from './tables.ts';

/**
 * Handles notes in an answer to POLL. `state.last` is the answer before it.
 * `80 n`: a note is in escrow, repeated until answered; the driver asks the caller once per note. `81 n`: a note is stacked, repeated until
 * acknowledged; only this report gives a credit. `82 n`: a note is returned, repeated until acknowledged. If the tracked note is settled or
 * of another kind, `82 n` is about another note.
 */
export function applyNoteState(state: CcnetState, unit: UnitState): CcnetTransition {
  switch (unit.state) {
    case 'escrow': {
      const [next, effects] = held(state, unit.type);
      return [next, isUnseen(state) ? [emitEffect({ type: 'note.inserted' }), ...effects] : effects];
    }
    case 'holding':
      return [state, []];
    case 'stacked':
      return stacked(release(state), unit.type);
    case 'returned':
      return returned(release(state), unit.type);
    default: {
      const [next, effects] = notHeld(state, unit);
      return entered(state, unit) ? [next, [...effects, ...news(next, unit)]] : [next, effects];
    }
  }
}

/** Whether a note may have gone in between two polls: a stalled process polls late. */
const isUnseen = ({ last }: CcnetState): boolean => last !== null && HOLDS_NOTHING.has(last.state);
const HOLDS_NOTHING: ReadonlySet<UnitState['state']> = new Set(['idling', 'stacked', 'returned']);

const entered = ({ last }: CcnetState, unit: UnitState): boolean => last?.state !== unit.state;

function news({ note }: CcnetState, unit: UnitState): readonly CcnetEffect[] {
  switch (unit.state) {
    case 'accepting':
      return [emitEffect({ type: 'note.inserted' })];
    case 'rejecting':
      return [emitEffect({ type: 'note.refused', reason: rejectionOf(unit.reason).refusal })];
    case 'cheated':
      return [emitEffect({ type: 'cheat.suspected', noteId: note?.noteId ?? null })];
    default:
      return [];
  }
}

/** The unit says no more about its last note. Not `rejecting`: that may be a second note, behind the first. */
const MOVED_ON: ReadonlySet<UnitState['state']> = new Set(['idling', 'disabled', 'accepting']);

const KEEPS_HOLDING: ReadonlySet<UnitState['state']> = new Set([
  'paused',
  'path-jammed',
  'cassette-jammed',
  'cassette-missing',
  'cassette-full',
  'failure',
  'unknown',
]);

function notHeld(state: CcnetState, unit: UnitState): CcnetTransition {
  const [freed, effects] = KEEPS_HOLDING.has(unit.state) ? [state, []] : release(state);
  const { note } = freed;
  if (note?.outcome !== 'open') return [freed, effects];
  if (!MOVED_ON.has(unit.state)) return [{ ...freed, note: { ...note, clue: clueOf(note.clue, unit) } }, effects];
  const [settled, event] = settle(note);
  return [{ ...freed, note: settled }, [...effects, emitEffect(event)]];
}

function clueOf(clue: TrackedNote['clue'], unit: UnitState): TrackedNote['clue'] {
  switch (unit.state) {
    case 'returning':
    case 'power-up-note-in-path':
      return 'coming-back';
    case 'stacking':
    case 'power-up-note-in-stacker':
      return 'lost-track';
    case 'cheated':
      return 'cheated';
    case 'power-up':
      return clue === 'coming-back' ? clue : 'power-lost';
    case 'path-jammed':
    case 'cassette-jammed':
      return clue === 'coming-back' ? clue : 'jammed';
    default:
      return clue;
  }
}

function settle(note: TrackedNote): readonly [TrackedNote, ValidatorEvent] {
  const { noteId, value } = note;
  if (!note.stackSent || note.clue === 'coming-back')
    return [
      { ...note, outcome: 'returned' },
      { type: 'note.returned', noteId, value },
    ];
  return [
    { ...note, outcome: 'in-doubt' },
    { type: 'credit.doubted', noteId, value, why: note.clue },
  ];
}

function release(state: CcnetState): CcnetTransition {
  const { escrow } = state;
  if (!escrow) return [state, []];
  return [{ ...state, escrow: null }, escrow.answer === 'asked' ? [{ do: 'withdraw', no: escrow.no }] : []];
}

function matches(state: CcnetState, note: TrackedNote, type: number): boolean {
  if (note.type !== null) return note.type === type;
  const value = qepikOf(state.table, type);
  return value === null || value === note.value;
}

function held(state: CcnetState, type: number): CcnetTransition {
  const { note, escrow } = state;
  if (note?.outcome === 'open') {
    if (matches(state, note, type)) return [state, []];
    const [settled, event] = settle(note);
    const [next, effects] = held({ ...state, note: settled }, type);
    return [next, [emitEffect(event), ...effects]];
  }
  if (escrow?.type === type) return [state, []];
  const [freed, withdrawn] = release(state);
  const value = qepikOf(state.table, type);
  const no = state.questions + 1;
  const asked = state.wanted && value !== null;
  return [
    { ...freed, questions: no, escrow: { no, type, answer: asked ? 'asked' : 'return', holdDue: false } },
    asked ? [...withdrawn, { do: 'ask', no, value }] : withdrawn,
  ];
}

function stacked([state, before]: CcnetTransition, type: number): CcnetTransition {
  const { note, last } = state;
  const repeated = last?.state === 'stacked' && last.type === type;
  const value = qepikOf(state.table, type);
  const step = (next: CcnetState, event: ValidatorEvent): CcnetTransition => [next, [...before, emitEffect(event)]];
  if (!note) {
    if (repeated) return [state, before];
    return step(state, { type: 'credit.doubted', noteId: null, value, why: 'unknown-note' });
  }
  const { noteId } = note;
  const same = matches(state, note, type);
  switch (note.outcome) {
    case 'open':
    case 'in-doubt':
      if (same)
        return step(
          { ...state, note: { ...note, outcome: 'stacked' } },
          { type: 'note.stacked', noteId, value: note.value },
        );
      if (repeated) return [state, before];
      return step(
        { ...state, note: { ...note, outcome: 'in-doubt' } },
        { type: 'credit.doubted', noteId, value, why: 'other-note' },
      );
    case 'stacked':
      // The unit repeats its report: the acknowledgement was lost.
      if (repeated || (same && note.type !== null)) return [state, before];
      // `note.type` `null`: this may be the next note, because the disk lost its entry. Staff must count.
      return step(state, { type: 'credit.doubted', noteId: null, value, why: 'unknown-note' });
    case 'returned':
      if (repeated) return [state, before];
      return step(state, { type: 'credit.doubted', noteId, value, why: 'stacked-after-return' });
    default:
      return note.outcome satisfies never;
  }
}

function returned([state, before]: CcnetTransition, type: number): CcnetTransition {
  const { note, last } = state;
  if (note?.outcome === 'open' && matches(state, note, type)) {
    const event: ValidatorEvent = { type: 'note.returned', noteId: note.noteId, value: note.value };
    return [{ ...state, note: { ...note, outcome: 'returned' } }, [...before, emitEffect(event)]];
  }
  if (last?.state === 'returned' && last.type === type) return [state, before];
  const event: ValidatorEvent = { type: 'note.returned', noteId: null, value: qepikOf(state.table, type) };
  return [state, [...before, emitEffect(event)]];
}

/** Handles a decision. The question may be closed already. */
export function applyDecision(state: CcnetState, no: number, value: number, decision: Decision): CcnetTransition {
  const { escrow } = state;
  const open = escrow?.no === no && escrow.answer === 'asked';
  if (decision.do === 'return') return [open ? { ...state, escrow: { ...escrow, answer: 'return' } } : state, []];
  const { noteId } = decision;
  // STACK was never sent: the note goes back or is back.
  if (!open) return [state, [emitEffect({ type: 'note.returned', noteId, value })]];
  const note: TrackedNote = {
    noteId,
    value,
    outcome: 'open',
    type: escrow.type,
    plan: 'stack',
    stackSent: false,
    clue: 'lost-track',
  };
  return [{ ...state, escrow: null, note }, []];
}

/** Marks that HOLD is due: the caller needs more time. Ignored if the question is closed. */
export function setHoldDue(state: CcnetState, no: number): CcnetTransition {
  const { escrow } = state;
  return [
    escrow?.no === no && escrow.answer === 'asked' ? { ...state, escrow: { ...escrow, holdDue: true } } : state,
    [],
  ];
}

/** The kiosk stops accepting: an undecided note in escrow goes back. */
export function pauseIntake(state: CcnetState): CcnetTransition {
  const { escrow } = state;
  const next = { ...state, wanted: false };
  if (escrow?.answer !== 'asked') return [next, []];
  return [{ ...next, escrow: { ...escrow, answer: 'return' } }, [{ do: 'withdraw', no: escrow.no }]];
}

export const knowsAcceptedNotes = (state: CcnetState): boolean => acceptedNoteTypes(state.table).length > 0;
