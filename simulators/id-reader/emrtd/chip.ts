import { emitter } from '../../../drivers/emitter.ts';
import { armedFaults } from '../../faults/armed.ts';
import type { ChipTroubleId, DocumentId } from '../documents.ts';
import { SimulatedChipCard } from './card.ts';
import { CHIP_FAULTS, tamperByFaults } from './faults.ts';
import { issueChip } from './issue/chip.ts';
import { memo } from './issue/memo.ts';
import { CHIP_PLANS } from './issue/plans.ts';
import type { RandomBytes } from './reply.ts';

export type ChipPosition =
  | 'on-reader'
  /** Too little power for commands with keys: the chip restarts. */
  | 'half-in'
  | 'away';

export interface ChipAnswer {
  readonly bytes: Uint8Array;
  /** Computing time in ms. */
  readonly afterMs: number;
}

/** State of a simulated chip. */
export interface ChipState {
  readonly document: DocumentId | ChipTroubleId;
  readonly position: ChipPosition;
  readonly granted: boolean;
  /** Since a right one; kept without power. */
  readonly failures: number;
  readonly commands: number;
}

/** Options of `createChipSimulator`. */
export interface ChipOptions {
  /** Throws if the document has no chip. */
  readonly document: DocumentId | ChipTroubleId;
  /** 0 ≤ n < 1. */
  readonly random: () => number;
  readonly saved?: Pick<ChipState, 'failures'>;
}

/** Each wrong secret delays the next try by one second more, up to ten (ICAO 9303-11, 4.4.2 demands a delay). */
const DELAY_STEP_MS = 1_000;
const LONGEST_DELAY_MS = 10_000;

const EXTERNAL_AUTHENTICATE = 0x82;
const GENERAL_AUTHENTICATE = 0x86;
const COMPUTING: ReadonlySet<number | undefined> = new Set([EXTERNAL_AUTHENTICATE, GENERAL_AUTHENTICATE, 0x88]);

const contentsOf = memo(issueChip);

/** For a channel, a PN532 or a virtual reader. */
export class ChipSimulator {
  readonly faults = armedFaults(CHIP_FAULTS);
  readonly #changes = emitter<ChipState>();
  readonly onChange = this.#changes.on;
  readonly #powered: () => SimulatedChipCard;
  #card: SimulatedChipCard;
  #removal: number | undefined;
  #state: ChipState;

  constructor({ document, random, saved }: ChipOptions) {
    const contents = contentsOf(document);
    if (!contents) throw new Error(`${document} has no chip`);
    const bytes: RandomBytes = (length) => Uint8Array.from({ length }, () => Math.floor(random() * 256));
    this.#powered = () => new SimulatedChipCard(contents, bytes);
    this.#card = this.#powered();
    this.#state = { document, position: 'on-reader', granted: false, failures: saved?.failures ?? 0, commands: 0 };
    if (CHIP_PLANS[document]?.wrong === 'mac') this.faults.always('wrong-mac');
  }

  state(): ChipState {
    return this.#state;
  }

  /** Answer to a command; `undefined`: no answer. */
  exchange(command: Uint8Array): ChipAnswer | undefined {
    if (this.#state.position === 'away' || this.#takenAway()) return undefined;
    const { position, granted, failures } = this.#become({ commands: this.#state.commands + 1 });
    if (this.faults.take('silent')) return undefined;
    if (position === 'half-in' && COMPUTING.has(command[1])) {
      this.reset();
      return undefined;
    }
    const answer = this.#card.answer(command, tamperByFaults(this.faults));
    this.#become({
      granted: answer.granted,
      failures: answer.failed ? failures + 1 : answer.granted ? 0 : failures,
    });
    return { bytes: answer.bytes, afterMs: delayOf(answer.ins, granted, failures) };
  }

  reset(): void {
    this.#card = this.#powered();
    this.#become({ granted: false });
  }

  move(position: ChipPosition): void {
    if (position === this.#state.position) return;
    this.#removal = undefined;
    this.#card = this.#powered();
    this.#become({ position, granted: false, commands: 0 });
  }

  /** The `nth` command from now (1: next) gets no answer. */
  removeAt(nth: number): void {
    this.#removal = nth;
  }

  #become(change: Partial<ChipState>): ChipState {
    const before = this.#state;
    const next = { ...before, ...change };
    this.#state = next;
    if ((Object.keys(next) as (keyof ChipState)[]).some((key) => next[key] !== before[key])) this.#changes.emit(next);
    return this.#state;
  }

  #takenAway(): boolean {
    if (this.#removal !== undefined) this.#removal -= 1;
    if (this.#removal !== 0 && !this.faults.take('removed')) return false;
    this.move('away');
    return true;
  }
}

/** The chip of a document, on the reader; see `ChipSimulator`. */
export const createChipSimulator = (options: ChipOptions): ChipSimulator => new ChipSimulator(options);

function delayOf(ins: number, granted: boolean, failures: number): number {
  const asks = ins === EXTERNAL_AUTHENTICATE || (ins === GENERAL_AUTHENTICATE && !granted);
  return asks ? Math.min(failures * DELAY_STEP_MS, LONGEST_DELAY_MS) : 0;
}
