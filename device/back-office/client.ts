import type { z } from 'zod';
import { err, ok, type Result } from '../../drivers/result.ts';
import type { RegisterAccessOffice } from './accesses.ts';
import {
  dataAccessesAnswer,
  documentAnswer,
  duplicateAnswer,
  emptyAnswer,
  foundApplicationAnswer,
  freeSlotsAnswer,
  healthAnswer,
  heldSlotAnswer,
  LONGEST_DOCUMENT_ANSWER_BYTES,
  lodgingAnswer,
  mergedAnswer,
  phoneCodeCheckAnswer,
  phoneCodeSentAnswer,
  phoneMessageSentAnswer,
  quotedAnswer,
  referencesAnswer,
  registerFactsAnswer,
  registrationAnswer,
  retryLaterAnswer,
} from './answers.ts';
import { createOfficeRequester, type OfficeRequester, type OfficeRequesterOptions } from './ask.ts';
import type {
  BackOffice,
  BackOfficeTrouble,
  OfficeQuote,
  PhoneCodeOffice,
  PhoneMessageOffice,
  QuoteOffice,
  RegistrationTrouble,
} from './contract.ts';
import { creditOffice } from './credits.ts';
import type { DocumentOffice } from './documents.ts';
import { foundDuesAnswer, listedDuesAnswer } from './due-answers.ts';
import type { DueOffice } from './dues.ts';
import type { RegisterFactsOffice } from './known.ts';
import type { OfflineMerge } from './offline-merge.ts';
import type { OwnApplicationOffice } from './own.ts';
import { createOwnApplicationOffice, isAboutReference } from './own-client.ts';
import { type ParkedVisitOffice, parkedVisitOffice } from './parked-visits.ts';
import { type PhoneIdentityOffice, phoneIdentityOffice } from './phone-identity.ts';
import type { SlotOffice } from './slots.ts';

export interface BackOfficeOptions extends OfficeRequesterOptions {
  /** For questions outside a visit (`reserve`, `merge`). */
  readonly kiosk?: string;
  readonly newKey: () => string;
}

export type OfficeOperations = BackOffice &
  RegisterAccessOffice &
  PhoneCodeOffice &
  PhoneIdentityOffice &
  DocumentOffice &
  DueOffice &
  RegisterFactsOffice &
  ParkedVisitOffice &
  PhoneMessageOffice &
  OwnApplicationOffice &
  QuoteOffice &
  SlotOffice;

/**
 * The back office over HTTP, after `openapi.yaml`. The client never retries: the caller holds the key and decides when to ask again.
 * Errors:
 *
 * - `BKO-101`: no answer, a 408, 425 or 5xx, a refusal of the whole kiosk, or an answer outside the API document. The `detail` contains no
 *   personal data.
 * - `BKO-102`: another problem document with a status of 400 to 499. Nothing was done.
 * - `BKO-108`: registration or document is still in progress (202).
 * - `BKO-109`: the kiosk asks too often (429). Nothing was done.
 * - `BKO-110`: the answer or refusal does not name the key of its question. A proxy may have swapped two answers.
 *
 * A quote with a sum but no tariff date is reported as `undated-quote` and returned as `no-price`.
 *
 * A claim without FIN and document number is about an anonymous application.
 */
export function createBackOffice(options: BackOfficeOptions): OfficeOperations & OfflineMerge {
  const ask = createOfficeRequester(options);
  const { newKey } = options;
  return {
    async quote(request, signal) {
      const question = { path: '/v1/quotes', key: newKey(), body: request };
      return asPrice(await ask.for(quotedAnswer, question, [200], signal, undated));
    },
    ...accessOffice(ask),
    ...creditOffice(ask),
    ...codeOffice(ask),
    ...parkedVisitOffice(ask),
    ...phoneIdentityOffice(ask, options.timeoutMs),
    ...knownOffice(ask),
    ...documentOffice(ask),
    ...slotOffice(ask, newKey),
    ...createOwnApplicationOffice(ask, newKey),
    ...dueOffice(ask, newKey),
    ...offlineMerge(ask, options),
    lodge: (key, request, signal) =>
      ask.for(lodgingAnswer, { path: '/v1/applications', key, body: request }, [200, 201], signal),
    register: async (key, payment, signal, standing = 'final') => {
      const question = {
        path: `${application(key)}/registration`,
        key,
        body: { payment, final: standing === 'final' },
      };
      const answer = await ask.for(registrationAnswer.or(retryLaterAnswer), question, [200, 202], signal);
      return answer.ok ? finished(answer.value) : answer;
    },
    async lookUp(claim, signal) {
      const key = newKey();
      const found = await ask.for(
        foundApplicationAnswer,
        { path: '/v1/applications/lookup', key, body: claim },
        [200],
        signal,
      );
      return isAboutReference(found, claim.reference) ? found : ask.foreign(key);
    },
    async duplicate(key, request, signal) {
      const given = await ask.for(
        duplicateAnswer,
        { path: '/v1/applications/duplicate', key, body: request },
        [200],
        signal,
      );
      if (!given.ok) return given;
      return given.value.reference === request.reference ? ok(given.value.number) : ask.foreign(key);
    },
    sendMessage: (key, request, signal) =>
      ask.for(phoneMessageSentAnswer, { path: `${application(key)}/messages`, key, body: request }, [200], signal),
    async withdraw(key, reason, signal) {
      const question = { path: `${application(key)}/withdrawal`, key, body: { reason } };
      const answer = await ask.for(emptyAnswer, question, [200], signal);
      return answer.ok ? ok(undefined) : answer;
    },
    survey: (service, score, signal) =>
      ask.forNothing({ path: '/v1/surveys', key: newKey(), body: { service, score } }, signal),
    healthy: async (signal) => (await ask.for(healthAnswer, { path: '/v1/health' }, [200], signal)).ok,
  };
}

