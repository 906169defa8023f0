import type Database from 'better-sqlite3';
import type { Application } from '../ledger/application.ts';
import type { EntryKind } from '../ledger/entries.ts';
import type { StoredEntry } from '../ledger/entry-table.ts';
import type { LogSigner } from '../merkle/signer.ts';
import { inclusionPath, rootAt } from '../merkle/tree.ts';
import { openTree, type TreeReader } from '../merkle/tree-tables.ts';
import { formatCheckpoint } from '../proof/checkpoint.ts';
import { commitmentOf, type HiddenReceiptFacts, leafText, type PublicReceiptFacts, SALT_BYTES } from '../proof/leaf.ts';
import { formatNote } from '../proof/note.ts';
import { encodeReceiptProof } from '../proof/receipt-proof.ts';
import { getsLeaf, leafOutcomeOfEntry } from './leaf-entries.ts';
import { newestDamage } from './log-damage.ts';

export interface TransparencyOptions {
  readonly db: Database.Database;
  readonly kioskId: string;
  readonly signer: LogSigner;
  readonly randomBytes: (count: number) => Uint8Array;
}

/** What a proof reveals of a leaf, until the proof is taken. */
interface Opening {
  readonly index: number;
  readonly facts: PublicReceiptFacts;
  readonly hidden: HiddenReceiptFacts;
  readonly salt: Uint8Array;
}

/** Public log of this kiosk: outcomes without persons. */
export function createTransparencyLog(options: TransparencyOptions) {
  const { db, kioskId, signer } = options;
  const tree = openTree(db);
  const leafOf = db
    .prepare<[string], EntryKind>(
      `SELECT kind FROM log_leaf JOIN entry ON entry.seq = log_leaf.entry WHERE entry.application = ? ORDER BY i DESC LIMIT 1`,
    )
    .pluck();
  /** One for each application that is issued and not closed: as many as visits and settlements run. */
  const openings = new Map<string, Opening>();

  return {
    damage: newestDamage(db, tree),
    /** In the transaction of every ledger entry: one leaf for each decided outcome, one more if the outcome changes. */
    record(stored: StoredEntry, application: Application): void {
      const { applicationId, entry } = stored;
      if (entry.kind === 'closed') openings.delete(applicationId);
      const outcome = leafOutcomeOfEntry(entry);
      // A technician's trial gets no leaf.
      if (outcome === null || application.trial) return;
      const before = leafOf.get(applicationId);
      if (!getsLeaf(outcome, before)) return;
      const facts = publicFacts(stored, application, outcome, kioskId);
      const hidden = hiddenFacts(application);
      const salt = options.randomBytes(SALT_BYTES);
      const index = tree.append(leafText(facts, commitmentOf(salt, hidden)), stored.seq);
      if (entry.kind === 'issued') openings.set(applicationId, { index, facts, hidden, salt });
    },
    /** Proof of an application issued in this run; `null`: none. It is given once: then only its holder knows the salt. */
    receiptProof(applicationId: string): string | null {
      const opening = openings.get(applicationId);
      if (!opening) return null;
      openings.delete(applicationId);
      const size = tree.size();
      const { key } = signer;
      const signature = signer.sign(headText(tree, key.name, size));
      return encodeReceiptProof({
        ...opening,
        size,
        path: inclusionPath(tree, opening.index, size),
        signatures: [{ keyId: key.id, signature }],
      });
    },
  };
}

export type TransparencyLog = ReturnType<typeof createTransparencyLog>;

function headText(tree: TreeReader, origin: string, size: number): string {
  return formatCheckpoint({ origin, size, root: rootAt(tree, size) });
}

/** Signed checkpoint of the present tree. The same tree always gives the same note: Ed25519 is deterministic. */
export function signedCheckpoint(tree: TreeReader, { key, sign }: LogSigner): string {
  const text = headText(tree, key.name, tree.size());
  return formatNote({ text, signatures: [{ name: key.name, id: key.id, signature: sign(text) }] });
}

function publicFacts(
  { at, clock }: StoredEntry,
  { service, tariffDate }: Application,
  outcome: string,
  kioskId: string,
): PublicReceiptFacts {
  return {
    kioskId,
    // If the clock is not set, its time is a guess, and a leaf cannot be taken back.
    minute: clock === 'unsynchronised' ? null : Math.floor(Date.parse(at) / 60_000),
    service: service || '-',
    tariff: tariffDate ?? '-',
    outcome,
  };
}

function hiddenFacts({ id, reference, amount, approval, paidBy }: Application): HiddenReceiptFacts {
  const { terminalId, traceNumber, receiptNumber } = approval?.ref ?? {};
  const payment = approval ? `${terminalId}/${traceNumber}/${receiptNumber}` : (paidBy ?? '-');
  return { applicationId: id, reference: reference || '-', amount, payment };
}
