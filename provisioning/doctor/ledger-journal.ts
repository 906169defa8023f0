import { existsSync } from 'node:fs';
import { parseJson } from '../../device/words/json.ts';
import { UNITS } from '../machine/installed.ts';
import { bad, type CheckFinding, good, listShort } from './check.ts';
import { CheckSkippedError, lateCommandError, linesOf, type MachineAccess } from './machine-port.ts';

/* A ledger deleted with its mark and key looks new. The journal has a line for each record. */

const LINES = 200;
const SINCE = '-14days';

/** [journalctl(1): with `--lines`, `--grep` reads from the newest line back] */
const ASKED = [
  '--unit',
  UNITS.kiosk,
  '--output',
  'cat',
  '--quiet',
  '--no-pager',
  '--since',
  SINCE,
  '--lines',
  String(LINES),
  '--grep',
  '"payment\\.step"',
];

interface Told {
  readonly applicationId: string;
  readonly at: string;
}

function toldIn(line: string): Told | null {
  const value = parseJson(line);
  if (typeof value !== 'object' || value === null) return null;
  const { applicationId, at, event } = value as Record<string, unknown>;
  const isTold = event === 'payment.step' && typeof applicationId === 'string' && typeof at === 'string';
  return isTold ? { applicationId, at } : null;
}

/** Staff who adopted the ledger know of journal lines from before. */
async function unknownTo(file: string, told: readonly Told[]): Promise<readonly string[]> {
  const ids = (all: readonly Told[]) => [...new Set(all.map(({ applicationId }) => applicationId))];
  if (!existsSync(file)) return ids(told);
  const { adoptedAt } = await import('../../device/ledger/adopt.ts');
  const { readLedgerQueries } = await import('../../device/ledger/book.ts');
  const since = adoptedAt(file) ?? '';
  return readLedgerQueries(file, (book) =>
    ids(told.filter(({ at }) => at > since)).filter((id) => book.find(id) === null),
  );
}

export async function ledgerBehindJournalFinding(file: string, machine: MachineAccess): Promise<CheckFinding> {
  const ran = await machine.run('journalctl', ...ASKED);
  if (ran.is === 'absent') throw new CheckSkippedError('not measured: there is no journalctl here');
  if (ran.is === 'late') throw lateCommandError('journalctl', ran.afterMs, `sudo journalctl -u ${UNITS.kiosk}`);
  const told = linesOf(ran.out).flatMap((line) => toldIn(line) ?? []);
  const gone = await unknownTo(file, told);
  if (gone.length === 0)
    return good(told.length === 0 ? 'the journal names no application' : 'the ledger has all of them');
  return bad(
    `the ledger is another or a new one: it lacks ${gone.length} applications of the journal: ${listShort(gone)}`,
    `find out what removed the ledger (tmpfiles, mounts), and restore the newest ledger.db with all files beside it. Without one, compare terminal and back office with the journal (sudo journalctl -u ${UNITS.kiosk} --since ${SINCE} --grep payment.step). This line disappears after 14 days`,
  );
}
