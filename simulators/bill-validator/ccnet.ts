import { isDeepStrictEqual } from 'node:util';
import { type BillTable, qepikOf } from '../../drivers/bill-validator/ccnet/bill-table.ts';
import {
  type Answer,
  type Command,
  decodeCommand,
  encodeAnswer,
  type Identification,
  type UnitState,
} from '../../drivers/bill-validator/ccnet/codec.ts';
import {
  createCcnetFramer,
  encodeFrame,
  WHY_CUT_SHORT,
  WHY_DAMAGED,
} from '../../drivers/bill-validator/ccnet/framer.ts';
import type { Clock } from '../../drivers/clock.ts';
import { emitter } from '../../drivers/emitter.ts';
import type { Framed } from '../../drivers/framer.ts';
import { type ArmedFaults, armedFaults } from '../faults/armed.ts';
import type { Wire } from '../wire.ts';
import { createMechanism } from './mechanism.ts';
import type { MechanismFault } from './mechanism-types.ts';
import { AZERBAIJANI_TABLE, type CcnetUnitMemory, NEW_UNIT } from './memory.ts';

export type ValidatorFault =
  | MechanismFault
  /** Does what it was told and says nothing. */
  | 'lost-answer'
  /** Its answer ends with the checksum of another frame. */
  | 'stale-crc'
  /** Says that the command came damaged, and does nothing. */
  | 'nak'
  | 'illegal'
  /** Asks for 300 ms without a POLL. */
  | 'busy'
  /** Does not hear the acknowledgement of an event, and says it again. */
  | 'repeat-event';

export interface CcnetSimulatorOptions {
  readonly wire: Wire;
  readonly clock: Clock;
  /** What a unit was left with; a new one otherwise. */
  readonly saved?: CcnetUnitMemory;
  readonly table?: BillTable;
  /** Notes in a full cassette. */
  readonly capacity?: number;
}

/** A bill validator on the other end of the wire, and the hands around it. It is switched on. */
export interface CcnetSimulator {
  /** Puts in a note of so many manats, or of a kind of the table. `false`: the mouth does not draw it in. Throws on an unknown one. */
  insert(note: { readonly manat: number } | { readonly type: number }): boolean;
  /** Takes what hangs out of the mouth. */
  take(): void;
  cassetteOut(): void;
  /** An empty cassette. */
  cassetteIn(): void;
  /** A hand takes out what is stuck. */
  clearJam(): void;
  powerOff(): void;
  powerOn(): void;
  /** The power goes when so many more bytes have gone over the wire, counted in both directions. */
  cutPowerAfter(bytes: number): void;
  /** What it would say if it were asked; `null` without power. */
  unit(): UnitState | null;
  state(): CcnetUnitMemory;
  onChange(listener: () => void): () => void;
  readonly faults: ArmedFaults<ValidatorFault>;
  close(): void;
}

const IDENTIFICATION: Identification = {
  partNumber: 'SIM-AZ1001',
  serialNumber: '41K000000001',
  asset: '00'.repeat(7),
};
const PROGRAM_CRC = '5a17c0de';
const CAPACITY = 600;
const BUSY_TENTHS = 3;
/** The manual allows 10 ms. */
const ANSWER_AFTER_MS = 5;
/** 9600 baud, 8N1. */
const MS_PER_BYTE = (10 / 9600) * 1000;
const GAP_MS = 50;

/** States in which it tells of itself; in others such questions are illegal. */
const TELLS: ReadonlySet<UnitState['state']> = new Set([
  ...(['power-up', 'power-up-note-in-path', 'power-up-note-in-stacker', 'initialising', 'disabled'] as const),
  ...(['cassette-full', 'cassette-missing', 'path-jammed', 'cassette-jammed', 'paused', 'failure'] as const),
]);

const STARTING: ReadonlySet<UnitState['state']> = new Set([
  ...(['power-up', 'power-up-note-in-path', 'power-up-note-in-stacker', 'initialising'] as const),
]);

