import Database from 'better-sqlite3';
import { SimulatedClock } from 'xstate';
import type { BackOffice } from '../../device/back-office/contract.ts';
import { chainHash, ZERO_HASH } from '../../device/ledger/chain.ts';
import { createApplicationActions } from '../../device/ledger/dealings.ts';
import type { LedgerEntry } from '../../device/ledger/entries.ts';
import { storeNextCheckStart } from '../../device/ledger/integrity.ts';
import { openLedger } from '../../device/ledger/ledger.ts';
import { createSettlement } from '../../device/ledger/settlement.ts';
import { followLedgerSums } from '../../device/metrics/books.ts';
import type { PaymentTerminal } from '../../drivers/payment-terminal/contract.ts';
import { err, ok } from '../../drivers/result.ts';

const now = () => new Date('2026-11-24T10:00:00Z');
const QUOTED: LedgerEntry = {
  kind: 'quoted',
  service: 'identity-card-replacement',
  tier: '10-days',
  tariffDate: '2022-08-15',
  amount: 500,
  paper: 'receipt',
};
const PAST: readonly LedgerEntry[] = [
  { ...QUOTED, amount: 0 },
  { kind: 'lodged', reference: 'K5-7QF2-41' },
  { kind: 'issueRequested' },
  { kind: 'issued' },
  { kind: 'closed', outcome: 'deliveredWithoutPaper' },
];
const idOf = (nth: number) => `${String(nth).padStart(8, '0')}-4ad6-472e-9a78-f3a19c4b58d8`;

/** Writes closed applications as the kiosk does, but in one transaction. */
export function writePastApplications(file: string, applications: number): void {
  openLedger({ file, now }).close();
  const db = new Database(file);
  db.pragma('journal_mode = OFF');
  db.pragma('synchronous = OFF');
  db.exec('DROP INDEX entry_application; DROP INDEX entry_note; BEGIN');
  const insert = db.prepare('INSERT INTO entry (seq, application, kind, at, body, hash) VALUES (?, ?, ?, ?, ?, ?)');
  const bodies = PAST.map((entry) => ({ kind: entry.kind, body: JSON.stringify(entry) }));
  const at = now().toISOString();
  let seq = 0;
  let hash = ZERO_HASH;
  for (let nth = 0; nth < applications; nth += 1) {
    const application = idOf(nth);
    for (const { kind, body } of bodies) {
      seq += 1;
      hash = chainHash(hash, { seq, application, at, body, clock: null });
      insert.run(seq, application, kind, at, body, hash);
    }
  }
  // The kiosk marks with each 256th entry how far the ledger was whole.
  storeNextCheckStart(db);
  db.exec('COMMIT');
  db.close();
  openLedger({ file, now }).close();
}

const NEVER = new AbortController().signal;
const TERMINAL: PaymentTerminal = {
  status: () => ({ device: 'online' }),
  onStatus: () => () => undefined,
  lastTransaction: async () => ok({ before: null }),
  pay: async () => ({ known: 'cancelled' }),
  inquire: async () => ({ known: 'not-paid' }),
  reverse: async () => ok(undefined),
};
const OFFICE: BackOffice = {
  lodge: async () => ok({ id: '1', reference: 'x' }),
  register: async () => ok({ reference: 'x', registeredAt: '', appointment: null, document: null }),
  lookUp: async () => err({ code: 'BKO-101', kind: 'unreachable', detail: 'never asked' }),
  duplicate: async () => ok(1),
  withdraw: async () => ok(undefined),
  survey: async () => ok(undefined),
  tellCredit: async () => ok(undefined),
  reserveCredit: async () => err({ code: 'BKO-101', kind: 'unreachable', detail: 'down' }),
  healthy: async () => true,
};

/** Milliseconds from opening the ledger to the end of one sale that a crash left open. Terminal and office answer at once. */
export async function timeRecovery(file: string, nth: number): Promise<number> {
  const before = openLedger({ file, now });
  const sold: readonly LedgerEntry[] = [
    QUOTED,
    { kind: 'lodged', reference: 'x' },
    { kind: 'intent', intentId: 'i', before: null },
    { kind: 'saleSent' },
  ];
  for (const entry of sold) before.append(`open ${nth}`, entry);
  before.close();

  const started = performance.now();
  const ledger = openLedger({ file, now });
  const clock = new SimulatedClock();
  const options = { ledger, clock, terminal: TERMINAL, backOffice: OFFICE };
  const dealings = createApplicationActions({
    ...options,
    newId: () => 'id',
    kioskId: 'K5',
    creditCode: () => 'K5-7QF2-9XKD-62',
    timestamp: () => 'now',
  });
  const settlement = createSettlement({
    ...options,
    dealings,
    random: () => 1,
    onBug: (bug) => {
      throw bug;
    },
  });
  const { left } = await settlement.recover(NEVER);
  const ms = performance.now() - started;
  await settlement.close();
  ledger.close();
  if (left > 0) throw new Error('it was not settled');
  return ms;
}

/** Milliseconds of the first and the second reading for `/metrics`, and of the longest turn of the event loop. */
export async function timeMetricsReading(file: string) {
  const ledger = openLedger({ file, now });
  let began = 0;
  let longest = 0;
  const endTurn = () => {
    longest = Math.max(longest, performance.now() - began);
  };
  const books = followLedgerSums({
    ledger,
    turn: () => {
      endTurn();
      return new Promise((resolve) => {
        setImmediate(() => {
          began = performance.now();
          resolve();
        });
      });
    },
  });
  const read = async () => {
    const started = performance.now();
    began = started;
    await books.sums();
    endTurn();
    return performance.now() - started;
  };
  const times = { first: await read(), again: await read(), longest };
  books.close();
  ledger.close();
  return times;
}

/** Milliseconds of each step, in turns: an entry in the ledger, and the same row in a bare table with the same settings. */
export function timeLedgerEntries(
  folder: string,
  rounds: number,
): { readonly ledger: number[]; readonly bare: number[] } {
  const ledger = openLedger({ file: `${folder}/steps.db`, now });
  const bare = new Database(`${folder}/bare.db`);
  bare.pragma('journal_mode = WAL');
  bare.pragma('synchronous = FULL');
  bare.exec(
    'CREATE TABLE entry (seq INTEGER PRIMARY KEY, application TEXT, kind TEXT, at TEXT, body TEXT, hash BLOB) STRICT',
  );
  const insert = bare.prepare('INSERT INTO entry (application, kind, at, body, hash) VALUES (?, ?, ?, ?, ?)');
  const store = bare.transaction((...row: readonly unknown[]) => insert.run(...row));
  const times = { ledger: [] as number[], bare: [] as number[] };
  const timed = (list: number[], act: () => void) => {
    const started = performance.now();
    act();
    list.push(performance.now() - started);
  };
  for (let nth = 0; nth < rounds; nth += 1) {
    for (const entry of PAST) {
      timed(times.ledger, () => ledger.append(idOf(nth), entry));
      timed(times.bare, () => store(idOf(nth), entry.kind, now().toISOString(), JSON.stringify(entry), ZERO_HASH));
    }
  }
  ledger.close();
  bare.close();
  return times;
}
