import { err, ok, type Result } from '../../drivers/result.ts';
import { LAPSES_AFTER_MS } from './continuing.ts';
import { centreDay } from './counted.ts';
import { amountOn, duesOfNumber, duesOfPerson, maskedOwner, type SampleDue } from './due-samples.ts';
import { LookUps } from './look-ups.ts';
import type { RegisterEntry } from './register.ts';
import type { OfferedService } from './services.ts';
import type {
  Refusal,
  WireDue,
  WireDueList,
  WireDueLookUp,
  WireDuePart,
  WireDues,
  WireLodgeRequest,
  WirePaidDue,
  WireQuoteLine,
  WireQuoteRequest,
} from './wire.ts';

/** More than are looked at in half an hour: the oldest is forgotten, and looked up again. */
const MOST_KNOWN = 10_000;

/** What an application was lodged to pay of a due; kept with it. */
export interface BookedDue extends Pick<WireDue, 'payee' | 'subject'> {
  readonly id: string;
  /** Without the service fee, in qəpik. */
  readonly amount: number;
  /** What is still owed after it. */
  readonly rest: number;
}

interface DuesOptions {
  readonly now: () => Date;
  readonly services?: readonly OfferedService[];
  /** All applications with a due, whatever became of them. */
  readonly entries: () => readonly RegisterEntry[];
}

interface Price {
  readonly lines: readonly WireQuoteLine[];
  readonly tariffDate: string;
}

const UNKNOWN_SERVICE: Refusal = { status: 422, code: 'unknown-service' };
const UNKNOWN: Refusal = { status: 404, code: 'unknown-due' };
const EXPIRED: Refusal = { status: 422, code: 'quote-expired' };
const HELD: Refusal = { status: 422, code: 'due-held' };

/**
 * What is owed, and what of it can be paid now. What was looked at is known in memory alone: what is not known any more is refused as
 * an old quote is, and looked up again.
 */
export class Dues {
  readonly #options: DuesOptions;
  readonly #known = new Map<string, SampleDue>();
  readonly #lookUps = new LookUps();
  /** By id: paid at a bank, say, and not by an application. */
  readonly #elsewhere = new Map<string, string>();
  /** Registrations whose payee was asked once. */
  readonly #atWork = new Set<string>();

  constructor(options: DuesOptions) {
    this.#options = options;
  }

