import { z } from 'zod';
import { err, ok, type Result } from '../../drivers/result.ts';
import type { Language } from '../words/language.ts';
import type { OfficeRequester } from './ask.ts';
import type { BackOfficeTrouble } from './contract.ts';
import { dateSchema } from './due-answers.ts';

/** Rung of identification (docs/decisions/0023) that the person's confirmation on the phone reached. */
export type PhoneIdentityLevel = 'zone' | 'code';

export interface PhoneIdentityRequest {
  readonly kiosk: string;
  /** Secret of this attempt. Keys are logged; the nonce is not. */
  readonly nonce: string;
  readonly service: string;
  readonly level: PhoneIdentityLevel;
  readonly language: Language;
}

export interface PhoneIdentityStart {
  readonly qr: string;
  /** Two digits of the kiosk's page that the person must choose on the phone. */
  readonly match: string;
  readonly validSeconds: number;
}

/** The data that a card would show. */
export interface PhonePerson {
  readonly kind: 'identity-card' | 'passport';
  readonly documentNumber: string;
  readonly surname: string;
  readonly givenNames: string;
  readonly birthDate: string;
  /** `null`: never expires. */
  readonly expiryDate: string | null;
  readonly fin: string;
}

export type PhoneIdentityProgress =
  /** `qr` changes with each answer, so that a picture of it soon opens nothing. */
  | { readonly state: 'waiting'; readonly qr: string; readonly secondsLeft: number }
  /** The first phone has opened the code; it opens for no other phone. */
  | { readonly state: 'opened'; readonly secondsLeft: number }
  | { readonly state: 'confirmed'; readonly level: PhoneIdentityLevel; readonly person: PhonePerson }
  /** `mismatch`: the person chose another number. `over`: the time is up, or it was cancelled. */
  | { readonly state: 'refused' | 'mismatch' | 'over' };

export interface PhoneIdentityPoll {
  readonly kiosk: string;
  readonly nonce: string;
  /** State that the kiosk knows: the office waits with its answer until another state, at most a few seconds. */
  readonly seen: 'waiting' | 'opened';
}

/** Identifies a person by a digital identity on the phone. The office alone talks to its provider. */
export interface PhoneIdentityOffice {
  /** The same key starts no second identification. */
  startIdentity(
    key: string,
    request: PhoneIdentityRequest,
    signal: AbortSignal,
  ): Promise<Result<PhoneIdentityStart, BackOfficeTrouble>>;
  /** After a lost answer, the caller may ask again. Returns `BKO-110` if the answer has another nonce. */
  identityNews(
    key: string,
    question: PhoneIdentityPoll,
    signal: AbortSignal,
  ): Promise<Result<PhoneIdentityProgress, BackOfficeTrouble>>;
  cancelIdentity(
    key: string,
    visit: Pick<PhoneIdentityPoll, 'kiosk' | 'nonce'>,
    signal: AbortSignal,
  ): Promise<Result<void, BackOfficeTrouble>>;
}

const validSeconds = z.int().min(30).max(300);
const secondsLeft = z.int().min(0).max(300);
/** Address in the QR code, short enough for a cheap phone to read from the screen. */
const qr = z.string().regex(/^https?:\/\/[\x21-\x7e]{4,160}$/);
const name = z.string().trim().min(1).max(100);

const phoneIdentityStartAnswer = z.object({
  qr,
  match: z.string().regex(/^[0-9]{2}$/),
  validSeconds,
}) satisfies z.ZodType<PhoneIdentityStart>;

const ofVisit = { nonce: z.string().min(1).max(64) };

const phonePerson = z.object({
  kind: z.enum(['identity-card', 'passport']),
  documentNumber: z.string().regex(/^[0-9A-Z]{1,30}$/),
  surname: name,
  givenNames: z.string().trim().max(100),
  birthDate: dateSchema,
  expiryDate: dateSchema.nullable(),
  fin: z.string().regex(/^[0-9A-Z]{7}$/),
}) satisfies z.ZodType<PhonePerson>;

const phoneIdentityNewsAnswer = z.discriminatedUnion('state', [
  z.object({ ...ofVisit, state: z.literal('waiting'), qr, secondsLeft }),
  z.object({ ...ofVisit, state: z.literal('opened'), secondsLeft }),
  z.object({ ...ofVisit, state: z.literal('confirmed'), level: z.enum(['zone', 'code']), person: phonePerson }),
  z.object({ ...ofVisit, state: z.enum(['refused', 'mismatch', 'over']) }),
]);

/** Longest time that the office waits with its answer, in seconds. Why 8 s: proxies cut a silent connection after 15 s and more. */
const LONGEST_WAIT_SECONDS = 8;
/** Part of the request's time limit that stays for the way of the answer. */
const ANSWER_MS = 2_000;

/** Whole seconds for which the office may wait within the time limit of a request. */
export const longPollSeconds = (timeoutMs: number): number =>
  Math.min(LONGEST_WAIT_SECONDS, Math.max(0, Math.floor((timeoutMs - ANSWER_MS) / 1_000)));

const path = (key: string) => `/v1/phone-identities/${encodeURIComponent(key)}`;

/** Identifies by phone at the office. An office without these operations refuses the start with `OPERATION_NOT_FOUND`. */
export function phoneIdentityOffice(ask: OfficeRequester, timeoutMs: number): PhoneIdentityOffice {
  const waitSeconds = longPollSeconds(timeoutMs);
  return {
    startIdentity: (key, body, signal) =>
      ask.for(phoneIdentityStartAnswer, { path: '/v1/phone-identities', key, body, isOptional: true }, [200], signal),
    async identityNews(key, question, signal) {
      const body = { ...question, waitSeconds };
      const news = await ask.for(phoneIdentityNewsAnswer, { path: `${path(key)}/news`, key, body }, [200], signal);
      if (!news.ok) return news;
      const { nonce, ...its } = news.value;
      return nonce === question.nonce ? ok(its) : ask.foreign(key);
    },
    async cancelIdentity(key, body, signal) {
      const done = await ask.for(z.object({}), { path: `${path(key)}/cancellation`, key, body }, [200], signal);
      return done.ok ? ok(undefined) : err(done.error);
    },
  };
}
