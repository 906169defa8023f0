import { err, ok, type Result } from '../../drivers/result.ts';
import * as changes from './changes.ts';
import type { Codes } from './codes.ts';
import { belongsTo, newestOf } from './continuing.ts';
import type { Change } from './later.ts';
import type { LookUps } from './look-ups.ts';
import type { RegisterEntry } from './register.ts';
import type { OfferedService } from './services.ts';
import type { Slots } from './slots.ts';
import { found, replyOf } from './standing.ts';
import type { Refusal, WireFound, WireOwnRequest } from './wire.ts';
import type { WireBookingRequest, WireReply } from './wire-own.ts';

interface Options {
  readonly now: () => Date;
  readonly services?: readonly OfferedService[];
}

/** What of the register it works with. */
interface Office {
  readonly codes: Codes;
  readonly slots: Slots;
  readonly lookUps: LookUps;
  readonly all: () => readonly RegisterEntry[];
  readonly put: (entry: RegisterEntry) => void;
}

const CONFLICT: Refusal = { status: 409, code: 'idempotency-conflict' };
const UNKNOWN: Refusal = { status: 404, code: 'unknown-application' };

/** What an applicant sees and does about what was lodged before; the rules are in `changes.ts` and `standing.ts`. */
export class OwnApplications {
  readonly #options: Options;
  readonly #office: Office;

  constructor(options: Options, office: Office) {
    this.#options = options;
    this.#office = office;
  }

  /** The appointment that this person has for this service. */
  booking(key: string, asked: WireBookingRequest): Result<WireFound, Refusal> {
    const at = this.#options.now();
    const tooMany = this.#office.lookUps.refuse(asked.kiosk, at);
    if (tooMany) return err(tooMany);
    const entry = changes.bookingOf(this.#office.all(), asked, at);
    return entry ? ok(found(key, entry, this.#options)) : err(UNKNOWN);
  }

  /** What its applicant does about an application: once under a key. */
  change(key: string, claim: WireOwnRequest, change: Change): Result<WireFound, Refusal> {
    const now = this.#options.now();
    const own = this.#own(claim, now);
    if (!own.ok) return own;
    const before = changes.doneUnder(this.#office.all(), key);
    if (before) {
      const isSame = before.reference === claim.reference && changes.isRepeated(before, key, change);
      return isSame ? ok(found(key, own.value, this.#options)) : err(CONFLICT);
    }
    const { service } = own.value.request;
    const slot = change.do === 'move' ? change.slot : null;
    const held = slot === null ? null : this.#office.slots.heldFor({ slot, kiosk: claim.kiosk, service });
    const unread = change.do === 'rate' ? this.#unconfirmed(claim) : null;
    if (unread) return err(unread);
    const offered = this.#offered(service);
    const changed = changes.changed({ entry: own.value, key, change, now, offered, held });
    if (!changed.ok) return changed;
    // The new one is kept and the old one freed by the same write.
    if (held) this.#office.slots.keep({ slot });
    this.#office.put(changed.value);
    return ok(found(key, changed.value, this.#options));
  }

  /** What an officer answered: to a person who is confirmed. */
  reply(key: string, claim: WireOwnRequest): Result<WireReply, Refusal> {
    const now = this.#options.now();
    const own = this.#own(claim, now);
    if (!own.ok) return own;
    const unread = this.#unconfirmed(claim);
    if (unread) return err(unread);
    const isThere = changes.isAnswered(own.value, this.#offered(own.value.request.service), now);
    return isThere ? ok(replyOf(key, own.value)) : err({ status: 422, code: 'no-reply' });
  }

  #offered = (service: string): OfferedService | undefined => this.#options.services?.find(({ id }) => id === service);

  /** The newest application of a reference, for the person whose it is: whoever tries references is stopped here as at a look-up. */
  #own(claim: WireOwnRequest, now: Date): Result<RegisterEntry, Refusal> {
    const tooMany = this.#office.lookUps.refuseClaim(claim.kiosk, now);
    if (tooMany) return err(tooMany);
    const entry = newestOf(this.#office.all(), claim.reference, now);
    if (entry && belongsTo(entry, claim)) return ok(entry);
    this.#office.lookUps.miss(claim.kiosk, now);
    return err(UNKNOWN);
  }

  /** Why the answer to an application is not for whoever asks, or `null`. */
  #unconfirmed({ reference, kiosk, fin, documentNumber, assurance, confirmation }: WireOwnRequest): Refusal | null {
    if (assurance === 'chip') return null;
    const what = `reply to ${reference}`;
    const confirming = { what, kiosk, who: { fin, documentNumber }, confirmation };
    const refusal = this.#office.codes.refuse(confirming);
    if (!refusal) this.#office.codes.use(confirming);
    return refusal;
  }
}
