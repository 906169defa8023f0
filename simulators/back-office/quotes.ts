import { isDeepStrictEqual } from 'node:util';
import { err, ok, type Result } from '../../drivers/result.ts';
import { centreDay } from './counted.ts';
import { type Dues, sameDue } from './dues.ts';
import type { OfferedService } from './services.ts';
import type { Refusal, WireLodgeRequest, WireQuote, WireQuoteLine, WireQuoteRequest } from './wire.ts';

/** As long as a visit may last, with room. */
const VALID_MS = 30 * 60_000;
/** More at once than a hall of kiosks asks for in half an hour: the oldest is forgotten, and asked for again. */
const MOST_QUOTES = 10_000;

/** What a tier costs on a day, as the office has it; `null`: it has no price. */
export type PriceOf = (
  tier: string,
  day: string,
) => { readonly lines: readonly WireQuoteLine[]; readonly tariffDate: string | null } | null;

interface Quoted {
  readonly request: WireQuoteRequest;
  readonly quote: WireQuote;
}

interface QuotesOptions {
  readonly now: () => Date;
  readonly services?: readonly OfferedService[];
  readonly dues: Dues;
}

/** What the office said that things cost. Kept in memory alone: what is not known any more is asked for again. */
export class Quotes {
  readonly #quoted = new Map<string, Quoted>();
  readonly #options: QuotesOptions;

  constructor(options: QuotesOptions) {
    this.#options = options;
  }

  quote(key: string, request: WireQuoteRequest): Result<WireQuote, Refusal> {
    const known = this.#quoted.get(`Q-${key}`);
    if (known) return isDeepStrictEqual(known.request, request) ? ok(known.quote) : err(CONFLICT);
    const { now, services = [] } = this.#options;
    const at = now();
    if (!services.some(({ id }) => id === request.service)) return err({ status: 422, code: 'unknown-service' });
    const priced = this.#price(request);
    if (!priced.ok) return priced;
    const price = priced.value;
    const total = sumOf(price.lines);
    const validUntil = new Date(at.getTime() + VALID_MS).toISOString();
    const quote = { key, id: `Q-${key}`, ...price, total, validUntil };
    this.#quoted.set(quote.id, { request, quote });
    const [oldest] = this.#quoted.keys();
    if (this.#quoted.size > MOST_QUOTES && oldest !== undefined) this.#quoted.delete(oldest);
    return ok(quote);
  }

  /** What is owed has a price of its own; nothing else is paid with it. */
  #price(request: WireQuoteRequest) {
    const offered = this.#options.services?.find(({ id }) => id === request.service);
    if (offered?.due) return this.#options.dues.price(request);
    const price = request.due ? null : this.#priceNow(request.service, request.tier);
    return price ? ok(price) : err({ status: 422, code: 'no-price' } as const);
  }

  /** `undefined`: it never asks for money; `null`: it has no price for today. */
  #priceNow(service: string, tier: string | null) {
    const priceOf = this.#options.services?.find(({ id }) => id === service)?.priceOf;
    const price = priceOf?.(tier ?? '', centreDay(this.#options.now()));
    // What costs something costs it since a day: without that nothing could be lodged for it.
    return price && price.tariffDate === null && sumOf(price.lines) > 0 ? null : price;
  }

  /** It is offered, and nobody is ever asked for money for it; what is not in its catalogue has no price that it knows. */
  #isFree(service: string): boolean {
    const offered = this.#options.services?.find(({ id }) => id === service);
    return offered !== undefined && offered.priceOf === undefined;
  }

  /** Why an application cannot be lodged for what it says it costs, or `null`. */
  refuse({ quote: id, kiosk, service, tier, amount, tariffDate, due: part }: WireLodgeRequest): Refusal | null {
    if (id === null) {
      if (amount > 0 && this.#isFree(service)) return { status: 422, code: 'quote-mismatch' };
      const due = this.#priceNow(service, tier);
      // Where it has a price, nobody is registered for nothing.
      return due === undefined || (amount === 0 && !due) ? null : { status: 422, code: 'quote-expired' };
    }
    const quoted = this.#quoted.get(id);
    if (!quoted || Date.parse(quoted.quote.validUntil) < this.#options.now().getTime())
      return { status: 422, code: 'quote-expired' };
    const { request, quote } = quoted;
    const its = [request.kiosk, request.service, request.tier, quote.total, quote.tariffDate];
    const fits = [kiosk, service, tier, amount, tariffDate].every((each, index) => each === its[index]);
    if (!fits || !sameDue(part, request.due)) return { status: 422, code: 'quote-mismatch' };
    return part ? this.#refuseDue(request, quote) : null;
  }

  /** What is owed may have been paid since it was quoted, or be another sum: a discount ends at midnight. */
  #refuseDue(request: WireQuoteRequest, quote: WireQuote): Refusal | null {
    const now = this.#price(request);
    if (!now.ok) return now.error;
    return sumOf(now.value.lines) === quote.total && now.value.tariffDate === quote.tariffDate ? null : EXPIRED;
  }
}

const sumOf = (lines: readonly WireQuoteLine[]): number => lines.reduce((sum, { amount }) => sum + amount, 0);

const EXPIRED: Refusal = { status: 422, code: 'quote-expired' };
const CONFLICT: Refusal = { status: 409, code: 'idempotency-conflict' };
