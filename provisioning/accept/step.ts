import type { Profile } from '../../device/config/profile.ts';
import type { Ledger } from '../../device/ledger/ledger.ts';
import type { Language } from '../../device/words/language.ts';
import type { Io } from '../command/io.ts';
import type { GlassPage } from './glass-page.ts';
import type { MachineScreen } from './machine-screen.ts';
import type { Person } from './person.ts';
import type { Found } from './result.ts';
import type { StepId } from './step-ids.ts';
import type { AcceptWords } from './words.ts';

/** What a step works with. */
export interface StepParts {
  readonly profile: Profile;
  readonly profileFile: string;
  readonly io: Io;
  readonly language: Language;
  readonly words: AcceptWords;
  readonly person: Person;
  readonly ledger: Ledger;
  readonly ledgerFile: string;
  /** ISO date-time with offset. */
  readonly timestamp: () => string;
  /** Aborted when the technician stops. A step then ends soon, and its result does not count. */
  readonly stop: AbortSignal;
  /** The page on the glass, served from the first call. */
  readonly glass: () => Promise<GlassPage>;
  /** `null`: a person with root rights starts the screen by hand. */
  readonly screen: MachineScreen | null;
}

/** One step: says what to do and returns the result. Device failures are results, never thrown. */
export type Step = (parts: StepParts) => Promise<Found>;

export type Steps = { readonly [S in StepId]: Step };
