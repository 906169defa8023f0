import { acceptedNoteTypes } from './bill-table.ts';
import { type Command, parseCcnetAnswer, type UnitState } from './codec.ts';
import { applyDecision, applyNoteState, knowsAcceptedNotes, pauseIntake, setHoldDue } from './notes.ts';
import {
  type CcnetEffect,
  type CcnetInput,
  type CcnetState,
  type CcnetTransition,
  type CcnetWait,
  NEW_CONNECTION,
} from './state.ts';

const POLL: Command = { kind: 'poll' };
const ACKNOWLEDGE: CcnetEffect = { do: 'send', command: { kind: 'ack' } };
const AGAIN: CcnetEffect = { do: 'send', command: { kind: 'nak' } };
const waiting = (wait: CcnetWait): CcnetEffect => ({ do: 'wait', for: wait });

/** NAKs for one answer before it counts as lost. */
const MAX_DAMAGED = 3;
const MAX_SILENT = 4;
/** Polls (30 s) between resets while a fault stays. */
const RESET_AFTER_POLLS = 200;
const BUSY_UNIT_MS = 100;
const MAX_UNREADABLE = 3;

/**
 * Next state of the dialogue with one CCNET bill validator, and its effects [MAN_CCNET rev. 2.4.3, sections 2.5 and 5]. A frame shows
 * neither its question nor whether it is a copy. So the driver asks one question at a time, acknowledges data, and sends POLL after every
 * action. It repeats no command after a lost answer: the next POLL shows whether the command arrived. Pure: `driver.ts` carries out the
 * effects, in their order.
 * Events come before the acknowledgement: after it the unit forgets them. On a new connection, bytes of the last connection may still
 * arrive. A held note then goes back: a person may have cleared a jam and put in another note. Without a readable bill table, the unit
 * takes no notes; without an identification, it works. A refused HOLD is repeated with the next renewal, not at once.
 */
export function stepCcnet(state: CcnetState, input: CcnetInput): CcnetTransition {
  switch (input.type) {
    case 'connected':
      return connected(state);
    case 'received':
      return received(state, input.data);
    case 'damaged':
      return damaged(state);
    case 'timed-out':
      return state.asking ? unanswered(state) : [state, []];
    case 'due':
      return state.asking ? [state, []] : send(state, state.unit ? nextCommand(state, state.unit) : POLL);
    case 'accept':
      return [{ ...state, wanted: true }, []];
    case 'pause':
      return pauseIntake(state);
    case 'hold':
      return setHoldDue(state, input.no);
    case 'decided':
      return applyDecision(state, input.no, input.value, input.decision);
    default:
      return input satisfies never;
  }
}

function connected(state: CcnetState): CcnetTransition {
  const { escrow, note } = state;
  const next: CcnetState = {
    ...state,
    ...NEW_CONNECTION,
    note: note && { ...note, plan: 'return' },
  };
  const quiet = waiting('quiet');
  return [next, escrow?.answer === 'asked' ? [{ do: 'withdraw', no: escrow.no }, quiet] : [quiet]];
}

function send(state: CcnetState, command: Command): CcnetTransition {
  const note = command.kind === 'stack' && state.note ? { ...state.note, stackSent: true } : state.note;
  const tableAsked = state.tableAsked + (command.kind === 'bill-table' ? 1 : 0);
  return [{ ...state, note, tableAsked, asking: command, damaged: 0 }, [{ do: 'send', command }, waiting('answer')]];
}

function damaged(state: CcnetState): CcnetTransition {
  if (!state.asking) return [state, [waiting('quiet')]];
  if (state.damaged >= MAX_DAMAGED) return unanswered(state);
  return [{ ...state, damaged: state.damaged + 1 }, [AGAIN, waiting('answer')]];
}

function unanswered(state: CcnetState): CcnetTransition {
  const silent = state.silent + 1;
  const next = { ...state, asking: null, unit: null, silent };
  return [next, silent % MAX_SILENT === 0 ? [waiting('quiet'), { do: 'suspect' }] : [waiting('quiet')]];
}

