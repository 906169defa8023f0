import { err, ok, type Result } from '../../drivers/result.ts';
import {
  phoneAccessEntry,
  readStatusPageFacts,
  recordRegisterReadings,
  registerAccessesForApplication,
  type StatusPageFacts,
} from './accesses.ts';
import { findBookedApplication } from './changes.ts';
import { type CodeSubject, DUES_CODE_SUBJECT, PhoneCodes, type PhoneCodesOptions } from './codes.ts';
import {
  applicationStateOf,
  belongsTo,
  dropLapsed,
  findByReferenceOrNumber,
  markAsContinued,
  personKey,
} from './continuing.ts';
import * as credits from './credits.ts';
import { OfficeDocuments, type OfficeDocumentsOptions } from './documents.ts';
import { OfficeDues } from './dues.ts';
import type { RegisterEntry } from './entry.ts';
import { KnownPersons } from './known.ts';
import { refuseTooManyLookUps } from './look-ups.ts';
import { MESSAGE_PERIOD_MS, messageText, prepareMessage, referencesOfSameSale } from './messages.ts';
import { mergeOfflineApplication, type OfflineMergeResult, reserveReferences } from './offline.ts';
import { CitizenApplications } from './own-applications.ts';
import { ParkedVisits } from './parked.ts';
import { PhoneIdentities, type PhoneIdentitiesOptions } from './phone-identities.ts';
import { samplePhoneOf } from './phones.ts';
import { IdentityProofs } from './proofs.ts';
import { Quotes } from './quotes.ts';
import { newReference } from './reference.ts';
import { CONFLICT } from './refusals.ts';
import { registerApplication } from './registering.ts';
import { isEqualJson } from './same.ts';
import { type OfferedService, serviceOf } from './services.ts';
import { SlotHolds } from './slots.ts';
import { applicationView } from './standing.ts';
import type { OfficeStore, OfficeTables } from './store.ts';
import { refuseLodging } from './terms.ts';
import type {
  OfficeRefusal,
  WireApplicationsQuery,
  WireDuplicateNumber,
  WireFoundApplication,
  WireLodged,
  WireLodgeRequest,
  WireLookUpRequest,
  WireMessageRequest,
  WireMessageSent,
  WireOwnApplicationRequest,
  WireQuote,
  WireQuoteRequest,
  WireReferenceAndPerson,
  WireRegistered,
  WireSurvey,
} from './wire.ts';
import type { WireDueListRequest, WireDues } from './wire-dues.ts';
import type { WirePaymentProof } from './wire-payments.ts';
import type { WireAccesses, WireMergeRequest, WireReferences, WireReserveRequest } from './wire-records.ts';

interface RegisterOptions
  extends Omit<PhoneCodesOptions, 'sms'>,
    Pick<OfficeDocumentsOptions, 'seal' | 'verifyUrl'>,
    PhoneIdentitiesOptions {
  readonly sms?: PhoneCodesOptions['sms'];
  readonly random: () => number;
  readonly store: OfficeStore;
  readonly services?: readonly OfferedService[];
  readonly statusUrl?: string;
  /** `day`: ISO. Absent: closed on Sundays only. */
  readonly isHoliday?: (day: string) => boolean;
}

/** A repeated call gets the same answer. Decisions are stored before the answer. */
export class ApplicationRegister {
  readonly #options: RegisterOptions;
  readonly #store: OfficeStore;
  readonly #quotes: Quotes;
  readonly codes: PhoneCodes;
  readonly identities: PhoneIdentities;
  readonly proofs: IdentityProofs;
  readonly slots: SlotHolds;
  readonly documents: OfficeDocuments;
  readonly own: CitizenApplications;
  readonly dues: OfficeDues;
  readonly known: KnownPersons;
  readonly parked: ParkedVisits;

