import type { Profile } from '../../device/config/profile.ts';
import type { Ledger } from '../../device/ledger/ledger.ts';
import type { Language } from '../../device/words/language.ts';
import type { Io } from '../command/io.ts';
import type { AcceptancePage } from './glass-page.ts';
import type { AcceptanceTestScreen } from './machine-screen.ts';
import type { TechnicianDialogue } from './person.ts';
import type { AcceptanceFinding } from './result.ts';
import type { AcceptanceStepId } from './step-ids.ts';
import type { AcceptWords } from './words.ts';

export interface AcceptanceContext {
  readonly profile: Profile;
  readonly profileFile: string;
  readonly io: Io;
  readonly language: Language;
  readonly words: AcceptWords;
  readonly person: TechnicianDialogue;
  /** Master key of the badges. `null`: missing, or this run needs none. */
  readonly badgeKey: Uint8Array | null;
  readonly ledger: Ledger;
  readonly ledgerFile: string;
  /** ISO date-time with offset. */
  readonly timestamp: () => string;
  /** Aborted when the technician stops; the result does not count. */
  readonly stop: AbortSignal;
  readonly glass: () => Promise<AcceptancePage>;
  /** `null`: the technician starts the screen. */
  readonly screen: AcceptanceTestScreen | null;
}

export type AcceptanceStep = (parts: AcceptanceContext) => Promise<AcceptanceFinding>;

export type AcceptanceStepsById = { readonly [S in AcceptanceStepId]: AcceptanceStep };
