import type { CodeSubject, Codes } from './codes.ts';
import type { PhoneIdentities } from './phone-identities.ts';
import type { Tables } from './store.ts';
import type { Refusal } from './wire.ts';

/** Proofs of identity besides a chip: a typed code, or an identity on the phone. Both are named by their key. */
export class Proofs {
  readonly #codes: Codes;
  readonly #identities: PhoneIdentities;

  constructor(codes: Codes, identities: PhoneIdentities) {
    this.#codes = codes;
    this.#identities = identities;
  }

  async refuse(tables: Tables, subject: CodeSubject): Promise<Refusal | null> {
    const byCode = await this.#codes.refuse(tables, subject);
    return byCode && this.#identities.refuse(tables, subject);
  }

  async use(tables: Tables, subject: CodeSubject): Promise<void> {
    await this.#codes.use(tables, subject);
    await this.#identities.use(tables, subject);
  }
}
