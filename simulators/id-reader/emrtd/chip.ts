import { emitter } from '../../../drivers/emitter.ts';
import { type ArmedFaults, armedFaults } from '../../faults/armed.ts';
import type { ChipTroubleId, DocumentId } from '../documents.ts';
import { type Card, createCard } from './card.ts';
import { type ChipFault, tampering } from './faults.ts';
import { issueChip } from './issue/chip.ts';
import { memo } from './issue/memo.ts';
import { CHIP_PLANS } from './issue/plans.ts';
import type { RandomBytes } from './reply.ts';

export type ChipPosition =
  | 'on-reader'
  /** Enough field to be found, not enough to compute with: it says nothing to whatever needs its keys, and starts anew. */
  | 'half-in'
  | 'away';

export interface ChipAnswer {
  /** The response APDU. */
  readonly bytes: Uint8Array;
  /** How long the chip takes over it, milliseconds. */
  readonly afterMs: number;
}

export interface ChipState {
  readonly document: DocumentId | ChipTroubleId;
  readonly position: ChipPosition;
  /** A session is open, so its data may be read. */
  readonly granted: boolean;
  /** Wrong secrets since the last right one. It is kept without power. */
  readonly failures: number;
  /** Commands since it was put on. */
  readonly commands: number;
}

/** The chip of one document of the holder set, wherever its answers are carried: a channel, a PN532, a virtual reader. */
export interface ChipSimulator {
  /** What it says to a command APDU; `undefined`: nothing at all. */
  exchange(command: Uint8Array): ChipAnswer | undefined;
  /** The field was off, or the reader reset it. */
  reset(): void;
  move(position: ChipPosition): void;
  /** It is taken away when the `nth` command from now comes (1: the next), and does not answer it. */
  removeAt(nth: number): void;
  state(): ChipState;
  onChange(listener: (state: ChipState) => void): () => void;
  readonly faults: ArmedFaults<ChipFault>;
}

export interface ChipOptions {
  /** It must have a chip; others throw. */
  readonly document: DocumentId | ChipTroubleId;
  /** 0 ≤ n < 1. */
  readonly random: () => number;
  /** What it kept without power. */
  readonly saved?: Pick<ChipState, 'failures'>;
}

/** After each wrong secret the next try takes a second longer, up to ten (ICAO 9303-11, 4.4.2 asks for such a delay). */
const DELAY_STEP_MS = 1_000;
const LONGEST_DELAY_MS = 10_000;

const EXTERNAL_AUTHENTICATE = 0x82;
const GENERAL_AUTHENTICATE = 0x86;
const COMPUTING: ReadonlySet<number | undefined> = new Set([EXTERNAL_AUTHENTICATE, GENERAL_AUTHENTICATE, 0x88]);

const contentsOf = memo(issueChip);

export function createChipSimulator({ document, random, saved }: ChipOptions): ChipSimulator {
  const contents = contentsOf(document);
  if (!contents) throw new Error(`${document} has no chip`);
  const bytes: RandomBytes = (length) => Uint8Array.from({ length }, () => Math.floor(random() * 256));
  const powered = (): Card => createCard(contents, bytes);
  const faults = armedFaults<ChipFault>();
  if (CHIP_PLANS[document]?.wrong === 'mac') faults.always('wrong-mac');
  const changes = emitter<ChipState>();
  let card = powered();
  let removal: number | undefined;
  let state: ChipState = {
    document,
    position: 'on-reader',
    granted: false,
    failures: saved?.failures ?? 0,
    commands: 0,
  };

  function become(change: Partial<ChipState>): void {
    const next = { ...state, ...change };
    const same = (Object.keys(next) as (keyof ChipState)[]).every((key) => next[key] === state[key]);
    state = next;
    if (!same) changes.emit(state);
  }

  function reset(): void {
    card = powered();
    become({ granted: false });
  }

  function move(position: ChipPosition): void {
    if (position === state.position) return;
    removal = undefined;
    card = powered();
    become({ position, granted: false, commands: 0 });
  }

  /** Whether the hand was quicker than this command. */
  function takenAway(): boolean {
    if (removal !== undefined) removal -= 1;
    if (removal !== 0 && !faults.take('removed')) return false;
    move('away');
    return true;
  }

  function delayOf(ins: number, granted: boolean): number {
    const asks = ins === EXTERNAL_AUTHENTICATE || (ins === GENERAL_AUTHENTICATE && !granted);
    return asks ? Math.min(state.failures * DELAY_STEP_MS, LONGEST_DELAY_MS) : 0;
  }

  function exchange(command: Uint8Array): ChipAnswer | undefined {
    if (state.position === 'away' || takenAway()) return undefined;
    become({ commands: state.commands + 1 });
    if (faults.take('silent')) return undefined;
    if (state.position === 'half-in' && COMPUTING.has(command[1])) {
      reset();
      return undefined;
    }
    const before = state.granted;
    const answer = card.answer(command, tampering(faults));
    const afterMs = delayOf(answer.ins, before);
    const failures = answer.failed ? state.failures + 1 : answer.granted ? 0 : state.failures;
    become({ granted: answer.granted, failures });
    return { bytes: answer.bytes, afterMs };
  }

  return {
    exchange,
    reset,
    move,
    removeAt(nth) {
      removal = nth;
    },
    state: () => state,
    onChange: changes.on,
    faults,
  };
}
