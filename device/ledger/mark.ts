import type Database from 'better-sqlite3';
import { toHex } from '../../drivers/bytes.ts';
import { createChangeFilter, emitter } from '../../drivers/emitter.ts';
import { rootAt } from '../merkle/tree.ts';
import { createTreeTablesCheck, readTree, type TreeReader } from '../merkle/tree-tables.ts';
import { type EntryRow, ZERO_HASH } from './chain.ts';
import { newestChainLink } from './integrity.ts';
import { type LedgerMark, markFileOf, openMarkFile } from './mark-file.ts';
import { MAX_LOST_COMMITS } from './standing.ts';

type Link = Pick<EntryRow, 'seq' | 'hash'>;

/**
 * Writes the mark of a book that is open to write, now and after each commit. Throws the disk's errors. The root is computed only after a
 * new leaf. The tree is made later, or never without a public log.
 */
export function createMarkKeeper(db: Database.Database, ledgerFile: string) {
  const head = createHead(db);
  let hashes = newestHashes(db);
  const marker = openMarkFile(markFileOf(ledgerFile), { seq: newestChainLink(db)?.seq ?? 0, hashes, ...head() });
  const changed = emitter<boolean>();
  const tell = createChangeFilter<boolean>(changed.emit, true);
  return {
    /** Call after each commit. Throws nothing: the entry is durable even without its mark. */
    committed({ seq, hash }: Link): void {
      hashes = [hash.toString('hex'), ...hashes].slice(0, MAX_LOST_COMMITS + 1);
      try {
        marker.write({ seq, hashes, ...head() });
        tell(true);
      } catch {
        // The next entry tries again; the next start checks the disk.
        tell(false);
      }
    },
    onChange: changed.on,
    close: marker.close,
  };
}

/** Hashes of the newest entries, newest first: one more than a disk may lose. */
function newestHashes(db: Database.Database): readonly string[] {
  // Without the inner limits, every start would sort ten years of entries.
  const newest = db.prepare<{ readonly most: number }, Buffer | null>(
    `SELECT hash FROM (
       SELECT seq, hash FROM (SELECT seq, hash FROM entry ORDER BY seq DESC LIMIT @most)
       UNION ALL SELECT seq, hash FROM (SELECT seq, hash FROM set_aside ORDER BY seq DESC LIMIT @most)
     ) ORDER BY seq DESC LIMIT @most`,
  );
  const found = newest.pluck().all({ most: MAX_LOST_COMMITS + 1 });
  return (found.length > 0 ? found : [null]).map((hash) => (hash ?? ZERO_HASH).toString('hex'));
}

function createHead(db: Database.Database): () => Pick<LedgerMark, 'leaves' | 'root'> {
  const hasTree = createTreeTablesCheck(db);
  let tree: TreeReader | null = null;
  let head: Pick<LedgerMark, 'leaves' | 'root'> | null = null;
  return () => {
    if (!tree && hasTree()) tree = readTree(db);
    const leaves = tree?.size() ?? 0;
    if (head?.leaves !== leaves) head = { leaves, root: toHex(tree ? rootAt(tree, leaves) : ZERO_HASH) };
    return head;
  };
}
