import { randomBytes } from 'node:crypto';
import { badgeLockedUntil, dropExpiredTries } from '../../device/staff/lock-out.ts';
import { hashPin, isPin, type PinWeakness, pinWeaknessOf } from '../../device/staff/pin.ts';
import {
  badgeRegisterFileOf,
  type RegisteredBadge,
  readBadgeRegister,
  writeBadgeRegister,
} from '../../device/staff/register.ts';
import { openPinTriesFile } from '../../device/staff/tries.ts';
import { isBadgeNumber } from '../../drivers/badge/contract.ts';
import { ok, type Result } from '../../drivers/result.ts';
import { findLedger, type LedgerOptions } from '../books/ledger-file.ts';
import { describeSystemError } from '../command/input.ts';
import type { Io } from '../command/io.ts';
import { type CliOutcome, type CliTrouble, done, failed, misused } from '../command/outcome.ts';
import { printJson } from '../command/output.ts';
import { shortPath } from '../command/places.ts';
import { fixForUnwrittenNote } from '../technician/technician.ts';
import { staffKeyOf } from './staff-key.ts';

export interface AddBadgeOptions extends LedgerOptions {
  /** UID of a badge without a key, hex. */
  readonly uid?: string;
}

const WHY_WEAK: Readonly<Record<PinWeakness, string>> = {
  'one-digit': 'it has one digit six times',
  row: 'its digits follow one another in equal steps',
  repeated: 'it repeats itself',
  mirrored: 'its second half mirrors the first',
  'two-digits': 'it has only two different digits',
  number: 'it stands on the badge',
};

const SALT_BYTES = 16;

/** Registers a badge with a new PIN, or gives a registered badge a new PIN. */
export async function addBadge(number: string, options: AddBadgeOptions, io: Io): Promise<CliOutcome> {
  if (!isBadgeNumber(number)) return misused(notANumber(number));
  const found = openRegister(options);
  if (!found.ok) return found;
  const { file, profile, badges } = found.value;
  const uid = options.uid ?? badges.find((badge) => badge.number === number)?.uid;
  if (uid !== undefined && profile.devices.badgeReader?.uidBadges !== true)
    return failed(
      'this kiosk takes no badges without a key: set uidBadges: true in devices.badgeReader of the profile',
    );
  const other = badges.find((badge) => uid !== undefined && badge.uid === uid && badge.number !== number);
  if (other) return failed(`the badge ${other.number} has the UID ${uid} already: remove it first`);
  const key = await staffKeyOf(profile, 'pinKey');
  if (!key.ok) return key;
  const pin = await askPin(number, io);
  if (!pin.ok) return pin;
  const hash = await hashPin(key.value, number, pin.value, randomBytes(SALT_BYTES));
  const badge: RegisteredBadge = { number, ...(uid !== undefined && { uid }), ...hash };
  const replaced = badges.some((its) => its.number === number);
  const written = writeBadges(file, [...badges.filter((its) => its.number !== number), badge]);
  if (!written.ok) return written;
  if (options.json) printJson(io, { badge: number, replaced });
  else io.out(`${number}: ${replaced ? 'has its new PIN' : 'registered'}\n`);
  return done;
}

export async function listBadges(options: LedgerOptions, io: Io, nowMs = Date.now()): Promise<CliOutcome> {
  const found = openRegister(options);
  if (!found.ok) return found;
  const { file, badges } = found.value;
  const tries = openPinTriesFile(file).load();
  const rows = badges.map(({ number, uid }) => {
    const until = tries === null ? 0 : badgeLockedUntil(dropExpiredTries(tries, nowMs), number);
    return { badge: number, by: uid === undefined ? 'key' : 'uid', lockedUntil: until > nowMs ? isoOf(until) : null };
  });
  if (options.json) printJson(io, { badges: rows });
  else if (rows.length === 0) io.out('no badge is registered\n');
  for (const { badge, by, lockedUntil: until } of options.json ? [] : rows)
    io.out(
      `${badge}  ${by === 'key' ? 'with a key' : 'by UID only'}${until === null ? '' : `, locked until ${until}`}\n`,
    );
  return done;
}

