import { createHmac, timingSafeEqual } from 'node:crypto';
import { err, ok, type Result } from '../../drivers/result.ts';
import { seededRandom } from '../random.ts';
import { samePerson } from './continuing.ts';
import { Counted, centreDay } from './counted.ts';
import { masked, type PhoneOf, samplePhoneOf } from './phones.ts';
import { codeText } from './sms.ts';
import type { Refusal, WireCheckRequest, WireClaim, WireCodeChecked, WireCodeRequest, WireCodeSent } from './wire.ts';

/** From sending to typing. */
const VALID_SECONDS = 300;
const TRIES = 3;
/** In which so many that were not typed are sent to one person, and from one kiosk: whoever types one has that phone. */
const WINDOW_MS = 15 * 60_000;
const MOST_OF_A_PERSON = 3;
const MOST_OF_A_KIOSK = 30;
/** Wrong ones of a phone on a day of the centre: whoever has the card alone does not come by six digits in a lifetime. */
const MOST_GUESSES = 20;
/** After it was typed, as long as a visit may last, with room. */
const CONFIRMED_MS = 30 * 60_000;
/** More at once than a hall of kiosks sends in half an hour: the oldest is forgotten, and sent again. */
const MOST_CODES = 10_000;

export interface CodesOptions {
  readonly now: () => Date;
  readonly phoneOf?: PhoneOf;
  /** Bytes that nobody can guess, for codes and for what they are kept under; without it the same every time, for tests. */
  readonly secureBytes?: (count: number) => Uint8Array;
  /** Draws the six digits in place of that. */
  readonly drawCode?: () => string;
  readonly sms: (message: { readonly to: string; readonly text: string; readonly at: string }) => void;
}

type Who = Pick<WireClaim, 'fin' | 'documentNumber'>;

/** For what somebody has to be confirmed. */
export interface Confirming {
  /** The one application or the one more paper, told from everything else that may have the same key. */
  readonly what: string;
  readonly kiosk: string;
  readonly who: Who;
  readonly confirmation: string | null;
}

interface SentCode {
  readonly request: WireCodeRequest;
  readonly phone: string;
  readonly sentAt: number;
  readonly answer: WireCodeSent;
  /** Of the code; `null`: nobody can be right any more. */
  digest: Buffer | null;
  tries: number;
  /** What was answered to each attempt by its key; of those that were wrong what they said, until the code is over. */
  readonly attempts: Map<string, { readonly digest: Buffer; readonly checked: WireCodeChecked }>;
  confirmedAt: number | null;
  /** The one application or paper that it confirmed. */
  usedFor: string | null;
}

/**
 * Codes to the phone that the register has of a person: who types one that came there is taken for that person, at this kiosk and for one
 * application. In memory alone: what is not known any more is sent again.
 */
export class Codes {
  readonly #options: CodesOptions;
  readonly #sent = new Map<string, SentCode>();
  /** By their keys, what was asked of whom no phone is known: whoever tries persons is told no more of them than of others. */
  readonly #inVain = new Map<string, { readonly kiosk: string; readonly at: number }>();
  readonly #guesses = new Counted(centreDay);
  /** Six digits are tried out in no time by who has their hash: without this key, which nobody keeps, there is nothing to try. */
  readonly #secret: Uint8Array;
  readonly #draw: () => string;

  constructor(options: CodesOptions) {
    this.#options = options;
    const { secureBytes = sameEveryTime(), drawCode = () => sixDigits(secureBytes) } = options;
    this.#secret = secureBytes(32);
    this.#draw = drawCode;
  }

  send(key: string, request: WireCodeRequest): Result<WireCodeSent, Refusal> {
    const known = this.#sent.get(key);
    if (known) return sameRequest(known.request, request) ? ok(known.answer) : err(CONFLICT);
    const { now, phoneOf = samplePhoneOf, sms } = this.#options;
    const at = now();
    const lately = this.#notTyped(at);
    const theirs = lately.filter((each) => samePerson(each.request, request)).length;
    const here = lately.filter((each) => each.request.kiosk === request.kiosk).length + this.#askedInVain(key, request);
    if (theirs >= MOST_OF_A_PERSON || here >= MOST_OF_A_KIOSK) return err({ status: 422, code: 'too-many-codes' });
    const phone = request.fin === null ? null : phoneOf(request.fin);
    if (phone === null) {
      this.#inVain.set(key, { kiosk: request.kiosk, at: at.getTime() });
      return err({ status: 422, code: 'no-phone' });
    }
    if (this.#isGuessedOut(phone)) return err({ status: 422, code: 'too-many-codes' });
    for (const each of lately) if (isOfVisit(each, request)) end(each);
    const code = this.#draw();
    const more = theirs + 1 < MOST_OF_A_PERSON && here + 1 < MOST_OF_A_KIOSK;
    const answer = { key, number: masked(phone), validSeconds: VALID_SECONDS, tries: TRIES, more };
    this.#keep(key, { request, phone, sentAt: at.getTime(), answer, digest: this.#digest(code) });
    sms({ to: masked(phone), text: codeText(request.language, code, VALID_SECONDS / 60), at: at.toISOString() });
    return ok(answer);
  }

  /** Sent within the window, and not typed yet. */
  #notTyped(at: Date): readonly SentCode[] {
    return [...this.#sent.values()].filter(
      (each) => each.confirmedAt === null && at.getTime() - each.sentAt < WINDOW_MS,
    );
  }

