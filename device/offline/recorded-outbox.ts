import type { OutboxStateInLedger, ReferenceStockDoubt, ReferencesByApplication } from '../ledger/known-outbox.ts';
import type { Outbox } from './outbox.ts';

interface Memo {
  load(): OutboxStateInLedger | undefined;
  save(known: OutboxStateInLedger): void;
}

export interface RecordedOutbox {
  readonly outbox: Outbox;
  /** Why the stock is void; `null`: the outbox is as the ledger knows it. */
  readonly doubt: ReferenceStockDoubt | null;
  /** References that the ledger has and the outbox lacks, first found at this start. */
  readonly missing: ReferencesByApplication;
  /** Call when the office says that another board has a newer stock. */
  readonly noteReplaced: () => void;
}

/**
 * Compares an outbox with the ledger's record of it, and updates the record. If the stock is doubtful, the outbox drops it: the references
 * may be on papers already. The office then reserves new ones, but not for a replaced board.
 */
export function createRecordedOutbox(outbox: Outbox, memo: Memo, now: () => string): RecordedOutbox {
  const before = memo.load();
  const doubt = doubtOf(before, outbox);
  const held = outbox.references();
  const old = before?.missing && isRemembered(before.missing.since, now()) ? before.missing : null;
  const gone = without({ ...old?.references, ...before?.held }, held);
  const missing = without(gone, old?.references ?? {});
  // A replaced board keeps its epoch: the office refuses this board again, and the other one keeps its stock.
  if (doubt === 'replaced') outbox.emptyStock();
  else if (doubt) outbox.voidStock();
  const since = Object.keys(missing).length > 0 ? now() : (old?.since ?? now());
  const isComplete = Object.keys(gone).length === 0;
  let known: OutboxStateInLedger = {
    ...outbox.life(),
    held,
    doubt,
    missing: isComplete ? null : { since, references: gone },
  };
  const save = (change: Partial<OutboxStateInLedger>) => {
    known = { ...known, ...outbox.life(), ...change };
    memo.save(known);
  };
  save({});
  return {
    doubt,
    missing,
    noteReplaced: () => save({ doubt: 'replaced' }),
    outbox: {
      ...outbox,
      take(what) {
        const taken = outbox.take(what);
        // Written before the citizen is told, so that a later loss is noticed.
        if (taken && !(taken.key in known.held)) save({ held: { ...known.held, [taken.key]: taken.reference } });
        return taken;
      },
      done(taken) {
        if (outbox.find(taken.key)?.state === taken.state) save({ held: without(known.held, { [taken.key]: '' }) });
        outbox.done(taken);
      },
      emptyStock() {
        outbox.emptyStock();
        save({});
      },
      stockUp(given) {
        outbox.stockUp(given);
        save({ doubt: null });
      },
    },
  };
}

/** Time for which losses are reported: an older disk is not brought back, and endless reports are ignored. */
const REMEMBERED_MS = 30 * 24 * 3_600_000;

const isRemembered = (since: string, now: string): boolean => Date.parse(now) - Date.parse(since) < REMEMBERED_MS;

function doubtOf(known: OutboxStateInLedger | undefined, outbox: Outbox): ReferenceStockDoubt | null {
  const { id, changes, epoch } = outbox.life();
  // An outbox of an older version has a stock without an epoch, which is not used.
  if (!known) return epoch === null ? null : 'other-ledger';
  if (known.id !== id) return 'lost';
  const isOlder = changes < known.changes || (known.epoch !== null && epoch !== known.epoch);
  return isOlder ? 'older' : known.doubt;
}

const without = (references: ReferencesByApplication, others: ReferencesByApplication): ReferencesByApplication =>
  Object.fromEntries(Object.entries(references).filter(([key]) => !(key in others)));
