import type { BACK_OFFICE } from '../troubles/citizen/back-office.ts';
import type { BILL_VALIDATOR } from '../troubles/citizen/bill-validator.ts';
import type { PRINTER } from '../troubles/citizen/printer.ts';
import type { READER } from '../troubles/citizen/reader.ts';
import type { STORAGE } from '../troubles/citizen/storage.ts';
import type { TERMINAL } from '../troubles/citizen/terminal.ts';

/**
 * Every code a citizen can meet: those of `device/troubles/citizen/`, where each has its text for technicians. A dictionary of
 * `ui/words` that lacks one does not compile; `docs/troubleshooting.md` is made of the tables.
 */
export type TroubleCode = keyof (typeof BACK_OFFICE &
  typeof BILL_VALIDATOR &
  typeof PRINTER &
  typeof READER &
  typeof STORAGE &
  typeof TERMINAL);
