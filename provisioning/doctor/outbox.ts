import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import type { Profile } from '../../device/config/profile.ts';
import { pathBesideLedger } from '../../device/files/beside-ledger.ts';
import type { OutboxStateInLedger, ReferencesByApplication } from '../../device/ledger/known-outbox.ts';
import type { OutboxIdentity } from '../../device/offline/outbox.ts';
import { RESTART_KIOSK_COMMAND } from '../../device/troubles/start-anew.ts';
import { messageOf } from '../../drivers/result.ts';
import { adviceOf } from '../devices/open-device.ts';
import { USERS } from '../machine/installed.ts';
import { bad, type CheckFinding, good, skipped, warning } from './check.ts';
import { STOP_KIOSK } from './ledger-books.ts';
import { moveAsideCommand } from './take-away.ts';

const PUT_BACK =
  'do not change the ledger, and restore the newest outbox if a disk or a backup still has it. Otherwise only the citizens have its applications';

const UNDO_HALF = `do not change the outbox and its -journal: the next start undoes the half write; ${RESTART_KIOSK_COMMAND}`;

/** The outbox has the only copy of its entries: no step deletes it. */
const damagedFix = (outbox: string): string => {
  const away = `${STOP_KIOSK} && ${moveAsideCommand([`${outbox}*`])}`;
  return [
    `sudo cp ${outbox}* to another disk, then try on another computer: sqlite3 ${basename(outbox)} .recover | sqlite3 new.outbox`,
    `if that works: ${away} && sudo install -o ${USERS.kiosk} -g ${USERS.kiosk} -m 600 new.outbox ${outbox} && ${RESTART_KIOSK_COMMAND}`,
    `if it does not work: ${away} && ${RESTART_KIOSK_COMMAND}`,
    'the next start makes an empty one, and this line lists the missing references (BKO-145)',
  ].join('; ');
};

/** References for one day of a busy bus. */
const FEW_REFERENCES = 20;

interface OutboxLook {
  readonly states: ReadonlyMap<string, number>;
  readonly stock: readonly string[];
  /** `null`: an older version kept no count. */
  readonly life: OutboxIdentity | null;
  readonly held: ReferencesByApplication;
}

const knownOutbox = async (file: string): Promise<OutboxStateInLedger | undefined> => {
  const { hasTable, readDatabase } = await import('../../device/files/database.ts');
  const { readMemo } = await import('../../device/ledger/memo.ts');
  const { OUTBOX_MEMO_KEY } = await import('../../device/ledger/known-outbox.ts');
  return readDatabase(file, (db) =>
    hasTable(db, 'memo') ? readMemo<OutboxStateInLedger>(db, OUTBOX_MEMO_KEY) : undefined,
  );
};

/**
 * The outbox has the applications from the time while the office was away. The outbox is lost if the ledger continued without it. The
 * outbox is older if it would give out a reference that the ledger knows. The outbox is damaged if SQLite says so.
 */