  constructor(options: RegisterOptions) {
    this.#options = options;
    this.#store = options.store;
    this.dues = new OfficeDues(options, options.store);
    this.#quotes = new Quotes({ ...options, dues: this.dues }, options.store);
    this.codes = new PhoneCodes({ ...options, sms: options.sms ?? (() => undefined) }, options.store);
    this.identities = new PhoneIdentities(options, options.store);
    this.proofs = new IdentityProofs(this.codes, this.identities);
    this.slots = new SlotHolds(options, options.store);
    this.documents = new OfficeDocuments(options, options.store);
    this.known = new KnownPersons(options, options.store, this.proofs);
    this.parked = new ParkedVisits(options, options.store);
    this.own = new CitizenApplications(options, this);
  }

  find = (key: string): Promise<RegisterEntry | undefined> =>
    this.#store.read(({ applications }) => applications.find(key));

  async list(query: WireApplicationsQuery): Promise<{ page: readonly RegisterEntry[]; next: string | null }> {
    const { kiosk, from, to, after } = query;
    const asked = { kiosk, fromMs: Date.parse(from), toMs: Date.parse(to), after, most: PAGE_SIZE + 1 };
    const its = await this.#store.read(({ applications }) => applications.page(asked));
    const page = its.slice(0, PAGE_SIZE);
    return { page, next: its.length > PAGE_SIZE ? (page.at(-1)?.key ?? null) : null };
  }

  quote(key: string, request: WireQuoteRequest): Promise<Result<WireQuote, OfficeRefusal>> {
    return this.#quotes.quote(key, request);
  }

