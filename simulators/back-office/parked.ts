import { DAY_MS } from '../../drivers/durations.ts';
import { err, ok, type Result } from '../../drivers/result.ts';
import type { OfficeStore } from './store.ts';
import type { OfficeRefusal } from './wire.ts';
import type { WireParkedVisit, WireParkRequest } from './wire-parked.ts';

/** Longest time of a visit. */
const KEPT_MS = DAY_MS;
/** The kiosk's clock may be ahead by so much, in ms. */
const AHEAD_MS = 5 * 60_000;

const NOT_PARKED: OfficeRefusal = { status: 422, code: 'not-parked' };

/** docs/decisions/0072. The office has an id, a ciphertext and its expiry time. It cannot read the ciphertext and does not know the person. */
export class ParkedVisits {
  readonly #now: () => Date;
  readonly #store: OfficeStore;

  constructor({ now }: { readonly now: () => Date }, store: OfficeStore) {
    this.#now = now;
    this.#store = store;
  }

  put(key: string, { sealed, until }: WireParkRequest): Promise<Result<{ readonly key: string }, OfficeRefusal>> {
    return this.#store.write(async ({ parked }) => {
      const [now, ends] = [this.#now().getTime(), Date.parse(until)];
      await parked.dropEnded(now);
      if (ends <= now || ends > now + KEPT_MS + AHEAD_MS) return err(NOT_PARKED);
      const known = await parked.find(key);
      if (known && (known.sealed !== sealed || known.until !== ends))
        return err({ status: 409, code: 'idempotency-conflict' });
      if (!known) await parked.add({ key, sealed, until: ends });
      return ok({ key });
    });
  }

  read(key: string): Promise<Result<WireParkedVisit, OfficeRefusal>> {
    return this.#store.write(async ({ parked }) => {
      await parked.dropEnded(this.#now().getTime());
      const found = await parked.find(key);
      return found ? ok({ key, sealed: found.sealed, until: new Date(found.until).toISOString() }) : err(NOT_PARKED);
    });
  }

  delete(key: string): Promise<Result<{ readonly key: string }, OfficeRefusal>> {
    return this.#store.write(async ({ parked }) => {
      await parked.drop(key);
      return ok({ key });
    });
  }
}