export async function outboxFinding(file: string, { offline }: Profile): Promise<CheckFinding> {
  const outbox = pathBesideLedger(file, '.outbox');
  const known = await knownOutbox(file);
  const { hasTable, isHalfWrittenError, readDatabase } = await import('../../device/files/database.ts');
  const { readLedgerQueries } = await import('../../device/ledger/book.ts');
  if (!existsSync(outbox)) {
    if (!offline) return skipped('the profile has no offline: no application is accepted while the office is away');
    const entries = readDatabase(file, (db) => db.prepare<[], number>('SELECT count(*) FROM entry').pluck().get() ?? 0);
    if (entries === 0) return skipped('none yet: the first start creates it');
    if (known) return bad(`it is lost${gone(known, {})} (BKO-144)`, PUT_BACK);
    return warning(
      `there is none, but the ledger has ${entries} records: it is lost, or offline is new in the profile`,
      PUT_BACK,
    );
  }
  let look: OutboxLook | string;
  try {
    look = readDatabase(outbox, (db) => {
      const sound = String(db.pragma('quick_check', { simple: true }));
      if (sound !== 'ok') return sound;
      if (!hasTable(db, 'taken') || !hasTable(db, 'stock')) return 'it has no tables';
      const states = db
        .prepare<[], { state: string; n: number }>('SELECT state, count(*) AS n FROM taken GROUP BY state')
        .all();
      const stock = db.prepare<[], string>('SELECT reference FROM stock ORDER BY rowid LIMIT 50').pluck().all();
      const life = hasTable(db, 'life')
        ? (db.prepare<[], OutboxIdentity>('SELECT id, changes, epoch FROM life').get() ?? null)
        : null;
      const taken = db.prepare<[], { key: string; reference: string }>('SELECT key, reference FROM taken').all();
      const held = Object.fromEntries(taken.map(({ key, reference }) => [key, reference]));
      return { states: new Map(states.map(({ state, n }) => [state, n])), stock, life, held };
    });
  } catch (error) {
    if (isHalfWrittenError(error))
      return warning('the power failed during a write, and no kiosk was started since', UNDO_HALF);
    look = messageOf(error);
  }
  if (typeof look === 'string') return bad(`is damaged: ${look.replace(/\s+/g, ' ')}`, damagedFix(outbox));
  const wrong = known && differsFrom(known, look);
  if (wrong) return wrong;
  const { stock } = look;
  const used = readLedgerQueries(file, (book) => stock.find((reference) => book.find(reference) !== null));
  if (used !== undefined) return bad(`is older than the ledger: it would give ${used} out a second time`, PUT_BACK);
  return stateFinding(look, offline !== undefined);
}

function differsFrom(known: OutboxStateInLedger, { life, held }: OutboxLook): CheckFinding | null {
  if (life?.id !== known.id)
    return bad(`is not the outbox that the ledger knows${gone(known, held)} (BKO-144)`, PUT_BACK);
  if (life.changes < known.changes) return bad(`is older than the ledger${gone(known, held)} (BKO-144)`, PUT_BACK);
  const missing = gone(known, held);
  if (missing !== '') return warning(`is not whole${missing} (BKO-145)`, adviceOf('BKO-145'));
  if (known.doubt === null) return null;
  if (known.doubt === 'replaced')
    return bad('another board of this kiosk has its stock of references (BKO-146)', adviceOf('BKO-146'));
  return warning(
    `has no references in stock until the office answers (${known.doubt}, BKO-144)`,
    'connect the kiosk to the office once: it fetches new application numbers (references) by itself',
  );
}

const MOST_NAMED = 20;

function gone({ held: known, missing }: OutboxStateInLedger, held: ReferencesByApplication): string {
  const all = Object.entries({ ...missing?.references, ...known }).filter(([key]) => !(key in held));
  const named = all.slice(0, MOST_NAMED).map(([key, reference]) => `${reference} (ledger show ${key})`);
  if (named.length === 0) return '';
  const more = all.length > named.length ? ` and ${all.length - named.length} more` : '';
  return `; accepted without the office, but missing: ${named.join(', ')}${more}`;
}

function stateFinding({ states, stock }: OutboxLook, offline: boolean): CheckFinding {
  const of = (state: string) => states.get(state) ?? 0;
  const waiting = of('registered') + of('withdrawn');
  if (of('refused') > 0)
    return warning(`applications that the office refused: ${of('refused')} (BKO-142)`, adviceOf('BKO-142'));
  if (!offline && waiting > 0)
    return bad(
      `applications that wait for the office: ${waiting}, but the profile has no offline: the kiosk never sends them`,
      'restore the section offline in the profile',
    );
  const found = `applications that wait for the office: ${waiting}; references in stock: ${stock.length}${stock.length === 50 ? ' or more' : ''}`;
  if (offline && stock.length < FEW_REFERENCES)
    return warning(
      found,
      'connect the kiosk to the office once: it fetches new application numbers (references) by itself',
    );
  return good(found);
}
