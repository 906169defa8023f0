import { err, ok, type Result } from '../../drivers/result.ts';
import { Codes, type CodesOptions, type Confirming } from './codes.ts';
import { belongsTo, found, newestOf, stateOf, toContinue } from './continuing.ts';
import { centreDay } from './counted.ts';
import { type BookedDue, Dues, paidDueOf } from './dues.ts';
import { LookUps } from './look-ups.ts';
import { messageFor, type SentMessage, wordsOf } from './messages.ts';
import { samplePhoneOf } from './phones.ts';
import { Quotes } from './quotes.ts';
import { newReference } from './reference.ts';
import { same } from './same.ts';
import { type OfferedService, serviceOf } from './services.ts';
import type { BookedSlot } from './slot-calendar.ts';
import { Slots } from './slots.ts';
import type {
  Refusal,
  WireClaim,
  WireDueList,
  WireDues,
  WireDuplicate,
  WireDuplicateRequest,
  WireFound,
  WireListQuery,
  WireLodged,
  WireLodgeRequest,
  WireLookUp,
  WireMessageRequest,
  WireMessageSent,
  WirePaymentProof,
  WireQuote,
  WireQuoteRequest,
  WireRegistered,
  WireSurvey,
} from './wire.ts';

/** One application in the register. `request` is kept whole: it is what a repeat is compared with. */
export interface RegisterEntry {
  readonly key: string;
  readonly id: string;
  readonly reference: string;
  readonly state: 'lodged' | 'registered' | 'withdrawn';
  readonly request: WireLodgeRequest;
  /** ISO date-times. */
  readonly lodgedAt: string;
  readonly payment: WirePaymentProof | null;
  readonly registered: WireRegistered | null;
  /** The payment stands. */
  readonly final: boolean;
  readonly withdrawn: { readonly reason: string; readonly at: string } | null;
  /** The keys of its duplicates; the first is number 1. */
  readonly duplicates: readonly string[];
  /** The message about it to the phone of the applicant; absent where none was sent. */
  readonly message?: SentMessage;
  /** The appointment it was lodged with; absent where it has none. */
  readonly slot?: BookedSlot;
  /** What of a due it pays; absent where it pays none. */
  readonly due?: BookedDue;
}

export interface SurveyEntry extends WireSurvey {
  readonly key: string;
  readonly at: string;
}

/** Everything the reference back office knows: one JSON value. */
export interface RegisterState {
  readonly entries: readonly RegisterEntry[];
  readonly surveys: readonly SurveyEntry[];
}

export const EMPTY_REGISTER: RegisterState = { entries: [], surveys: [] };

interface RegisterOptions extends Omit<CodesOptions, 'sms'> {
  readonly sms?: CodesOptions['sms'];
  readonly random: () => number;
  readonly saved: RegisterState;
  /** Services of a catalogue that are offered as well. */
  readonly services?: readonly OfferedService[];
  /** Where the state of an application can be seen; its reference is appended. */
  readonly statusUrl?: string;
  /** Called with the whole new state before the answer is given; returns when it is safe. */
  readonly keep: (state: RegisterState) => void;
}

/**
 * The rules of the back office with no HTTP in it. Every method may be repeated with the same arguments and then gives
 * the same answer; the promises are those of `device/back-office/openapi.yaml`.
 */
export class Register {
  readonly #options: RegisterOptions;
  readonly #entries: Map<string, RegisterEntry>;
  readonly #surveys: Map<string, SurveyEntry>;
  readonly #quotes: Quotes;
  readonly #lookUps = new LookUps();
  readonly codes: Codes;
  readonly slots: Slots;
  readonly dues: Dues;