  /** How often from this kiosk, but for this very question; what is longer ago is forgotten. */
  #askedInVain(key: string, { kiosk }: WireCodeRequest): number {
    const since = this.#options.now().getTime() - WINDOW_MS;
    for (const [each, { at }] of this.#inVain) if (at <= since) this.#inVain.delete(each);
    return [...this.#inVain].filter(([each, asked]) => each !== key && asked.kiosk === kiosk).length;
  }

  /** One attempt by its own key: repeated, it is not another. */
  check(code: string, key: string, { kiosk, digits }: WireCheckRequest): Result<WireCodeChecked, Refusal> {
    const sent = this.#sent.get(code);
    if (!sent || sent.request.kiosk !== kiosk) return ok({ key, outcome: 'over', tries: 0 });
    const digest = this.#digest(digits);
    const before = sent.attempts.get(key);
    if (before)
      return sent.digest === null || timingSafeEqual(before.digest, digest) ? ok(before.checked) : err(CONFLICT);
    if (sent.digest === null) return ok({ key, outcome: 'over', tries: 0 });
    const checked = { key, ...this.#judge(sent, digest) };
    sent.attempts.set(key, { digest, checked });
    if (checked.outcome !== 'wrong') end(sent);
    return ok(checked);
  }

  #isGuessedOut = (phone: string): boolean => this.#guesses.of(phone, this.#options.now()) >= MOST_GUESSES;

  #judge(sent: SentCode, digest: Buffer): Pick<WireCodeChecked, 'outcome' | 'tries'> {
    const at = this.#options.now().getTime();
    if (at - sent.sentAt >= VALID_SECONDS * 1_000 || this.#isGuessedOut(sent.phone))
      return { outcome: 'over', tries: 0 };
    sent.tries -= 1;
    if (sent.digest !== null && timingSafeEqual(sent.digest, digest)) {
      sent.confirmedAt = at;
      return { outcome: 'right', tries: sent.tries };
    }
    this.#guesses.add(sent.phone, this.#options.now());
    return sent.tries > 0 && !this.#isGuessedOut(sent.phone)
      ? { outcome: 'wrong', tries: sent.tries }
      : { outcome: 'over', tries: 0 };
  }

  /** Why this person is not confirmed for it, or `null`. */
  refuse({ what, kiosk, who, confirmation }: Confirming): Refusal | null {
    const sent = this.#sent.get(confirmation ?? '');
    const isConfirmed =
      sent !== undefined &&
      sent.confirmedAt !== null &&
      this.#options.now().getTime() - sent.confirmedAt < CONFIRMED_MS &&
      sent.request.kiosk === kiosk &&
      samePerson(sent.request, who) &&
      (sent.usedFor ?? what) === what;
    return isConfirmed ? null : { status: 422, code: 'not-confirmed' };
  }

  /** It was not refused: from now on the code confirms nothing else. */
  use({ what, confirmation }: Confirming): void {
    const sent = this.#sent.get(confirmation ?? '');
    if (sent) sent.usedFor = what;
  }

  #digest = (code: string): Buffer => createHmac('sha256', this.#secret).update(code).digest();

  #keep(key: string, sent: Pick<SentCode, 'request' | 'phone' | 'sentAt' | 'answer' | 'digest'>): void {
    this.#sent.set(key, { ...sent, tries: TRIES, attempts: new Map(), confirmedAt: null, usedFor: null });
    const [oldest] = this.#sent.keys();
    if (this.#sent.size > MOST_CODES && oldest !== undefined) this.#sent.delete(oldest);
  }
}

const CONFLICT: Refusal = { status: 409, code: 'idempotency-conflict' };

const CODES = 1_000_000;
/** Of three bytes: above it the first codes would come once more often than the others. */
const EVEN = 2 ** 24 - (2 ** 24 % CODES);

function sixDigits(secureBytes: (count: number) => Uint8Array): string {
  for (;;) {
    const drawn = secureBytes(3).reduce((sum, byte) => sum * 256 + byte, 0);
    if (drawn < EVEN) return String(drawn % CODES).padStart(6, '0');
  }
}

function sameEveryTime(): (count: number) => Uint8Array {
  const random = seededRandom(1);
  return (count) => Uint8Array.from({ length: count }, () => Math.floor(random() * 256));
}

/** The digits are forgotten: what was answered to an attempt is all that is left of it. */
function end(sent: SentCode): void {
  sent.digest = null;
  for (const [key, { checked }] of sent.attempts) sent.attempts.set(key, { digest: NOTHING, checked });
}

const NOTHING = Buffer.alloc(0);

/** At one kiosk a person has one code: the newest. */
const isOfVisit = ({ request }: SentCode, other: WireCodeRequest): boolean =>
  request.kiosk === other.kiosk && samePerson(request, other);

const sameRequest = (a: WireCodeRequest, b: WireCodeRequest): boolean =>
  a.kiosk === b.kiosk && a.language === b.language && a.fin === b.fin && a.documentNumber === b.documentNumber;
