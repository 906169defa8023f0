import { err, ok, type Result } from '../../drivers/result.ts';
import { accessPurposeOfKnown } from './accesses.ts';
import { personKey } from './continuing.ts';
import { sampleChildrenOf } from './known-children.ts';
import { refuseTooManyQueries } from './look-ups.ts';
import { maskPhone, type PhoneOf, REGISTER_PHONE_MARKER, samplePhoneOf } from './phones.ts';
import type { IdentityProofs } from './proofs.ts';
import { CONFLICT } from './refusals.ts';
import type { OfferedService } from './services.ts';
import type { OfficeStore, OfficeTables } from './store.ts';
import type { OfficeRefusal } from './wire.ts';
import type { WireKnown, WireKnownPhone, WireKnownRequest } from './wire-known.ts';

interface KnownOptions {
  readonly now: () => Date;
  readonly services?: readonly OfferedService[];
  readonly phoneOf?: PhoneOf;
}

const MOST_CHILDREN = 12;

export class KnownPersons {
  readonly #options: KnownOptions;
  readonly #store: OfficeStore;
  readonly #proofs: IdentityProofs;

  constructor(options: KnownOptions, store: OfficeStore, proofs: IdentityProofs) {
    this.#options = options;
    this.#store = store;
    this.#proofs = proofs;
  }

  read(key: string, request: WireKnownRequest): Promise<Result<WireKnown, OfficeRefusal>> {
    return this.#store.write(async (tables) => {
      const tooMany = await refuseTooManyQueries(tables, request.kiosk, this.#options.now());
      if (tooMany) return err(tooMany);
      const before = await tables.accesses.ofApplication(accessPurposeOfKnown(key));
      // Under one key once: another person would have no record.
      if (before.some(({ person }) => person !== personKey(request))) return err(CONFLICT);
      for (const what of request.wanted) {
        const refusal = await this.#note(tables, key, request, what);
        if (refusal) return err(refusal);
      }
      const { fin, wanted } = request;
      const children = fin !== null && wanted.includes('children') ? sampleChildrenOf(fin) : [];
      const phone = fin !== null && wanted.includes('phone') ? this.#phoneOf(fin) : null;
      return ok({ key, children: children.slice(0, MOST_CHILDREN), phone });
    });
  }

  #phoneOf(fin: string): WireKnownPhone | null {
    const { phoneOf = samplePhoneOf } = this.#options;
    const phone = phoneOf(fin);
    return phone === null ? null : { number: maskPhone(phone), token: REGISTER_PHONE_MARKER };
  }

  async #note(
    tables: OfficeTables,
    key: string,
    request: WireKnownRequest,
    what: WireKnownRequest['wanted'][number],
  ): Promise<OfficeRefusal | null> {
    const { services = [], now } = this.#options;
    const reads = services.find(({ id }) => id === request.service)?.reads;
    const register = reads?.[what];
    if (!reads || !register) return { status: 422, code: 'not-eligible' };
    const refusal = request.assurance === 'chip' ? null : await this.#refuse(tables, key, request);
    if (refusal) return refusal;
    await tables.accesses.add({
      key: `${accessPurposeOfKnown(key)} ${register.id}`,
      kiosk: request.kiosk,
      at: now().toISOString(),
      person: personKey(request),
      application: accessPurposeOfKnown(key),
      register: register.id,
      title: register.title,
      reader: reads.agency,
    });
    return null;
  }

  #refuse(tables: OfficeTables, key: string, request: WireKnownRequest): Promise<OfficeRefusal | null> {
    const { kiosk, confirmation } = request;
    const subject = { what: accessPurposeOfKnown(key), kiosk, who: request, confirmation, level: 'code' } as const;
    return this.#proofs.refuse(tables, subject);
  }
}
