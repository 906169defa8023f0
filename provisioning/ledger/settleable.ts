import { isContested, outcomesForStaff } from '../../device/ledger/application.ts';
import type { BookedApplication, LedgerBook } from '../../device/ledger/book.ts';
import { holdsNote, isFinished } from '../../device/ledger/cash.ts';
import { HELD_NOTE_OUTCOME, type SettledAs } from '../../device/ledger/entries.ts';
import { nextStep } from '../../device/ledger/next-step.ts';
import { ok, type Result } from '../../drivers/result.ts';
import { type CliTrouble, failed } from '../command/outcome.ts';
import { nextWords } from './words.ts';

/** The application with this name, if it may be settled as `as`; otherwise why it may not. */
export function settleable(book: LedgerBook, name: string, as: SettledAs): Result<BookedApplication, CliTrouble> {
  const open = book.open().filter(({ id, application }) => id === name || application?.reference === name);
  if (open.length > 1) {
    return failed(`${name} matches several applications: give the id, ${open.map(({ id }) => id).join(' or ')}`);
  }
  const booked = open[0] ?? book.find(name);
  if (!booked) return failed(`the ledger has no ${name}: give an application's id, or its reference as printed`);
  if (booked.listed) return ok(booked);
  const { application, byHand } = booked;
  if (byHand || (application && isFinished(application))) return failed(`nothing of ${name} is left to settle`);
  if (!application) {
    return failed(
      `the entries of ${name} contradict each other: start the kiosk once, which leaves it to staff (LDG-103)`,
    );
  }
  if (holdsNote(application))
    return as === HELD_NOTE_OUTCOME ? ok(booked) : failed(`${name} holds a note: ${NOTE_HELD}`);
  const { last } = application;
  const answers = outcomesForStaff(application);
  if (!answers) {
    return failed(
      `${name} is at ${last}, which the kiosk settles by itself; next: ${nextWords(nextStep(application).do)}`,
    );
  }
  if (answers.includes(as)) return ok(booked);
  return failed(
    `${name} is at ${last}: ${isContested(application) ? OTHER_PAYMENT : last === 'reversing' ? TO_GO_BACK : IN_DOUBT}`,
  );
}

const NOTE_HELD =
  'settle it as not-paid, and give no money back before. At the next start the cash in the cassette becomes a credit; staff count the note itself';
const OTHER_PAYMENT =
  'the office has it with another payment. If it was delivered, settle it as paid; otherwise give the money back and settle it as returned';
const TO_GO_BACK = 'its sale was approved and must be given back: give the money back and settle it as returned';
const IN_DOUBT =
  'its sale has no known approval. If there was no sale, settle it as not-paid; otherwise give the money back and settle it as returned';
