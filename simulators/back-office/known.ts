import { err, ok, type Result } from '../../drivers/result.ts';
import { ofKnown } from './accesses.ts';
import type { Codes } from './codes.ts';
import { personKey } from './continuing.ts';
import { sampleChildrenOf } from './known-children.ts';
import { refuseKnown } from './look-ups.ts';
import type { OfferedService } from './services.ts';
import type { OfficeStore, Tables } from './store.ts';
import type { Refusal } from './wire.ts';
import type { WireKnown, WireKnownChild, WireKnownRequest } from './wire-known.ts';

interface KnownOptions {
  readonly now: () => Date;
  readonly services?: readonly OfferedService[];
}

/** The most children that the interface allows. */
const MOST_CHILDREN = 12;

/** What the registers know of a person who stands at a kiosk. Each reading is recorded before the answer. */
export class KnownPersons {
  readonly #options: KnownOptions;
  readonly #store: OfficeStore;
  readonly #codes: Codes;

  constructor(options: KnownOptions, store: OfficeStore, codes: Codes) {
    this.#options = options;
    this.#store = store;
    this.#codes = codes;
  }

  read(key: string, request: WireKnownRequest): Promise<Result<WireKnown, Refusal>> {
    return this.#store.write(async (tables) => {
      const tooMany = await refuseKnown(tables, request.kiosk, this.#options.now());
      if (tooMany) return err(tooMany);
      const children = request.wanted.includes('children') ? await this.#children(tables, key, request) : ok([]);
      return children.ok ? ok({ key, children: children.value }) : children;
    });
  }

  async #children(
    tables: Tables,
    key: string,
    request: WireKnownRequest,
  ): Promise<Result<readonly WireKnownChild[], Refusal>> {
    const { services = [], now } = this.#options;
    const service = services.find(({ id }) => id === request.service);
    const register = service?.reads?.children;
    if (!service?.reads || !register) return err({ status: 422, code: 'not-eligible' });
    const refusal = request.assurance === 'chip' ? null : await this.#refuse(tables, key, request);
    if (refusal) return err(refusal);
    await tables.accesses.add({
      ...{ key: `${ofKnown(key)} ${register.id}`, kiosk: request.kiosk, at: now().toISOString() },
      ...{ person: personKey(request), application: ofKnown(key) },
      ...{ register: register.id, title: register.title, reader: service.reads.agency },
    });
    const children = request.fin === null ? [] : sampleChildrenOf(request.fin);
    return ok(children.slice(0, MOST_CHILDREN));
  }

  #refuse(tables: Tables, key: string, request: WireKnownRequest): Promise<Refusal | null> {
    const { kiosk, confirmation } = request;
    return this.#codes.refuse(tables, { what: ofKnown(key), kiosk, who: request, confirmation });
  }
}
