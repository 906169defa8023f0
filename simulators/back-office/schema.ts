import type { Migration } from '../database/database.ts';
import { ENROLMENT } from './enrolment-table.ts';

/*
 * The tables of the reference back office, for SQLite and PostgreSQL alike. What is kept of an application, a hold or a due is one value
 * of JSON; the columns beside it are what it is found by. JSON is `JSON` and not PostgreSQL's `JSONB`, which forgets in which order a form was answered.
 * Times are milliseconds since 1970, flags 0 or 1. To change something, add a migration.
 */

/** By its name, what each is on: as many applications as there are are found as fast as few. */
const INDEXES: Readonly<Record<string, string>> = {
  application_reference: 'application (reference, number)',
  application_kiosk: 'application (kiosk, lodged_at, number)',
  application_person: 'application (person, messaged_at)',
  application_slot: 'application (place, day, time) WHERE place IS NOT NULL',
};

/** Made once for all, an index takes a fraction of what it takes to be kept for each of millions. */
export const DROP_INDEXES: Migration = Object.keys(INDEXES).map((name) => `DROP INDEX ${name}`);
export const CREATE_INDEXES: Migration = Object.entries(INDEXES).map(([name, on]) => `CREATE INDEX ${name} ON ${on}`);

const APPLICATIONS: Migration = [
  // `number` is the order in which they were lodged. `place`, `day` and `time` are those of an appointment that stands.
  `CREATE TABLE application (
    number BIGINT PRIMARY KEY, key TEXT NOT NULL, reference TEXT NOT NULL, kiosk TEXT NOT NULL, lodged_at BIGINT NOT NULL,
    person TEXT, messaged_at BIGINT, place TEXT, day TEXT, time TEXT, entry JSON NOT NULL)`,
  'CREATE UNIQUE INDEX application_key ON application (key)',
  ...CREATE_INDEXES,
  'CREATE TABLE counter (name TEXT PRIMARY KEY, value BIGINT NOT NULL)',
  `INSERT INTO counter (name, value)
    VALUES ('application', 0), ('issued', 0), ('lodged', 0), ('registered', 0), ('withdrawn', 0), ('survey', 0)`,
  // How many were sent to a window on a day while so many were ahead of them.
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
  // `id` is not the key of the code but its hash: codes-table.ts.
  `CREATE TABLE code (
    id TEXT PRIMARY KEY, kiosk TEXT NOT NULL, person TEXT, sent_at BIGINT NOT NULL, is_typed BIGINT NOT NULL, code JSON NOT NULL)`,
  'CREATE INDEX code_kiosk ON code (kiosk, sent_at)',
  'CREATE INDEX code_person ON code (person, sent_at)',
  'CREATE INDEX code_sent_at ON code (sent_at)',
  // How often somebody did something in a window of time.
  `CREATE TABLE tally (
    what TEXT NOT NULL, period TEXT NOT NULL, who TEXT NOT NULL, times BIGINT NOT NULL, PRIMARY KEY (what, period, who))`,
];

const RECORDS: Migration = [
  'CREATE TABLE survey (key TEXT PRIMARY KEY, at BIGINT NOT NULL, survey JSON NOT NULL)',
  'CREATE INDEX survey_at ON survey (at)',
  // What somebody has to pay.
  'CREATE TABLE due (key TEXT PRIMARY KEY, person TEXT NOT NULL, due JSON NOT NULL)',
  'CREATE INDEX due_person ON due (person)',
  // Who read which person's data in a register, when, and for which application.
  `CREATE TABLE access (
    key TEXT PRIMARY KEY, at BIGINT NOT NULL, person TEXT NOT NULL, application TEXT, access JSON NOT NULL)`,
  'CREATE INDEX access_person ON access (person, at)',
  'CREATE INDEX access_application ON access (application, at)',
];

/** References for what kiosks take while they are away. */
const RESERVED: Migration = [
  'CREATE TABLE reserved (reference TEXT PRIMARY KEY, kiosk TEXT NOT NULL, batch TEXT NOT NULL, nth BIGINT NOT NULL)',
  'CREATE INDEX reserved_batch ON reserved (batch, nth)',
];

/** Each stock of references that a kiosk had; what it reserved before there were epochs is of stock 0. */
const STOCK_EPOCHS: Migration = [
  'ALTER TABLE reserved ADD COLUMN epoch BIGINT NOT NULL DEFAULT 0',
  'CREATE TABLE stock_epoch (kiosk TEXT NOT NULL, epoch BIGINT NOT NULL, began_at BIGINT NOT NULL, PRIMARY KEY (kiosk, epoch))',
];

/** Sealed documents, each made once, and the keys by which one more paper of one is asked for. */
const DOCUMENTS: Migration = [
  'CREATE TABLE document (application TEXT PRIMARY KEY, number TEXT NOT NULL, document JSON NOT NULL)',
  'CREATE UNIQUE INDEX document_number ON document (number)',
  'CREATE TABLE duplicate (key TEXT PRIMARY KEY, application TEXT NOT NULL)',
];

/** Credits of all kiosks, and the applications that use them. */
const CREDITS: Migration = [
  'CREATE TABLE credit (code TEXT PRIMARY KEY, credit JSON NOT NULL)',
  'CREATE TABLE credit_use (application TEXT PRIMARY KEY, code TEXT NOT NULL)',
  'CREATE INDEX credit_use_code ON credit_use (code)',
];

/** Version 1 is all of what there was first. */
export const MIGRATIONS: readonly Migration[] = [
  [...APPLICATIONS, ...VISITS, ...RECORDS],
  RESERVED,
  DOCUMENTS,
  ENROLMENT,
  STOCK_EPOCHS,
  CREDITS,
];
