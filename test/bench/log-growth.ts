import { hash } from 'node:crypto';
import { statSync } from 'node:fs';
import Database from 'better-sqlite3';
import type { LedgerEntry } from '../../device/ledger/entries.ts';
import { openLedger } from '../../device/ledger/ledger.ts';
import { logSignerFromSeed } from '../../device/merkle/signer.ts';
import { inclusionPath, rootAt } from '../../device/merkle/tree.ts';
import { nodeId, openTree } from '../../device/merkle/tree-tables.ts';
import { leafText } from '../../device/proof/leaf.ts';
import { createTransparencyLog } from '../../device/transparency/log.ts';

const SIGNER = logSignerFromSeed('asan-kiosk/K5', new Uint8Array(32).fill(1));
const HASH_BYTES = 32;

/** A dummy hash, as long as a paid visit's leaf. */
const [BEFORE, AFTER] = leafText(
  {
    kioskId: 'K5',
    minute: 29_931_272,
    service: 'identity-card-replacement',
    tariff: '2022-08-15',
    outcome: 'issued',
  },
  new Uint8Array(HASH_BYTES),
).split('AAAAAAAAAA', 2) as [string, string];
const leafOf = (index: number): string => `${BEFORE}${String(index).padStart(10, '0')}${AFTER}`;

/** Writes the rows of so many appends at once, without a commit and a read for each. @throws if the tree differs */
export function growLog(file: string, size: number): void {
  const db = new Database(file);
  try {
    db.pragma('journal_mode = OFF');
    db.pragma('synchronous = OFF');
    db.pragma('cache_size = -262144');
    const tree = openTree(db);
    const addLeaf = db.prepare('INSERT INTO log_leaf (i, entry, body) VALUES (?, ?, ?)');
    const addNode = db.prepare('INSERT INTO log_node (id, hash) VALUES (?, ?)');
    const pair = Buffer.alloc(1 + 2 * HASH_BYTES);
    pair[0] = 1;
    /** The last perfect subtree of each level that has no sibling yet. */
    const waiting: Buffer[] = [];
    db.exec('BEGIN');
    for (let index = 0; index < size; index++) {
      const body = leafOf(index);
      // The ledger has nine entries between two leaves.
      addLeaf.run(index, index * 9, body);
      let node = hash('sha256', `\0${body}`, 'buffer');
      let [level, at] = [0, index];
      for (; at % 2 === 1; level += 1, at = (at - 1) / 2) {
        waiting[level]?.copy(pair, 1);
        node.copy(pair, 1 + HASH_BYTES);
        node = hash('sha256', pair, 'buffer');
        addNode.run(nodeId(level + 1, (at - 1) / 2), node);
      }
      waiting[level] = node;
    }
    db.exec('COMMIT');
    const some = Math.min(size, 1_000);
    const slow = openTree(new Database(':memory:'));
    for (let index = 0; index < some; index++) slow.append(leafOf(index), index);
    if (!Buffer.from(rootAt(tree, some)).equals(rootAt(slow, some)))
      throw new Error('the bulk builder grows another tree');
    db.pragma('journal_mode = WAL');
  } finally {
    db.close();
  }
}

/** Median seconds of an append with and without waiting for the disk, and of a proof; and bytes for each leaf. */
export function timeLog(file: string, size: number, times: number) {
  const db = new Database(file);
  try {
    db.pragma('synchronous = FULL');
    const tree = openTree(db);
    const durably = db.transaction((index: number) => tree.append(leafOf(index), index * 9));
    const appends = timed(times, (nth) => durably(size + nth));
    // Only the size of the tree matters here.
    db.pragma('synchronous = OFF');
    const unforced = timed(times, (nth) => durably(size + times + nth));
    const now = tree.size();
    const proofs = timed(times, (nth) => {
      const index = Math.floor(((nth * 0.618_033_988_75) % 1) * now);
      inclusionPath(tree, index, now);
      SIGNER.sign(String(rootAt(tree, now)));
    });
    db.pragma('wal_checkpoint(TRUNCATE)');
    return {
      append: median(appends),
      unforced: median(unforced),
      proof: median(proofs),
      bytes: statSync(file).size / now,
    };
  } finally {
    db.close();
  }
}

function timed(times: number, act: (nth: number) => void): number[] {
  return Array.from({ length: times }, (_, nth) => {
    const started = performance.now();
    act(nth);
    return (performance.now() - started) / 1_000;
  });
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

const REF = { terminalId: '12345678', traceNumber: '000042', receiptNumber: '0008' };

const VISIT: readonly LedgerEntry[] = [
  {
    kind: 'quoted',
    service: 'identity-card-replacement',
    tier: 'ten-days',
    tariffDate: '2022-08-15',
    amount: 500,
    paper: 'receipt',
  },
  { kind: 'lodged', reference: 'K5-7QF2-62' },
  { kind: 'intent', intentId: '0b1e8f6c-4d2a-4c57-9f0e-3d5a7b9c1e20', before: REF },
  { kind: 'saleSent' },
  {
    kind: 'approved',
    approval: { ref: REF, amount: 500, authorisationCode: '123456' },
    at: '2026-11-24T14:32:00+04:00',
  },
  { kind: 'issueRequested' },
  { kind: 'issued' },
  { kind: 'printed', copy: 1 },
  { kind: 'closed', outcome: 'delivered' },
];

/** Bytes on disk for each application, of the ledger and of the log. */
export function diskOfApplications(file: string, count: number, newId: () => string) {
  const ledger = openLedger({ file, now: () => new Date('2026-11-24T10:32:00Z') });
  ledger.join((db) => {
    db.pragma('synchronous = OFF');
    let salts = 0;
    const randomBytes = (length: number) => new Uint8Array(length).fill(++salts);
    return createTransparencyLog({ db, kioskId: 'K5', signer: SIGNER, randomBytes });
  });
  for (let nth = 0; nth < count; nth++) {
    const id = newId();
    for (const entry of VISIT) ledger.append(id, entry);
  }
  ledger.close();
  const db = new Database(file, { readonly: true });
  try {
    const bytes = db.prepare<[], { log: number; all: number }>(
      `SELECT sum(pgsize) AS "all", sum(CASE WHEN name LIKE 'log_%' OR name LIKE 'sqlite_autoindex_log_%' THEN pgsize ELSE 0 END) AS log
       FROM dbstat`,
    );
    const { all = 0, log = 0 } = bytes.get() ?? {};
    return { ledger: (all - log) / count, log: log / count };
  } finally {
    db.close();
  }
}
