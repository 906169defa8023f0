import { err, ok, type Result } from '../../drivers/result.ts';
import { freeCredit, reservedSum, spendCredit } from './credits.ts';
import { type OfficeDues, paidDueOf } from './dues.ts';
import type { RegisterEntry } from './entry.ts';
import { isEqualJson } from './same.ts';
import { type OfferedService, serviceOf } from './services.ts';
import type { OfficeTables } from './store.ts';
import { paysAmount } from './terms.ts';
import { windowOfGroup } from './windows.ts';
import type { OfficeRefusal, WireRegistered, WireRegisterRequest } from './wire.ts';

interface Issuing {
  readonly now: () => Date;
  readonly random: () => number;
  readonly services?: readonly OfferedService[];
}

async function issue(
  entry: RegisterEntry,
  { now, random, services = [] }: Issuing,
  { applications, queue }: OfficeTables,
): Promise<WireRegistered> {
  const at = now();
  const today = at.toISOString().slice(0, 10);
  const gives = serviceOf(entry.request.service, services)?.gives({
    request: entry.request,
    issued: await applications.issued(),
    queue: await queue.of(today),
    at,
    random,
    slot: entry.slot ?? null,
  });
  const due = paidDueOf(entry);
  const [, window, floor] = windowOfGroup(services.find(({ id }) => id === entry.request.service)?.group ?? '');
  const place = { window, floor };
  const appointment = gives?.appointment ?? null;
  if (appointment) await queue.add(today, { ...appointment, people: 1 });
  return {
    key: entry.key,
    reference: entry.reference,
    registeredAt: at.toISOString(),
    appointment,
    document: gives?.document ? { ...gives.document, place } : null,
    ...(due && { due }),
  };
}

/** Registers an application once. Payment and used credit together must be its price, and the credit must be the reserved one. */
export async function registerApplication(
  tables: OfficeTables,
  { key, payment, final }: WireRegisterRequest & { readonly key: string },
  options: Issuing,
  dues: Pick<OfficeDues, 'pay'>,
): Promise<Result<WireRegistered, OfficeRefusal>> {
  const { applications } = tables;
  const entry = await applications.find(key);
  if (!entry) return err({ status: 404, code: 'unknown-application' });
  if (entry.state === 'withdrawn') return err({ status: 409, code: 'withdrawn' });
  if (entry.registered) {
    if (!isEqualJson(entry.payment, payment)) return err({ status: 409, code: 'idempotency-conflict' });
    if (final && !entry.final) await applications.change(entry, { ...entry, final });
    return ok(entry.registered);
  }
  const credit = payment?.credit ?? 0;
  const isReserved = credit === 0 || credit === (await reservedSum(tables, key));
  if (!isReserved || !paysAmount(payment, entry.request.amount - credit))
    return err({ status: 422, code: 'payment-mismatch' });
  if ((await dues.pay(tables, entry)) === 'refused') return err({ status: 422, code: 'payee-refused' });
  const registered = await issue(entry, options, tables);
  await (credit > 0 ? spendCredit : freeCredit)(tables, key);
  await applications.change(entry, { ...entry, state: 'registered', payment, registered, final });
  return ok(registered);
}
