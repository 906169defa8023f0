import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { CashList } from '../../device/ledger/cash-list.ts';
import type { LedgerEntry } from '../../device/ledger/entries.ts';
import { officeKeyOfDueLine } from '../../device/ledger/lines.ts';
import { paperNumberOf } from '../../device/receipt/paper.ts';
import type { Qepik } from '../../drivers/money.ts';
import type { TransactionRef } from '../../drivers/payment-terminal/contract.ts';
import { VOID_LINES } from '../../drivers/receipt-printer/job/void-slip.ts';
import type { Credit } from '../../simulators/back-office/credits.ts';
import type { RegisterEntry } from '../../simulators/back-office/entry.ts';
import type { WireCashProof } from '../../simulators/back-office/wire-payments.ts';
import type { Sale } from '../../simulators/payment-terminal/zvt.ts';
import type { KioskProcess } from './kiosk-process.ts';

export interface FourBooks {
  readonly ledger: readonly { readonly id: string; readonly entries: readonly LedgerEntry[] }[];
  readonly sales: readonly Sale[];
  readonly register: readonly RegisterEntry[];
  /** Lines of each whole paper. A paper that was finished at a kill may be missing. */
  readonly papers: readonly (readonly string[])[];
  readonly credits?: readonly Credit[];
  readonly documents?: readonly DocumentJobBooked[];
  /** Applications on the staff list. They may be open, and only staff may find their money. */
  readonly staff: readonly string[];
  /** Number of intents that a disk lost; the sale of a lost intent counts for the intent before. */
  readonly lostIntents?: number;
}

/** `name` begins with the key of the printing. */
export interface DocumentJobBooked {
  readonly name: string;
  readonly state: string;
}

/** Reads the books of a running kiosk. `papers`: of earlier processes of this kiosk, which the dock forgets. */
export async function readBooks(kiosk: KioskProcess, papers: FourBooks['papers']): Promise<FourBooks> {
  const { terminal, backOffice, printer, documentPrinter } = await kiosk.state();
  const now = printer.papers.filter(({ torn }) => !torn).map(({ lines }) => lines);
  return {
    ledger: readLedger(kiosk.folder),
    sales: terminal.sales,
    register: backOffice.entries,
    papers: [...papers, ...papersWithoutVoid(now)],
    ...(documentPrinter && { documents: documentPrinter.jobs }),
    staff: [],
  };
}

/** Papers without failed receipts, which end with the line that they are void. */
export const papersWithoutVoid = (papers: FourBooks['papers']): FourBooks['papers'] =>
  papers.filter((lines) => lines.at(-1) !== VOID_LINES.at(-1));

export function readLedger(folder: string): FourBooks['ledger'] {
  const db = new Database(join(folder, 'ledger.db'), { readonly: true });
  try {
    const applications = new Map<string, LedgerEntry[]>();
    const rows = db.prepare<[], { application: string; body: string }>(
      'SELECT application, body FROM entry ORDER BY seq',
    );
    for (const { application, body } of rows.iterate()) {
      applications.set(application, [...(applications.get(application) ?? []), JSON.parse(body) as LedgerEntry]);
    }
    return [...applications].map(([id, entries]) => ({ id, entries }));
  } finally {
    db.close();
  }
}

/** Contradictions between the books of a kiosk at rest. Empty: the books agree. */
export function disagreements(books: FourBooks): readonly string[] {
  return [
    ...books.ledger.flatMap((application) => ofApplication(application, books)),
    ...salesFaults(books),
    ...books.ledger.flatMap((application) => documentsFaults(application, books)),
    ...waitingIn(books),
    ...registerFaults(books),
    ...creditsFaults(books),
  ];
}

/**
 * Contradictions between a cassette (in qəpik) and the ledger, at rest. The cassette may also have notes on the staff list, and one held
 * note of a staff application.
 */
export function cassetteDisagreements(
  cassette: Qepik,
  { stacked, doubts }: CashList,
  books: FourBooks,
): readonly string[] {
  const theirs = books.ledger.filter(({ id }) => books.staff.includes(id)).flatMap(({ entries }) => entries);
  const held = sum(theirs.map((entry) => (entry.kind === 'noteHeld' ? entry.value : 0)));
  // The validator may not yet have reported the value of these notes.
  const listed = held + sum(doubts.map(({ value }) => value ?? Number.POSITIVE_INFINITY));
  if (cassette >= stacked && cassette <= stacked + listed) return [];
  return [`${cassette} in the cassette, ${stacked} by the ledger, up to ${listed} listed`];
}

