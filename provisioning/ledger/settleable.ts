import type { ApplicationInLedger, LedgerQueries } from '../../device/ledger/book.ts';
import type { StaffSettledOutcome } from '../../device/ledger/entries.ts';
import { findApplicationToSettle, type SettleRefusal } from '../../device/ledger/settle-by-hand.ts';
import type { Result } from '../../drivers/result.ts';
import { type CliTrouble, failed } from '../command/outcome.ts';
import { describeNextAction } from './words.ts';

/** The application with this name, if it may be settled as `as`; otherwise why it may not. */
export function findSettleableOrFail(
  book: LedgerQueries,
  name: string,
  as: StaffSettledOutcome,
): Result<ApplicationInLedger, CliTrouble> {
  const found = findApplicationToSettle(book, name, as);
  return found.ok ? found : failed(refusalText(name, found.error));
}

function refusalText(name: string, refusal: SettleRefusal): string {
  switch (refusal.kind) {
    case 'several':
      return `${name} matches several applications: give the id, ${refusal.ids.join(' or ')}`;
    case 'unknown':
      return `the ledger has no ${name}: give an application's id, or its reference as printed`;
    case 'nothing-left':
      return `nothing of ${name} is left to settle`;
    case 'contradicts':
      return `the entries of ${name} contradict each other: start the kiosk once, which leaves it to staff (LDG-103)`;
    case 'note-held':
      return `${name} holds a note: ${NOTE_HELD}`;
    case 'by-itself':
      return `${name} is at ${refusal.phase}, which the kiosk settles by itself; next: ${describeNextAction(refusal.next)}`;
    case 'other-outcome':
      return `${name} is at ${refusal.phase}: ${OTHER_OUTCOME[refusal.why]}`;
    default:
      return refusal satisfies never;
  }
}

const NOTE_HELD =
  'settle it as not-paid, and give no money back before. At the next start the cash in the cassette becomes a credit; staff count the note itself';
const OTHER_OUTCOME = {
  'other-payment':
    'the office has it with another payment. If it was delivered, settle it as paid; otherwise give the money back and settle it as returned',
  'to-go-back': 'its sale was approved and must be given back: give the money back and settle it as returned',
  'in-doubt':
    'its sale has no known approval. If there was no sale, settle it as not-paid; otherwise give the money back and settle it as returned',
} as const;
