import { err, ok, type Result } from '../../drivers/result.ts';
import { centreDay } from './centre-day.ts';
import { same } from './same.ts';
import type { OfferedService } from './services.ts';
import type { OfficeStore, Tables } from './store.ts';
import type { Refusal, WireLodgeRequest, WireQuote, WireQuoteLine, WireQuoteRequest } from './wire.ts';

/** As long as a visit may last, with room. */
const VALID_MS = 30 * 60_000;

/** What a tier costs on a day, as the office has it; `null`: it has no price. */
export type PriceOf = (
  tier: string,
  day: string,
) => { readonly lines: readonly WireQuoteLine[]; readonly tariffDate: string | null } | null;

/** A quote, and what it was asked for. */
export interface Quoted {
  readonly request: WireQuoteRequest;
  readonly quote: WireQuote;
}

interface QuotesOptions {
  readonly now: () => Date;
  readonly services?: readonly OfferedService[];
}

/** What the office said that things cost. */
export class Quotes {
  readonly #options: QuotesOptions;
  readonly #store: OfficeStore;

  constructor(options: QuotesOptions, store: OfficeStore) {
    this.#options = options;
    this.#store = store;
  }

  quote(key: string, request: WireQuoteRequest): Promise<Result<WireQuote, Refusal>> {
    return this.#store.write(async ({ quotes }) => {
      const known = await quotes.find(`Q-${key}`);
      if (known) return same(known.request, request) ? ok(known.quote) : err(CONFLICT);
      const { now, services = [] } = this.#options;
      const at = now();
      if (!services.some(({ id }) => id === request.service)) return err({ status: 422, code: 'unknown-service' });
      const price = this.#priceNow(request.service, request.tier);
      if (!price) return err({ status: 422, code: 'no-price' });
      const total = sumOf(price.lines);
      const validUntil = new Date(at.getTime() + VALID_MS).toISOString();
      const quote = { key, id: `Q-${key}`, ...price, total, validUntil };
      await quotes.add({ request, quote }, at);
      return ok(quote);
    });
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
  async refuse({ quotes }: Tables, request: WireLodgeRequest): Promise<Refusal | null> {
    const { quote: id, kiosk, service, tier, amount, tariffDate } = request;
    if (id === null) {
      if (amount > 0 && this.#isFree(service)) return { status: 422, code: 'quote-mismatch' };
      const due = this.#priceNow(service, tier);
      // Where it has a price, nobody is registered for nothing.
      return due === undefined || (amount === 0 && !due) ? null : { status: 422, code: 'quote-expired' };
    }
    const quoted = await quotes.find(id);
    if (!quoted || Date.parse(quoted.quote.validUntil) < this.#options.now().getTime())
      return { status: 422, code: 'quote-expired' };
    const { request: asked, quote } = quoted;
    const its = [asked.kiosk, asked.service, asked.tier, quote.total, quote.tariffDate];
    return [kiosk, service, tier, amount, tariffDate].every((each, index) => each === its[index])
      ? null
      : { status: 422, code: 'quote-mismatch' };
  }
}

const sumOf = (lines: readonly WireQuoteLine[]): number => lines.reduce((sum, { amount }) => sum + amount, 0);

const CONFLICT: Refusal = { status: 409, code: 'idempotency-conflict' };
