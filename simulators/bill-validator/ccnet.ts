import { isDeepStrictEqual } from 'node:util';
import { type BillTable, qepikOf } from '../../drivers/bill-validator/ccnet/bill-table.ts';
import {
  type Answer,
  type Command,
  encodeAnswer,
  parseCcnetCommand,
  type UnitState,
} from '../../drivers/bill-validator/ccnet/codec.ts';
import {
  CUT_SHORT_FRAME_REASON,
  createCcnetFramer,
  DAMAGED_FRAME_REASON,
  encodeFrame,
} from '../../drivers/bill-validator/ccnet/framer.ts';
import type { Clock } from '../../drivers/clock.ts';
import { emitter } from '../../drivers/emitter.ts';
import type { FramerOutput } from '../../drivers/framer.ts';
import { armedFaults } from '../faults/armed.ts';
import type { Wire } from '../wire.ts';
import { answerTo, poweredUnitState } from './answers.ts';
import { VALIDATOR_FAULTS } from './faults.ts';
import { ValidatorMechanism } from './mechanism.ts';
import { AZERBAIJANI_BILL_TABLE, type CcnetUnitMemory, NEW_UNIT } from './memory.ts';

/** Options of `createCcnetSimulator`. */
export interface CcnetSimulatorOptions {
  readonly wire: Wire;
  readonly clock: Clock;
  /** State of an earlier run; absent: a new unit. */
  readonly saved?: CcnetUnitMemory | undefined;
  readonly table?: BillTable;
  readonly capacity?: number;
}

const CAPACITY = 600;
const BUSY_TENTHS = 3;
/** Milliseconds to an answer. The manual allows 10. */
const ANSWER_AFTER_MS = 5;
/** 9600 baud, 8N1. */
const MS_PER_BYTE = (10 / 9600) * 1000;
const GAP_MS = 50;

/** Initially switched on. */
export class CcnetSimulator {
  readonly faults = armedFaults(VALIDATOR_FAULTS);
  readonly #changes = emitter<void>();
  readonly onChange = this.#changes.on;
  readonly #mechanism: ValidatorMechanism;
  readonly #wire: Wire;
  readonly #clock: Clock;
  readonly #table: BillTable;
  readonly #stopListening: () => void;
  #memory: CcnetUnitMemory;
  /** Bytes until the power cut, both directions together. */
  #bytesToCut = Number.POSITIVE_INFINITY;
  readonly #framer = createCcnetFramer();
  #powered = false;
  #answering: unknown;
  #silence: unknown;
  #lastFrame: Uint8Array = encodeFrame(encodeAnswer({ kind: 'ack' }));
  /** Whether the next ACK is for an event. */
  #eventSaid = false;
  /** Motion and commands change it too. */
  #lastPolled: UnitState | null = null;