const accessOffice = (ask: OfficeRequester): RegisterAccessOffice => ({
  async accesses(key, body, signal) {
    const question = { path: `${application(key)}/accesses`, key, body };
    const read = await ask.for(dataAccessesAnswer, question, [200], signal);
    return read.ok ? ok(read.value.accesses) : read;
  },
});

const codeOffice = (ask: OfficeRequester): PhoneCodeOffice => ({
  sendCode: (key, body, signal) => ask.for(phoneCodeSentAnswer, { path: '/v1/codes', key, body }, [200], signal),
  checkCode: (code, attempt, body, signal) =>
    ask.for(
      phoneCodeCheckAnswer,
      { path: `/v1/codes/${encodeURIComponent(code)}/check`, key: attempt, body },
      [200],
      signal,
    ),
});

const knownOffice = (ask: OfficeRequester): RegisterFactsOffice => ({
  readKnown: (key, body, signal) =>
    ask.for(registerFactsAnswer, { path: '/v1/persons/known', key, body, isOptional: true }, [200], signal),
});

const documentOffice = (ask: OfficeRequester): DocumentOffice => ({
  async readDocument(key, kiosk, signal) {
    const question = {
      path: `${application(key)}/document`,
      key,
      body: { kiosk },
      longestBytes: LONGEST_DOCUMENT_ANSWER_BYTES,
    };
    const answer = await ask.for(documentAnswer.or(retryLaterAnswer), question, [200, 202], signal);
    return answer.ok ? finished(answer.value) : answer;
  },
});

function slotOffice(ask: OfficeRequester, newKey: () => string): SlotOffice {
  const hold = (key: string) => `/v1/holds/${encodeURIComponent(key)}`;
  return {
    freeSlots: (body, signal) => ask.for(freeSlotsAnswer, { path: '/v1/slots', key: newKey(), body }, [200], signal),
    holdSlot: (key, body, signal) => ask.for(heldSlotAnswer, { path: '/v1/holds', key, body }, [200], signal),
    extendHold: (key, kiosk, signal) =>
      ask.for(heldSlotAnswer, { path: `${hold(key)}/extension`, key, body: { kiosk } }, [200], signal),
    async releaseSlot(key, kiosk, signal) {
      const released = await ask.for(
        emptyAnswer,
        { path: `${hold(key)}/release`, key, body: { kiosk } },
        [200],
        signal,
      );
      return released.ok ? ok(undefined) : released;
    },
  };
}

function dueOffice(ask: OfficeRequester, newKey: () => string): DueOffice {
  return {
    async lookUpDues(body, signal) {
      const found = await ask.for(foundDuesAnswer, { path: '/v1/dues/lookup', key: newKey(), body }, [200], signal);
      return found.ok ? ok(found.value.dues) : found;
    },
    async listDues(body, signal) {
      const listed = await ask.for(listedDuesAnswer, { path: '/v1/dues/list', key: newKey(), body }, [200], signal);
      return listed.ok ? ok(listed.value.dues) : listed;
    },
  };
}

function offlineMerge(ask: OfficeRequester, { kiosk }: BackOfficeOptions): Pick<OfflineMerge, 'reserve' | 'merge'> {
  return {
    reserve: (key, wanted, signal) =>
      ask.for(referencesAnswer, { path: '/v1/references', key, body: { kiosk, ...wanted } }, [200], signal),
    async merge(key, { sealed, ...taken }, signal) {
      const body = { kiosk, ...taken, sealed: Buffer.from(sealed).toString('base64') };
      const merged = await ask.for(
        mergedAnswer,
        { path: `${application(key)}/offline`, key, body },
        [200, 201],
        signal,
      );
      if (!merged.ok) return merged;
      return merged.value.reference === taken.reference ? ok(undefined) : ask.foreign(key);
    },
  };
}

const UNDATED = 'undated-quote';
const NO_PRICE = { code: 'BKO-102', kind: 'refused', reason: 'no-price' } as const;

/** A sum without a tariff date cannot be lodged or paid. `null`: the quote is usable. */
const undated = ({ total, tariffDate }: OfficeQuote): string | null =>
  total > 0 && tariffDate === null ? UNDATED : null;

function asPrice(quoted: Result<OfficeQuote, BackOfficeTrouble>): Result<OfficeQuote, BackOfficeTrouble> {
  const isUndated = !quoted.ok && quoted.error.kind === 'unreachable' && quoted.error.detail === UNDATED;
  return isUndated ? err(NO_PRICE) : quoted;
}

type InProgress = z.infer<typeof retryLaterAnswer>;

const application = (key: string) => `/v1/applications/${encodeURIComponent(key)}`;

function finished<T extends object>(answer: T | InProgress): Result<T, RegistrationTrouble> {
  if (!('retryAfterSeconds' in answer)) return ok(answer);
  return err({ code: 'BKO-108', kind: 'in-progress', retryAfterMs: answer.retryAfterSeconds * 1_000 });
}

/** Asks whether the back office answers, with the kiosk's own client. */
export async function askHealth(
  options: OfficeRequesterOptions,
  signal: AbortSignal,
): Promise<Result<void, BackOfficeTrouble>> {
  const answer = await createOfficeRequester(options).for(healthAnswer, { path: '/v1/health' }, [200], signal);
  return answer.ok ? ok(undefined) : answer;
}
