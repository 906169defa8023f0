import type { UnitState } from '../../drivers/bill-validator/ccnet/codec.ts';
import type { Clock } from '../../drivers/clock.ts';
import type { BillMechanismFault } from './faults.ts';
import type { CcnetUnitMemory, PhysicalNote, Place } from './memory.ts';
import { createMotor } from './motor.ts';
import { answerToPoll, type UnitEvent, type UnitPhase, type UnitVolatileState } from './sensors.ts';

export interface ValidatorMechanismOptions {
  readonly clock: Clock;
  /** The call spends the fault. */
  readonly strikes: (fault: BillMechanismFault) => boolean;
  readonly memory: () => CcnetUnitMemory;
  /** Called before the kiosk hears of the change. */
  readonly remember: (change: Partial<CcnetUnitMemory>) => void;
  readonly capacity: number;
}

const LOOK_MS = 1_200;
const LEAVE_MS = 500;
const STACK_MS = 700;
const BACK_MS = 600;
const INITIALISE_MS = 2_000;
const ESCROW_MS = 10_000;
const REJECT_REASON = 0x65;
const INHIBITED = 0x68;

/** A reset or power cut clears it. */
type Program = Omit<UnitVolatileState, 'phase' | 'event' | 'capacity'> & { readonly events: readonly UnitEvent[] };

const FRESH: Program = { events: [], failed: false, holding: false, goingBack: false, rejected: null, enabled: [] };

export class ValidatorMechanism {
  readonly #options: ValidatorMechanismOptions;
  readonly #remember: ValidatorMechanismOptions['remember'];
  readonly #strikes: ValidatorMechanismOptions['strikes'];
  readonly #motor;
  #phase: UnitPhase = 'off';
  #program = FRESH;
  #held: readonly number[] = [];

  constructor(options: ValidatorMechanismOptions) {
    this.#options = options;
    this.#remember = options.remember;
    this.#strikes = options.strikes;
    this.#motor = createMotor(options.clock);
  }

  powerOn(): void {
    if (this.#phase !== 'off') return;
    this.#phase = 'power-up';
    const { owed, inside, cassette } = this.#memory;
    if ((owed || inside?.at === 'beyond') && this.#strikes('forget-credit')) {
      const swallowed = inside?.at === 'beyond' ? { inside: null, cassette: [...cassette, inside.note] } : {};
      this.#remember({ owed: null, ...swallowed });
    }
  }

  powerOff(): void {
    this.#motor.stop();
    this.#phase = 'off';
    this.#program = FRESH;
  }

  /** Answer to POLL; `null`: no power. */
  state(): UnitState | null {
    const { events, ...program } = this.#program;
    const { capacity } = this.#options;
    return answerToPoll(this.#memory, { ...program, phase: this.#phase, event: events[0] ?? null, capacity });
  }

  event(): UnitEvent | null {
    return this.#phase === 'running' ? (this.#program.events[0] ?? null) : null;
  }

  acknowledged(): void {
    const [event, ...events] = this.#program.events;
    this.#set({ events });
    if (event?.state === 'stacked') this.#remember({ owed: null });
  }

  /** Starts after a hand took the note. */
  reset(): void {
    this.#motor.stop();
    this.#program = FRESH;
    this.#phase = 'initialising';
    const { inside, jam } = this.#memory;
    if (jam === 'path') this.#remember({ jam: null });
    if (!inside || inside.at === 'beyond') this.#initialise();
    else if (inside.at !== 'mouth') this.#driveOut();
  }

  take(types: readonly number[], escrow: readonly number[]): void {
    this.#set({ enabled: types });
    this.#held = escrow;
  }

  taken(): readonly number[] {
    return this.#program.enabled;
  }

  /** `stack` and the next two functions return `false` if no note is in escrow. */
  stack(): boolean {
    return this.#inEscrow() && this.#leave();
  }

  giveBack(): boolean {
    return this.#inEscrow() && this.#goBack();
  }

  hold(): boolean {
    if (!this.#inEscrow()) return false;
    this.#set({ holding: true });
    this.#motor.move(ESCROW_MS, () => this.#goBack());
    return true;
  }

  insert(type: number): boolean {
    const { inside, blocking, notesSeen } = this.#memory;
    const note = { id: notesSeen + 1, type };
    if (this.#phase !== 'running' || blocking || this.#at === 'mouth') return false;
    if (inside) {
      this.#motor.pause();
      this.#remember({ blocking: note, notesSeen: note.id });
      return true;
    }
    if (this.state()?.state !== 'idling') return false;
    this.#set({ goingBack: false, rejected: null });
    this.#remember({ inside: { note, at: 'path' }, notesSeen: note.id });
    this.#motor.move(LOOK_MS, () => this.#looked());
    return true;
  }

  takeNote(): void {
    const { inside, blocking } = this.#memory;
    if (blocking) {
      this.#handBack(blocking, { blocking: null });
      this.#motor.resume();
      return;
    }
    if (inside?.at !== 'mouth') return;
    this.#handBack(inside.note, { inside: null });
    if (this.#phase === 'running' && this.#program.goingBack) {
      this.#tell({ state: 'returned', type: inside.note.type });
    }
    this.#set({ rejected: null, goingBack: false });
    if (this.#phase === 'initialising') this.#initialise();
  }

  cassetteOut(): void {
    if (this.#at === 'beyond' && this.#memory.jam === null) {
      this.#motor.stop();
      this.#stackNote();
    }
    const { cassette, collected, jam } = this.#memory;
    this.#remember({ cassetteIn: false, cassette: [], collected: [...collected, ...cassette] });
    if (!this.#started || this.#at === null || this.#at === 'mouth' || jam) return;
    this.#goBack();
  }

  cassetteIn(): void {
    if (this.#memory.cassetteIn) return;
    this.#remember({ cassetteIn: true });
    if (this.#started && this.#program.events.length === 0) this.reset();
  }

  clearJam(): void {
    const { inside, jam } = this.#memory;
    if (jam === null) return;
    if (inside) this.#handBack(inside.note, { inside: null, jam: null });
    else this.#remember({ jam: null });
  }

  get #memory(): CcnetUnitMemory {
    return this.#options.memory();
  }

  get #at(): Place | null {
    return this.#memory.inside?.at ?? null;
  }

  /** Whether the unit was reset since power-up. */
  get #started(): boolean {
    return this.#phase !== 'off' && this.#phase !== 'power-up';
  }

  #set(change: Partial<Program>): void {
    this.#program = { ...this.#program, ...change };
  }

  #tell(event: UnitEvent): void {
    this.#set({ events: [...this.#program.events, event] });
  }

  #place(at: Place): void {
    const { inside } = this.#memory;
    if (inside) this.#remember({ inside: { ...inside, at } });
  }

  #handBack(note: PhysicalNote, change: Partial<CcnetUnitMemory>): void {
    this.#remember({ ...change, handedBack: [...this.#memory.handedBack, note] });
  }

  #inEscrow(): boolean {
    return this.#phase === 'running' && this.#at === 'escrow' && !this.#memory.blocking;
  }