  constructor(options: RegisterOptions) {
    this.#options = options;
    this.dues = new Dues({ ...options, entries: () => this.#all.filter(({ due }) => due !== undefined) });
    this.#quotes = new Quotes({ ...options, dues: this.dues });
    this.codes = new Codes({ ...options, sms: options.sms ?? (() => undefined) });
    // What is withdrawn is free again; what is lodged stands until its kiosk has said what became of it.
    const booked = () => this.#all.flatMap(({ state, slot }) => (slot && state !== 'withdrawn' ? [slot] : []));
    this.slots = new Slots({ ...options, booked });
    this.#entries = new Map(options.saved.entries.map((entry) => [entry.key, entry]));
    this.#surveys = new Map(options.saved.surveys.map((survey) => [survey.key, survey]));
  }

  state(): RegisterState {
    return { entries: this.#all, surveys: [...this.#surveys.values()] };
  }

  find(key: string): RegisterEntry | undefined {
    return this.#entries.get(key);
  }

  /** One page of what was lodged from a kiosk in a time, oldest first. */
  list({ kiosk, from, to, after }: WireListQuery): { page: readonly RegisterEntry[]; next: string | null } {
    const its = this.#all.filter(
      ({ request, lodgedAt }) =>
        request.kiosk === kiosk && Date.parse(lodgedAt) >= Date.parse(from) && Date.parse(lodgedAt) < Date.parse(to),
    );
    const start = after === undefined ? 0 : its.findIndex(({ key }) => key === after) + 1;
    const page = its.slice(start, start + PAGE);
    return { page, next: start + PAGE < its.length ? (page.at(-1)?.key ?? null) : null };
  }

  quote(key: string, request: WireQuoteRequest): Result<WireQuote, Refusal> {
    return this.#quotes.quote(key, request);
  }

  lodge(key: string, request: WireLodgeRequest): Result<{ lodged: WireLodged; first: boolean }, Refusal> {
    const known = this.#entries.get(key);
    if (known) {
      if (!same(known.request, request)) return err(CONFLICT);
      return ok({ lodged: { key, id: known.id, reference: known.reference }, first: false });
    }
    const confirming = this.#confirming(`application ${key}`, request);
    const refusal =
      refuse(request, this.#options) ?? this.#quotes.refuse(request) ?? (confirming && this.codes.refuse(confirming));
    if (refusal) return err(refusal);
    const at = this.#options.now();
    const before = request.continues === null ? null : toContinue(this.#all, request, at);
    if (before && !before.ok) return before;
    const lost = this.slots.refuse(request);
    if (lost) return err(lost);
    const slot = this.slots.keep(request);
    const due = this.dues.book(request);
    const id = `BO-${at.getUTCFullYear()}-${String(this.#entries.size + 1).padStart(6, '0')}`;
    const isTaken = (reference: string) => this.#all.some((entry) => entry.reference === reference);
    const reference = before?.value.reference ?? newReference(request.kiosk, this.#options.random, isTaken);
    if (confirming) this.codes.use(confirming);
    const fresh = { key, id, reference, state: 'lodged', request, lodgedAt: at.toISOString() } as const;
    this.#put(...(before ? [before.value] : []), {
      ...fresh,
      payment: null,
      registered: null,
      final: false,
      withdrawn: null,
      duplicates: [],
      ...(slot && { slot }),
      ...(due && { due }),
    });
    return ok({ lodged: { key, id, reference }, first: true });
  }

  /** What the person owes who is confirmed; the code may confirm one application besides. */
  listDues(key: string, request: WireDueList): Result<WireDues, Refusal> {
    const confirming = this.#confirming(`list ${key}`, request);
    const refusal = confirming && this.codes.refuse(confirming);
    return refusal ? err(refusal) : this.dues.list(key, request);
  }

  lookUp(key: string, claim: WireLookUp): Result<WireFound, Refusal> {
    const at = this.#options.now();
    const tooMany = this.#lookUps.refuse(claim.kiosk, at);
    if (tooMany) return err(tooMany);
    const entry = newestOf(this.#all, claim.reference, at);
    return entry && belongsTo(entry, claim) ? ok(found(key, entry)) : err(UNKNOWN);
  }

  duplicate(key: string, claim: WireDuplicateRequest): Result<WireDuplicate, Refusal> {
    const entry = newestOf(this.#all, claim.reference, this.#options.now());
    if (!entry || stateOf(entry) !== 'registered' || !belongsTo(entry, claim)) return err(UNKNOWN);
    const isKnown = entry.duplicates.includes(key);
    const { service } = entry.request;
    const what = `duplicate ${key} of ${entry.reference}`;
    const confirming = isKnown ? null : this.#confirming(what, { ...claim, service, applicant: claim });
    const refusal = confirming && this.codes.refuse(confirming);
    if (refusal) return err(refusal);
    const duplicates = isKnown ? entry.duplicates : [...entry.duplicates, key];
    if (!isKnown) {
      if (confirming) this.codes.use(confirming);
      this.#put({ ...entry, duplicates });
    }
    return ok({ key, reference: entry.reference, number: duplicates.indexOf(key) + 1 });
  }

  register(key: string, payment: WirePaymentProof | null, final: boolean): Result<WireRegistered, Refusal> {
    const entry = this.#entries.get(key);
    if (!entry) return err(UNKNOWN);
    if (entry.state === 'withdrawn') return err({ status: 409, code: 'withdrawn' });
    if (entry.registered) {
      if (!same(entry.payment, payment)) return err(CONFLICT);
      if (final && !entry.final) this.#put({ ...entry, final });
      return ok(entry.registered);
    }
    if (!covers(payment, entry.request.amount)) return err({ status: 422, code: 'payment-mismatch' });
    if (this.dues.payeeSays(entry) === 'refused') return err({ status: 422, code: 'payee-refused' });
    const registered = issue(entry, this.#options, this.#all);
    this.#put({ ...entry, state: 'registered', payment, registered, final });
    return ok(registered);
  }

  sendMessage(key: string, request: WireMessageRequest): Result<WireMessageSent, Refusal> {
    const { now, phoneOf = samplePhoneOf, statusUrl = SAMPLE_STATUS_URL, sms } = this.#options;
    const entry = this.#entries.get(key);
    const found = messageFor({ request, entry, all: this.#all, at: now(), phoneOf });
    if (!found.ok) return found;
    const { message, first } = found.value;
    if (entry && first) {
      // Kept before it is sent: after a crash between the two nothing goes out twice.
      this.#put({ ...entry, message });
      sms?.({ to: message.number, text: wordsOf(entry, message.language, statusUrl), at: message.at });
    }
    return ok({ key, number: message.number });
  }

  withdraw(key: string, reason: string): Result<void, Refusal> {
    const entry = this.#entries.get(key);
    if (!entry) return err(UNKNOWN);
    if (entry.state !== 'withdrawn') {
      this.#put({ ...entry, state: 'withdrawn', withdrawn: { reason, at: this.#options.now().toISOString() } });
    }
    return ok(undefined);
  }

  survey(key: string, { service, score }: WireSurvey): Result<void, Refusal> {
    const known = this.#surveys.get(key);
    if (known) return known.service === service && known.score === score ? ok(undefined) : err(CONFLICT);
    this.#surveys.set(key, { key, service, score, at: this.#options.now().toISOString() });
    this.#options.keep(this.state());
    return ok(undefined);
  }

  /** What has to be confirmed before it is done; `null` where the chip says who it is, or nothing of a register is shown. */
  #confirming(what: string, { service, kiosk, applicant, confirmation }: Asking): Confirming | null {
    if (!applicant || applicant.assurance === 'chip') return null;
    if (serviceOf(service, this.#options.services ?? [])?.identification !== 'code') return null;
    return { what, kiosk, who: applicant, confirmation };
  }

  get #all(): readonly RegisterEntry[] {
    return [...this.#entries.values()];
  }

  /** Several are kept in one write: a crash between them would leave an application that nobody holds and nobody may continue. */
  #put(...changed: readonly RegisterEntry[]): void {
    for (const entry of changed) this.#entries.set(entry.key, entry);
    this.#options.keep(this.state());
  }
}

/** Whoever asks for what a register has of them. */
interface Asking extends Pick<WireLodgeRequest, 'service' | 'kiosk' | 'confirmation'> {
  readonly applicant: (Pick<WireClaim, 'fin' | 'documentNumber'> & { readonly assurance: 'zone' | 'chip' }) | null;
}

/** As the profiles of the simulated kiosk have it. */
const SAMPLE_STATUS_URL = 'https://status.example/a/';

/** Applications on one page of a list. */
export const PAGE = 100;

const CONFLICT: Refusal = { status: 409, code: 'idempotency-conflict' };
const NOT_ELIGIBLE: Refusal = { status: 422, code: 'not-eligible' };
const UNKNOWN: Refusal = { status: 404, code: 'unknown-application' };

function covers(payment: WirePaymentProof | null, amount: number): boolean {
  if ((payment?.amount ?? 0) !== amount) return false;
  return payment === null || !('notes' in payment) || payment.notes.reduce((sum, note) => sum + note, 0) >= amount;
}

function refuse(request: WireLodgeRequest, { services = [], now }: RegisterOptions): Refusal | null {
  const service = serviceOf(request.service, services);
  if (!service) return { status: 422, code: 'unknown-service' };
  if (service.identification !== 'none' && !request.applicant?.fin) return NOT_ELIGIBLE;
  const offered = services.find(({ id }) => id === request.service);
  return offered?.isFor?.(request.tier, request.answers, centreDay(now())) === false ? NOT_ELIGIBLE : null;
}

function issue(
  entry: RegisterEntry,
  { now, random, services = [] }: RegisterOptions,
  all: readonly RegisterEntry[],
): WireRegistered {
  const at = now();
  const issued = all.filter((other) => other.registered !== null).length;
  const today = at.toISOString().slice(0, 10);
  const queue = all.flatMap(({ registered }) =>
    registered?.appointment && registered.registeredAt.startsWith(today) ? [registered.appointment] : [],
  );
  const gives = serviceOf(entry.request.service, services)?.gives({
    request: entry.request,
    ...{ issued, queue, at, random },
    slot: entry.slot ?? null,
  });
  const due = paidDueOf(entry);
  return {
    key: entry.key,
    reference: entry.reference,
    registeredAt: at.toISOString(),
    appointment: gives?.appointment ?? null,
    document: gives?.document ?? null,
    ...(due && { due }),
  };
}
