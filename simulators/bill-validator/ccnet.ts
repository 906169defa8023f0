import { isDeepStrictEqual } from 'node:util';
import { type BillTable, qepikOf } from '../../drivers/bill-validator/ccnet/bill-table.ts';
import {
  type Answer,
  type Command,
  decodeCommand,
  encodeAnswer,
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
import { answerTo, stateOf } from './answers.ts';
import { VALIDATOR_FAULTS, type ValidatorFault } from './faults.ts';
import { Mechanism } from './mechanism.ts';
import { AZERBAIJANI_TABLE, type CcnetUnitMemory, NEW_UNIT } from './memory.ts';

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

const CAPACITY = 600;
const BUSY_TENTHS = 3;
/** The manual allows 10 ms. */
const ANSWER_AFTER_MS = 5;
/** 9600 baud, 8N1. */
const MS_PER_BYTE = (10 / 9600) * 1000;
const GAP_MS = 50;

/** The unit without the hands around it: its power, its line, and what it answers. */
class CcnetUnit {
  readonly changes = emitter<void>();
  readonly faults = armedFaults(VALIDATOR_FAULTS);
  readonly mechanism: Mechanism;
  memory: CcnetUnitMemory;
  /** The power goes when so many more bytes have passed, in both directions together. */
  bytesToCut = Number.POSITIVE_INFINITY;
  readonly #wire: Wire;
  readonly #clock: Clock;
  readonly #table: BillTable;
  readonly #framer = createCcnetFramer();
  #powered = false;
  #answering: unknown;
  #silence: unknown;
  #lastFrame: Uint8Array = encodeFrame(encodeAnswer({ kind: 'ack' }));
  /** The answer to the last POLL was this event: the next ACK is about it. */
  #eventSaid = false;
  /** Motion and what it was told change its state without a note having moved. */
  #lastPolled: UnitState | null = null;

  constructor({ wire, clock, saved = NEW_UNIT, capacity = CAPACITY }: CcnetSimulatorOptions, table: BillTable) {
    this.#wire = wire;
    this.#clock = clock;
    this.#table = table;
    this.memory = saved;
    this.mechanism = new Mechanism({
      clock,
      strikes: (fault) => this.faults.take(fault) !== undefined,
      memory: () => this.memory,
      remember: (change) => {
        this.memory = { ...this.memory, ...change };
        this.changes.emit();
      },
      capacity,
    });
  }

  powerOff(): void {
    if (!this.#powered) return;
    this.#powered = false;
    this.#clock.clearTimeout(this.#answering);
    this.#clock.clearTimeout(this.#silence);
    this.#framer.gap();
    this.#eventSaid = false;
    this.bytesToCut = Number.POSITIVE_INFINITY;
    this.mechanism.powerOff();
    this.changes.emit();
  }

  powerOn(): void {
    if (this.#powered) return;
    this.#powered = true;
    this.mechanism.powerOn();
    this.changes.emit();
  }

  hear(bytes: Uint8Array): void {
    if (!this.#powered) return;
    const passed = this.#passing(bytes);
    if (!this.#powered) return;
    this.#clock.clearTimeout(this.#silence);
    this.#silence = this.#clock.setTimeout(() => this.#handle(this.#framer.gap()), GAP_MS);
    this.#handle(this.#framer.feed(passed));
  }

  #handle(pieces: readonly Framed[]): void {
    for (const piece of pieces) {
      if (!this.#powered) return;
      if (piece.kind === 'frame') this.#obey(decodeCommand(piece.body));
      else if (piece.why === WHY_DAMAGED || piece.why === WHY_CUT_SHORT) this.#say({ kind: 'nak' });
    }
  }

  #obey(command: Command): void {
    if (command.kind === 'ack') this.#acknowledged();
    else if (command.kind === 'nak') this.#transmit(this.#lastFrame);
    else this.#answer(command);
  }

  #acknowledged(): void {
    if (!this.#eventSaid) return;
    this.#eventSaid = false;
    if (this.faults.take('repeat-event')) return;
    this.mechanism.acknowledged();
    this.changes.emit();
  }

  #answer(command: Command): void {
    if (command.kind !== 'poll') this.#eventSaid = false;
    if (this.faults.take('nak')) this.#say({ kind: 'nak' });
    else if (this.faults.take('illegal')) this.#say({ kind: 'illegal' });
    else this.#say(command.kind === 'poll' ? this.#polled() : answerTo(command, this.mechanism, this.#table));
    this.changes.emit();
  }

  #polled(): Answer {
    const unit = stateOf(this.mechanism);
    if (this.faults.take('busy')) return { kind: 'state', unit: { state: 'busy', tenths: BUSY_TENTHS } };
    this.#eventSaid = this.mechanism.event() !== null;
    if (!isDeepStrictEqual(unit, this.#lastPolled)) {
      this.#lastPolled = unit;
      this.changes.emit();
    }
    return { kind: 'state', unit };
  }

  #say(answer: Answer): void {
    const frame = encodeFrame(encodeAnswer(answer));
    if (this.faults.take('lost-answer')) return;
    const sent = this.faults.take('stale-crc') ? withChecksumOf(frame, this.#lastFrame) : frame;
    this.#lastFrame = frame;
    this.#transmit(sent);
  }

  #transmit(frame: Uint8Array): void {
    this.#clock.clearTimeout(this.#answering);
    this.#answering = this.#clock.setTimeout(
      () => {
        if (this.#powered) this.#wire.write(this.#passing(frame));
      },
      ANSWER_AFTER_MS + frame.length * MS_PER_BYTE,
    );
  }

  /** How many of these bytes pass before the power goes. */
  #passing(bytes: Uint8Array): Uint8Array {
    if (bytes.length < this.bytesToCut) {
      this.bytesToCut -= bytes.length;
      return bytes;
    }
    const passed = bytes.subarray(0, this.bytesToCut);
    this.powerOff();
    return passed;
  }
}

export function createCcnetSimulator(options: CcnetSimulatorOptions): CcnetSimulator {
  const { wire, table = AZERBAIJANI_TABLE } = options;
  const unit = new CcnetUnit(options, table);
  const { mechanism, changes, faults } = unit;
  const stopListening = wire.onBytes((bytes) => unit.hear(bytes));
  /** Whatever hands do is seen by `onChange`, also where no note moved. */
  const by = <T>(act: () => T): T => {
    const result = act();
    changes.emit();
    return result;
  };
  unit.powerOn();
  return {
    insert: (note) => by(() => mechanism.insert(typeOf(note, table))),
    take: () => by(() => mechanism.takeNote()),
    cassetteOut: () => by(() => mechanism.cassetteOut()),
    cassetteIn: () => by(() => mechanism.cassetteIn()),
    clearJam: () => by(() => mechanism.clearJam()),
    powerOff: () => unit.powerOff(),
    powerOn: () => unit.powerOn(),
    cutPowerAfter(bytes) {
      unit.bytesToCut = bytes;
    },
    unit: () => mechanism.state(),
    state: () => unit.memory,
    onChange: changes.on,
    faults,
    close() {
      unit.powerOff();
      stopListening();
      changes.clear();
    },
  };
}

function typeOf(note: { readonly manat: number } | { readonly type: number }, table: BillTable): number {
  if ('type' in note) return note.type;
  const type = table.findIndex((_, kind) => qepikOf(table, kind) === note.manat * 100);
  if (type < 0) throw new Error(`the simulated validator knows no note of ${note.manat} manats`);
  return type;
}

/** The frame with the last two bytes of another; never with the right ones. */
function withChecksumOf(frame: Uint8Array, other: Uint8Array): Uint8Array {
  const stale = frame.slice();
  stale.set(other.subarray(-2), frame.length - 2);
  if (stale.every((byte, index) => byte === frame[index])) stale[frame.length - 1] = (stale.at(-1) ?? 0) ^ 0x01;
  return stale;
}
