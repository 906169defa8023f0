import { err, ok, type Result } from '../../drivers/result.ts';
import { isLapsed } from './continuing.ts';
import { countWrongCredit, refuseAfterWrongCredits } from './look-ups.ts';
import { CONFLICT } from './refusals.ts';
import type { OfficeTables } from './store.ts';
import type { OfficeRefusal } from './wire.ts';

/**
 * docs/decisions/0050. An application reserves a credit under its key, spends it at registration, frees it at withdrawal. A reservation lapses
 * after a day.
 */

/** Plain JSON. Sums in qəpik. */
export interface Credit {
  readonly code: string;
  /** `null`: paid out before the kiosk's report. */
  readonly key: string | null;
  readonly kiosk: string;
  readonly amount: number;
  readonly uses: readonly CreditUse[];
}

interface CreditUse {
  readonly application: string;
  readonly amount: number;
  /** The same key with another sum is a conflict. */
  readonly most: number;
  readonly state: 'reserved' | 'spent' | 'paid-out';
}

export interface IssuedCredit {
  readonly kiosk: string;
  readonly code: string;
  readonly amount: number;
}

export interface CreditRequest {
  readonly kiosk: string;
  readonly code: string;
  readonly most: number;
}

export interface ReservedCredit {
  readonly key: string;
  readonly amount: number;
  readonly left: number;
}

const leftOf = ({ amount, uses }: Credit): number => uses.reduce((left, use) => left - use.amount, amount);

/** A kiosk reports a credit that it has issued: its code begins with the id of this kiosk. A repeated report changes nothing. */
export async function reportCredit(
  { credits }: OfficeTables,
  key: string,
  told: IssuedCredit,
): Promise<Result<void, OfficeRefusal>> {
  if (!told.code.startsWith(`${told.kiosk}-`)) return err({ status: 400, code: 'malformed' });
  const known = await credits.find(told.code);
  if (!known) {
    await credits.put({ ...told, key, uses: [] });
    return ok(undefined);
  }
  const isSame = (known.key ?? key) === key && known.kiosk === told.kiosk && known.amount === told.amount;
  if (!isSame) return err(CONFLICT);
  if (known.key === null) await credits.put({ ...known, key });
  return ok(undefined);
}

/**
 * The desk pays out everything that is left on a code. After that, no kiosk accepts the code. If the kiosk has not reported the credit yet,
 * the sum of the slip counts. A later report with another sum is a conflict, and staff check it.
 */
export async function payOutCredit(
  tables: OfficeTables,
  code: string,
  onSlip: number,
  now: Date,
): Promise<Result<number, OfficeRefusal>> {
  const known = await standingCredit(tables, code, now);
  const credit = known ?? { code, key: null, kiosk: code.replace(/-.*/, ''), amount: onSlip, uses: [] };
  const refusal = spentBy(credit);
  if (refusal) return err({ status: 422, code: refusal });
  const amount = leftOf(credit);
  const nth = credit.uses.filter(({ state }) => state === 'paid-out').length + 1;
  const use = { application: `desk ${code} ${nth}`, amount, most: amount, state: 'paid-out' } as const;
  await tables.credits.put({ ...credit, uses: [...credit.uses, use] });
  return ok(amount);
}

/**
 * Reserves what is left of a credit, at most `most`, for an application. A repeat gets the same answer, even after the sum was spent.
 *
 * @param key of the application, which must be lodged and not ended
 */
export async function reserveCredit(
  tables: OfficeTables,
  key: string,
  { kiosk, code, most }: CreditRequest,
  now: Date,
): Promise<Result<ReservedCredit, OfficeRefusal>> {
  const { applications, credits } = tables;
  const entry = await applications.find(key);
  if (!entry || entry.request.kiosk !== kiosk) return err({ status: 404, code: 'unknown-application' });
  const before = await credits.usedBy(key);
  if (before) return before.code === code ? repeated(before, key, most) : err(CONFLICT);
  if (entry.state !== 'lodged' || most > entry.request.amount) return err({ status: 422, code: 'credit-not-wanted' });
  const tooMany = await refuseAfterWrongCredits(tables, kiosk, now);
  if (tooMany) return err(tooMany);
  const credit = await standingCredit(tables, code, now);
  const refusal = credit ? spentBy(credit) : 'unknown-credit';
  if (!credit || refusal) {
    if (refusal !== 'credit-in-use') await countWrongCredit(tables, kiosk, now);
    return err({ status: 422, code: refusal ?? 'unknown-credit' });
  }
  const left = leftOf(credit);
  const amount = Math.min(left, most);
  await credits.put({ ...credit, uses: [...credit.uses, { application: key, amount, most, state: 'reserved' }] });
  return ok({ key, amount, left: left - amount });
}

/** Without reservations of lapsed applications: after another use of the credit, their registration is refused. */
async function standingCredit(
  { applications, credits }: OfficeTables,
  code: string,
  now: Date,
): Promise<Credit | undefined> {
  const credit = await credits.find(code);
  if (!credit) return undefined;
  const uses: CreditUse[] = [];
  for (const use of credit.uses) {
    const entry = use.state === 'reserved' ? await applications.find(use.application) : undefined;
    if (!entry || !isLapsed(entry.lodgedAt, now)) uses.push(use);
  }
  return { ...credit, uses };
}

function repeated(credit: Credit, key: string, most: number): Result<ReservedCredit, OfficeRefusal> {
  const use = credit.uses.find(({ application }) => application === key);
  return use?.most === most ? ok({ key, amount: use.amount, left: leftOf(credit) }) : err(CONFLICT);
}

function spentBy(credit: Credit): 'spent-credit' | 'credit-in-use' | null {
  if (leftOf(credit) > 0) return null;
  return credit.uses.some(({ state }) => state === 'reserved') ? 'credit-in-use' : 'spent-credit';
}

/** The sum that is reserved for an application; 0: nothing. */
export async function reservedSum({ credits }: OfficeTables, application: string): Promise<number> {
  const credit = await credits.usedBy(application);
  return credit?.uses.find((use) => use.application === application)?.amount ?? 0;
}

export async function spendCredit({ credits }: OfficeTables, application: string): Promise<void> {
  const credit = await credits.usedBy(application);
  if (!credit) return;
  const uses = credit.uses.map((use) => (use.application === application ? { ...use, state: 'spent' as const } : use));
  await credits.put({ ...credit, uses });
}

/** Ends the reservation of an application that was withdrawn, or was paid without the credit. */
export async function freeCredit({ credits }: OfficeTables, application: string): Promise<void> {
  const credit = await credits.usedBy(application);
  if (!credit) return;
  await credits.put({ ...credit, uses: credit.uses.filter((use) => use.application !== application) });
}
