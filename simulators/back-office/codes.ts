import { createHmac, timingSafeEqual } from 'node:crypto';
import { err, ok, type Result } from '../../drivers/result.ts';
import { seededRandom } from '../random.ts';
import { accessPurposeOfCode, phoneAccessEntry } from './accesses.ts';
import { centreDay } from './centre-day.ts';
import { hashKey } from './codes-table.ts';
import { isSamePerson, personKey } from './continuing.ts';
import { maskPhone, type PhoneOf, samplePhoneOf } from './phones.ts';
import { CONFLICT } from './refusals.ts';
import { codeText } from './sms.ts';
import type { OfficeStore, OfficeTables } from './store.ts';
import type {
  OfficeRefusal,
  WireCodeChecked,
  WireCodeCheckRequest,
  WireCodeRequest,
  WireCodeSent,
  WireReferenceAndPerson,
} from './wire.ts';

/** Longest time from sending a code to typing it. */
const VALID_SECONDS = 300;
const TRIES = 3;
/** Period of the count of untyped codes: a typed code shows that the citizen has the phone. */
const WINDOW_MS = 15 * 60_000;
const MOST_OF_A_PERSON = 3;
const MOST_OF_A_KIOSK = 30;
/** Wrong codes of one phone on one day. With the card alone, guessing takes longer than a lifetime. */
const MOST_GUESSES = 20;
/** Validity of a confirmation: the longest visit, with a margin. */
const CONFIRMED_MS = 30 * 60_000;

export interface PhoneCodesOptions {
  readonly now: () => Date;
  readonly phoneOf?: PhoneOf;
  /** Absent: the same every time, for tests. */
  readonly secureBytes?: (count: number) => Uint8Array;
  readonly drawCode?: () => string;
  readonly sms: (message: { readonly to: string; readonly text: string; readonly at: string }) => void;
}

/** A code that opened a list of dues confirms list and payments while it is valid. */
export const DUES_CODE_SUBJECT = 'dues';

type Who = Pick<WireReferenceAndPerson, 'fin' | 'documentNumber'>;

export interface CodeSubject {
  /** Application, duplicate, or dues of a person; they may share a key. */
  readonly what: string;
  readonly kiosk: string;
  readonly who: Who;
  readonly confirmation: string | null;
  /** Lowest level of an identity on the phone; a code is always enough. */
  readonly level: 'zone' | 'code';
}

/** Plain JSON. */
export interface SentCode {
  readonly request: WireCodeRequest;
  readonly phone: string;
  readonly sentAt: number;
  readonly answer: Omit<WireCodeSent, 'key'>;
  /** `null`: no attempt can be right any more. */
  readonly digest: string | null;
  readonly tries: number;
  /** By the hash of the attempt's key. Digests of wrong attempts stay until the code is over. */
  readonly attempts: Readonly<Record<string, Attempt>>;
  readonly confirmedAt: number | null;
  readonly usedFor: string | null;
}

interface Attempt {
  readonly digest: string;
  readonly checked: Omit<WireCodeChecked, 'key'>;
}

type Sending = Result<
  { readonly answer: WireCodeSent; readonly code?: string; readonly phone?: string },
  OfficeRefusal
>;

export class PhoneCodes {
  readonly #options: PhoneCodesOptions;
  readonly #store: OfficeStore;
  readonly #draw: () => string;

  constructor(options: PhoneCodesOptions, store: OfficeStore) {
    this.#options = options;
    this.#store = store;
    const { secureBytes = createRepeatableBytes(), drawCode = () => sixDigits(secureBytes) } = options;
    this.#draw = drawCode;
  }

  async send(key: string, request: WireCodeRequest): Promise<Result<WireCodeSent, OfficeRefusal>> {
    const sent = await this.#store.write((tables) => this.#send(tables, key, request));
    if (!sent.ok) return sent;
    const { answer, code, phone } = sent.value;
    if (code !== undefined && phone !== undefined) {
      // Stored first: a crash between the two sends nothing twice.
      const text = codeText(request.language, code, VALID_SECONDS / 60);
      this.#options.sms({ to: maskPhone(phone), text, at: this.#options.now().toISOString() });
    }
    return ok(answer);
  }

