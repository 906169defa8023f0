import { withAnyOf } from '../../drivers/abort.ts';
import type {
  BillValidator,
  DoubtReason,
  HeldNote,
  RecordedNote,
  ValidatorEvent,
  ValidatorStatus,
} from '../../drivers/bill-validator/contract.ts';
import { emitter } from '../../drivers/emitter.ts';
import type { Qepik } from '../../drivers/money.ts';
import type { Application } from './application.ts';
import { doubtfulNotes, holdsNote, insertedCash, type LedgerBanknote } from './cash.ts';
import type { LedgerEntry, NoteEntryKind } from './entries.ts';
import { NEXT_NOTE_ENTRIES } from './entries.ts';
import type { Ledger } from './ledger.ts';
import { restToPay } from './reserved.ts';

export interface TillOptions {
  readonly validator: BillValidator;
  readonly ledger: Ledger;
  readonly newId: () => string;
  /** Largest excess of a note that the till takes without asking the citizen, in qəpik. */
  readonly overpayLimit: Qepik;
}

export interface LargeBanknote {
  readonly value: Qepik;
  readonly missing: Qepik;
}

/**
 * Asks whether the citizen leaves a large note in the kiosk; its excess becomes a credit. The signal aborts when the note leaves escrow.
 */
export type AskToKeepBanknote = (note: LargeBanknote, signal: AbortSignal) => Promise<boolean>;

/** Milliseconds that a note may wait in escrow; the session's question ends after 30 s. */
const HOLD_MS = 45_000;

/**
 * Joins the bill validator and the ledger. A note is in the ledger before the validator may stack it. Every report about the note is in the
 * ledger before any listener gets it, in a visit or between two visits. A bug in one taking does not end later ones.
 */
export function createTill(options: TillOptions) {
  const { validator, ledger, newId } = options;
  const events = emitter<ValidatorEvent>();
  const record = noteRecorder(ledger, newId);
  let taking: Promise<void> = Promise.resolve();
  function afterLast(work: () => Promise<void>): Promise<void> {
    const mine = taking.then(work);
    taking = mine.then(nothing, nothing);
    return mine;
  }

  validator.onEvent((event) => {
    record(event);
    events.emit(event);
  });

  return {
    status: (): ValidatorStatus => validator.status(),
    onStatus: (listener: (status: ValidatorStatus) => void) => validator.onStatus(listener),
    onEvent: events.on,
    /**
     * Takes notes until they cover the application, one is in doubt, or `stop` aborts. Resolves when each note is settled, or when that
     * cannot be seen: then one is still held. A second call waits for the first.
     */
    take: (id: string, stop: AbortSignal, askToKeep: AskToKeepBanknote): Promise<void> =>
      afterLast(() => accept(options, events.on, id, stop, askToKeep)),
    /** Gives each note back, until `stop` aborts; resolves as `take` does. `onHeld` gets the value of a note in escrow, in qəpik. */
    giveBack: (stop: AbortSignal, onHeld: (value: Qepik) => void): Promise<void> =>
      afterLast(() =>
        validator.accept(async ({ value }) => {
          onHeld(value);
          return { do: 'return' };
        }, stop),
      ),
    async close(): Promise<void> {
      await validator.close();
      await taking;
      events.clear();
    },
  };
}

export type Till = ReturnType<typeof createTill>;

function noteRecorder(ledger: Ledger, newId: () => string): (event: ValidatorEvent) => void {
  function stray(value: Qepik | null, why: DoubtReason): void {
    const { id } = ledger.append(newId(), { kind: 'strayNote', value, why });
    ledger.append(id, { kind: 'closed', outcome: 'listed' });
  }

  /** A report that does not fit goes on the list for staff and moves no money. */
  function write(
    noteId: string,
    entry: LedgerEntry & { readonly kind: NoteEntryKind },
    value: Qepik | null,
    why: DoubtReason = 'unknown-note',
  ): void {
    const newest = ledger.newestNote();
    if (newest?.note.noteId === noteId && NEXT_NOTE_ENTRIES[newest.note.last].includes(entry.kind))
      ledger.append(newest.application.id, entry);
    else stray(value, why);
  }

  return (event) => {
    switch (event.type) {
      case 'note.stacked':
        write(event.noteId, { kind: 'noteStacked', noteId: event.noteId }, event.value);
        break;
      case 'note.returned':
        if (event.noteId !== null) write(event.noteId, { kind: 'noteReturned', noteId: event.noteId }, event.value);
        break;
      case 'credit.doubted': {
        const { noteId, value, why } = event;
        if (noteId === null) stray(value, why);
        else write(noteId, { kind: 'noteInDoubt', noteId, value, why }, value, why);
        break;
      }
      default:
        break;
    }
  };
}

const wantsNote = (application: Application | undefined): boolean =>
  application?.last === 'cashIntent' &&
  !holdsNote(application) &&
  doubtfulNotes(application).length === 0 &&
  missingCash(application) > 0;

const missingCash = (application: Application): Qepik => restToPay(application) - insertedCash(application);

async function accept(
  { validator, ledger, newId, overpayLimit }: TillOptions,
  onEvent: Till['onEvent'],
  id: string,
  stop: AbortSignal,
  askToKeep: AskToKeepBanknote,
): Promise<void> {
  const enough = new AbortController();
  const look = () => {
    const application = ledger.find(id);
    if (!wantsNote(application) && !(application && holdsNote(application))) enough.abort();
  };
  const off = onEvent(look);
  look();
  const isWanted = (unwanted: AbortSignal) => !unwanted.aborted && !stop.aborted && wantsNote(ledger.find(id));
  /** During the question no entry has the note: it still belongs to the citizen. */
  async function mayKeep({ value, hold }: HeldNote, unwanted: AbortSignal): Promise<boolean> {
    const application = ledger.find(id);
    if (!application || !isWanted(unwanted)) return false;
    const missing = missingCash(application);
    if (value - missing <= overpayLimit) return true;
    hold(HOLD_MS);
    return (await askToKeep({ value, missing }, unwanted)) && isWanted(unwanted);
  }
  try {
    await withAnyOf([stop, enough.signal], (either) =>
      validator.accept(async (note, unwanted) => {
        if (!(await mayKeep(note, unwanted))) return { do: 'return' };
        const { value } = note;
        const noteId = newId();
        ledger.append(id, { kind: 'noteHeld', noteId, value });
        return { do: 'stack', noteId };
      }, either),
    );
  } finally {
    off();
  }
}

const nothing = (): void => {};

const OUTCOME: { readonly [K in LedgerBanknote['last']]: RecordedNote['outcome'] } = {
  noteHeld: 'open',
  noteStacked: 'stacked',
  noteReturned: 'returned',
  noteInDoubt: 'in-doubt',
  noteSettled: 'in-doubt',
};

/** The newest note, which a driver needs at its start. */
export function recordedNote(ledger: Ledger): RecordedNote | null {
  const newest = ledger.newestNote();
  return newest && { noteId: newest.note.noteId, value: newest.note.value, outcome: OUTCOME[newest.note.last] };
}

export interface CashCount {
  readonly inserted: Qepik;
  readonly holds: boolean;
  readonly doubted: boolean;
}

export function cashCountOf(application: Application): CashCount {
  return {
    inserted: insertedCash(application),
    holds: holdsNote(application),
    doubted: doubtfulNotes(application).length > 0,
  };
}
