import type { Sql } from '../database/database.ts';

export interface StoredOfficeDocument {
  readonly application: string;
  readonly number: string;
  /** Base64. */
  readonly pdf: string;
  readonly code: string;
  readonly title: string;
  readonly agency: string;
  /** ISO dates at the centre. */
  readonly issuedOn: string;
  readonly validUntil: string;
}

interface Row {
  readonly document: string;
}

const documentOf = ([row]: readonly Row[]): StoredOfficeDocument | undefined =>
  row && (JSON.parse(row.document) as StoredOfficeDocument);

export class DocumentsTable {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  async of(application: string): Promise<StoredOfficeDocument | undefined> {
    return documentOf(
      await this.#sql.query<Row>('SELECT document FROM document WHERE application = $1', [application]),
    );
  }

  async numbered(number: string): Promise<StoredOfficeDocument | undefined> {
    return documentOf(await this.#sql.query<Row>('SELECT document FROM document WHERE number = $1', [number]));
  }

  async add(document: StoredOfficeDocument): Promise<void> {
    await this.#sql.query('INSERT INTO document (application, number, document) VALUES ($1, $2, $3)', [
      document.application,
      document.number,
      JSON.stringify(document),
    ]);
  }

  async alsoFor(duplicate: string, application: string): Promise<void> {
    await this.#sql.query('INSERT INTO duplicate (key, application) VALUES ($1, $2)', [duplicate, application]);
  }

  async applicationOf(duplicate: string): Promise<string | undefined> {
    const find = 'SELECT application FROM duplicate WHERE key = $1';
    const [row] = await this.#sql.query<{ application: string }>(find, [duplicate]);
    return row?.application;
  }
}
