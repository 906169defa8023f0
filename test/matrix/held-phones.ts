import type { OfficeRequester } from '../../device/back-office/ask.ts';
import type { LodgeRequest } from '../../device/back-office/contract.ts';
import { type PhonePerson, phoneIdentityOffice } from '../../device/back-office/phone-identity.ts';
import { err, ok, type Result } from '../../drivers/result.ts';
import { PHONE_PERSON, PHONE_STARTED } from '../support/fake-phones.ts';

type Answering = <T, E>(signal: AbortSignal, work: () => Result<T, E>) => Promise<Result<T, unknown>>;
type Ended = 'refused' | 'mismatch';

interface Identification {
  readonly key: string;
  readonly nonce: string;
  readonly beganAt: number;
  state: 'waiting' | 'opened' | Ended;
  person: PhonePerson | null;
}

interface Question {
  readonly path: string;
  readonly key?: string;
  readonly body?: unknown;
}

const REFUSED = err({ code: 'BKO-102', kind: 'refused', reason: 'not-eligible' } as const);
const TIMEOUT_MS = 10_000;

/** Phones behind the real client, without its wire. */
export function heldPhones(answer: Answering, now: () => number, refuses: () => boolean) {
  const all: Identification[] = [];
  let replayed: string | null = null;

  function newsOf({ nonce, beganAt, state, person }: Identification) {
    if (now() - beganAt >= PHONE_STARTED.validSeconds * 1_000 && person === null) return { nonce, state: 'over' };
    if (person) return { nonce, state: 'confirmed', level: 'code', person };
    const { qr, validSeconds } = PHONE_STARTED;
    const secondsLeft = Math.ceil(validSeconds - (now() - beganAt) / 1_000);
    return {
      nonce,
      state,
      ...(state === 'waiting' && { qr }),
      ...((state === 'waiting' || state === 'opened') && { secondsLeft }),
    };
  }

  function answerTo({ path, key = '', body }: Question): object {
    const { nonce } = body as { readonly nonce: string };
    const its = all.find((each) => each.key === key && each.nonce === nonce);
    if (path.endsWith('/cancellation')) return { key };
    if (path.endsWith('/news')) {
      if (replayed !== null) return { key, nonce: replayed, state: 'confirmed', level: 'code', person: PHONE_PERSON };
      return { key, ...(its ? newsOf(its) : { nonce, state: 'over' }) };
    }
    if (!its) all.push({ key, nonce, beganAt: now(), state: 'waiting', person: null });
    return { key, ...PHONE_STARTED };
  }

  const ask = {
    foreign: () => err({ code: 'BKO-110', kind: 'foreign' } as const),
    for: (schema: { parse(value: unknown): unknown }, question: Question, _: unknown, signal: AbortSignal) =>
      answer(signal, () => (refuses() ? REFUSED : ok(schema.parse(answerTo(question))))),
  } as unknown as OfficeRequester;

  return {
    office: phoneIdentityOffice(ask, TIMEOUT_MS),
    newest: () => all.at(-1),
    begun: (): number => all.length,
    open(): void {
      const its = all.at(-1);
      if (its) its.state = 'opened';
    },
    /** The person confirms, maybe after the kiosk has cancelled: then the kiosk must not use it. */
    confirm(its = all.at(-1)): void {
      if (its) its.person = PHONE_PERSON;
    },
    end(how: Ended): void {
      const its = all.at(-1);
      if (its) its.state = how;
    },
    replay(): void {
      replayed = 'nonce-of-another-visit';
    },
    vouches({ applicant, confirmation }: LodgeRequest): boolean {
      if (applicant?.assurance !== 'phone') return true;
      return all.some(({ key, person }) => key === confirmation && person?.fin === applicant.fin);
    },
  };
}