const sum = (amounts: readonly Qepik[]): Qepik => amounts.reduce((all, one) => all + one, 0);

function stackedOf(entries: readonly LedgerEntry[]): Qepik {
  const values = new Map(entries.flatMap((entry) => (entry.kind === 'noteHeld' ? [[entry.noteId, entry.value]] : [])));
  return sum(entries.map((entry) => (entry.kind === 'noteStacked' ? (values.get(entry.noteId) ?? 0) : 0)));
}

type Booked = FourBooks['ledger'][number];

const duesOf = ([first]: readonly LedgerEntry[]): readonly Qepik[] =>
  first?.kind === 'quoted' ? (first.lines ?? []) : [];

/** Each due is registered with its part of the payment, or a credit has its amount. */
function duesFaults({ id, entries }: Booked, { sales, register, papers, staff }: FourBooks): string[] {
  if (staff.includes(id) || byHand(entries)?.leftToStaff) return [];
  const last = closingEntryOf(entries);
  if (last?.kind !== 'closed') return [`${id} is open at ${last?.kind}`];
  const { outcome } = last;
  const wrong: string[] = [];
  const must = (holds: boolean, what: string) => {
    if (!holds) wrong.push(`${id} ended ${outcome}: ${what}`);
  };
  const amounts = duesOf(entries);
  const total = sum(amounts);
  const rows = amounts.map((_, nth) => register.find(({ key }) => key === officeKeyOfDueLine(id, nth + 1)));
  const credits = entries.flatMap((entry) => (entry.kind === 'creditIssued' ? [entry] : []));
  const paid = sum(rows.map((row) => (row?.state === 'registered' ? (row.payment?.amount ?? 0) : 0)));
  const approval = approvalOf(entries);
  const sale = sales.find(({ ref }) => approval && same(ref, approval.ref));
  const owed = sum(credits.map(({ amount }) => amount));
  const own = papers.filter((lines) => rows.some((row) => row && isPaperOf(row, lines)));
  const receipts = own.map((lines) => lines.join('\n')).filter((text) => !/\/[CD]/.test(text));
  if (!outcome.startsWith('delivered')) {
    must(paid === 0 && receipts.length === 0, `${paid} is registered, and there are ${receipts.length} receipts`);
    must(sale?.state === (outcome === 'returned' ? 'reversed' : undefined), `its sale is ${sale?.state}`);
    must(stackedOf(entries) === owed, `of ${stackedOf(entries)} in notes ${owed} is owed`);
    return wrong;
  }
  const isCash = entries.some(({ kind }) => kind === 'cashPaid');
  must((isCash ? stackedOf(entries) : (sale?.amount ?? 0)) === paid + owed, `${paid} is registered and ${owed} owed`);
  must(isCash || (sale?.state === 'approved' && sale.amount === total), `its sale is ${sale?.state}`);
  must(receipts.length <= 1, `it has ${receipts.length} receipts`);
  for (const [nth, amount] of amounts.entries()) {
    const row = rows[nth];
    const own = credits.filter(({ line }) => line === nth + 1);
    const what = `due ${nth + 1} is ${row?.state}, with ${own.length} credits`;
    if (row?.state !== 'registered') {
      must(own.length === 1 && own[0]?.amount === amount && row?.state !== 'lodged', what);
      must(
        receipts.every((text) => text.includes(own[0]?.code ?? '?')),
        `a receipt without ${own[0]?.code}`,
      );
      continue;
    }
    const { payment } = row;
    must(own.length === 0 && row.final, what);
    must(payment?.amount === amount && payment.sale?.amount === total && payment.sale.key === id, `${what}: amounts`);
    if (payment && 'notes' in payment) wrong.push(...notesFaults(id, entries, payment));
    else must(traceOf(payment) === sale?.ref.traceNumber, `due ${nth + 1} is registered with another sale`);
    must(
      receipts.every((text) => text.includes(row.reference)),
      `a receipt without ${row.reference}`,
    );
  }
  return wrong;
}

