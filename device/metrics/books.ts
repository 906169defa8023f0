import type { Qepik } from '../../drivers/money.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { CASSETTE_ENTRY_KINDS, type CashSums, cashSums } from './cassette.ts';
import { OPEN_MONEY_STATES, type OpenMoney, type OpenMoneyState, openMoneyOf } from './open-money.ts';

/** Entries that are read before other work gets a turn: half a millisecond. */
export const ENTRIES_PER_TURN = 500;
/** Applications that are folded before other work gets a turn: each has a dozen entries, a millisecond in all. */
export const APPLICATIONS_PER_TURN = 10;

interface MoneySum {
  readonly standing: OpenMoneyState;
  readonly count: number;
  readonly amount: Qepik;
  /** ISO date-time; `null`: none is open. */
  readonly oldest: string | null;
}

export interface LedgerSums {
  readonly cash: CashSums;
  readonly money: readonly MoneySum[];
  readonly leftToStaff: number;
}

type Book = Pick<Ledger, 'between' | 'newestSeq' | 'openIds' | 'find' | 'history' | 'forStaff' | 'onAppend' | 'memo'>;

interface BooksOptions {
  readonly ledger: Book;
  readonly turn: () => Promise<void>;
}

interface KnownOpen {
  readonly money: OpenMoney | null;
  readonly since: string;
}

/**
 * Sums of the ledger. The first scrape after a start reads the whole ledger, later ones only new entries. It reads in turns and so delays
 * no visit. `turn` resolves after all other waiting work.
 */
export function followLedgerSums({ ledger, turn }: BooksOptions) {
  const cash = cashSums();
  const emptied = ledger.memo<{ readonly seq: number }>('cassette-emptied');
  cash.emptied(emptied.load()?.seq ?? 0);
  const known = new Map<string, KnownOpen>();
  const stop = ledger.onAppend(({ applicationId }) => known.delete(applicationId));
  let read = 0;

  async function readOn(): Promise<void> {
    while (read < ledger.newestSeq()) {
      const upTo = Math.min(read + ENTRIES_PER_TURN, ledger.newestSeq());
      for (const stored of ledger.between(read, upTo, CASSETTE_ENTRY_KINDS)) cash.add(stored);
      read = upTo;
      await turn();
    }
  }

  async function lookAtOpen(): Promise<readonly KnownOpen[]> {
    const ids = ledger.openIds();
    const open = new Set(ids);
    for (const id of known.keys()) if (!open.has(id)) known.delete(id);
    let folded = 0;
    for (const id of ids) {
      if (known.has(id)) continue;
      const application = ledger.find(id);
      if (application) known.set(id, { money: openMoneyOf(application), since: ledger.history(id)[0]?.at ?? '' });
      folded += 1;
      if (folded % APPLICATIONS_PER_TURN === 0) await turn();
    }
    return [...known.values()];
  }

  return {
    async sums(): Promise<LedgerSums> {
      await readOn();
      const open = await lookAtOpen();
      const money = OPEN_MONEY_STATES.map((standing) => sumOf(standing, open));
      return { cash: cash.sums(), money, leftToStaff: ledger.forStaff().applications.length };
    },
    /** Call when the cassette was taken out with its notes. The kiosk remembers this over a restart. */
    cassetteOut(): void {
      const seq = ledger.newestSeq();
      emptied.save({ seq });
      cash.emptied(seq);
    },
    close: stop,
  };
}

export type LedgerSumsFollower = ReturnType<typeof followLedgerSums>;

function sumOf(standing: OpenMoneyState, open: readonly KnownOpen[]): MoneySum {
  const its = open.filter(({ money }) => money?.standing === standing);
  return {
    standing,
    count: its.length,
    amount: its.reduce((sum, { money }) => sum + (money?.amount ?? 0), 0),
    oldest: its.map(({ since }) => since).sort()[0] ?? null,
  };
}