export function createCcnetSimulator(options: CcnetSimulatorOptions): CcnetSimulator {
  const { wire, clock, table = AZERBAIJANI_TABLE, capacity = CAPACITY } = options;
  const changes = emitter<void>();
  const faults = armedFaults<ValidatorFault>();
  const framer = createCcnetFramer();
  let memory = options.saved ?? NEW_UNIT;
  let powered = false;
  let answering: unknown;
  let silence: unknown;
  let lastFrame: Uint8Array = encodeFrame(encodeAnswer({ kind: 'ack' }));
  /** The answer to the last POLL was this event: the next ACK is about it. */
  let eventSaid = false;
  let bytesToCut = Number.POSITIVE_INFINITY;
  /** Motion and what it was told change its state without a note having moved. */
  let lastPolled: UnitState | null = null;

  const mechanism = createMechanism({
    clock,
    strikes: (fault) => faults.take(fault) !== undefined,
    memory: () => memory,
    remember(change) {
      memory = { ...memory, ...change };
      changes.emit();
    },
    capacity,
  });

  function powerOff(): void {
    if (!powered) return;
    powered = false;
    clock.clearTimeout(answering);
    clock.clearTimeout(silence);
    framer.gap();
    eventSaid = false;
    bytesToCut = Number.POSITIVE_INFINITY;
    mechanism.powerOff();
    changes.emit();
  }

  function powerOn(): void {
    if (powered) return;
    powered = true;
    mechanism.powerOn();
    changes.emit();
  }

  /** How many of these bytes pass before the power goes. */
  function passing(bytes: Uint8Array): Uint8Array {
    if (bytes.length < bytesToCut) {
      bytesToCut -= bytes.length;
      return bytes;
    }
    const passed = bytes.subarray(0, bytesToCut);
    powerOff();
    return passed;
  }

  function say(answer: Answer): void {
    const frame = encodeFrame(encodeAnswer(answer));
    if (faults.take('lost-answer')) return;
    const sent = faults.take('stale-crc') ? withChecksumOf(frame, lastFrame) : frame;
    lastFrame = frame;
    transmit(sent);
  }

  function transmit(frame: Uint8Array): void {
    clock.clearTimeout(answering);
    answering = clock.setTimeout(
      () => {
        if (powered) wire.write(passing(frame));
      },
      ANSWER_AFTER_MS + frame.length * MS_PER_BYTE,
    );
  }

  function obey(command: Command): void {
    if (command.kind === 'ack') acknowledged();
    else if (command.kind === 'nak') transmit(lastFrame);
    else answer(command);
  }

  function answer(command: Command): void {
    if (command.kind !== 'poll') eventSaid = false;
    if (faults.take('nak')) say({ kind: 'nak' });
    else say(faults.take('illegal') ? { kind: 'illegal' } : answerTo(command));
    changes.emit();
  }

  function acknowledged(): void {
    if (!eventSaid) return;
    eventSaid = false;
    if (faults.take('repeat-event')) return;
    mechanism.acknowledged();
    changes.emit();
  }

  function answerTo(command: Command): Answer {
    const unit = mechanism.state();
    if (!unit) throw new Error('a unit without power was asked');
    const done = (worked: boolean): Answer => ({ kind: worked ? 'ack' : 'illegal' });
    switch (command.kind) {
      case 'poll':
        return polled(unit);
      case 'reset':
        mechanism.reset();
        return { kind: 'ack' };
      case 'enable':
        if (STARTING.has(unit.state)) return { kind: 'illegal' };
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
        return TELLS.has(unit.state) ? { kind: 'bill-table', table } : { kind: 'illegal' };
      case 'identification':
        return TELLS.has(unit.state) ? { kind: 'identification', identification: IDENTIFICATION } : { kind: 'illegal' };
      case 'crc32':
        return { kind: 'crc32', crc: PROGRAM_CRC };
      default:
        return { kind: 'illegal' };
    }
  }

  function polled(unit: UnitState): Answer {
    if (faults.take('busy')) return { kind: 'state', unit: { state: 'busy', tenths: BUSY_TENTHS } };
    eventSaid = mechanism.event() !== null;
    if (!isDeepStrictEqual(unit, lastPolled)) {
      lastPolled = unit;
      changes.emit();
    }
    return { kind: 'state', unit };
  }

  function handle(pieces: readonly Framed[]): void {
    for (const piece of pieces) {
      if (!powered) return;
      if (piece.kind === 'frame') obey(decodeCommand(piece.body));
      else if (piece.why === WHY_DAMAGED || piece.why === WHY_CUT_SHORT) say({ kind: 'nak' });
    }
  }

  const stopListening = wire.onBytes((bytes) => {
    if (!powered) return;
    const passed = passing(bytes);
    if (!powered) return;
    clock.clearTimeout(silence);
    silence = clock.setTimeout(() => handle(framer.gap()), GAP_MS);
    handle(framer.feed(passed));
  });

  function typeOf(note: { readonly manat: number } | { readonly type: number }): number {
    if ('type' in note) return note.type;
    const type = table.findIndex((_, kind) => qepikOf(table, kind) === note.manat * 100);
    if (type < 0) throw new Error(`the simulated validator knows no note of ${note.manat} manats`);
    return type;
  }

  /** Whatever hands do is seen by `onChange`, also where no note moved. */
  const by = <T>(act: () => T): T => {
    const result = act();
    changes.emit();
    return result;
  };

  powerOn();
  return {
    insert: (note) => by(() => mechanism.insert(typeOf(note))),
    take: () => by(mechanism.takeNote),
    cassetteOut: () => by(mechanism.cassetteOut),
    cassetteIn: () => by(mechanism.cassetteIn),
    clearJam: () => by(mechanism.clearJam),
    powerOff,
    powerOn,
    cutPowerAfter(bytes) {
      bytesToCut = bytes;
    },
    unit: mechanism.state,
    state: () => memory,
    onChange: changes.on,
    faults,
    close() {
      powerOff();
      stopListening();
      changes.clear();
    },
  };
}

/** The frame with the last two bytes of another; never with the right ones. */
function withChecksumOf(frame: Uint8Array, other: Uint8Array): Uint8Array {
  const stale = frame.slice();
  stale.set(other.subarray(-2), frame.length - 2);
  if (stale.every((byte, index) => byte === frame[index])) stale[frame.length - 1] = (stale.at(-1) ?? 0) ^ 0x01;
  return stale;
}