function ofApplication(booked: Booked, books: FourBooks): string[] {
  const { id, entries } = booked;
  const { ledger, sales, register, papers, staff } = books;
  if (duesOf(entries).length > 0) return duesFaults(booked, books);
  const last = closingEntryOf(entries);
  const handed = register.find(({ key }) => key === id);
  const { seen, slips, credits, duplicates } = sheetsOf(handed, papers, register);
  // A slip that was printed at the kill is not in the ledger. A continued application has several ids.
  const family = ledger.filter((one) => one.id === id || (handed && lodgedAs(one.entries) === handed.reference));
  const slipsInLedger = countOf(family, 'slipPrinted');
  const twice = [
    ...(seen > 1 ? [`${id} has ${seen} papers`] : []),
    ...(new Set(duplicates).size < duplicates.length ? [`${id} has duplicates ${duplicates.join()}`] : []),
    ...(duplicates.some((number) => number > (handed?.duplicates.length ?? 0))
      ? [`of ${id} the back office knows fewer duplicates than ${duplicates.join()}`]
      : []),
  ];
  const hand = byHand(entries);
  if (staff.includes(id) || hand?.leftToStaff) return twice;
  if (last?.kind !== 'closed') return [...twice, `${id} is open at ${last?.kind}`];
  const { outcome } = last;
  const approval = approvalOf(entries);
  const sale = sales.find(({ ref }) => approval && same(ref, approval.ref));
  const wrong: string[] = twice;
  const must = (holds: boolean, what: string) => {
    if (!holds) wrong.push(`${id} ended ${outcome}: ${what}`);
  };
  const owed = sum(entries.map((entry) => (entry.kind === 'creditIssued' ? entry.amount : 0)));
  const paid =
    handed?.state === 'registered' && handed.payment && 'notes' in handed.payment ? handed.payment.amount : 0;
  const [priced, reserved] = [priceOf(entries), reservedOf(entries)];
  must(stackedOf(entries) === paid + owed, `of ${stackedOf(entries)} in notes ${paid} paid and ${owed} owed`);
  must(slips <= slipsInLedger + family.length, `${slips} slips, of which the ledger knows ${slipsInLedger}`);
  must(credits <= countOf(family, 'creditIssued'), `${credits} credit slips`);
  if (outcome === 'delivered' || outcome === 'deliveredWithoutPaper') {
    must(handed?.state === 'registered', `at the back office it is ${handed?.state}`);
    must(handed?.final === true, 'the back office was never told that its payment stands');
    const proof = handed?.payment;
    if (proof && 'notes' in proof) wrong.push(...notesFaults(id, entries, proof));
    else if (priced === 0) must(proof === null && sale === undefined, 'it is free and was paid');
    else if (reserved === priced) must(sale === undefined, 'a credit covers it, and it was paid');
    else {
      must(sale?.state === 'approved', `its sale is ${sale?.state}`);
      must(traceOf(proof) === sale?.ref.traceNumber, 'it is registered with another sale');
      must(proof?.amount === sale?.amount, 'it is registered with another amount');
    }
    must((proof?.amount ?? 0) + (proof?.credit ?? 0) === priced, 'payment and credit are not the price');
    must((proof?.credit ?? 0) === reserved, `of a credit ${reserved} is reserved, and ${proof?.credit} registered`);
    must((outcome === 'delivered') === entries.some(isPaperOut), 'the printer said otherwise');
  } else {
    // The terminal may keep the returned sale in its books, or the terminal was exchanged.
    if (hand?.as === 'returned') must(outcome === 'returned', 'staff gave the money back');
    else must(sale?.state === (outcome === 'returned' ? 'reversed' : undefined), `its sale is ${sale?.state}`);
    must(handed === undefined || handed.state === 'withdrawn', `at the back office it is ${handed?.state}`);
    must(seen === 0, 'there is a paper of it');
  }
  return wrong;
}

/** A document's receipt does not count as its paper. */
const isPaperOut = (entry: LedgerEntry): boolean => entry.kind === 'printed' && entry.on !== 'receipt';

