import type { IdentityDocument } from '../../../../drivers/id-reader/contract.ts';
import type { Result } from '../../../../drivers/result.ts';
import type { BackOfficeTrouble } from '../../../back-office/contract.ts';
import type {
  PhoneIdentityLevel,
  PhoneIdentityProgress,
  PhoneIdentityStart,
  PhonePerson,
} from '../../../back-office/phone-identity.ts';
import type { Language } from '../../../words/language.ts';
import type { TroubleCode } from '../../../words/trouble.ts';
import { type Devices, mayIdentifyByPhone } from '../../visit/devices.ts';
import type { IdentifiedPerson } from '../../visit/facts.ts';
import { documentProblem, type IdentificationInput } from './identification.machine.ts';
import type { IdentifyContext } from './identify.machine.ts';

const MOST_PHONE_TRIES = 3;

/** Why the phone identified no person. `not-offered`: the office cannot now. */
export type PhoneProblem = 'refused' | 'mismatch' | 'over' | 'not-offered' | TroubleCode;

/** Identifiers of a running identification. The nonce is in no log. */
export interface PhoneAttempt {
  readonly key: string;
  readonly nonce: string;
  /** Milliseconds of the kiosk's clock at which it is over at the latest. */
  readonly until: number;
}

export interface RunningPhoneIdentity extends PhoneAttempt {
  readonly match: string;
  /** QR code; `null`: a phone has opened it. */
  readonly qr: string | null;
  readonly secondsLeft: number;
}

export interface PhoneIdentityStartInput {
  readonly service: string;
  readonly level: PhoneIdentityLevel;
  readonly language: Language;
}

export interface PhoneIdentityStartOutput extends PhoneAttempt {
  readonly result: Result<PhoneIdentityStart, BackOfficeTrouble>;
}

export interface PhoneIdentityPollInput extends PhoneAttempt {
  readonly seen: 'waiting' | 'opened';
}

export type PhoneIdentityPollOutput = Result<PhoneIdentityProgress, BackOfficeTrouble>;

type Change = Partial<IdentifyContext>;

export const mayTryPhoneIdentity = ({ phoneTries }: Pick<IdentifyContext, 'phoneTries'>): boolean =>
  phoneTries < MOST_PHONE_TRIES;

export const offersPhoneIdentity = (
  context: Pick<IdentifyContext, 'service' | 'phoneTries'>,
  devices: Devices,
): boolean => mayIdentifyByPhone(context.service, devices) && mayTryPhoneIdentity(context);

export const phoneIdentityStartInput = ({ service, language }: IdentifyContext): PhoneIdentityStartInput => ({
  service: service.id,
  level: service.identification === 'code' ? 'code' : 'zone',
  language,
});

export function phoneIdentityPollInput({ phone }: IdentifyContext): PhoneIdentityPollInput {
  if (phone === null) throw new Error('news need an identification by phone');
  const { key, nonce, until, qr } = phone;
  return { key, nonce, until, seen: qr === null ? 'opened' : 'waiting' };
}

export function takePhoneIdentityStart(
  { phoneTries }: IdentifyContext,
  { result, ...attempt }: PhoneIdentityStartOutput,
): Change {
  if (!result.ok) {
    const isRefused = result.error.kind === 'refused';
    return {
      phone: null,
      phoneProblem: problemOf(result.error),
      // Another try would be refused too.
      ...(isRefused && { phoneTries: Math.max(phoneTries, MOST_PHONE_TRIES) }),
    };
  }
  const { qr, match, validSeconds } = result.value;
  return { phone: { ...attempt, match, qr, secondsLeft: validSeconds }, phoneProblem: null };
}

/** `asked`: what the service asks of a document. */
export function takePhoneIdentityPoll(
  { phone, phoneTries }: Pick<IdentifyContext, 'phone' | 'phoneTries'>,
  output: PhoneIdentityPollOutput,
  asked: IdentificationInput,
): Change {
  if (phone === null) throw new Error('news need an identification by phone');
  if (!output.ok) return { phone: null, phoneProblem: problemOf(output.error) };
  const news = output.value;
  switch (news.state) {
    case 'waiting':
      return { phone: { ...phone, qr: phone.qr === null ? null : news.qr, secondsLeft: news.secondsLeft } };
    case 'opened':
      return { phone: { ...phone, qr: null, secondsLeft: news.secondsLeft } };
    case 'confirmed': {
      const document = documentOf(news.person);
      const problem = documentProblem(document, asked);
      if (problem !== null) return { phone: null, phoneProblem: problem };
      const person: IdentifiedPerson = { document, assurance: 'phone', phone: { key: phone.key, level: news.level } };
      return { phone: null, end: { end: 'done', facts: { person, phoneTries } } };
    }
    case 'refused':
    case 'mismatch':
    case 'over':
      return { phone: null, phoneProblem: news.state };
    default:
      return news satisfies never;
  }
}

const problemOf = (error: BackOfficeTrouble): PhoneProblem => (error.kind === 'refused' ? 'not-offered' : error.code);

/** The office tells only of documents of this country (ICAO 9303-3, section 5). */
const documentOf = ({ kind, ...person }: PhonePerson): IdentityDocument => ({
  ...person,
  ...(kind === 'passport' ? PASSPORT : IDENTITY_CARD),
  issuer: 'AZE',
  nationality: 'AZE',
  sex: 'X',
});

const IDENTITY_CARD = { format: 'TD1', documentCode: 'I' } as const;
const PASSPORT = { format: 'TD3', documentCode: 'P' } as const;
