import type { BACK_OFFICE } from './troubles/back-office.ts';
import type { BILL_VALIDATOR } from './troubles/bill-validator.ts';
import type { PRINTER } from './troubles/printer.ts';
import type { READER } from './troubles/reader.ts';
import type { STORAGE } from './troubles/storage.ts';
import type { TERMINAL } from './troubles/terminal.ts';

/**
 * A code without a row in `ui/words/troubles.ts` does not compile. `docs/troubleshooting.md` is made from these tables and
 * `device/words/troubles/`.
 */
export type TroubleCode = keyof (typeof BACK_OFFICE &
  typeof BILL_VALIDATOR &
  typeof PRINTER &
  typeof READER &
  typeof STORAGE &
  typeof TERMINAL);

/** Codes after which the citizen may ask the office again. */
const UNANSWERED = ['BKO-101', 'BKO-109', 'BKO-110'] as const satisfies readonly TroubleCode[];
export type UnansweredCode = (typeof UNANSWERED)[number];

export const isUnanswered = (what: string | null | undefined): what is UnansweredCode =>
  UNANSWERED.some((code) => code === what);