function received(state: CcnetState, data: Uint8Array): CcnetTransition {
  const { asking } = state;
  if (!asking) return [state, [{ do: 'discard', data, why: 'nothing was asked' }, waiting('quiet')]];
  const answer = parseCcnetAnswer(asking.kind, data);
  if (!answer.ok) {
    const [next, effects] = unanswered(unread(state, asking));
    return [next, [{ do: 'discard', data, why: answer.error }, ...effects]];
  }
  const heard: CcnetState = { ...afterHold(state, asking), asking: null, silent: 0, unit: null };
  const known: CcnetState = { ...heard, unreadable: 0 };
  switch (answer.value.kind) {
    case 'ack':
      return [{ ...heard, told: toldAfter(asking, state.told) }, [waiting('free')]];
    case 'nak':
      return [heard, [waiting('free')]];
    case 'illegal':
      return [asking.kind === 'identification' ? { ...heard, identification: 'not-told' } : heard, [waiting('free')]];
    case 'state':
      return polled(heard, answer.value.unit);
    case 'bill-table':
      return [{ ...known, table: answer.value.table, tableAsked: 0 }, [ACKNOWLEDGE, waiting('free')]];
    case 'identification':
      return [{ ...known, identification: answer.value.identification }, [ACKNOWLEDGE, waiting('free')]];
    default:
      return [heard, [ACKNOWLEDGE, waiting('free')]];
  }
}

function unread(state: CcnetState, { kind }: Command): CcnetState {
  if (kind !== 'bill-table' && kind !== 'identification') return state;
  const unreadable = state.unreadable + 1;
  if (unreadable < MAX_UNREADABLE) return { ...state, unreadable };
  return { ...state, unreadable: 0, ...(kind === 'bill-table' ? { tableLost: true } : { identification: 'not-told' }) };
}

const afterHold = (state: CcnetState, { kind }: Command): CcnetState =>
  kind === 'hold' && state.escrow ? { ...state, escrow: { ...state.escrow, holdDue: false } } : state;

function toldAfter(command: Command, before: CcnetState['told']): CcnetState['told'] {
  if (command.kind === 'reset') return 'nothing';
  if (command.kind !== 'enable') return before;
  return command.types.length > 0 ? 'take' : 'take-none';
}

const POWER_UP: ReadonlySet<UnitState['state']> = new Set([
  'power-up',
  'power-up-note-in-path',
  'power-up-note-in-stacker',
]);

function polled(state: CcnetState, unit: UnitState): CcnetTransition {
  // A busy unit reports no state, so the earlier state stays.
  if (unit.state === 'busy')
    return [state, [ACKNOWLEDGE, { do: 'wait-busy', ms: Math.max(1, unit.tenths) * BUSY_UNIT_MS }]];
  const restarted = POWER_UP.has(unit.state);
  const known: CcnetState = restarted
    ? { ...state, told: 'nothing', table: null, identification: null, tableLost: false, tableAsked: 0 }
    : state;
  const [read, effects] = applyNoteState(known, unit);
  const sameFor = read.last?.state === unit.state ? read.sameFor + 1 : 0;
  const next: CcnetState = { ...read, unit, last: unit, sameFor };
  const pace = waiting(nextCommand(next, unit).kind === 'poll' ? 'poll' : 'free');
  return [next, [...effects, ACKNOWLEDGE, pace]];
}

function nextCommand(state: CcnetState, unit: UnitState): Command {
  switch (unit.state) {
    case 'power-up':
    case 'power-up-note-in-path':
    case 'power-up-note-in-stacker':
      return { kind: 'reset' };
    case 'initialising':
      return question(state) ?? POLL;
    case 'disabled':
      return question(state) ?? (state.wanted && knowsAcceptedNotes(state) ? enable(state) : POLL);
    case 'idling':
      if (!state.wanted || !state.table) return { kind: 'enable', types: [], escrow: [] };
      return state.told === 'take' ? POLL : enable(state);
    case 'escrow':
    case 'holding':
      return answerTo(state);
    case 'path-jammed':
    case 'cassette-jammed':
    case 'paused':
    case 'failure':
      return state.sameFor > 0 && state.sameFor % RESET_AFTER_POLLS === 0 ? { kind: 'reset' } : POLL;
    default:
      return POLL;
  }
}

function question(state: CcnetState): Command | null {
  if (!state.table && !state.tableLost) return { kind: 'bill-table' };
  return state.identification ? null : { kind: 'identification' };
}

function enable({ table }: CcnetState): Command {
  const types = acceptedNoteTypes(table);
  return { kind: 'enable', types, escrow: types };
}

function answerTo({ note, escrow }: CcnetState): Command {
  if (note?.outcome === 'open') return { kind: note.plan };
  if (escrow?.answer !== 'asked') return { kind: 'return' };
  return escrow.holdDue ? { kind: 'hold' } : POLL;
}