  constructor(options: CcnetSimulatorOptions) {
    const { wire, clock, saved = NEW_UNIT, table = AZERBAIJANI_BILL_TABLE, capacity = CAPACITY } = options;
    this.#wire = wire;
    this.#clock = clock;
    this.#table = table;
    this.#memory = saved;
    this.#mechanism = new ValidatorMechanism({
      clock,
      strikes: (fault) => this.faults.take(fault) !== undefined,
      memory: () => this.#memory,
      remember: (change) => {
        this.#memory = { ...this.#memory, ...change };
        this.#changes.emit();
      },
      capacity,
    });
    this.#stopListening = wire.onBytes((bytes) => this.#hear(bytes));
    this.powerOn();
  }

  /** Inserts a note by value in manats or by type in the table. `false`: not taken. Throws if the note is unknown. */
  insert(note: { readonly manat: number } | { readonly type: number }): boolean {
    return this.#byHand((mechanism) => mechanism.insert(typeOf(note, this.#table)));
  }

  take(): void {
    this.#byHand((mechanism) => mechanism.takeNote());
  }

  cassetteOut(): void {
    this.#byHand((mechanism) => mechanism.cassetteOut());
  }

  /** An empty cassette. */
  cassetteIn(): void {
    this.#byHand((mechanism) => mechanism.cassetteIn());
  }

  clearJam(): void {
    this.#byHand((mechanism) => mechanism.clearJam());
  }

  /** Counts bytes of both directions. */
  cutPowerAfter(bytes: number): void {
    this.#bytesToCut = bytes;
  }

  /** Answer to POLL; `null`: no power. */
  unit(): UnitState | null {
    return this.#mechanism.state();
  }

  state(): CcnetUnitMemory {
    return this.#memory;
  }

  readonly close = (): void => {
    this.powerOff();
    this.#stopListening();
    this.#changes.clear();
  };

  powerOff(): void {
    if (!this.#powered) return;
    this.#powered = false;
    this.#clock.clearTimeout(this.#answering);
    this.#clock.clearTimeout(this.#silence);
    this.#framer.gap();
    this.#eventSaid = false;
    this.#bytesToCut = Number.POSITIVE_INFINITY;
    this.#mechanism.powerOff();
    this.#changes.emit();
  }

  powerOn(): void {
    if (this.#powered) return;
    this.#powered = true;
    this.#mechanism.powerOn();
    this.#changes.emit();
  }

  #byHand<T>(act: (mechanism: ValidatorMechanism) => T): T {
    const result = act(this.#mechanism);
    this.#changes.emit();
    return result;
  }

  #hear(bytes: Uint8Array): void {
    if (!this.#powered) return;
    const passed = this.#passing(bytes);
    if (!this.#powered) return;
    this.#clock.clearTimeout(this.#silence);
    this.#silence = this.#clock.setTimeout(() => this.#handle(this.#framer.gap()), GAP_MS);
    this.#handle(this.#framer.feed(passed));
  }

  #handle(pieces: readonly FramerOutput[]): void {
    for (const piece of pieces) {
      if (!this.#powered) return;
      if (piece.kind === 'frame') this.#obey(parseCcnetCommand(piece.body));
      else if (piece.why === DAMAGED_FRAME_REASON || piece.why === CUT_SHORT_FRAME_REASON) this.#say({ kind: 'nak' });
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
    this.#mechanism.acknowledged();
    this.#changes.emit();
  }

  #answer(command: Command): void {
    if (command.kind !== 'poll') this.#eventSaid = false;
    if (this.faults.take('nak')) this.#say({ kind: 'nak' });
    else if (this.faults.take('illegal')) this.#say({ kind: 'illegal' });
    else this.#say(command.kind === 'poll' ? this.#polled() : answerTo(command, this.#mechanism, this.#table));
    this.#changes.emit();
  }

  #polled(): Answer {
    const unit = poweredUnitState(this.#mechanism);
    if (this.faults.take('busy')) return { kind: 'state', unit: { state: 'busy', tenths: BUSY_TENTHS } };
    this.#eventSaid = this.#mechanism.event() !== null;
    if (!isDeepStrictEqual(unit, this.#lastPolled)) {
      this.#lastPolled = unit;
      this.#changes.emit();
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

  #passing(bytes: Uint8Array): Uint8Array {
    if (bytes.length < this.#bytesToCut) {
      this.#bytesToCut -= bytes.length;
      return bytes;
    }
    const passed = bytes.subarray(0, this.#bytesToCut);
    this.powerOff();
    return passed;
  }
}

/** See `CcnetSimulator`. */
export const createCcnetSimulator = (options: CcnetSimulatorOptions): CcnetSimulator => new CcnetSimulator(options);

function typeOf(note: { readonly manat: number } | { readonly type: number }, table: BillTable): number {
  if ('type' in note) return note.type;
  const type = table.findIndex((_, kind) => qepikOf(table, kind) === note.manat * 100);
  if (type < 0) throw new Error(`the simulated validator knows no note of ${note.manat} manats`);
  return type;
}

/** Never the correct checksum. */
function withChecksumOf(frame: Uint8Array, other: Uint8Array): Uint8Array {
  const stale = frame.slice();
  stale.set(other.subarray(-2), frame.length - 2);
  if (stale.every((byte, index) => byte === frame[index])) stale[frame.length - 1] = (stale.at(-1) ?? 0) ^ 0x01;
  return stale;
}