  async #send({ codes, tally, accesses }: OfficeTables, key: string, request: WireCodeRequest): Promise<Sending> {
    const known = await codes.find(key);
    if (known) return sameRequest(known.request, request) ? ok({ answer: { key, ...known.answer } }) : err(CONFLICT);
    const { now, phoneOf = samplePhoneOf } = this.#options;
    const at = now();
    const since = at.getTime() - WINDOW_MS;
    const person = personKey(request);
    const theirs = await codes.notTyped(person, since);
    const here = await codes.countOfKiosk(request.kiosk, since, key);
    if (theirs.length >= MOST_OF_A_PERSON || here >= MOST_OF_A_KIOSK) return err(TOO_MANY);
    await accesses.add(
      phoneAccessEntry({ ...request, who: request, about: accessPurposeOfCode(key), at: at.toISOString() }),
    );
    const phone = request.fin === null ? null : phoneOf(request.fin);
    if (phone === null) {
      await codes.putInVain(key, request.kiosk, at);
      return err({ status: 422, code: 'no-phone' });
    }
    if ((await tally.of(GUESS, centreDay(at), phone)) >= MOST_GUESSES) return err(TOO_MANY);
    for (const { id, code } of theirs) if (isOfVisit(code, request)) await codes.change(id, ended(code));
    const code = this.#draw();
    const more = theirs.length + 1 < MOST_OF_A_PERSON && here + 1 < MOST_OF_A_KIOSK;
    const answer = { number: maskPhone(phone), validSeconds: VALID_SECONDS, tries: TRIES, more };
    await codes.put(key, person, {
      request,
      phone,
      sentAt: at.getTime(),
      answer,
      digest: digestOf(key, code),
      tries: TRIES,
      attempts: {},
      confirmedAt: null,
      usedFor: null,
    });
    return ok({ answer: { key, ...answer }, code, phone });
  }

  check(
    code: string,
    key: string,
    { kiosk, digits }: WireCodeCheckRequest,
  ): Promise<Result<WireCodeChecked, OfficeRefusal>> {
    return this.#store.write(async ({ codes, tally }) => {
      const sent = await codes.find(code);
      if (!sent || sent.request.kiosk !== kiosk) return ok({ key, ...OVER });
      const digest = digestOf(code, digits);
      const before = sent.attempts[hashKey(key)];
      if (before)
        return sent.digest === null || isEqual(before.digest, digest) ? ok({ key, ...before.checked }) : err(CONFLICT);
      if (sent.digest === null) return ok({ key, ...OVER });
      const at = this.#options.now();
      const guesses = await tally.of(GUESS, centreDay(at), sent.phone);
      const { isGuess, checked, after } = judge(sent, digest, at, guesses);
      if (isGuess) await tally.add(GUESS, centreDay(at), sent.phone);
      const attempted = { ...after, attempts: { ...after.attempts, [hashKey(key)]: { digest, checked } } };
      await codes.change(hashKey(code), checked.outcome === 'wrong' ? attempted : ended(attempted));
      return ok({ key, ...checked });
    });
  }

  async refuse(
    { codes }: OfficeTables,
    { what, kiosk, who, confirmation }: CodeSubject,
  ): Promise<OfficeRefusal | null> {
    const sent = confirmation === null ? undefined : await codes.find(confirmation);
    const isConfirmed =
      sent !== undefined &&
      sent.confirmedAt !== null &&
      this.#options.now().getTime() - sent.confirmedAt < CONFIRMED_MS &&
      sent.request.kiosk === kiosk &&
      isSamePerson(sent.request, who) &&
      (sent.usedFor ?? what) === what;
    return isConfirmed ? null : { status: 422, code: 'not-confirmed' };
  }

  async use({ codes }: OfficeTables, { what, confirmation }: CodeSubject): Promise<void> {
    const sent = confirmation === null ? undefined : await codes.find(confirmation);
    if (sent && confirmation !== null) await codes.change(hashKey(confirmation), { ...sent, usedFor: what });
  }
}

const TOO_MANY: OfficeRefusal = { status: 422, code: 'too-many-codes' };
const OVER = { outcome: 'over', tries: 0 } as const;
const GUESS = 'guess';

interface CodeVerdict {
  readonly checked: Omit<WireCodeChecked, 'key'>;
  readonly after: SentCode;
  readonly isGuess: boolean;
}

/** `guesses`: earlier wrong codes of the phone. */
function judge(sent: SentCode, digest: string, at: Date, guesses: number): CodeVerdict {
  if (at.getTime() - sent.sentAt >= VALID_SECONDS * 1_000 || guesses >= MOST_GUESSES)
    return { checked: OVER, after: sent, isGuess: false };
  const tries = sent.tries - 1;
  const after = { ...sent, tries };
  if (sent.digest !== null && isEqual(sent.digest, digest)) {
    return { checked: { outcome: 'right', tries }, after: { ...after, confirmedAt: at.getTime() }, isGuess: false };
  }
  const isLast = tries === 0 || guesses + 1 >= MOST_GUESSES;
  return { checked: isLast ? OVER : { outcome: 'wrong', tries }, after, isGuess: true };
}

const digestOf = (key: string, digits: string): string => createHmac('sha256', key).update(digits).digest('hex');

const isEqual = (one: string, other: string): boolean => timingSafeEqual(Buffer.from(one), Buffer.from(other));

const CODES = 1_000_000;
/** For the number from three random bytes: above it, the lowest codes would be more frequent. */
const EVEN = 2 ** 24 - (2 ** 24 % CODES);

function sixDigits(secureBytes: (count: number) => Uint8Array): string {
  for (;;) {
    const drawn = secureBytes(3).reduce((sum, byte) => sum * 256 + byte, 0);
    if (drawn < EVEN) return String(drawn % CODES).padStart(6, '0');
  }
}

/** Bytes for tests: the same sequence every time. */
export function createRepeatableBytes(): (count: number) => Uint8Array {
  const random = seededRandom(1);
  return (count) => Uint8Array.from({ length: count }, () => Math.floor(random() * 256));
}

function ended(sent: SentCode): SentCode {
  const attempts = Object.entries(sent.attempts).map(([key, { checked }]) => [key, { digest: '', checked }]);
  return { ...sent, digest: null, attempts: Object.fromEntries(attempts) };
}

const isOfVisit = ({ request }: SentCode, other: WireCodeRequest): boolean =>
  request.kiosk === other.kiosk && isSamePerson(request, other);

const sameRequest = (a: WireCodeRequest, b: WireCodeRequest): boolean =>
  a.kiosk === b.kiosk && a.language === b.language && a.fin === b.fin && a.documentNumber === b.documentNumber;
