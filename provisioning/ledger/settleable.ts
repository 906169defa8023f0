import { byHandAs, isContested } from '../../device/ledger/application.ts';
import type { BookedApplication, LedgerBook } from '../../device/ledger/book.ts';
import { holdsNote, isOver } from '../../device/ledger/cash.ts';
import { NOTE_BY_HAND, type SettledAs } from '../../device/ledger/entries.ts';
import { nextStep } from '../../device/ledger/next-step.ts';
import { ok, type Result } from '../../drivers/result.ts';
import { type CliTrouble, failed } from '../command/outcome.ts';
import { nextWords } from './words.ts';

/** What has this name and may be settled by hand as `as`, or why it may not. */
export function settleable(book: LedgerBook, name: string, as: SettledAs): Result<BookedApplication, CliTrouble> {
  const open = book.open().filter(({ id, application }) => id === name || application?.reference === name);
  if (open.length > 1) {
    return failed(`${name} stands for more than one: give its id, ${open.map(({ id }) => id).join(' or ')}`);
  }
  const booked = open[0] ?? book.find(name);
  if (!booked) return failed(`the ledger has no ${name}: give an application's id, or its reference as printed`);
  if (booked.listed) return ok(booked);
  const { application, byHand } = booked;
  if (byHand || (application && isOver(application))) return failed(`nothing of ${name} is left to settle`);
  if (!application) {
    return failed(
      `the entries of ${name} contradict each other: start the kiosk once, which leaves it to staff (LDG-103)`,
    );
  }
  if (holdsNote(application)) return as === NOTE_BY_HAND ? ok(booked) : failed(`${name} holds a note: ${NOTE_HELD}`);
  const { last } = application;
  const answers = byHandAs(application);
  if (!answers) {
    return failed(
      `${name} is at ${last}, which the kiosk ends by itself; next: ${nextWords(nextStep(application).do)}`,
    );
  }
  if (answers.includes(as)) return ok(booked);
  return failed(
    `${name} is at ${last}: ${isContested(application) ? OTHER_PAYMENT : last === 'reversing' ? TO_GO_BACK : IN_DOUBT}`,
  );
}

const NOTE_HELD =
  'settle it as not-paid, and give nothing back before: at the next start what is in the cassette becomes a credit, and the note itself is for whoever counts it';
const OTHER_PAYMENT =
  'the office has it with another payment, so settle it as paid if it was delivered, or give the money back and settle it as returned';
const TO_GO_BACK = 'its sale was approved and is to go back, so give the money back and settle it as returned';
const IN_DOUBT =
  'no approval is known that could be registered, so settle it as not-paid where there was no sale, or give the money back and settle it as returned';
