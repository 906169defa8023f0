import type { BACK_OFFICE_TEXTS } from './troubles/back-office.ts';
import type { BILL_VALIDATOR_TEXTS } from './troubles/bill-validator.ts';
import type { CABINET_TEXTS } from './troubles/cabinet.ts';
import type { PRINTER_TEXTS } from './troubles/printer.ts';
import type { READER_TEXTS } from './troubles/reader.ts';
import type { STAFF_TEXTS } from './troubles/staff.ts';
import type { STORAGE_TEXTS } from './troubles/storage.ts';
import type { TERMINAL_TEXTS } from './troubles/terminal.ts';

/**
 * A code without a row in `ui/words/troubles.ts` and `ui/words/notices.ts` does not compile. `docs/troubleshooting.md` is made from these
 * tables and `device/words/troubles/`.
 */
export type TroubleCode = keyof (typeof BACK_OFFICE_TEXTS &
  typeof BILL_VALIDATOR_TEXTS &
  typeof CABINET_TEXTS &
  typeof PRINTER_TEXTS &
  typeof READER_TEXTS &
  typeof STAFF_TEXTS &
  typeof STORAGE_TEXTS &
  typeof TERMINAL_TEXTS);

/** Codes after which the citizen may ask the office again. */
const UNANSWERED = ['BKO-101', 'BKO-109', 'BKO-110'] as const satisfies readonly TroubleCode[];
export type UnansweredCode = (typeof UNANSWERED)[number];

export const isUnanswered = (what: string | null | undefined): what is UnansweredCode =>
  UNANSWERED.some((code) => code === what);
