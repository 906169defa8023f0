import type { BillTable } from '../../drivers/bill-validator/ccnet/bill-table.ts';
import type { Answer, Command, Identification, UnitState } from '../../drivers/bill-validator/ccnet/codec.ts';
import type { ValidatorMechanism } from './mechanism.ts';

const IDENTIFICATION: Identification = {
  partNumber: 'SIM-AZ1001',
  serialNumber: '41K000000001',
  asset: '00'.repeat(7),
};
const PROGRAM_CRC = '5a17c0de';

const STATES_WITH_QUESTIONS: ReadonlySet<UnitState['state']> = new Set([
  'power-up',
  'power-up-note-in-path',
  'power-up-note-in-stacker',
  'initialising',
  'disabled',
  'cassette-full',
  'cassette-missing',
  'path-jammed',
  'cassette-jammed',
  'paused',
  'failure',
]);

const STARTING: ReadonlySet<UnitState['state']> = new Set([
  'power-up',
  'power-up-note-in-path',
  'power-up-note-in-stacker',
  'initialising',
]);

/** Call only while the unit has power. */
export function poweredUnitState(mechanism: ValidatorMechanism): UnitState {
  const unit = mechanism.state();
  if (!unit) throw new Error('a unit without power was asked');
  return unit;
}

/** Obeys a command as far as the state allows, and returns the answer. */
export function answerTo(command: Command, mechanism: ValidatorMechanism, table: BillTable): Answer {
  const { state } = poweredUnitState(mechanism);
  const done = (worked: boolean): Answer => ({ kind: worked ? 'ack' : 'illegal' });
  switch (command.kind) {
    case 'reset':
      mechanism.reset();
      return { kind: 'ack' };
    case 'enable':
      if (STARTING.has(state)) return { kind: 'illegal' };
      mechanism.take(command.types, command.escrow);
      return { kind: 'ack' };
    case 'stack':
      return done(mechanism.stack());
    case 'return':
      return done(mechanism.giveBack());
    case 'hold':
      return done(mechanism.hold());
    case 'set-security':
      return { kind: 'ack' };
    case 'status':
      return { kind: 'status', enabled: mechanism.taken(), highSecurity: [] };
    case 'bill-table':
      return STATES_WITH_QUESTIONS.has(state) ? { kind: 'bill-table', table } : { kind: 'illegal' };
    case 'identification':
      return STATES_WITH_QUESTIONS.has(state)
        ? { kind: 'identification', identification: IDENTIFICATION }
        : { kind: 'illegal' };
    case 'crc32':
      return { kind: 'crc32', crc: PROGRAM_CRC };
    default:
      return { kind: 'illegal' };
  }
}
