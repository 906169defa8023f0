import * as z from 'zod/mini';
import { qepikOf } from '../../drivers/bill-validator/ccnet/bill-table.ts';
import { createCcnetDecoder } from '../../drivers/bill-validator/ccnet/describe.ts';
import { type CcnetSimulator, createCcnetSimulator } from '../bill-validator/ccnet.ts';
import type { ValidatorFault } from '../bill-validator/faults.ts';
import { AZERBAIJANI_BILL_TABLE, type CcnetUnitMemory, type PhysicalNote } from '../bill-validator/memory.ts';
import {
  armedNames,
  armFault,
  type BenchContext,
  type BenchDevice,
  type BenchKind,
  commandSchemaWith,
  plainCommandSchema,
} from './bench-device.ts';
import { NOTE_LABELS, VALIDATOR_FAULT_LABELS } from './bill-validator-labels.ts';
import { membersOf } from './labels.ts';

const commands = z.union([
  commandSchemaWith('billValidator', 'insert', { manat: z.enum(membersOf(NOTE_LABELS)) }),
  plainCommandSchema('billValidator', 'take'),
  commandSchemaWith('billValidator', 'cassette', { inside: z.boolean() }),
  plainCommandSchema('billValidator', 'clear-jam'),
  commandSchemaWith('billValidator', 'power', { on: z.boolean() }),
  commandSchemaWith('billValidator', 'arm', { fault: z.enum(membersOf(VALIDATOR_FAULT_LABELS)), on: z.boolean() }),
]);

type ValidatorCommand = z.infer<typeof commands>;

/** Notes in manats. */
export interface ValidatorDockState {
  readonly powered: boolean;
  /** Answer to a poll, or `off`. */
  readonly unit: string;
  readonly inside: { readonly manat: number; readonly at: string } | null;
  readonly cassetteIn: boolean;
  readonly cassette: readonly number[];
  readonly collected: readonly number[];
  readonly handedBack: readonly number[];
  readonly jammed: boolean;
  readonly armed: readonly ValidatorFault[];
}

export const VALIDATOR: BenchKind<ValidatorCommand, BenchDevice<ValidatorCommand, ValidatorDockState>> = {
  commands,
  recorded: () => null,
  decoder: () => createCcnetDecoder(),
  put(place) {
    const validator = kept(place);
    return {
      part: () => partOf(validator),
      obey: (command) => obey(validator, command),
      heal() {
        validator.faults.clear();
        validator.clearJam();
        validator.take();
        validator.cassetteIn();
        validator.powerOn();
      },
      onChange: validator.onChange,
      close: validator.close,
    };
  },
};

/** Before the kiosk gets its bytes. */
function kept({ wire, clock, memory }: BenchContext): CcnetSimulator {
  const file = memory<CcnetUnitMemory>();
  const saved = file.load();
  const validator = createCcnetSimulator({ wire, clock, ...(saved ? { saved } : {}) });
  let last = validator.state();
  validator.onChange(() => {
    const now = validator.state();
    if (now !== last) file.save(now);
    last = now;
  });
  return validator;
}

function partOf(validator: CcnetSimulator): ValidatorDockState {
  const { inside, blocking, cassette, cassetteIn, collected, handedBack, jam } = validator.state();
  const manats = (notes: readonly PhysicalNote[]) => notes.map(({ type }) => manatOf(type));
  const note = blocking ? { note: blocking, at: 'mouth' } : inside;
  const unit = validator.unit();
  return {
    powered: unit !== null,
    unit: unit?.state ?? 'off',
    inside: note && { manat: manatOf(note.note.type), at: note.at },
    cassetteIn,
    cassette: manats(cassette),
    collected: manats(collected),
    handedBack: manats(handedBack),
    jammed: jam !== null,
    armed: armedNames(validator.faults),
  };
}

const manatOf = (type: number): number => (qepikOf(AZERBAIJANI_BILL_TABLE, type) ?? 0) / 100;

function obey(validator: CcnetSimulator, command: ValidatorCommand) {
  switch (command.do) {
    case 'insert':
      validator.insert({ manat: Number(command.manat) });
      return;
    case 'take':
      return validator.take();
    case 'cassette':
      return command.inside ? validator.cassetteIn() : validator.cassetteOut();
    case 'clear-jam':
      return validator.clearJam();
    case 'power':
      return command.on ? validator.powerOn() : validator.powerOff();
    case 'arm':
      return armFault(validator.faults, command.fault, command.on);
    default:
      return command satisfies never;
  }
}
