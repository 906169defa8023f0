import { err, ok, type Result } from '../../drivers/result.ts';
import { centreDay } from './centre-day.ts';
import { isSameDue, type OfficeDues, sumOf } from './dues.ts';
import { CONFLICT, QUOTE_EXPIRED } from './refusals.ts';
import { isEqualJson } from './same.ts';
import type { OfferedService } from './services.ts';
import type { OfficeStore, OfficeTables } from './store.ts';
import type { OfficeRefusal, WireLodgeRequest, WireQuote, WireQuoteLine, WireQuoteRequest } from './wire.ts';

/** Validity: the longest visit, with a margin. */
const VALID_MS = 30 * 60_000;

/** Price of a tier on a day; `null`: no price. */
export type TierPriceOf = (
  tier: string,
  day: string,
) => { readonly lines: readonly WireQuoteLine[]; readonly tariffDate: string | null } | null;

export interface IssuedQuote {
  readonly request: WireQuoteRequest;
  readonly quote: WireQuote;
}

interface QuotesOptions {
  readonly now: () => Date;
  readonly services?: readonly OfferedService[];
  readonly dues: OfficeDues;
}

export class Quotes {
  readonly #options: QuotesOptions;
  readonly #store: OfficeStore;

  constructor(options: QuotesOptions, store: OfficeStore) {
    this.#options = options;
    this.#store = store;
  }

  quote(key: string, request: WireQuoteRequest): Promise<Result<WireQuote, OfficeRefusal>> {
    return this.#store.write(async (tables) => {
      const { quotes } = tables;
      const known = await quotes.find(`Q-${key}`);
      if (known) return isEqualJson(known.request, request) ? ok(known.quote) : err(CONFLICT);
      const { now, services = [] } = this.#options;
      const at = now();
      if (!services.some(({ id }) => id === request.service)) return err({ status: 422, code: 'unknown-service' });
      const priced = await this.#price(tables, request);
      if (!priced.ok) return priced;
      const price = priced.value;
      const lines = price.lines.map((line) => ({ ...line, amount: line.amount * (request.copies ?? 1) }));
      const total = sumOf(lines);
      const validUntil = new Date(at.getTime() + VALID_MS).toISOString();
      const quote = { key, id: `Q-${key}`, ...price, lines, total, validUntil };
      await quotes.add({ request, quote }, at);
      return ok(quote);
    });
  }

  async #price(tables: OfficeTables, request: WireQuoteRequest) {
    const offered = this.#options.services?.find(({ id }) => id === request.service);
    if (offered?.due) return this.#options.dues.price(tables, request);
    const price = request.due ? null : this.#priceNow(request.service, request.tier);
    return price ? ok(price) : err({ status: 422, code: 'no-price' } as const);
  }

  /** `undefined`: not offered, or without prices; `null`: no price today. */
  #priceNow(service: string, tier: string | null) {
    const priceOf = this.#options.services?.find(({ id }) => id === service)?.priceOf;
    const price = priceOf?.(tier ?? '', centreDay(this.#options.now()));
    // Without its tariff date, a price cannot be lodged.
    return price && price.tariffDate === null && sumOf(price.lines) > 0 ? null : price;
  }

  /** Outside the catalogue, prices are unknown. */
  #isFree(service: string): boolean {
    const offered = this.#options.services?.find(({ id }) => id === service);
    return offered !== undefined && offered.priceOf === undefined;
  }

  async refuse(tables: OfficeTables, request: WireLodgeRequest): Promise<OfficeRefusal | null> {
    const { quote: id, kiosk, service, tier, amount, tariffDate } = request;
    if (id === null) {
      if (amount > 0 && this.#isFree(service)) return { status: 422, code: 'quote-mismatch' };
      const due = this.#priceNow(service, tier);
      return due === undefined || (amount === 0 && !due) ? null : { status: 422, code: 'quote-expired' };
    }
    const quoted = await tables.quotes.find(id);
    if (!quoted || Date.parse(quoted.quote.validUntil) < this.#options.now().getTime())
      return { status: 422, code: 'quote-expired' };
    const { request: asked, quote } = quoted;
    const its = [asked.kiosk, asked.service, asked.tier, quote.total, quote.tariffDate, asked.copies ?? 1];
    const lodged = [kiosk, service, tier, amount, tariffDate, copiesIn(request)];
    const fits = lodged.every((each, index) => each === its[index]);
    if (!fits || !isSameDue(request.due, asked.due)) return { status: 422, code: 'quote-mismatch' };
    return asked.due ? this.#refuseDue(tables, asked, quote) : null;
  }

  /** Paid meanwhile, or dearer: a discount ends at midnight. */
  async #refuseDue(tables: OfficeTables, request: WireQuoteRequest, quote: WireQuote): Promise<OfficeRefusal | null> {
    const now = await this.#price(tables, request);
    if (!now.ok) return now.error;
    return sumOf(now.value.lines) === quote.total && now.value.tariffDate === quote.tariffDate ? null : QUOTE_EXPIRED;
  }
}

const copiesIn = ({ answers }: WireLodgeRequest): number => Number(answers['copies'] ?? 1);
