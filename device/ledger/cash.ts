import type { Qepik } from '../../drivers/money.ts';
import type { Application } from './application.ts';
import {
  type BanknoteDoubtReason,
  type CashEntry,
  NEXT_NOTE_ENTRIES,
  type NoteEntry,
  type NoteEntryKind,
} from './entries.ts';
import { dueLinesOwingCredit } from './lines.ts';
import { restToPay } from './reserved.ts';

export interface LedgerBanknote {
  readonly noteId: string;
  readonly value: Qepik;
  readonly last: NoteEntryKind;
  readonly why: BanknoteDoubtReason | null;
}

export interface ApplicationCredit {
  readonly code: string;
  readonly amount: Qepik;
  readonly printed: boolean;
  /** Number of the refused due; absent: the credit is for notes. */
  readonly line?: number;
  readonly toTell?: true;
  /** A cashier paid it out. */
  readonly paidOut?: true;
  /** Paid out before the office answered. */
  readonly answerMayCome?: true;
}

export const notesInCassette = ({ notes }: Application): readonly LedgerBanknote[] =>
  notes.filter(({ last }) => last === 'noteStacked');

const sum = (values: readonly Qepik[]): Qepik => values.reduce((total, value) => total + value, 0);

/** Cash in the cassette that is not credited, in qəpik. While notes are taken, this counts towards the duty. */
export const insertedCash = (application: Application): Qepik =>
  sum(notesInCassette(application).map(({ value }) => value)) -
  sum(application.credits.filter(({ line }) => line === undefined).map(({ amount }) => amount));

/** Cash in the cassette beyond what it bought, in qəpik; never negative by the ledger's rules. */
export const owedCash = (application: Application): Qepik =>
  insertedCash(application) - (application.paidBy === 'cash' && !application.refused ? restToPay(application) : 0);

/** The note without an answer of the validator: told to stack, not reported yet. */
export const heldNote = ({ notes }: Application): LedgerBanknote | undefined =>
  notes.find(({ last }) => last === 'noteHeld');

/** Whether a note has no answer of the validator yet. Until then nothing may be decided. */
export const holdsNote = (application: Application): boolean => heldNote(application) !== undefined;

export const doubtfulNotes = ({ notes }: Application): readonly LedgerBanknote[] =>
  notes.filter(({ last }) => last === 'noteInDoubt');

/** Whether the kiosk still has to report a credit to the office. */
export const hasUnreportedCredit = ({ credits }: Application): boolean => credits.some(({ toTell }) => toTell);

/** Whether nothing is left to do. A note that is reported after `closed` opens the application again. */
export const isFinished = (application: Application): boolean =>
  application.last === 'closed' &&
  !holdsNote(application) &&
  !owesCredit(application) &&
  !hasUnreportedCredit(application);

/** Whether a credit is still to be issued, for notes or for a refused due. */
export const owesCredit = (application: Application): boolean =>
  owedCash(application) > 0 || dueLinesOwingCredit(application).length > 0;

/**
 * Notes and credits after one more entry, or what is wrong with the entry. After `noteReturned`, the validator may still report that the
 * note is in doubt.
 */
export function applyCash(application: Application, entry: CashEntry): Pick<Application, 'notes' | 'credits'> | string {
  switch (entry.kind) {
    case 'creditIssued': {
      const { kind: _, at: __, ...issued } = entry;
      const { amount, line } = issued;
      if (application.last === 'cashIntent') return 'a credit while the validator takes notes';
      if (amount <= 0 || amount !== owedAs(application, line))
        return `a credit of ${amount} qəpik, which is not the owed sum`;
      return { notes: application.notes, credits: [...application.credits, { ...issued, printed: false }] };
    }
    case 'creditPrinted': {
      if (!application.credits.some(({ code }) => code === entry.code)) return 'a printed credit that was not issued';
      const credits = application.credits.map((each) => (each.code === entry.code ? { ...each, printed: true } : each));
      return { notes: application.notes, credits };
    }
    case 'creditTold': {
      const told = application.credits.find((each) => each.code === entry.code && (each.toTell || each.answerMayCome));
      if (!told) return 'an answer of the office about a credit that the kiosk does not report';
      const { toTell: _, answerMayCome: __, ...rest } = told;
      return { notes: application.notes, credits: application.credits.map((each) => (each === told ? rest : each)) };
    }
    case 'creditPaidOut': {
      const owed = application.credits.find(({ code, paidOut }) => code === entry.code && !paidOut);
      if (!owed) return 'a payout of a credit that is not open';
      const { toTell, ...rest } = owed;
      const paid = { ...rest, paidOut: true as const, ...(toTell ? { answerMayCome: toTell } : {}) };
      return { notes: application.notes, credits: application.credits.map((each) => (each === owed ? paid : each)) };
    }
    default:
      return entry.noteId === null
        ? applyStray(application)
        : applyNote(application, { ...entry, noteId: entry.noteId });
  }
}

/** A stray note has no application, so it moves no cash here. */
const applyStray = ({ service, last, notes, credits }: Application) =>
  service === '' && last === 'closed'
    ? { notes, credits }
    : 'a stray note that is settled, but belongs to an application';

const owedAs = (application: Application, line: number | undefined): Qepik =>
  line === undefined
    ? owedCash(application)
    : (dueLinesOwingCredit(application).find((owed) => owed.line === line)?.amount ?? 0);

function applyNote(application: Application, entry: NoteEntry): Pick<Application, 'notes' | 'credits'> | string {
  const { noteId, kind } = entry;
  const before = application.notes.find((note) => note.noteId === noteId);
  const last = before?.last ?? 'start';
  if (!NEXT_NOTE_ENTRIES[last].includes(kind)) return `${kind} may not follow ${last} of note ${noteId}`;
  if (kind === 'noteHeld' && (application.last !== 'cashIntent' || holdsNote(application)))
    return `a note is not allowed after ${application.last}, or while another note is held`;
  const why = kind === 'noteInDoubt' ? entry.why : null;
  if (why === 'settled-by-hand' && last !== 'noteHeld') return `note ${noteId} settled by hand after ${last}`;
  if (kind === 'noteStacked' && entry.found !== undefined && last !== 'noteInDoubt')
    return `note ${noteId} found after ${last}`;
  const note: LedgerBanknote = {
    noteId,
    value: before?.value ?? (kind === 'noteHeld' ? entry.value : 0),
    last: kind,
    why,
  };
  return { notes: [...application.notes.filter((each) => each !== before), note], credits: application.credits };
}

/** Why cash forbids this phase; `null`: the phase is allowed. */
export function whyCashForbidsPhase(application: Application, phase: string): string | null {
  if (holdsNote(application)) return `${phase} while a note is held`;
  if (phase === 'closed' && owesCredit(application)) return 'closed while the kiosk owes money';
  if (phase === 'cashPaid' && insertedCash(application) < restToPay(application)) return 'cashPaid with too few notes';
  return null;
}
