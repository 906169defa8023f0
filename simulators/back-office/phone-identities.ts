import { type Clock, pause, realClock } from '../../drivers/clock.ts';
import { emitter } from '../../drivers/emitter.ts';
import { err, ok, type Result } from '../../drivers/result.ts';
import { type CodeSubject, createRepeatableBytes } from './codes.ts';
import { hashKey } from './codes-table.ts';
import { isSamePerson } from './continuing.ts';
import { CONFLICT } from './refusals.ts';
import { isEqualJson } from './same.ts';
import { samplePersonOf } from './sample-persons.ts';
import type { OfferedService } from './services.ts';
import type { OfficeStore, OfficeTables } from './store.ts';
import type { OfficeRefusal } from './wire.ts';
import type {
  WirePhoneIdentityNews,
  WirePhoneIdentityQuestion,
  WirePhoneIdentityRequest,
  WirePhoneIdentityStart,
  WirePhoneIdentityVisit,
  WirePhonePerson,
} from './wire-phone-identity.ts';

const VALID_SECONDS = 120;
/** As of a typed code. */
const CONFIRMED_MS = 30 * 60_000;
const WINDOW_MS = 15 * 60_000;
const MOST_OF_A_KIOSK = 30;
/** Phones that may open one code before a sign-in: a camera may open an address twice. */
const MOST_PHONES = 3;
/** The right number and two others. */
const CHOICES = 3;

type Ended = 'refused' | 'mismatch' | 'over';

/** Plain JSON. `tickets` and `phones` are hashes. */
export interface PhoneIdentity {
  readonly id: string;
  readonly request: Omit<WirePhoneIdentityRequest, 'nonce'>;
  readonly nonce: string;
  readonly startedAt: number;
  readonly match: string;
  /** Two digits in the order of the phone, `match` among them. */
  readonly choices: readonly string[];
  /** Newest QR code and the one before. */
  readonly tickets: readonly string[];
  /** Phones that opened the code; after one signed in, only this one. */
  readonly phones: readonly string[];
  readonly fin: string | null;
  readonly level: 'zone' | 'code' | null;
  readonly confirmedAt: number | null;
  readonly ended: Ended | null;
  readonly usedFor: string | null;
}

export interface PhoneIdentitiesOptions {
  readonly now: () => Date;
  readonly clock?: Clock;
  readonly secureBytes?: (count: number) => Uint8Array;
  /** Address of the phone's page, without the ticket. */
  readonly phoneUrl?: () => string;
  readonly services?: readonly OfferedService[];
  readonly onShown?: () => void;
  /** `false`: the office does not identify people by their phones. */
  readonly identifiesByPhone?: boolean;
}

export type PhoneAction =
  | { readonly do: 'confirm'; readonly number: string; readonly level: 'zone' | 'code' }
  | { readonly do: 'refuse' }
  | { readonly do: 'expire' };

export type PhonePage =
  | { readonly at: 'sign-in'; readonly identity: PhoneIdentity }
  | { readonly at: 'asking'; readonly identity: PhoneIdentity; readonly person: WirePhonePerson }
  | { readonly at: 'confirmed' }
  /** `taken`: another phone signed in, or too many phones opened the code. */
  | { readonly at: Ended | 'taken' };

/** Identities by a phone, with invented persons: the office is its own provider here. */
export class PhoneIdentities {
  readonly #options: PhoneIdentitiesOptions;
  readonly #store: OfficeStore;
  readonly #bytes: (count: number) => Uint8Array;
  readonly #changed = emitter<void>();
  /** For the dock. */
  readonly #shown = new Map<string, string>();

  constructor(options: PhoneIdentitiesOptions, store: OfficeStore) {
    this.#options = options;
    this.#store = store;
    this.#bytes = options.secureBytes ?? createRepeatableBytes();
  }

  get isOffered(): boolean {
    return this.#options.identifiesByPhone !== false;
  }

