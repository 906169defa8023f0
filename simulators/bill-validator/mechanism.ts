import type { UnitState } from '../../drivers/bill-validator/ccnet/codec.ts';
import type { Mechanism, MechanismOptions } from './mechanism-types.ts';
import type { CcnetUnitMemory, PhysicalNote, Place } from './memory.ts';
import { type Phase, sense, type UnitEvent } from './sensors.ts';

/** All in milliseconds. */
const LOOK_MS = 1_200;
const LEAVE_MS = 500;
const STACK_MS = 700;
const BACK_MS = 600;
const INITIALISE_MS = 2_000;
/** Held for so long without a word, a note goes back. */
const ESCROW_MS = 10_000;
const REJECT_REASON = 0x65;
const INHIBITED = 0x68;

export function createMechanism({ clock, strikes, memory, remember, capacity }: MechanismOptions): Mechanism {
  let phase: Phase = 'off';
  let enabled: readonly number[] = [];
  let held: readonly number[] = [];
  let events: readonly UnitEvent[] = [];
  let rejected: number | null = null;
  let returnedFromEscrow = false;
  let holding = false;
  let failed = false;
  let motion: { readonly id: unknown; readonly ms: number; readonly then: () => void } | null = null;

  function stop(): void {
    if (motion) clock.clearTimeout(motion.id);
    motion = null;
  }

  function move(ms: number, then: () => void): void {
    stop();
    const id = clock.setTimeout(() => {
      motion = null;
      then();
    }, ms);
    motion = { id, ms, then };
  }

  const place = (at: Place) => {
    const { inside } = memory();
    if (inside) remember({ inside: { ...inside, at } });
  };
  const at = (): Place | null => memory().inside?.at ?? null;

  function handBack(note: PhysicalNote, change: Partial<CcnetUnitMemory>): void {
    remember({ ...change, handedBack: [...memory().handedBack, note] });
  }

  function looked(): void {
    const note = memory().inside?.note;
    if (!note) return;
    if (strikes('jam-path')) remember({ jam: 'path' });
    else if (strikes('reject')) reject(REJECT_REASON);
    else if (!enabled.includes(note.type)) reject(INHIBITED);
    else hold(held.includes(note.type));
  }

  function hold(waits: boolean): void {
    place('escrow');
    if (waits) move(ESCROW_MS, goBack);
    else leave();
  }

  function reject(reason: number): void {
    rejected = reason;
    place('mouth');
  }

  function driveOut(): void {
    place('path');
    move(BACK_MS, () => place('mouth'));
  }

  function goBack(): void {
    holding = false;
    returnedFromEscrow = true;
    driveOut();
  }

  function leave(): void {
    holding = false;
    place('leaving');
    move(LEAVE_MS, beyond);
  }

  function beyond(): void {
    const note = memory().inside?.note;
    if (note && strikes('cheat')) {
      handBack(note, { inside: null });
      events = [...events, { state: 'cheated' }];
      return;
    }
    if (strikes('failure')) {
      failed = true;
      return;
    }
    place('beyond');
    if (strikes('jam-cassette')) remember({ jam: 'cassette' });
    else move(STACK_MS, stackNote);
  }

  function stackNote(): void {
    const { inside, cassette } = memory();
    if (!inside) return;
    remember({ inside: null, cassette: [...cassette, inside.note], owed: inside.note });
    // A unit that is starting tells of what it owes when it has started.
    if (phase === 'running') events = [...events, { state: 'stacked', type: inside.note.type }];
  }

  function initialise(): void {
    phase = 'initialising';
    move(INITIALISE_MS, initialised);
  }

  /** What a reset finds too far to be given back goes into the cassette. */
  function initialised(): void {
    phase = 'running';
    const { inside, owed } = memory();
    if (inside?.at === 'beyond' && memory().jam === null) stackNote();
    else if (owed) events = [{ state: 'stacked', type: owed.type }];
  }

  /** A reset drives out what can still be driven out, and starts when it was taken. */
  function reset(): void {
    stop();
    enabled = [];
    events = [];
    rejected = null;
    holding = false;
    failed = false;
    returnedFromEscrow = false;
    phase = 'initialising';
    const { inside, jam } = memory();
    if (jam === 'path') remember({ jam: null });
    if (!inside || inside.at === 'beyond') initialise();
    else if (inside.at !== 'mouth') driveOut();
  }

  function powerOff(): void {
    stop();
    phase = 'off';
    events = [];
    rejected = null;
    holding = false;
    failed = false;
  }

  function powerOn(): void {
    if (phase !== 'off') return;
    phase = 'power-up';
    enabled = [];
    const { owed, inside, cassette } = memory();
    if ((owed || inside?.at === 'beyond') && strikes('forget-credit')) {
      const swallowed = inside?.at === 'beyond' ? [inside.note] : [];
      remember({ owed: null, ...(swallowed[0] && { inside: null, cassette: [...cassette, ...swallowed] }) });
    }
  }

  const state = (): UnitState | null =>
    sense(memory(), {
      phase,
      event: events[0] ?? null,
      failed,
      holding,
      goingBack: returnedFromEscrow,
      rejected,
      enabled,
      capacity,
    });

  function whenHeld(act: () => void): boolean {
    if (phase !== 'running' || at() !== 'escrow' || memory().blocking) return false;
    act();
    return true;
  }

  function insert(type: number): boolean {
    const { inside, blocking, notesSeen } = memory();
    const note = { id: notesSeen + 1, type };
    if (phase !== 'running' || blocking || at() === 'mouth') return false;
    if (inside) {
      stopForSecond();
      remember({ blocking: note, notesSeen: note.id });
      return true;
    }
    if (state()?.state !== 'idling') return false;
    returnedFromEscrow = false;
    rejected = null;
    remember({ inside: { note, at: 'path' }, notesSeen: note.id });
    move(LOOK_MS, looked);
    return true;
  }

  /** Everything stands still while a second note is in the mouth. */
  function stopForSecond(): void {
    if (motion) clock.clearTimeout(motion.id);
  }

  function takeNote(): void {
    const { inside, blocking } = memory();
    if (blocking) {
      handBack(blocking, { blocking: null });
      if (motion) move(motion.ms, motion.then);
      return;
    }
    if (inside?.at !== 'mouth') return;
    handBack(inside.note, { inside: null });
    if (phase === 'running' && returnedFromEscrow) events = [...events, { state: 'returned', type: inside.note.type }];
    rejected = null;
    returnedFromEscrow = false;
    if (phase === 'initialising') initialise();
  }

  function cassetteOut(): void {
    if (at() === 'beyond' && memory().jam === null) {
      stop();
      stackNote();
    }
    const where = at();
    remember({ cassetteIn: false, cassette: [], collected: [...memory().collected, ...memory().cassette] });
    if (phase === 'off' || phase === 'power-up' || where === null || where === 'mouth' || memory().jam) return;
    goBack();
  }

  return {
    powerOn,
    powerOff,
    state,
    event: () => (phase === 'running' ? (events[0] ?? null) : null),
    acknowledged() {
      const [event, ...rest] = events;
      events = rest;
      if (event?.state === 'stacked') remember({ owed: null });
    },
    reset,
    take(types, escrow) {
      enabled = types;
      held = escrow;
    },
    taken: () => enabled,
    stack: () => whenHeld(leave),
    giveBack: () => whenHeld(goBack),
    hold: () =>
      whenHeld(() => {
        holding = true;
        move(ESCROW_MS, goBack);
      }),
    insert,
    takeNote,
    cassetteOut,
    /** With a cassette in it the unit starts as after a reset. */
    cassetteIn() {
      if (memory().cassetteIn) return;
      remember({ cassetteIn: true });
      if (phase !== 'off' && phase !== 'power-up' && events.length === 0) reset();
    },
    clearJam() {
      const { inside, jam } = memory();
      if (jam === null) return;
      if (inside) handBack(inside.note, { inside: null, jam: null });
      else remember({ jam: null });
    },
  };
}