function documentsFaults({ id, entries }: Booked, { documents = [] }: FourBooks): readonly string[] {
  const own = documents.filter(({ name }) => name.startsWith(`${id}.`));
  const whole = own.filter(({ state }) => state === 'completed');
  const claimed = entries.flatMap((entry) => (entry.kind === 'printed' && entry.on === 'sheets' ? [entry.copy] : []));
  const begun = entries.flatMap((entry) => (entry.kind === 'printing' && entry.on === 'sheets' ? [entry.copy] : []));
  return [
    ...(whole.length > 1 ? [`${id} has ${whole.length} documents`] : []),
    ...claimed
      .filter((copy) => !whole.some(({ name }) => name.startsWith(`${id}.${copy} `)))
      .map((copy) => `printing ${copy} of ${id} came out by the ledger, and not at the printer`),
    // A disk may lose the last entry, so the printer may have one job more.
    ...(own.length > begun.length + 1
      ? [`the printer has ${own.length} jobs of ${id}, of which ${begun.length} were meant`]
      : []),
  ];
}

const waitingIn = ({ documents = [] }: FourBooks): readonly string[] =>
  documents.filter(({ state }) => state.startsWith('p')).map(({ name }) => `${name} waits in the printer`);

/** Papers of a continued application belong to its continuation. */
function sheetsOf(handed: RegisterEntry | undefined, papers: FourBooks['papers'], register: FourBooks['register']) {
  if (!handed || register.findLast(({ reference }) => reference === handed.reference) !== handed)
    return { seen: 0, slips: 0, credits: 0, duplicates: [] };
  const own = papers.filter((lines) => isPaperOf(handed, lines)).map((lines) => lines.join('\n'));
  const numbered = (which: string) =>
    own.filter((text) => text.includes(paperNumberOf(handed.reference, which))).length;
  const [slips, credits] = [numbered('D'), numbered('C')];
  const ofDuplicate = new RegExp(paperNumberOf(handed.reference, '(\\d+)\\.'));
  const duplicates = own.flatMap((text) => ofDuplicate.exec(text)?.[1] ?? []).map(Number);
  return { seen: own.length - slips - credits - duplicates.length, slips, credits, duplicates };
}

const countOf = (family: readonly Booked[], kind: LedgerEntry['kind']): number =>
  family.flatMap(({ entries }) => entries).filter((entry) => entry.kind === kind).length;

function lodgedAs(entries: readonly LedgerEntry[]): string | undefined {
  const lodged = entries.find((entry) => entry.kind === 'lodged');
  return lodged?.kind === 'lodged' ? lodged.reference : undefined;
}

const priceOf = ([first]: readonly LedgerEntry[]): Qepik => (first?.kind === 'quoted' ? first.amount : 0);

function reservedOf(entries: readonly LedgerEntry[]): Qepik {
  const reserved = entries.find((entry) => entry.kind === 'creditReserved');
  return reserved?.kind === 'creditReserved' ? reserved.amount : 0;
}

const traceOf = (proof: RegisterEntry['payment'] | undefined): string | undefined =>
  proof && 'terminalId' in proof ? proof.traceNumber : undefined;

/** Whether a paper has the reference or the ticket number of the entry: a queue ticket has no reference. */
function isPaperOf({ reference, registered }: RegisterEntry, lines: readonly string[]): boolean {
  const number = registered?.appointment?.ticket;
  return lines.some((line) => line.includes(reference) || (number !== undefined && line.includes(number)));
}

function notesFaults(id: string, entries: readonly LedgerEntry[], { notes, amount }: WireCashProof): string[] {
  const paid = entries.find((entry) => entry.kind === 'cashPaid');
  const same = paid?.kind === 'cashPaid' && paid.notes.join() === notes.join();
  const enough = notes.reduce((sum, note) => sum + note, 0) >= amount;
  return [...(same ? [] : [`${id} is registered with other notes`]), ...(enough ? [] : [`${id}: too few notes`])];
}