export async function removeBadge(number: string, options: LedgerOptions, io: Io): Promise<CliOutcome> {
  const found = openRegister(options);
  if (!found.ok) return found;
  const { file, badges } = found.value;
  if (!badges.some((badge) => badge.number === number)) return failed(notRegistered(number, badges));
  const written = writeBadges(
    file,
    badges.filter((badge) => badge.number !== number),
  );
  if (!written.ok) return written;
  if (options.json) printJson(io, { badge: number, removed: true });
  else io.out(`${number}: removed\n`);
  return done;
}

/** Ends the lock of a badge, and of the reader. */
export async function unlockBadge(number: string, options: LedgerOptions, io: Io): Promise<CliOutcome> {
  const found = openRegister(options);
  if (!found.ok) return found;
  const { file, badges } = found.value;
  if (!badges.some((badge) => badge.number === number)) return failed(notRegistered(number, badges));
  const tries = openPinTriesFile(file);
  const { [number]: _, ...others } = tries.load()?.badges ?? {};
  const written = attempt(file, 'the lock', () => tries.save({ badges: others, reader: [] }));
  if (!written.ok) return written;
  if (options.json) printJson(io, { badge: number, locked: false });
  else io.out(`${number}: unlocked\n`);
  return done;
}

const isoOf = (ms: number): string => new Date(ms).toISOString();

const notANumber = (text: string): string =>
  `${JSON.stringify(text)} is no number of a badge: up to 16 capitals, digits and hyphens, as printed on it`;

const notRegistered = (number: string, badges: readonly RegisteredBadge[]): string =>
  `the badge ${number} is not registered; ${badges.length === 0 ? 'no badge is' : `registered: ${badges.map((its) => its.number).join(', ')}`}`;

interface Register {
  readonly file: string;
  readonly profile: Extract<ReturnType<typeof findLedger>, { ok: true }>['value']['profile'];
  readonly badges: readonly RegisteredBadge[];
}

function openRegister(options: LedgerOptions): Result<Register, CliTrouble> {
  const found = findLedger(options);
  if (!found.ok) return found;
  const { file } = found.value;
  try {
    const badges = readBadgeRegister(file);
    if (badges) return ok({ ...found.value, badges });
    return failed(
      `${shortPath(badgeRegisterFileOf(file))} is damaged: restore it from a backup, or delete it and add each badge again`,
    );
  } catch (error) {
    const why = describeSystemError(error);
    return failed(
      `${shortPath(badgeRegisterFileOf(file))} cannot be read: ${why}; run this as the user of the kiosk or as root`,
    );
  }
}

const writeBadges = (file: string, badges: readonly RegisteredBadge[]): CliOutcome =>
  attempt(file, 'the list of badges', () => writeBadgeRegister(file, badges));

function attempt(ledgerFile: string, what: string, write: () => void): CliOutcome {
  try {
    write();
    return done;
  } catch (error) {
    const where = shortPath(badgeRegisterFileOf(ledgerFile));
    return failed(
      `${what} beside ${where} was not changed: ${describeSystemError(error)}; ${fixForUnwrittenNote(error)}`,
    );
  }
}

const MOST_TRIES = 3;

/** Asks twice at a terminal; a pipe gives the PIN once. */
async function askPin(number: string, io: Io): Promise<Result<string, CliTrouble>> {
  for (let tries = 0; tries < (io.inputIsTerminal ? MOST_TRIES : 1); tries += 1) {
    const pin = await io.askSecret(`New PIN of ${number}, six digits: `);
    if (pin === null) return failed('no PIN was entered: nothing was changed');
    const why = whyNoPin(pin.trim(), number);
    if (why !== null && !io.inputIsTerminal) return failed(`${why}: nothing was changed`);
    if (why !== null) io.note(why);
    else if (!io.inputIsTerminal || (await io.askSecret('The same PIN again: '))?.trim() === pin.trim())
      return ok(pin.trim());
    else io.note('the two PINs differ');
  }
  return failed('no PIN was accepted: nothing was changed');
}

function whyNoPin(pin: string, number: string): string | null {
  if (!isPin(pin)) return 'a PIN has six digits';
  const weakness = pinWeaknessOf(pin, number);
  return weakness === null ? null : `this PIN is easy to guess: ${WHY_WEAK[weakness]}`;
}
