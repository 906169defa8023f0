import { err, ok, type Result } from '../../drivers/result.ts';
import * as changes from './changes.ts';
import { belongsTo, dropLapsed } from './continuing.ts';
import type { RegisterEntry } from './entry.ts';
import type { ApplicationChange } from './later.ts';
import { countWrongReference, refuseAfterWrongReferences, refuseTooManyLookUps } from './look-ups.ts';
import type { IdentityProofs } from './proofs.ts';
import { CONFLICT } from './refusals.ts';
import type { OfferedService } from './services.ts';
import type { SlotHolds } from './slots.ts';
import { applicationView, replyOf } from './standing.ts';
import type { OfficeStore, OfficeTables } from './store.ts';
import type { OfficeRefusal, WireFoundApplication, WireOwnApplicationRequest } from './wire.ts';
import type { WireBookingRequest, WireReply } from './wire-own.ts';

interface Options {
  readonly now: () => Date;
  readonly services?: readonly OfferedService[];
  readonly store: OfficeStore;
}

const UNKNOWN: OfficeRefusal = { status: 404, code: 'unknown-application' };

/** Rules: `changes.ts` and `standing.ts`. */
export class CitizenApplications {
  readonly #options: Options;
  readonly #office: { readonly proofs: IdentityProofs; readonly slots: SlotHolds };

  constructor(options: Options, office: { readonly proofs: IdentityProofs; readonly slots: SlotHolds }) {
    this.#options = options;
    this.#office = office;
  }

  booking(key: string, asked: WireBookingRequest): Promise<Result<WireFoundApplication, OfficeRefusal>> {
    return this.#options.store.write(async (tables) => {
      const at = this.#options.now();
      const tooMany = await refuseTooManyLookUps(tables, asked.kiosk, at);
      if (tooMany) return err(tooMany);
      const { service, fin, documentNumber } = asked;
      const applicant = { fin, documentNumber };
      const entry = await changes.findBookedApplication(
        tables.applications,
        { applicant, service, continues: null },
        at,
      );
      return entry ? ok(applicationView(key, entry, this.#options)) : err(UNKNOWN);
    });
  }

  change(
    key: string,
    claim: WireOwnApplicationRequest,
    change: ApplicationChange,
  ): Promise<Result<WireFoundApplication, OfficeRefusal>> {
    const now = this.#options.now();
    return this.#ofOwn(claim, now, async (tables, entry) => {
      if (changes.hasChangeUnderKey(entry, key))
        return changes.isRepeated(entry, key, change) ? ok(applicationView(key, entry, this.#options)) : err(CONFLICT);
      const { service } = entry.request;
      const slot = change.do === 'move' ? change.slot : null;
      const { kiosk } = claim;
      const held = slot === null ? null : await this.#office.slots.heldFor(tables, { slot, kiosk, service });
      const unread = change.do === 'rate' ? await this.#unconfirmed(tables, claim) : null;
      if (unread) return err(unread);
      const changed = changes.applyChange({ entry, key, change, now, offered: this.#offered(service), held });
      if (!changed.ok) return changed;
      // The same write frees the old appointment.
      if (held) await this.#office.slots.keep(tables, { slot });
      await tables.applications.change(entry, changed.value);
      return ok(applicationView(key, changed.value, this.#options));
    });
  }

  /** The officer's answer, only for a confirmed person. */
  reply(key: string, claim: WireOwnApplicationRequest): Promise<Result<WireReply, OfficeRefusal>> {
    const now = this.#options.now();
    return this.#ofOwn(claim, now, async (tables, entry) => {
      const unread = await this.#unconfirmed(tables, claim);
      if (unread) return err(unread);
      const isThere = changes.isReplyDue(entry, this.#offered(entry.request.service), now);
      return isThere ? ok(replyOf(key, entry)) : err({ status: 422, code: 'no-reply' });
    });
  }

  #offered = (service: string): OfferedService | undefined => this.#options.services?.find(({ id }) => id === service);

  /** Limits tries of many references, like a look-up. */
  #ofOwn<T>(
    claim: WireOwnApplicationRequest,
    now: Date,
    work: (tables: OfficeTables, entry: RegisterEntry) => Promise<Result<T, OfficeRefusal>>,
  ): Promise<Result<T, OfficeRefusal>> {
    return this.#options.store.write(async (tables) => {
      const tooMany = await refuseAfterWrongReferences(tables, claim.kiosk, now);
      if (tooMany) return err(tooMany);
      const entry = dropLapsed(await tables.applications.last(claim.reference), now);
      if (entry && belongsTo(entry, claim)) return work(tables, entry);
      await countWrongReference(tables, claim.kiosk, now);
      return err(UNKNOWN);
    });
  }

  async #unconfirmed(tables: OfficeTables, claim: WireOwnApplicationRequest): Promise<OfficeRefusal | null> {
    const { reference, kiosk, fin, documentNumber, assurance, confirmation } = claim;
    if (assurance === 'chip') return null;
    const who = { fin, documentNumber };
    const confirming = { what: `reply to ${reference}`, kiosk, who, confirmation, level: 'code' } as const;
    const refusal = await this.#office.proofs.refuse(tables, confirming);
    if (!refusal) await this.#office.proofs.use(tables, confirming);
    return refusal;
  }
}