  shown = (): readonly string[] => [...this.#shown.values()];

  async start(key: string, request: WirePhoneIdentityRequest): Promise<Result<WirePhoneIdentityStart, OfficeRefusal>> {
    const { nonce, ...rest } = request;
    const { services = [] } = this.#options;
    if (services.some(({ id, cardInHand }) => id === request.service && cardInHand)) return err(NOT_ELIGIBLE);
    const ticket = this.#draw(16);
    const started = await this.#store.write(async ({ identities }): Promise<Result<PhoneIdentity, OfficeRefusal>> => {
      const known = await identities.find(key);
      if (known) {
        if (known.nonce !== hashKey(nonce) || !isEqualJson(known.request, rest)) return err(CONFLICT);
        return ok(await this.#turn(identities, known, ticket));
      }
      const at = this.#options.now().getTime();
      const open = await identities.unconfirmedOfKiosk(request.kiosk, at - WINDOW_MS);
      if (open.length >= MOST_OF_A_KIOSK) return err(TOO_MANY);
      for (const each of open) if (each.ended === null) await identities.put({ ...each, ended: 'over' });
      const identity: PhoneIdentity = {
        id: hashKey(key),
        request: rest,
        nonce: hashKey(nonce),
        startedAt: at,
        ...this.#drawMatch(),
        tickets: [hashKey(ticket)],
        phones: [],
        fin: null,
        level: null,
        confirmedAt: null,
        ended: null,
        usedFor: null,
      };
      await identities.put(identity);
      return ok(identity);
    });
    if (!started.ok) return started;
    const { match } = started.value;
    this.#changed.emit();
    return ok({ key, qr: this.#show(request.kiosk, ticket), match, validSeconds: VALID_SECONDS });
  }

  /** Answers when the state differs from `seen`, at the latest after `waitSeconds`. */
  async news(key: string, asked: WirePhoneIdentityQuestion): Promise<WirePhoneIdentityNews> {
    const { clock = realClock } = this.#options;
    const until = clock.now() + asked.waitSeconds * 1_000;
    for (;;) {
      const changed = new AbortController();
      const stop = this.#changed.on(() => changed.abort());
      const news = await this.#news(key, asked);
      const left = until - clock.now();
      if (news.state === asked.seen && left > 0) await pause(clock, Math.min(left, 1_000), changed.signal);
      stop();
      if (news.state !== asked.seen || left <= 0) return this.#withCode(key, asked, news);
    }
  }

  async #news(key: string, asked: WirePhoneIdentityVisit): Promise<WirePhoneIdentityNews> {
    const known = await this.#store.read(({ identities }) => identities.find(key));
    const own = known && known.request.kiosk === asked.kiosk && known.nonce === hashKey(asked.nonce);
    const { nonce } = asked;
    if (!own || this.#hasEnded(known)) return { key, nonce, state: own ? (known.ended ?? 'over') : 'over' };
    const secondsLeft = this.#secondsLeft(known);
    if (known.confirmedAt !== null && known.fin !== null && known.level !== null)
      return { key, nonce, state: 'confirmed', level: known.level, person: samplePersonOf(known.fin)! };
    return { key, nonce, state: known.fin === null ? 'waiting' : 'opened', secondsLeft };
  }

  /** In the state `waiting`, each answer has another QR code. */
  async #withCode(key: string, { kiosk }: WirePhoneIdentityVisit, news: WirePhoneIdentityNews) {
    if (news.state !== 'waiting') {
      this.#hide(kiosk);
      return news;
    }
    const ticket = this.#draw(16);
    await this.#store.write(async ({ identities }) => {
      const known = await identities.find(key);
      if (known) await this.#turn(identities, known, ticket);
    });
    return { ...news, qr: this.#show(kiosk, ticket) };
  }

