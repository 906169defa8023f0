import type { DeviceState } from '../../device-status.ts';
import type { ValidatorStatus, ValidatorTrouble } from '../contract.ts';
import { acceptedNoteTypes, qepikOf } from './bill-table.ts';
import type { UnitState } from './codec.ts';
import type { CcnetState } from './state.ts';
import { failedPartOf } from './tables.ts';

/**
 * Status for the caller. Only reports of the present connection count. After a lost answer the driver keeps asking. After a reconnect, the
 * mouth may be open until the bill table is known.
 */
export function validatorStatusOf(state: CcnetState, device: DeviceState): ValidatorStatus {
  const { last, table, identification } = state;
  const online = device === 'online';
  const blockedBy = online ? troubleOf(state) : null;
  const intake = !online ? 'unknown' : blockedBy ? 'blocked' : intakeOf(last, state);
  const values = acceptedNoteTypes(table).map((type) => qepikOf(table, type) ?? 0);
  const told = identification === null || identification === 'not-told' ? null : identification;
  return {
    device,
    intake,
    blockedBy,
    notes: [...new Set(values)].sort((a, b) => a - b),
    identity: told && { partNumber: told.partNumber, serialNumber: told.serialNumber },
  };
}

const TROUBLES: Readonly<Partial<Record<UnitState['state'], ValidatorTrouble>>> = {
  'cassette-full': { code: 'BIL-103', kind: 'cassette-full' },
  'cassette-missing': { code: 'BIL-104', kind: 'cassette-missing' },
  'path-jammed': { code: 'BIL-105', kind: 'path-jammed' },
  'cassette-jammed': { code: 'BIL-106', kind: 'cassette-jammed' },
  paused: { code: 'BIL-107', kind: 'entry-blocked' },
};

/** BIL-112 after 30 s in an unknown state. */
const UNKNOWN_POLLS = 200;
/** BIL-112 after one minute of a start. */
const START_POLLS = 400;
const STARTS: ReadonlySet<UnitState['state']> = new Set([
  'power-up',
  'power-up-note-in-path',
  'power-up-note-in-stacker',
  'initialising',
]);

const MAX_TABLE_ASKED = 10;

function troubleOf({ last, sameFor, table, tableLost, tableAsked }: CcnetState): ValidatorTrouble | null {
  if (last?.state === 'failure') return { code: 'BIL-108', kind: 'failed', part: failedPartOf(last.part) };
  const known = last && TROUBLES[last.state];
  if (known) return known;
  const isUnknown = last?.state === 'unknown' && sameFor >= UNKNOWN_POLLS;
  const isStuck = last !== null && STARTS.has(last.state) && sameFor >= START_POLLS;
  if (isUnknown || isStuck || tableLost || tableAsked > MAX_TABLE_ASKED)
    return { code: 'BIL-112', kind: 'not-understood' };
  return table && acceptedNoteTypes(table).length === 0 ? { code: 'BIL-109', kind: 'no-known-notes' } : null;
}

/** The states 18 and 1C [MAN_CCNET rev. 2.4.3, section 5] last, in our reading, until the note is out of the mouth. */
function intakeOf(last: UnitState | null, { table, wanted, told }: CcnetState): ValidatorStatus['intake'] {
  switch (last?.state) {
    case undefined:
    case 'power-up':
    case 'power-up-note-in-path':
    case 'power-up-note-in-stacker':
    case 'initialising':
      return 'starting';
    case 'disabled':
      return table ? 'paused' : 'starting';
    case 'idling':
      if (!wanted) return 'paused';
      return told === 'take' ? 'accepting' : 'starting';
    case 'returning':
    case 'rejecting':
      return 'giving-back';
    default:
      return 'working';
  }
}
