import type { Migration, Sql } from '../database/database.ts';
import type { SigningAuthority } from './est-certificates.ts';

export const ENROLMENT_TABLES: Migration = [
  'CREATE TABLE authority (name TEXT PRIMARY KEY, authority JSON NOT NULL)',
  'CREATE TABLE enrolment_code (id TEXT PRIMARY KEY, kiosk TEXT NOT NULL, valid_until BIGINT NOT NULL, used_by TEXT)',
  `CREATE TABLE certificate (
    serial TEXT PRIMARY KEY, kiosk TEXT NOT NULL, request TEXT NOT NULL, revoked_at BIGINT, pem TEXT NOT NULL)`,
  'CREATE UNIQUE INDEX certificate_request ON certificate (kiosk, request)',
];

/** `id` is the code's hash. */
export interface EnrolmentCode {
  readonly id: string;
  readonly kiosk: string;
  readonly validUntil: number;
  readonly usedBy: string | null;
}

export interface IssuedCertificate {
  /** Hex. */
  readonly serial: string;
  readonly kiosk: string;
  readonly request: string;
  readonly revokedAt: number | null;
  readonly pem: string;
}

const CODE = 'SELECT id, kiosk, valid_until AS "validUntil", used_by AS "usedBy" FROM enrolment_code WHERE id = $1';
const CERTIFICATE = 'SELECT serial, kiosk, request, revoked_at AS "revokedAt", pem FROM certificate';

export class EnrolmentTable {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  async authority(): Promise<SigningAuthority | undefined> {
    const [row] = await this.#sql.query<{ authority: string }>("SELECT authority FROM authority WHERE name = 'kiosks'");
    return row && (JSON.parse(row.authority) as SigningAuthority);
  }

  async keepAuthority(authority: SigningAuthority): Promise<void> {
    await this.#sql.query("INSERT INTO authority (name, authority) VALUES ('kiosks', $1)", [JSON.stringify(authority)]);
  }

  async code(id: string): Promise<EnrolmentCode | undefined> {
    return (await this.#sql.query<EnrolmentCode>(CODE, [id]))[0];
  }

  async addCode({ id, kiosk, validUntil }: Omit<EnrolmentCode, 'usedBy'>): Promise<void> {
    await this.#sql.query('INSERT INTO enrolment_code (id, kiosk, valid_until) VALUES ($1, $2, $3)', [
      id,
      kiosk,
      validUntil,
    ]);
  }

  async useCode(id: string, request: string): Promise<void> {
    await this.#sql.query('UPDATE enrolment_code SET used_by = $1 WHERE id = $2', [request, id]);
  }

  async issuedFor(kiosk: string, request: string): Promise<IssuedCertificate | undefined> {
    const find = `${CERTIFICATE} WHERE kiosk = $1 AND request = $2`;
    return (await this.#sql.query<IssuedCertificate>(find, [kiosk, request]))[0];
  }

  async issued(serial: string): Promise<IssuedCertificate | undefined> {
    return (await this.#sql.query<IssuedCertificate>(`${CERTIFICATE} WHERE serial = $1`, [serial]))[0];
  }

  async add({ serial, kiosk, request, pem }: Omit<IssuedCertificate, 'revokedAt'>): Promise<void> {
    await this.#sql.query('INSERT INTO certificate (serial, kiosk, request, pem) VALUES ($1, $2, $3, $4)', [
      serial,
      kiosk,
      request,
      pem,
    ]);
  }

  async revoke(kiosk: string, at: number): Promise<void> {
    await this.#sql.query('UPDATE certificate SET revoked_at = $1 WHERE kiosk = $2 AND revoked_at IS NULL', [
      at,
      kiosk,
    ]);
  }

  async ofKiosk(kiosk: string): Promise<readonly IssuedCertificate[]> {
    return this.#sql.query<IssuedCertificate>(`${CERTIFICATE} WHERE kiosk = $1`, [kiosk]);
  }

  async revoked(): Promise<readonly IssuedCertificate[]> {
    return this.#sql.query<IssuedCertificate>(
      `${CERTIFICATE} WHERE revoked_at IS NOT NULL ORDER BY revoked_at, serial`,
    );
  }
}