  #looked(): void {
    const note = this.#memory.inside?.note;
    if (!note) return;
    if (this.#strikes('jam-path')) this.#remember({ jam: 'path' });
    else if (this.#strikes('reject')) this.#reject(REJECT_REASON);
    else if (!this.#program.enabled.includes(note.type)) this.#reject(INHIBITED);
    else {
      this.#place('escrow');
      if (this.#held.includes(note.type)) this.#motor.move(ESCROW_MS, () => this.#goBack());
      else this.#leave();
    }
  }

  #reject(reason: number): void {
    this.#set({ rejected: reason });
    this.#place('mouth');
  }

  #driveOut(): void {
    this.#place('path');
    this.#motor.move(BACK_MS, () => this.#place('mouth'));
  }

  #goBack(): true {
    this.#set({ holding: false, goingBack: true });
    this.#driveOut();
    return true;
  }

  #leave(): true {
    this.#set({ holding: false });
    this.#place('leaving');
    this.#motor.move(LEAVE_MS, () => this.#beyond());
    return true;
  }

  #beyond(): void {
    const note = this.#memory.inside?.note;
    if (note && this.#strikes('cheat')) {
      this.#handBack(note, { inside: null });
      this.#tell({ state: 'cheated' });
    } else if (this.#strikes('failure')) this.#set({ failed: true });
    else {
      this.#place('beyond');
      if (this.#strikes('jam-cassette')) this.#remember({ jam: 'cassette' });
      else this.#motor.move(STACK_MS, () => this.#stackNote());
    }
  }

  #stackNote(): void {
    const { inside, cassette } = this.#memory;
    if (!inside) return;
    this.#remember({ inside: null, cassette: [...cassette, inside.note], owed: inside.note });
    // Reports the stacked note at the end of the start.
    if (this.#phase === 'running') this.#tell({ state: 'stacked', type: inside.note.type });
  }

  #initialise(): void {
    this.#phase = 'initialising';
    this.#motor.move(INITIALISE_MS, () => this.#initialised());
  }

  /** A note that cannot be returned goes into the cassette. */
  #initialised(): void {
    this.#phase = 'running';
    const { inside, owed, jam } = this.#memory;
    if (inside?.at === 'beyond' && jam === null) this.#stackNote();
    else if (owed) this.#set({ events: [{ state: 'stacked', type: owed.type }] });
  }
}
