import type { Migration } from '../database/database.ts';
import { ENROLMENT_TABLES } from './enrolment-table.ts';

/*
 * For SQLite and PostgreSQL. Each record is one JSON value; other columns serve searches. `JSON`: `JSONB` loses the order of a form's answers.
 * Times are milliseconds since 1970, flags 0 or 1. Change tables only by a new migration.
 */

const INDEXES: Readonly<Record<string, string>> = {
  application_reference: 'application (reference, number)',
  application_kiosk: 'application (kiosk, lodged_at, number)',
  application_person: 'application (person, messaged_at)',
  application_slot: 'application (place, day, time) WHERE place IS NOT NULL',
};

/** Rebuilding once is much faster than millions of updates. */
export const DROP_INDEXES: Migration = Object.keys(INDEXES).map((name) => `DROP INDEX ${name}`);
export const CREATE_INDEXES: Migration = Object.entries(INDEXES).map(([name, on]) => `CREATE INDEX ${name} ON ${on}`);

const APPLICATIONS: Migration = [
  // `number`: order of lodging. `place`, `day` and `time`: of a valid appointment.
  `CREATE TABLE application (
    number BIGINT PRIMARY KEY, key TEXT NOT NULL, reference TEXT NOT NULL, kiosk TEXT NOT NULL, lodged_at BIGINT NOT NULL,
    person TEXT, messaged_at BIGINT, place TEXT, day TEXT, time TEXT, entry JSON NOT NULL)`,
  'CREATE UNIQUE INDEX application_key ON application (key)',
  ...CREATE_INDEXES,
  'CREATE TABLE counter (name TEXT PRIMARY KEY, value BIGINT NOT NULL)',
  `INSERT INTO counter (name, value)
    VALUES ('application', 0), ('issued', 0), ('lodged', 0), ('registered', 0), ('withdrawn', 0), ('survey', 0)`,
  // How many people were sent to a window while `ahead` people waited.
  `CREATE TABLE queue (
    day TEXT NOT NULL, place TEXT NOT NULL, ahead BIGINT NOT NULL, people BIGINT NOT NULL, PRIMARY KEY (day, place, ahead))`,
];

const VISITS: Migration = [
  'CREATE TABLE quote (id TEXT PRIMARY KEY, valid_until BIGINT NOT NULL, quote JSON NOT NULL)',
  'CREATE INDEX quote_valid_until ON quote (valid_until)',
  `CREATE TABLE hold (
    key TEXT PRIMARY KEY, kiosk TEXT NOT NULL, place TEXT NOT NULL, day TEXT NOT NULL, time TEXT NOT NULL,
    valid_until BIGINT NOT NULL, is_over BIGINT NOT NULL, hold JSON NOT NULL)`,
  'CREATE INDEX hold_slot ON hold (place, day, time) WHERE is_over = 0',
  'CREATE INDEX hold_kiosk ON hold (kiosk) WHERE is_over = 0',
  'CREATE INDEX hold_valid_until ON hold (valid_until)',
  // `id`: hash of the key (codes-table.ts).
  `CREATE TABLE code (
    id TEXT PRIMARY KEY, kiosk TEXT NOT NULL, person TEXT, sent_at BIGINT NOT NULL, is_typed BIGINT NOT NULL, code JSON NOT NULL)`,
  'CREATE INDEX code_kiosk ON code (kiosk, sent_at)',
  'CREATE INDEX code_person ON code (person, sent_at)',
  'CREATE INDEX code_sent_at ON code (sent_at)',
  `CREATE TABLE tally (
    what TEXT NOT NULL, period TEXT NOT NULL, who TEXT NOT NULL, times BIGINT NOT NULL, PRIMARY KEY (what, period, who))`,
];

const RECORDS: Migration = [
  'CREATE TABLE survey (key TEXT PRIMARY KEY, at BIGINT NOT NULL, survey JSON NOT NULL)',
  'CREATE INDEX survey_at ON survey (at)',
  'CREATE TABLE due (key TEXT PRIMARY KEY, person TEXT NOT NULL, due JSON NOT NULL)',
  'CREATE INDEX due_person ON due (person)',
  `CREATE TABLE access (
    key TEXT PRIMARY KEY, at BIGINT NOT NULL, person TEXT NOT NULL, application TEXT, access JSON NOT NULL)`,
  'CREATE INDEX access_person ON access (person, at)',
  'CREATE INDEX access_application ON access (application, at)',
];

const RESERVED: Migration = [
  'CREATE TABLE reserved (reference TEXT PRIMARY KEY, kiosk TEXT NOT NULL, batch TEXT NOT NULL, nth BIGINT NOT NULL)',
  'CREATE INDEX reserved_batch ON reserved (batch, nth)',
];

/** References reserved before this migration are of stock 0. */
const STOCK_EPOCHS: Migration = [
  'ALTER TABLE reserved ADD COLUMN epoch BIGINT NOT NULL DEFAULT 0',
  'CREATE TABLE stock_epoch (kiosk TEXT NOT NULL, epoch BIGINT NOT NULL, began_at BIGINT NOT NULL, PRIMARY KEY (kiosk, epoch))',
];

const DOCUMENTS: Migration = [
  'CREATE TABLE document (application TEXT PRIMARY KEY, number TEXT NOT NULL, document JSON NOT NULL)',
  'CREATE UNIQUE INDEX document_number ON document (number)',
  'CREATE TABLE duplicate (key TEXT PRIMARY KEY, application TEXT NOT NULL)',
];

const CREDITS: Migration = [
  'CREATE TABLE credit (code TEXT PRIMARY KEY, credit JSON NOT NULL)',
  'CREATE TABLE credit_use (application TEXT PRIMARY KEY, code TEXT NOT NULL)',
  'CREATE INDEX credit_use_code ON credit_use (code)',
];

const DUES_WITHOUT_PERSON: Migration = ['DROP INDEX due_person', 'ALTER TABLE due DROP COLUMN person'];

/** `id`: hash of the key, as of a code. */
const PHONE_IDENTITIES: Migration = [
  `CREATE TABLE identity (
    id TEXT PRIMARY KEY, kiosk TEXT NOT NULL, started_at BIGINT NOT NULL, is_confirmed BIGINT NOT NULL, identity JSON NOT NULL)`,
  'CREATE INDEX identity_kiosk ON identity (kiosk, started_at)',
];

/** The kiosk derives `id` from the key of the slip. The office never gets this key. */
const PARKED_VISITS: Migration = [
  'CREATE TABLE parked (id TEXT PRIMARY KEY, sealed TEXT NOT NULL, valid_until BIGINT NOT NULL)',
  'CREATE INDEX parked_valid_until ON parked (valid_until)',
];

export const MIGRATIONS: readonly Migration[] = [
  [...APPLICATIONS, ...VISITS, ...RECORDS],
  RESERVED,
  DOCUMENTS,
  ENROLMENT_TABLES,
  STOCK_EPOCHS,
  CREDITS,
  DUES_WITHOUT_PERSON,
  PHONE_IDENTITIES,
  PARKED_VISITS,
];