  lodge(
    key: string,
    request: WireLodgeRequest,
  ): Promise<Result<{ lodged: WireLodged; first: boolean }, OfficeRefusal>> {
    return this.#store.write(async (tables) => {
      const known = await tables.applications.find(key);
      if (!known) return this.#lodge(tables, key, request);
      if (!isEqualJson(known.request, request)) return err(CONFLICT);
      return ok({ lodged: { key, id: known.id, reference: known.reference }, first: false });
    });
  }

  async #lodge(
    tables: OfficeTables,
    key: string,
    request: WireLodgeRequest,
    taken?: WireMergeRequest,
  ): Promise<Result<{ lodged: WireLodged; first: true }, OfficeRefusal>> {
    const { applications } = tables;
    const confirming = this.#confirming(request.due ? DUES_CODE_SUBJECT : `application ${key}`, request);
    const refusal =
      refuseLodging(request, this.#options) ??
      (await this.#quotes.refuse(tables, request)) ??
      (confirming && (await this.proofs.refuse(tables, confirming)));
    if (refusal) return err(refusal);
    const at = this.#options.now();
    const { continues } = request;
    const last = continues === null ? undefined : await applications.last(continues);
    const before = continues === null ? null : markAsContinued(last, request, at);
    if (before && !before.ok) return before;
    const lost = await this.slots.refuse(tables, request);
    if (lost) return err(lost);
    const booked = request.slot ? await findBookedApplication(applications, request, at) : undefined;
    if (booked) return err({ status: 422, code: 'already-booked' });
    const slot = await this.slots.keep(tables, request);
    const due = await this.dues.book(tables, key, request);
    const id = `BO-${at.getUTCFullYear()}-${String((await applications.count()) + 1).padStart(6, '0')}`;
    const isTaken = async (drawn: string) =>
      (await applications.last(drawn)) !== undefined || (await tables.reserved.find(drawn)) !== undefined;
    const known = taken?.reference ?? before?.value.reference;
    const reference = known ?? (await newReference(request.kiosk, this.#options.random, isTaken));
    if (confirming) await this.proofs.use(tables, confirming);
    // In one transaction with the write below: otherwise no kiosk holds the application.
    if (before && last) await applications.change(last, before.value);
    await recordRegisterReadings(tables, this.#options.services, request, { about: key, at: at.toISOString() });
    const fresh = { key, id, reference, state: 'lodged', request, lodgedAt: at.toISOString() } as const;
    const open = { payment: null, registered: null, final: false, withdrawn: null, duplicates: [] };
    await applications.add([{ ...fresh, ...open, ...(slot && { slot }), ...(due && { due }) }]);
    return ok({ lodged: { key, id, reference }, first: true });
  }

  /** One code confirms the list and its payments. */
  listDues(key: string, request: WireDueListRequest): Promise<Result<WireDues, OfficeRefusal>> {
    return this.#store.write(async (tables) => {
      const confirming = this.#confirming(DUES_CODE_SUBJECT, request);
      const refusal = confirming && (await this.proofs.refuse(tables, confirming));
      return refusal ? err(refusal) : this.dues.list(tables, key, request);
    });
  }

  lookUp(key: string, claim: WireLookUpRequest): Promise<Result<WireFoundApplication, OfficeRefusal>> {
    return this.#store.write(async (tables) => {
      const at = this.#options.now();
      const tooMany = await refuseTooManyLookUps(tables, claim.kiosk, at);
      if (tooMany) return err(tooMany);
      const entry = dropLapsed(await findByReferenceOrNumber(tables, claim), at);
      return entry && belongsTo(entry, claim) ? ok(applicationView(key, entry, this.#options)) : err(UNKNOWN);
    });
  }

  duplicate(key: string, claim: WireOwnApplicationRequest): Promise<Result<WireDuplicateNumber, OfficeRefusal>> {
    return this.#store.write(async (tables) => {
      const entry = dropLapsed(await tables.applications.last(claim.reference), this.#options.now());
      if (!entry || applicationStateOf(entry) !== 'registered' || !belongsTo(entry, claim)) return err(UNKNOWN);
      const isKnown = entry.duplicates.includes(key);
      const { service } = entry.request;
      const what = `duplicate ${key} of ${entry.reference}`;
      const confirming = isKnown ? null : this.#confirming(what, { ...claim, service, applicant: claim });
      const refusal = confirming && (await this.proofs.refuse(tables, confirming));
      if (refusal) return err(refusal);
      const duplicates = isKnown ? entry.duplicates : [...entry.duplicates, key];
      if (!isKnown) {
        if (confirming) await this.proofs.use(tables, confirming);
        await tables.applications.change(entry, { ...entry, duplicates });
        await tables.documents.alsoFor(key, entry.key);
      }
      return ok({ key, reference: entry.reference, number: duplicates.indexOf(key) + 1 });
    });
  }

  register = (
    key: string,
    payment: WirePaymentProof | null,
    final: boolean,
  ): Promise<Result<WireRegistered, OfficeRefusal>> =>
    this.#store.write((tables) => registerApplication(tables, { key, payment, final }, this.#options, this.dues));

  async sendMessage(key: string, request: WireMessageRequest): Promise<Result<WireMessageSent, OfficeRefusal>> {
    const { statusUrl = SAMPLE_STATUS_URL, sms } = this.#options;
    const noted = await this.#store.write((tables) => this.#noteMessage(tables, key, request));
    if (!noted.ok) return noted;
    const { entry, message, first, others } = noted.value;
    // Stored before it is sent.
    if (first)
      sms?.({ to: message.number, text: messageText(entry, message.language, statusUrl, others), at: message.at });
    return ok({ key, number: message.number });
  }

  async #noteMessage({ applications, accesses }: OfficeTables, key: string, request: WireMessageRequest) {
    const { now, phoneOf = samplePhoneOf } = this.#options;
    const at = now();
    const entry = await applications.find(key);
    const who = entry?.request.applicant;
    const lately = who ? await applications.messagesSince(personKey(who), at.getTime() - MESSAGE_PERIOD_MS) : 0;
    const found = prepareMessage({ request, entry, lately, at, phoneOf });
    if (!found.ok) return found;
    const { message, first } = found.value;
    if (first) {
      if (who) await accesses.add(phoneAccessEntry({ ...request, who, about: key, at: message.at }));
      await applications.change(found.value.entry, { ...found.value.entry, message });
    }
    const others = who ? referencesOfSameSale(found.value.entry, await applications.of(personKey(who))) : [];
    return ok({ entry: found.value.entry, message, first, others });
  }

  reserve = (key: string, request: WireReserveRequest): Promise<Result<WireReferences, OfficeRefusal>> =>
    this.#store.write((tables) => reserveReferences(tables, key, request, this.#options));

  /** `request`: the unsealed content. */
  merge(
    key: string,
    taken: WireMergeRequest,
    request: WireLodgeRequest,
  ): Promise<Result<OfflineMergeResult, OfficeRefusal>> {
    return this.#store.write((tables) =>
      mergeOfflineApplication(tables, { key, taken, request }, this.#options.services ?? [], () =>
        this.#lodge(tables, key, request, taken),
      ),
    );
  }

  accesses(key: string, kiosk: string): Promise<Result<WireAccesses, OfficeRefusal>> {
    return this.#store.read(async (tables) => {
      const entry = await tables.applications.find(key);
      if (entry?.request.kiosk !== kiosk) return err(UNKNOWN);
      return ok({ key, accesses: await registerAccessesForApplication(tables, entry) });
    });
  }

  readStatusPageFacts(
    asked: Parameters<typeof readStatusPageFacts>[1],
  ): Promise<Result<StatusPageFacts | null, OfficeRefusal>> {
    return this.#store.write((tables) => readStatusPageFacts(tables, asked, this.#options.now()));
  }

  withdraw(key: string, reason: string): Promise<Result<void, OfficeRefusal>> {
    return this.#store.write(async (tables) => {
      const { applications } = tables;
      const entry = await applications.find(key);
      if (!entry) return err(UNKNOWN);
      await this.dues.release(tables, entry);
      await credits.freeCredit(tables, key);
      const withdrawn = { reason, at: this.#options.now().toISOString() };
      if (entry.state !== 'withdrawn') await applications.change(entry, { ...entry, state: 'withdrawn', withdrawn });
      return ok(undefined);
    });
  }

  tellCredit = (key: string, told: credits.IssuedCredit): Promise<Result<void, OfficeRefusal>> =>
    this.#store.write((tables) => credits.reportCredit(tables, key, told));

  payOutCredit = (code: string, onSlip: number): Promise<Result<number, OfficeRefusal>> =>
    this.#store.write((tables) => credits.payOutCredit(tables, code, onSlip, this.#options.now()));

  reserveCredit = (
    key: string,
    request: credits.CreditRequest,
  ): Promise<Result<credits.ReservedCredit, OfficeRefusal>> =>
    this.#store.write((tables) => credits.reserveCredit(tables, key, request, this.#options.now()));

  survey(key: string, { service, score }: WireSurvey): Promise<Result<void, OfficeRefusal>> {
    return this.#store.write(async ({ surveys }) => {
      const known = await surveys.find(key);
      if (known) return known.service === service && known.score === score ? ok(undefined) : err(CONFLICT);
      await surveys.add({ key, service, score, at: this.#options.now().toISOString() });
      return ok(undefined);
    });
  }

  /** `null`: no applicant, or chip or card is enough. */
  #confirming(what: string, { service, kiosk, applicant, confirmation }: Asking): CodeSubject | null {
    if (!applicant || applicant.assurance === 'chip') return null;
    const needsCode = serviceOf(service, this.#options.services ?? [])?.identification === 'code';
    if (!needsCode && applicant.assurance !== 'phone') return null;
    return { what, kiosk, who: applicant, confirmation, level: needsCode ? 'code' : 'zone' };
  }
}

interface Asking extends Pick<WireLodgeRequest, 'service' | 'kiosk' | 'confirmation'> {
  readonly applicant:
    | (Pick<WireReferenceAndPerson, 'fin' | 'documentNumber'> & { readonly assurance: 'zone' | 'chip' | 'phone' })
    | null;
}

const SAMPLE_STATUS_URL = 'https://status.example/a/';

export const PAGE_SIZE = 100;

const UNKNOWN: OfficeRefusal = { status: 404, code: 'unknown-application' };