/** Each sale must belong to one intent. A sale names no intent: its trace number tells between which two intents it was made. */
function salesFaults({ ledger, sales, staff, lostIntents = 0 }: FourBooks): string[] {
  const approvals = ledger.map(({ entries }) => approvalOf(entries));
  const unknown = sales
    .filter(({ state, ref }) => state === 'approved' && !approvals.some((known) => known && same(known.ref, ref)))
    .map(({ ref }) => `sale ${ref.traceNumber} is in no application`);
  /** Applications with a sale that staff confirmed by hand. For applications in `staff`, staff still look for the sale. */
  const theirs = ledger.filter(({ entries }) => ['returned', 'paid'].includes(byHand(entries)?.as ?? ''));
  const looked = new Set([...staff, ...theirs.map(({ id }) => id)]);
  const lookedFor = [...looked].filter((id) => !ledger.some((one) => one.id === id && approvalOf(one.entries))).length;
  const starts = ledger
    .flatMap(({ entries }) => entries)
    .flatMap((entry) => (entry.kind === 'intent' ? [Number(entry.before?.traceNumber ?? 0)] : []));
  const counts = starts.map((start, nth) => {
    const end = starts[nth + 1] ?? Number.POSITIVE_INFINITY;
    return sales.filter(({ ref }) => Number(ref.traceNumber) > start && Number(ref.traceNumber) <= end).length;
  });
  const doubled = counts.flatMap((count, nth) => (count > 1 ? [`${count} sales for intent ${nth + 1}`] : []));
  return [...unknown.slice(lookedFor), ...doubled.slice(lostIntents)];
}

/** Each use is registered once; at rest nothing is reserved or overspent. */
function creditsFaults({ credits = [], register, ledger, staff }: FourBooks): readonly string[] {
  const uses = credits.flatMap(({ code, uses: its }) => its.map((use) => ({ ...use, code })));
  // A kiosk reports no credits of a damaged record: staff pay them out.
  const issued = ledger
    .filter(({ id }) => !staff.includes(id))
    .flatMap(({ entries }) => entries.flatMap((entry) => (entry.kind === 'creditIssued' ? [entry] : [])));
  return [
    ...credits
      .filter((credit) => sum(credit.uses.map(({ amount }) => amount)) > credit.amount)
      .map(({ code }) => `${code} is used for more than it is worth`),
    ...uses.flatMap(({ code, application, amount, state }) => {
      if (staff.includes(application)) return [];
      const row = register.find(({ key }) => key === application);
      if (state === 'reserved') return [`${amount} of ${code} are reserved for ${application}, which is ${row?.state}`];
      return row?.state === 'registered' && row.payment?.credit === amount
        ? []
        : [`${amount} of ${code} are spent for ${application}, which is ${row?.state} with ${row?.payment?.credit}`];
    }),
    ...register
      .filter(
        ({ key, state, payment }) =>
          state === 'registered' &&
          payment?.credit !== undefined &&
          !uses.some(({ application }) => application === key),
      )
      .map(({ key }) => `${key} is registered with a credit that nobody has`),
    ...issued
      .filter(
        ({ code, amount }) =>
          credits.length > 0 && !credits.some((known) => known.code === code && known.amount === amount),
      )
      .map(({ code }) => `the office knows nothing of ${code}`),
  ];
}

function registerFaults({ ledger, register, staff }: FourBooks): string[] {
  const delivered = ledger.filter(({ entries }) => {
    const last = closingEntryOf(entries);
    return last?.kind === 'closed' && last.outcome.startsWith('delivered');
  });
  return register
    .filter(({ key, state }) => state === 'registered' && !delivered.some((one) => isOf(one, key)))
    .filter(
      ({ key }) =>
        !staff.some((id) => isKeyOf(id, key)) &&
        !ledger.some(({ id, entries }) => isKeyOf(id, key) && byHand(entries)?.leftToStaff),
    )
    .map(({ key }) => `${key} is registered, and the ledger does not say so`);
}

const isKeyOf = (id: string, key: string): boolean => key === id || key.startsWith(`${id}.`);

const isOf = ({ id, entries }: Booked, key: string): boolean =>
  id === key || entries.some((entry) => entry.kind === 'lineIssued' && officeKeyOfDueLine(id, entry.line) === key);

/** The entry that closes the application; the office may learn of a credit later. */
export const closingEntryOf = (entries: readonly LedgerEntry[]): LedgerEntry | undefined =>
  entries.findLast(({ kind }) => kind !== 'creditTold');

function byHand(entries: readonly LedgerEntry[]) {
  const said = entries.findLast((entry) => entry.kind === 'settledByHand');
  return said?.kind === 'settledByHand' ? said : null;
}

function approvalOf(entries: readonly LedgerEntry[]) {
  const approved = entries.find((entry) => entry.kind === 'approved');
  return approved?.kind === 'approved' ? approved.approval : null;
}

function same(a: TransactionRef, b: TransactionRef): boolean {
  return a.terminalId === b.terminalId && a.traceNumber === b.traceNumber && a.receiptNumber === b.receiptNumber;
}
