import { HOUR_MS } from '../../drivers/durations.ts';
import type { OfficeTables } from './store.ts';
import type { OfficeRefusal } from './wire.ts';

const WINDOW_MS = 15 * 60_000;
/** Above normal use: three look-ups a visit, one visit a minute. */
const MOST_OF_A_KIOSK = 60;

/**
 * Limits how often each kiosk may ask for the state of a reference. This stops a person who tries references with the data of a card. Each
 * call counts.
 *
 * @returns the refusal, with the seconds until the next window begins; or `null`
 */
export async function refuseTooManyLookUps(
  { tally }: OfficeTables,
  kiosk: string,
  at: Date,
): Promise<OfficeRefusal | null> {
  return refused(await tally.add(WHAT, windowOf(at), kiosk), at);
}

/**
 * The limit of `refuseTooManyLookUps`, for changes of an application. It only reads the count: `countWrongReference` counts references that are
 * unknown or belong to another person.
 */
export async function refuseAfterWrongReferences(
  { tally }: OfficeTables,
  kiosk: string,
  at: Date,
): Promise<OfficeRefusal | null> {
  return refused((await tally.of(WHAT, windowOf(at), kiosk)) + 1, at);
}

export async function countWrongReference({ tally }: OfficeTables, kiosk: string, at: Date): Promise<void> {
  await tally.add(WHAT, windowOf(at), kiosk);
}

const WHAT = 'look-up';

/** Limits how often each kiosk may ask the registers about a person. Each call counts. */
export async function refuseTooManyQueries(
  { tally }: OfficeTables,
  kiosk: string,
  at: Date,
): Promise<OfficeRefusal | null> {
  return refused(await tally.add('known', windowOf(at), kiosk), at);
}

const MOST_OF_AN_ADDRESS = 60;
const MOST_OF_A_REFERENCE = 60;
/** Tries of each address above the limit of a reference: attackers cannot lock out the applicant. */
const FIRST_TRIES = 3;
const AT_HOME = 'at-home';

export interface StatusPageQuestion {
  readonly reference: string;
  /** Network address; behind a proxy, the proxy's. */
  readonly address: string;
}

/** Stops a caller that guesses the number of a document, and no other caller. It only reads the count: `countWrongHomeTry` counts. */
export async function refuseAfterWrongHomeTries(
  { tally }: OfficeTables,
  asked: StatusPageQuestion,
  at: Date,
): Promise<OfficeRefusal | null> {
  const ofAddress = await tally.of(AT_HOME, windowOf(at), fromOf(asked));
  const isGuessedAt = (await tally.of(AT_HOME, windowOf(at), `of ${asked.reference}`)) >= MOST_OF_A_REFERENCE;
  return ofAddress >= (isGuessedAt ? FIRST_TRIES : MOST_OF_AN_ADDRESS) ? tooMany(at) : null;
}

export async function countWrongHomeTry({ tally }: OfficeTables, asked: StatusPageQuestion, at: Date): Promise<void> {
  await tally.add(AT_HOME, windowOf(at), fromOf(asked));
  await tally.add(AT_HOME, windowOf(at), `of ${asked.reference}`);
}

/** IPv6: the first 64 bits; a household chooses the others freely. */
function fromOf({ address }: StatusPageQuestion): string {
  const mapped = /^::ffff:(\d+(?:\.\d+){3})$/i.exec(address)?.[1];
  if (mapped !== undefined || !address.includes(':')) return `from ${mapped ?? address}`;
  const [head = '', tail] = address.split('::');
  const groups = (text: string) => text.split(':').filter((group) => group !== '');
  const missing = tail === undefined ? 0 : 8 - groups(head).length - groups(tail).length;
  const all = [...groups(head), ...new Array<string>(missing).fill('0'), ...groups(tail ?? '')];
  return `from ${all.slice(0, 4).join(':')}`;
}

const MOST_WRONG_CREDITS = 20;
const WRONG_CREDIT = 'wrong-credit';

/** Refuses a kiosk that tried too many wrong credit codes in this hour. It only reads the count: `countWrongCredit` counts. */
export async function refuseAfterWrongCredits(
  { tally }: OfficeTables,
  kiosk: string,
  at: Date,
): Promise<OfficeRefusal | null> {
  const wrong = await tally.of(WRONG_CREDIT, windowOf(at, HOUR_MS), kiosk);
  return wrong < MOST_WRONG_CREDITS ? null : tooMany(at, HOUR_MS);
}

export async function countWrongCredit({ tally }: OfficeTables, kiosk: string, at: Date): Promise<void> {
  await tally.add(WRONG_CREDIT, windowOf(at, HOUR_MS), kiosk);
}

const windowOf = (at: Date, windowMs = WINDOW_MS): string => String(Math.floor(at.getTime() / windowMs));

function refused(times: number, at: Date): OfficeRefusal | null {
  return times <= MOST_OF_A_KIOSK ? null : tooMany(at);
}

function tooMany(at: Date, windowMs = WINDOW_MS): OfficeRefusal {
  const leftMs = windowMs - (at.getTime() % windowMs);
  return { status: 429, code: 'too-many-lookups', retryAfterSeconds: Math.ceil(leftMs / 1_000) };
}
