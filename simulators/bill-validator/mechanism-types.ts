import type { UnitState } from '../../drivers/bill-validator/ccnet/codec.ts';
import type { Clock } from '../../drivers/clock.ts';
import type { CcnetUnitMemory } from './memory.ts';
import type { UnitEvent } from './sensors.ts';

/** What can go wrong inside. */
export type MechanismFault =
  /** The next note is not recognised. */
  | 'reject'
  /** The next note is stuck on its way in; a reset gives it back. */
  | 'jam-path'
  /** The next note is stuck at the cassette, until a hand takes it out. */
  | 'jam-cassette'
  /** The next note is pulled out by its string after it was taken. */
  | 'cheat'
  /** A motor stops when the next note is to be stacked; a reset brings it back. */
  | 'failure'
  /** After the next power cut the unit knows nothing of the note it had taken. */
  | 'forget-credit';

export interface MechanismOptions {
  readonly clock: Clock;
  /** Whether this goes wrong now; it is spent then. */
  readonly strikes: (fault: MechanismFault) => boolean;
  readonly memory: () => CcnetUnitMemory;
  /** Is told before anything is said of it. */
  readonly remember: (change: Partial<CcnetUnitMemory>) => void;
  readonly capacity: number;
}

/** Motors, sensors and the unit's own program, from power-up to power cut. */
export interface Mechanism {
  powerOn(): void;
  powerOff(): void;
  /** `null`: no power. Otherwise what it would answer to POLL. */
  state(): UnitState | null;
  /** The answer that an acknowledgement would be about. */
  event(): UnitEvent | null;
  acknowledged(): void;
  reset(): void;
  take(types: readonly number[], escrow: readonly number[]): void;
  taken(): readonly number[];
  /** `false`: there is nothing to stack, return or hold. */
  stack(): boolean;
  giveBack(): boolean;
  hold(): boolean;
  /** `false`: it is not drawn in. */
  insert(type: number): boolean;
  /** Takes what hangs out of the mouth. */
  takeNote(): void;
  cassetteOut(): void;
  cassetteIn(): void;
  clearJam(): void;
}