  async #turn(identities: OfficeTables['identities'], known: PhoneIdentity, ticket: string): Promise<PhoneIdentity> {
    const turned = { ...known, tickets: [hashKey(ticket), ...known.tickets].slice(0, 2) };
    await identities.put(turned);
    return turned;
  }

  async cancel(key: string, { kiosk, nonce }: WirePhoneIdentityVisit): Promise<Result<{ key: string }, OfficeRefusal>> {
    await this.#store.write(async ({ identities }) => {
      const known = await identities.find(key);
      if (known?.request.kiosk !== kiosk || known.nonce !== hashKey(nonce)) return;
      if (known.confirmedAt === null && known.ended === null) await identities.put({ ...known, ended: 'over' });
    });
    this.#hide(kiosk);
    this.#changed.emit();
    return ok({ key });
  }

  /** A secret: soon the address alone opens nothing on another phone. */
  async open(ticket: string, secret: string | null): Promise<{ readonly page: PhonePage; readonly secret?: string }> {
    const hash = hashKey(ticket);
    return this.#store.write(async ({ identities }) => {
      const all = await identities.all();
      const scanned = all.find(({ tickets }) => tickets.includes(hash));
      const own = secret === null ? undefined : all.find(({ phones }) => phones.includes(hashKey(secret)));
      if (!scanned || scanned.id === own?.id) return { page: own ? this.#pageOf(own, secret) : { at: 'over' } };
      if (this.#hasEnded(scanned)) return { page: { at: 'over' } };
      if (scanned.fin !== null || scanned.phones.length >= MOST_PHONES) return { page: { at: 'taken' } };
      const drawn = this.#draw(16);
      const opened = { ...scanned, phones: [...scanned.phones, hashKey(drawn)] };
      await identities.put(opened);
      return { page: this.#pageOf(opened, drawn), secret: drawn };
    });
  }

  /** The first phone that signs in has the identification. */
  signIn = (secret: string | null, fin: string): Promise<PhonePage> =>
    this.#change(secret, 'sign-in', () => (samplePersonOf(fin) ? { fin, phones: [hashKey(secret ?? '')] } : {}));

  act = (secret: string | null, action: PhoneAction): Promise<PhonePage> =>
    this.#change(secret, 'asking', (known) => this.#after(known, action));

  async #change(
    secret: string | null,
    at: PhonePage['at'],
    change: (known: PhoneIdentity) => Partial<PhoneIdentity>,
  ): Promise<PhonePage> {
    const hash = secret === null ? null : hashKey(secret);
    const page = await this.#store.write(async ({ identities }): Promise<PhonePage> => {
      const known = (await identities.all()).findLast(({ phones }) => hash !== null && phones.includes(hash));
      if (!known) return { at: 'taken' };
      const before = this.#pageOf(known, secret);
      if (before.at !== at) return before;
      const after = { ...known, ...change(known) };
      await identities.put(after);
      return this.#pageOf(after, secret);
    });
    this.#changed.emit();
    return page;
  }

  #after(known: PhoneIdentity, action: PhoneAction): Partial<PhoneIdentity> {
    if (action.do === 'refuse') return { ended: 'refused' };
    if (action.do === 'expire') return { ended: 'over' };
    if (action.number !== known.match) return { ended: 'mismatch' };
    return { confirmedAt: this.#options.now().getTime(), level: action.level };
  }

  #pageOf(known: PhoneIdentity, secret: string | null): PhonePage {
    if (secret === null || !known.phones.includes(hashKey(secret))) return { at: 'taken' };
    if (known.confirmedAt !== null) return { at: 'confirmed' };
    if (this.#hasEnded(known)) return { at: known.ended ?? 'over' };
    const person = known.fin === null ? undefined : samplePersonOf(known.fin);
    return person ? { at: 'asking', identity: known, person } : { at: 'sign-in', identity: known };
  }

  async refuse({ identities }: OfficeTables, subject: CodeSubject): Promise<OfficeRefusal | null> {
    const { what, kiosk, who, confirmation, level } = subject;
    const its = confirmation === null ? undefined : await identities.find(confirmation);
    const isConfirmed =
      its !== undefined &&
      its.confirmedAt !== null &&
      this.#options.now().getTime() - its.confirmedAt < CONFIRMED_MS &&
      its.request.kiosk === kiosk &&
      isSamePerson(samplePersonOf(its.fin ?? '') ?? NO_PERSON, who) &&
      (its.level === 'code' || level === 'zone') &&
      (its.usedFor ?? what) === what;
    return isConfirmed ? null : { status: 422, code: 'not-confirmed' };
  }

  async use({ identities }: OfficeTables, { what, confirmation }: CodeSubject): Promise<void> {
    const its = confirmation === null ? undefined : await identities.find(confirmation);
    if (its) await identities.put({ ...its, usedFor: what });
  }

  #hasEnded = ({ ended, startedAt }: PhoneIdentity): boolean =>
    ended !== null || this.#options.now().getTime() - startedAt >= VALID_SECONDS * 1_000;

  #secondsLeft = ({ startedAt }: PhoneIdentity): number =>
    Math.max(0, Math.ceil(VALID_SECONDS - (this.#options.now().getTime() - startedAt) / 1_000));

  #show(kiosk: string, ticket: string): string {
    const { phoneUrl = () => SAMPLE_PHONE_URL } = this.#options;
    const address = `${phoneUrl()}/${ticket}`;
    this.#shown.set(kiosk, address);
    this.#options.onShown?.();
    return address;
  }

  #hide(kiosk: string): void {
    if (this.#shown.delete(kiosk)) this.#options.onShown?.();
  }

  #draw = (bytes: number): string => Buffer.from(this.#bytes(bytes)).toString('base64url');

  /** The place of the right one is drawn. */
  #drawMatch(): Pick<PhoneIdentity, 'match' | 'choices'> {
    const choices = new Set<string>();
    while (choices.size < CHOICES) choices.add(String(10 + ((this.#bytes(1)[0] ?? 0) % 90)));
    const all = [...choices];
    return { match: all[(this.#bytes(1)[0] ?? 0) % CHOICES]!, choices: all };
  }
}

const NO_PERSON = { fin: '', documentNumber: '' };
const SAMPLE_PHONE_URL = 'https://phone.example/i';
const NOT_ELIGIBLE: OfficeRefusal = { status: 422, code: 'not-eligible' };
const TOO_MANY: OfficeRefusal = { status: 422, code: 'too-many-identities' };
