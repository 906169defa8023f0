import { existsSync } from 'node:fs';
import { type Database, DatabaseRefusedError, migrate, type Sql } from '../database/database.ts';
import { type DatabasePlace, isPostgres, openDatabase } from '../database/open.ts';
import { ApplicationsTable } from './applications-table.ts';
import { CodesTable } from './codes-table.ts';
import { CreditsTable } from './credits-table.ts';
import { DocumentsTable } from './documents-table.ts';
import { EnrolmentTable } from './enrolment-table.ts';
import type { RegisterEntry } from './entry.ts';
import { ParkedTable } from './parked-table.ts';
import { PhoneIdentityTable } from './phone-identity-table.ts';
import { DataAccessTable, DuesTable, ReservedReferencesTable, SurveysTable } from './record-tables.ts';
import { CREATE_INDEXES, DROP_INDEXES, MIGRATIONS } from './schema.ts';
import { HoldsTable, PeriodCountTable, QueueTable, QuotesTable } from './visit-tables.ts';

export interface OfficeTables {
  readonly applications: ApplicationsTable;
  readonly queue: QueueTable;
  readonly quotes: QuotesTable;
  readonly holds: HoldsTable;
  readonly codes: CodesTable;
  readonly identities: PhoneIdentityTable;
  readonly tally: PeriodCountTable;
  readonly surveys: SurveysTable;
  readonly dues: DuesTable<object>;
  readonly accesses: DataAccessTable;
  readonly reserved: ReservedReferencesTable;
  readonly documents: DocumentsTable;
  readonly enrolment: EnrolmentTable;
  readonly credits: CreditsTable;
  readonly parked: ParkedTable;
}

/** A decision is one `write`: all or nothing, without another process between. */
export interface OfficeStore {
  write<T>(work: (tables: OfficeTables) => Promise<T>): Promise<T>;
  read<T>(work: (tables: OfficeTables) => Promise<T>): Promise<T>;
  /** All or none; the keys must be new. Meanwhile, the office decides nothing. */
  import(batches: Iterable<readonly RegisterEntry[]>): Promise<void>;
  close(): Promise<void>;
}

/**
 * Opens the register. A new file is created only with the first write: waiting for the disk would cost the kiosk a tenth of its cold start.
 *
 * @throws StoreRefusedError
 */
export async function openStore(place: DatabasePlace): Promise<OfficeStore> {
  const isNew = place !== undefined && !isPostgres(place) && !existsSync(place);
  return isNew ? onFirstUse(() => openNow(place)) : openNow(place);
}

function onFirstUse(open: () => Promise<OfficeStore>): OfficeStore {
  let opened: Promise<OfficeStore> | undefined;
  const store = () => {
    opened ??= open();
    return opened;
  };
  return {
    write: async (work) => (await store()).write(work),
    read: async (work) => (await store()).read(work),
    import: async (batches) => (await store()).import(batches),
    close: async () => {
      const there = await opened?.catch(() => undefined);
      await there?.close();
    },
  };
}

async function openNow(place: DatabasePlace): Promise<OfficeStore> {
  const database = await openDatabase(place).catch((error: unknown) => refused(place, error));
  try {
    await migrate(database, MIGRATIONS);
  } catch (error) {
    await database.close();
    return refused(place, error);
  }
  return storeOf(database);
}

/** No register, and cannot get one. The message says what to do. */
export class StoreRefusedError extends Error {}

/** Without the place: a connection string may have a password. */
function refused(place: DatabasePlace, error: unknown): never {
  if (!(error instanceof DatabaseRefusedError)) throw error;
  const what = place === undefined || isPostgres(place) ? 'the database' : place;
  throw new StoreRefusedError(`${what} can not keep a register: ${error.message}`, { cause: error });
}

function storeOf(database: Database): OfficeStore {
  return {
    write: (work) => database.write((sql) => work(tablesOf(sql))),
    read: (work) => database.read((sql) => work(tablesOf(sql))),
    import: (batches) =>
      database.import(async (sql) => {
        const { applications } = tablesOf(sql);
        for (const statement of DROP_INDEXES) await sql.query(statement);
        for (const entries of batches) await applications.add(entries);
        for (const statement of CREATE_INDEXES) await sql.query(statement);
      }),
    close: database.close,
  };
}

const tablesOf = (sql: Sql): OfficeTables => ({
  applications: new ApplicationsTable(sql),
  queue: new QueueTable(sql),
  quotes: new QuotesTable(sql),
  holds: new HoldsTable(sql),
  codes: new CodesTable(sql),
  identities: new PhoneIdentityTable(sql),
  tally: new PeriodCountTable(sql),
  surveys: new SurveysTable(sql),
  dues: new DuesTable(sql),
  accesses: new DataAccessTable(sql),
  reserved: new ReservedReferencesTable(sql),
  documents: new DocumentsTable(sql),
  enrolment: new EnrolmentTable(sql),
  credits: new CreditsTable(sql),
  parked: new ParkedTable(sql),
});