  lookUp(key: string, { kiosk, service, answers }: WireDueLookUp): Result<WireDues, Refusal> {
    const now = this.#options.now();
    const tooMany = this.#lookUps.refuse(kiosk, now);
    if (tooMany) return err(tooMany);
    const asked = this.#asked().find((each) => each.service === service);
    if (asked?.due.by !== 'number') return err(UNKNOWN_SERVICE);
    const dues = duesOfNumber(asked, answers, centreDay(now));
    if (dues.length === 0) return err(UNKNOWN);
    return ok({ key, dues: this.#shown(dues).map((due) => ({ ...due, owner: maskedOwner(due.owner ?? '') })) });
  }

  /** Whoever asks is known to be the person. */
  list(key: string, { service, applicant }: WireDueList): Result<WireDues, Refusal> {
    const asked = this.#asked();
    if (asked.find((each) => each.service === service)?.due.by !== 'person') return err(UNKNOWN_SERVICE);
    const kinds = asked.filter(({ due }) => due.by === 'number');
    const dues = this.#shown(duesOfPerson(kinds, applicant, centreDay(this.#options.now())));
    return ok({ key, dues: dues.filter(({ state }) => state !== 'paid') });
  }

  /** What it costs to pay so much of it now, or why it cannot be. */
  price({ due }: Pick<WireQuoteRequest, 'due'>): Result<Price, Refusal> {
    const known = this.#known.get(due?.id ?? '');
    if (!due || !known) return err(EXPIRED);
    const its = this.#wire(known);
    if (its.state === 'paid')
      return err({ status: 422, code: 'already-paid', ...(its.paidOn && { paidOn: its.paidOn }) });
    if (its.state === 'held') return err(HELD);
    if (due.part !== null && !isWithin(its.part, due.part)) return err({ status: 422, code: 'quote-mismatch' });
    const fee = this.#feeOf(known.service);
    const duty = { kind: 'duty', amount: due.part ?? its.amount, payee: its.payee } as const;
    return ok({ lines: [duty, ...fee.lines], tariffDate: [its.since, fee.since].sort().at(-1) ?? its.since });
  }

  /** It was not refused: so much of it the application pays, as long as it stands. */
  book({ due, amount }: WireLodgeRequest): BookedDue | null {
    const known = due && this.#known.get(due.id);
    if (!known) return null;
    const paid = amount - sumOf(this.#feeOf(known.service).lines);
    const { payee, subject } = known;
    return { id: due.id, payee, subject, amount: paid, rest: this.#wire(known).amount - paid };
  }

  /** What the payee does with what is about to be registered; asked once more, one that takes its time has taken it. */
  payeeSays({ key, due, registered }: RegisterEntry): 'taken' | 'in-progress' | 'refused' {
    const payee = this.#known.get(due?.id ?? '')?.payeeTakes;
    if (registered || payee === undefined || payee === 'at-once') return 'taken';
    if (payee === 'never') return 'refused';
    if (this.#atWork.has(key)) return 'taken';
    this.#atWork.add(key);
    return 'in-progress';
  }

  /** As if somebody had paid it at a bank. */
  payElsewhere(id: string): void {
    this.#elsewhere.set(id, centreDay(this.#options.now()));
  }

  #asked() {
    return (this.#options.services ?? []).flatMap(({ id: service, group, due }) =>
      due ? [{ service, group, due }] : [],
    );
  }

  #shown(dues: readonly SampleDue[]): readonly WireDue[] {
    for (const due of dues) {
      this.#known.delete(due.id);
      this.#known.set(due.id, due);
    }
    for (const [oldest] of this.#known) if (this.#known.size > MOST_KNOWN) this.#known.delete(oldest);
    const soonest = (due: WireDue) => `${due.state === 'paid'} ${due.until}`;
    return dues.map((due) => this.#wire(due)).sort((a, b) => (soonest(a) < soonest(b) ? -1 : 1));
  }

  #wire(due: SampleDue): WireDue {
    const { id, subject, payee, owner, service, until } = due;
    const now = this.#options.now();
    const paid = this.#paidOn(due);
    const standing = this.#options.entries().filter((entry) => entry.due?.id === id && entry.state !== 'withdrawn');
    const isHeld = standing.some(({ state, lodgedAt }) => state === 'lodged' && !isLapsed(lodgedAt, now));
    const before = standing
      .filter(({ state }) => state === 'registered')
      .reduce((sum, entry) => sum + paidBy(entry), 0);
    const { amount, since, discountUntil } = amountOn(due, centreDay(now));
    const owed = Math.max(amount - before, 0);
    const state = paid !== null ? 'paid' : isHeld ? 'held' : 'open';
    return {
      ...{ id, payee, subject, owner, since, until, discountUntil, state },
      amount: paid === null ? owed : 0,
      full: paid === null ? Math.max(due.full - before, owed) : 0,
      fee: sumOf(this.#feeOf(service).lines),
      part: due.inParts && state === 'open' ? { min: Math.min(LEAST_PART, owed), max: owed } : null,
      paidOn: paid,
    };
  }

  /** The day on which the last of it was paid, or `null`. */
  #paidOn({ id, paidOn }: SampleDue): string | null {
    const whole = this.#options
      .entries()
      .find(({ due, state }) => due?.id === id && due.rest === 0 && state === 'registered');
    if (whole?.registered) return centreDay(new Date(whole.registered.registeredAt));
    return paidOn ?? this.#elsewhere.get(id) ?? null;
  }

  #feeOf(service: string): { readonly lines: readonly WireQuoteLine[]; readonly since: string } {
    const offered = this.#options.services?.find(({ id }) => id === service);
    const price = offered?.priceOf?.(offered.tiers?.[0] ?? '', centreDay(this.#options.now()));
    return { lines: price?.lines ?? [], since: price?.tariffDate ?? '' };
  }
}

/** The least that can be paid of what may be paid in parts, in qəpik. */
const LEAST_PART = 100;

const isWithin = (part: WireDue['part'], amount: number): boolean =>
  part !== null && amount >= part.min && amount <= part.max;

const isLapsed = (lodgedAt: string, now: Date): boolean => now.getTime() - Date.parse(lodgedAt) >= LAPSES_AFTER_MS;

const paidBy = ({ due }: RegisterEntry): number => due?.amount ?? 0;

/** As its payee will know the payment: made of the application, so that it is the same whenever it is asked for. */
export function paidDueOf({ id, due }: RegisterEntry): WirePaidDue | null {
  if (!due) return null;
  const { payee, subject, rest } = due;
  return { payee, subject, reference: `ÖT-${id.slice('BO-'.length)}`, rest };
}

export const sameDue = (a: WireDuePart | undefined, b: WireDuePart | undefined): boolean =>
  a?.id === b?.id && a?.part === b?.part;

const sumOf = (lines: readonly WireQuoteLine[]): number => lines.reduce((sum, { amount }) => sum + amount, 0);
