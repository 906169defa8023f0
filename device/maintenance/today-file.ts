import type { LedgerEntry } from '../ledger/entries.ts';
import { readMemo } from '../ledger/memo.ts';
import { readLedgerDatabase } from '../ledger/schema-version.ts';
import {
  COUNTED_ENTRY_KINDS,
  INCIDENTS_MEMO,
  type LastMaintenance,
  MAINTENANCE_MEMO,
  visitFiguresOf,
} from './figures.ts';
import { type Incidents, NO_INCIDENTS } from './incidents.ts';
import type { VisitFigures } from './today.ts';

export interface TodayCounts {
  readonly figures: VisitFigures;
  readonly incidents: Incidents;
}

/** Reads what *Today* shows of the ledger, while a kiosk may run. Throws if there is no ledger. */
export function readTodayCounts(file: string): TodayCounts {
  return readLedgerDatabase(file, (db) =>
    db.transaction(() => {
      const last = readMemo<LastMaintenance>(db, MAINTENANCE_MEMO);
      const bodies = db
        .prepare<[number, string], { readonly body: string }>(
          'SELECT body FROM entry WHERE seq > ? AND kind IN (SELECT value FROM json_each(?)) AND json_valid(body) ORDER BY seq',
        )
        .all(last?.seq ?? 0, JSON.stringify(COUNTED_ENTRY_KINDS));
      const { open } = db
        .prepare<[], { readonly open: number }>('SELECT count(*) AS open FROM open_application')
        .get() ?? { open: 0 };
      const entries = bodies.map(({ body }) => JSON.parse(body) as LedgerEntry);
      return {
        figures: visitFiguresOf(entries, { since: last?.at ?? null, open }),
        incidents: readMemo<Incidents>(db, INCIDENTS_MEMO) ?? NO_INCIDENTS,
      };
    })(),
  );
}
