import type { CodeSubject, PhoneCodes } from './codes.ts';
import type { PhoneIdentities } from './phone-identities.ts';
import type { OfficeTables } from './store.ts';
import type { OfficeRefusal } from './wire.ts';

/** Besides a chip: a typed code, or an identity on the phone, named by their key. */
export class IdentityProofs {
  readonly #codes: PhoneCodes;
  readonly #identities: PhoneIdentities;

  constructor(codes: PhoneCodes, identities: PhoneIdentities) {
    this.#codes = codes;
    this.#identities = identities;
  }

  async refuse(tables: OfficeTables, subject: CodeSubject): Promise<OfficeRefusal | null> {
    const byCode = await this.#codes.refuse(tables, subject);
    return byCode && this.#identities.refuse(tables, subject);
  }

  async use(tables: OfficeTables, subject: CodeSubject): Promise<void> {
    await this.#codes.use(tables, subject);
    await this.#identities.use(tables, subject);
  }
}
