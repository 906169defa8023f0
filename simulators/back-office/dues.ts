import { err, ok, type Result } from '../../drivers/result.ts';
import { centreDay } from './centre-day.ts';
import { isLapsed } from './continuing.ts';
import { amountOn, duesOfNumber, duesOfPerson, maskedOwner, type SampleDue } from './due-samples.ts';
import type { RegisterEntry } from './entry.ts';
import { refuseTooManyLookUps } from './look-ups.ts';
import { QUOTE_EXPIRED } from './refusals.ts';
import type { OfferedService } from './services.ts';
import type { OfficeStore, OfficeTables } from './store.ts';
import type { OfficeRefusal, WireLodgeRequest, WireQuoteLine, WireQuoteRequest } from './wire.ts';
import type {
  WireDue,
  WireDueListRequest,
  WireDueLookUpRequest,
  WireDuePayment,
  WireDues,
  WirePaidDue,
} from './wire-dues.ts';

export interface BookedDue extends Pick<WireDue, 'payee' | 'subject' | 'number'> {
  readonly id: string;
  /** Amounts in qəpik, without the service fee. */
  readonly amount: number;
  readonly rest: number;
}

/** Plain JSON. */
interface KeptDue {
  readonly sample: SampleDue;
  readonly payments: readonly Payment[];
  /** ISO date, such as at a bank. */
  readonly elsewhere: string | null;
  /** Keys of applications that `isAtWork` reported. */
  readonly asked: readonly string[];
}

interface Payment extends Pick<BookedDue, 'amount' | 'rest'> {
  readonly application: string;
  readonly lodgedAt: string;
  /** ISO date at the centre; `null`: not yet taken by the payee. */
  readonly paidOn: string | null;
}

interface DuesOptions {
  readonly now: () => Date;
  readonly services?: readonly OfferedService[];
}

interface Price {
  readonly lines: readonly WireQuoteLine[];
  readonly tariffDate: string;
}

const UNKNOWN_SERVICE: OfficeRefusal = { status: 422, code: 'unknown-service' };
const UNKNOWN: OfficeRefusal = { status: 404, code: 'unknown-due' };
const HELD: OfficeRefusal = { status: 422, code: 'due-held' };

export class OfficeDues {
  readonly #options: DuesOptions;
  readonly #store: OfficeStore;

  constructor(options: DuesOptions, store: OfficeStore) {
    this.#options = options;
    this.#store = store;
  }

  lookUp(key: string, { kiosk, service, answers }: WireDueLookUpRequest): Promise<Result<WireDues, OfficeRefusal>> {
    return this.#store.write(async (tables) => {
      const now = this.#options.now();
      const tooMany = await refuseTooManyLookUps(tables, kiosk, now);
      if (tooMany) return err(tooMany);
      const asked = this.#asked().find((each) => each.service === service);
      if (asked?.due.by !== 'number') return err(UNKNOWN_SERVICE);
      const dues = duesOfNumber(asked, answers, centreDay(now));
      if (dues.length === 0) return err(UNKNOWN);
      const shown = await this.#shown(tables, dues);
      return ok({ key, dues: shown.map((due) => ({ ...due, owner: maskedOwner(due.owner ?? '') })) });
    });
  }

  /** To be called only for a confirmed person. */
  async list(
    tables: OfficeTables,
    key: string,
    { service, applicant }: WireDueListRequest,
  ): Promise<Result<WireDues, OfficeRefusal>> {
    const asked = this.#asked();
    if (asked.find((each) => each.service === service)?.due.by !== 'person') return err(UNKNOWN_SERVICE);
    const kinds = asked.filter(({ due }) => due.by === 'number');
    const dues = duesOfPerson(kinds, applicant, centreDay(this.#options.now()));
    const shown = await this.#shown(tables, dues);
    return ok({ key, dues: shown.filter(({ state }) => state !== 'paid') });
  }

  async price(tables: OfficeTables, { due }: Pick<WireQuoteRequest, 'due'>): Promise<Result<Price, OfficeRefusal>> {
    const kept = due && (await keptOf(tables, due.id));
    if (!due || !kept) return err(QUOTE_EXPIRED);
    const its = this.#wire(kept);
    if (its.state === 'paid')
      return err({ status: 422, code: 'already-paid', ...(its.paidOn && { paidOn: its.paidOn }) });
    if (its.state === 'held') return err(HELD);
    if (due.part !== null && !isWithin(its.part, due.part)) return err({ status: 422, code: 'quote-mismatch' });
    const fee = this.#feeOf(kept.sample.service);
    const duty = { kind: 'duty', amount: due.part ?? its.amount, payee: its.payee } as const;
    return ok({ lines: [duty, ...fee.lines], tariffDate: [its.since, fee.since].sort().at(-1) ?? its.since });
  }

  /** To be called only after `price` accepts. */
  async book(tables: OfficeTables, application: string, { due, amount }: WireLodgeRequest): Promise<BookedDue | null> {
    const kept = due && (await keptOf(tables, due.id));
    if (!kept) return null;
    const { payee, subject, number = null, service } = kept.sample;
    const paid = amount - sumOf(this.#feeOf(service).lines);
    const rest = this.#wire(kept).amount - paid;
    const payment = { application, amount: paid, rest, lodgedAt: this.#options.now().toISOString(), paidOn: null };
    await keep(tables, { ...kept, payments: [...kept.payments, payment] });
    return { id: due.id, payee, subject, number, amount: paid, rest };
  }

  async pay(tables: OfficeTables, { key, due }: RegisterEntry): Promise<'taken' | 'refused'> {
    const kept = due && (await keptOf(tables, due.id));
    if (!kept) return 'taken';
    if (kept.sample.payeeTakes === 'never' || isOvertaken(kept, key, this.#options.now())) return 'refused';
    const paidOn = centreDay(this.#options.now());
    const payments = kept.payments.map((each) => (each.application === key ? { ...each, paidOn } : each));
    await keep(tables, { ...kept, payments });
    return 'taken';
  }

  async release(tables: OfficeTables, { key, due }: RegisterEntry): Promise<void> {
    const kept = due && (await keptOf(tables, due.id));
    if (kept) await keep(tables, { ...kept, payments: kept.payments.filter(({ application }) => application !== key) });
  }

  /** A late payee says yes at the first call only. */
  isAtWork(application: string): Promise<boolean> {
    return this.#store.write(async (tables) => {
      const entry = await tables.applications.find(application);
      const kept = entry?.due && (await keptOf(tables, entry.due.id));
      if (kept?.sample.payeeTakes !== 'later' || kept.asked.includes(application)) return false;
      await keep(tables, { ...kept, asked: [...kept.asked, application] });
      return true;
    });
  }

  payElsewhere(id: string): Promise<void> {
    return this.#store.write(async (tables) => {
      const kept = await keptOf(tables, id);
      if (kept) await keep(tables, { ...kept, elsewhere: centreDay(this.#options.now()) });
    });
  }

  #asked() {
    return (this.#options.services ?? []).flatMap(({ id: service, group, due }) =>
      due ? [{ service, group, due }] : [],
    );
  }

  async #shown(tables: OfficeTables, dues: readonly SampleDue[]): Promise<readonly WireDue[]> {
    const shown: WireDue[] = [];
    for (const sample of dues) {
      const kept = (await keptOf(tables, sample.id)) ?? { sample, payments: [], elsewhere: null, asked: [] };
      await tables.dues.put(sample.id, kept);
      shown.push(this.#wire(kept));
    }
    const soonest = (due: WireDue) => `${due.state === 'paid'} ${due.until}`;
    return shown.sort((a, b) => (soonest(a) < soonest(b) ? -1 : 1));
  }

  #wire(kept: KeptDue): WireDue {
    const { sample, payments } = kept;
    const { id, subject, payee, number = null, owner, service, until } = sample;
    const now = this.#options.now();
    const paid = paidOn(kept);
    const isHeld = payments.some((each) => each.paidOn === null && !isLapsed(each.lodgedAt, now));
    const before = payments.filter((each) => each.paidOn !== null).reduce((sum, each) => sum + each.amount, 0);
    const { amount, since, discountUntil } = amountOn(sample, centreDay(now));
    const owed = Math.max(amount - before, 0);
    const state = paid !== null ? 'paid' : isHeld ? 'held' : 'open';
    return {
      id,
      payee,
      subject,
      number,
      owner,
      since,
      until,
      discountUntil,
      state,
      amount: paid === null ? owed : 0,
      full: paid === null ? Math.max(sample.full - before, owed) : 0,
      fee: sumOf(this.#feeOf(service).lines),
      part: sample.inParts && state === 'open' ? { min: Math.min(LEAST_PART, owed), max: owed } : null,
      paidOn: paid,
      service,
    };
  }

  #feeOf(service: string): { readonly lines: readonly WireQuoteLine[]; readonly since: string } {
    const offered = this.#options.services?.find(({ id }) => id === service);
    const price = offered?.priceOf?.(offered.tiers?.[0] ?? '', centreDay(this.#options.now()));
    return { lines: price?.lines ?? [], since: price?.tariffDate ?? '' };
  }
}

const keptOf = async ({ dues }: OfficeTables, id: string): Promise<KeptDue | undefined> =>
  (await dues.find(id)) as KeptDue | undefined;

const keep = (tables: OfficeTables, kept: KeptDue): Promise<void> => tables.dues.put(kept.sample.id, kept);

const paidOn = ({ sample, payments, elsewhere }: KeptDue): string | null =>
  payments.find((each) => each.rest === 0 && each.paidOn !== null)?.paidOn ?? sample.paidOn ?? elsewhere;

/** Least part payment in qəpik. */
const LEAST_PART = 100;

const isWithin = (part: WireDue['part'], amount: number): boolean =>
  part !== null && amount >= part.min && amount <= part.max;

/** The due was or will be paid otherwise: the payee would get the money twice. */
function isOvertaken({ payments, elsewhere }: KeptDue, application: string, now: Date): boolean {
  const its = payments.find((each) => each.application === application);
  if (!its || !isLapsed(its.lodgedAt, now)) return false;
  const newer = payments.slice(payments.indexOf(its) + 1);
  return elsewhere !== null || newer.some((each) => each.paidOn !== null || !isLapsed(each.lodgedAt, now));
}

/** The paid due. Its reference is derived from the application, so a repeat gets the same reference. */
export function paidDueOf({ id, due }: RegisterEntry): WirePaidDue | null {
  if (!due) return null;
  const { payee, subject, number = null, rest } = due;
  return { payee, subject, number, reference: `ÖT-${id.slice('BO-'.length)}`, rest };
}

export const isSameDue = (a: WireDuePayment | undefined, b: WireDuePayment | undefined): boolean =>
  a?.id === b?.id && a?.part === b?.part;

export const sumOf = (lines: readonly WireQuoteLine[]): number => lines.reduce((sum, { amount }) => sum + amount, 0);
