import type { z } from 'zod';
import { type Clock, realClock } from '../../drivers/clock.ts';
import { onlyChanges } from '../../drivers/emitter.ts';
import { err, ok, type Result } from '../../drivers/result.ts';
import type { ClockSync } from '../clock/kiosk-clock.ts';
import { jsonIn } from '../words/json.ts';
import {
  accessesAnswer,
  codeCheckedAnswer,
  codeSentAnswer,
  doneAnswer,
  duplicateAnswer,
  foundAnswer,
  freeSlotsAnswer,
  healthAnswer,
  heldSlotAnswer,
  inProgressAnswer,
  lodgedAnswer,
  mergedAnswer,
  messageSentAnswer,
  namedAnswer,
  problemAnswer,
  quotedAnswer,
  referencesAnswer,
  registeredAnswer,
} from './answers.ts';
import type {
  AccessOffice,
  BackOffice,
  BackOfficeTrouble,
  CodeOffice,
  MessageOffice,
  OfficeQuote,
  QuoteOffice,
  Registered,
  RegisterTrouble,
} from './contract.ts';
import { call, type HttpAnswer, type HttpCall, type NoAnswer } from './http.ts';
import type { OfficeTls } from './identity.ts';
import type { OfflineMerge } from './offline-merge.ts';
import type { SlotOffice } from './slots.ts';
import { distrustDetail, type TlsTrouble, tlsTrouble } from './tls-trouble.ts';

export interface BackOfficeOptions {
  /** `https://…`, or `http://` on loopback. A path is kept: `/v1/…` is put behind it. */
  readonly baseUrl: string;
  /** For one whole request, from connecting to the last byte. */
  readonly timeoutMs: number;
  readonly clock?: Clock;
  readonly tls?: OfficeTls;
  /** Whether this machine's clock is right; without it nobody knows. */
  readonly sync?: () => ClockSync;
  /** Its certificate was not accepted, and why; `null` when it is again. Only changes are told. */
  readonly onDistrust?: (trouble: TlsTrouble | null) => void;
  /** What no answer can be used for: told once, again when the detail changes, and `null` when one can be used again. */
  readonly onTrouble?: (trouble: Unreachable | null) => void;
  /** The kiosk's id, for what is asked outside of a visit. */
  readonly kiosk?: string;
  /** Makes the key of a survey, which belongs to nobody, and of a question that changes nothing. */
  readonly newKey: () => string;
  /** An answer named another question than `key`, or none. */
  readonly onForeign?: (key: string) => void;
}

/** These say *later* about the line or the load, not *no* about the application. */
const LATER: readonly number[] = [408, 425, 429];

/**
 * The back office over HTTP, after `openapi.yaml`. Nothing is repeated here: whoever asks holds the key and decides when to ask
 * again. Errors: `BKO-101` for no answer, a 5xx, or an answer that is not in the document, with a `detail` that names nobody;
 * `BKO-102` only for a problem document with a status of 400 to 499, because then nothing was done; `BKO-108` for a registration that
 * it is still at work on (202); `BKO-110` for an answer, refusal or not, that does not name the key of its question: a line between
 * may have exchanged two of them. A quote of a sum without the day of its tariff is told as `undated-quote`, and is `no-price`.
 */
export function createBackOffice(
  options: BackOfficeOptions,
): BackOffice & AccessOffice & CodeOffice & MessageOffice & OfflineMerge & QuoteOffice & SlotOffice {
  const ask = asker(options);
  const { newKey } = options;
  return {
    async quote(request, signal) {
      const question = { path: '/v1/quotes', key: newKey(), body: request };
      return asPrice(await ask.for(quotedAnswer, question, [200], signal, undated));
    },
    ...codeOffice(ask),
    ...slotOffice(ask, newKey),
    ...offlineMerge(ask, options),
    lodge: (key, request, signal) =>
      ask.for(lodgedAnswer, { path: '/v1/applications', key, body: request }, [200, 201], signal),
    register: async (key, payment, signal, standing = 'final') => {
      const question = {
        path: `${application(key)}/registration`,
        key,
        body: { payment, final: standing === 'final' },
      };
      const answer = await ask.for(registeredAnswer.or(inProgressAnswer), question, [200, 202], signal);
      return answer.ok ? registered(answer.value) : answer;
    },
    async lookUp(claim, signal) {
      const key = newKey();
      const found = await ask.for(foundAnswer, { path: '/v1/applications/lookup', key, body: claim }, [200], signal);
      if (!found.ok) return found;
      // A paper is made of what is registered: its reference counts as much as that of the answer.
      const { reference, registered: its } = found.value;
      return [reference, its?.reference ?? reference].every((each) => each === claim.reference)
        ? found
        : ask.foreign(key);
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
      ask.for(messageSentAnswer, { path: `${application(key)}/messages`, key, body: request }, [200], signal),
    async accesses(key, body, signal) {
      const question = { path: `${application(key)}/accesses`, key, body };
      const read = await ask.for(accessesAnswer, question, [200], signal);
      return read.ok ? ok(read.value.accesses) : read;
    },
    async withdraw(key, reason, signal) {
      const question = { path: `${application(key)}/withdrawal`, key, body: { reason } };
      const answer = await ask.for(doneAnswer, question, [200], signal);
      return answer.ok ? ok(undefined) : answer;
    },
    survey: (service, score, signal) =>
      ask.forNothing({ path: '/v1/surveys', key: newKey(), body: { service, score } }, signal),
    healthy: async (signal) => (await ask.for(healthAnswer, { path: '/v1/health' }, [200], signal)).ok,
  };
}

const codeOffice = (ask: ReturnType<typeof asker>): CodeOffice => ({
  sendCode: (key, body, signal) => ask.for(codeSentAnswer, { path: '/v1/codes', key, body }, [200], signal),
  checkCode: (code, attempt, body, signal) =>
    ask.for(
      codeCheckedAnswer,
      { path: `/v1/codes/${encodeURIComponent(code)}/check`, key: attempt, body },
      [200],
      signal,
    ),
});

function slotOffice(ask: ReturnType<typeof asker>, newKey: () => string): SlotOffice {
  const hold = (key: string) => `/v1/holds/${encodeURIComponent(key)}`;
  return {
    freeSlots: (body, signal) => ask.for(freeSlotsAnswer, { path: '/v1/slots', key: newKey(), body }, [200], signal),
    holdSlot: (key, body, signal) => ask.for(heldSlotAnswer, { path: '/v1/holds', key, body }, [200], signal),
    extendHold: (key, kiosk, signal) =>
      ask.for(heldSlotAnswer, { path: `${hold(key)}/extension`, key, body: { kiosk } }, [200], signal),
    async releaseSlot(key, kiosk, signal) {
      const released = await ask.for(doneAnswer, { path: `${hold(key)}/release`, key, body: { kiosk } }, [200], signal);
      return released.ok ? ok(undefined) : released;
    },
  };
}

function offlineMerge(
  ask: ReturnType<typeof asker>,
  { newKey, kiosk }: BackOfficeOptions,
): Pick<OfflineMerge, 'reserve' | 'merge'> {
  return {
    async reserve(count, signal) {
      const question = { path: '/v1/references', key: newKey(), body: { kiosk, count } };
      const given = await ask.for(referencesAnswer, question, [200], signal);
      return given.ok ? ok(given.value.references) : given;
    },
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

/** A sum without the day of its tariff can not be lodged, and so not be paid: why such an answer is of no use, or `null`. */
const undated = ({ total, tariffDate }: OfficeQuote): string | null =>
  total > 0 && tariffDate === null ? UNDATED : null;

function asPrice(quoted: Result<OfficeQuote, BackOfficeTrouble>): Result<OfficeQuote, BackOfficeTrouble> {
  const isUndated = !quoted.ok && quoted.error.kind === 'unreachable' && quoted.error.detail === UNDATED;
  return isUndated ? err(NO_PRICE) : quoted;
}

type InProgress = z.infer<typeof inProgressAnswer>;

/** Without a key it is a `GET`. */
type Question = { readonly path: string; readonly key?: string; readonly body?: unknown };

const application = (key: string) => `/v1/applications/${encodeURIComponent(key)}`;

function registered(answer: Registered | InProgress): Result<Registered, RegisterTrouble> {
  if (!('retryAfterSeconds' in answer)) return ok(answer);
  return err({ code: 'BKO-108', kind: 'in-progress', retryAfterMs: answer.retryAfterSeconds * 1_000 });
}

export function asker(options: Omit<BackOfficeOptions, 'newKey'>) {
  const { baseUrl, timeoutMs, clock = realClock, tls, onForeign } = options;
  const judge = distrust(options);
  const note = troubleWatch(options);
  const base = baseUrl.replace(/\/+$/, '');
  const send = async (question: Question, signal: AbortSignal) => {
    const what: HttpCall = {
      method: question.key === undefined ? 'GET' : 'POST',
      url: new URL(base + question.path),
      headers: question.key === undefined ? {} : { 'idempotency-key': question.key },
      body: question.body === undefined ? null : JSON.stringify(question.body),
    };
    return judge(await call(what, { clock, timeoutMs, signal, ...(tls && { tls }) }));
  };
  const foreign = (key: string) => {
    onForeign?.(key);
    return err({ code: 'BKO-110', kind: 'foreign' } as const);
  };
  /** The answer as it is, noted. */
  async function noting<T>(answer: Promise<Result<T, BackOfficeTrouble>>): Promise<Result<T, BackOfficeTrouble>> {
    const its = await answer;
    note(its);
    return its;
  }
  async function answerOf<T>(
    schema: z.ZodType<T>,
    question: Question,
    expected: readonly number[],
    signal: AbortSignal,
  ): Promise<Result<T, BackOfficeTrouble>> {
    const answer = await send(question, signal);
    if (!answer.ok) return unreachable(answer.error);
    const { key } = question;
    const body = jsonIn(answer.value.body);
    const named = namedAnswer.safeParse(body);
    if (key !== undefined && named.success && named.data.key !== key) return foreign(key);
    if (!expected.includes(answer.value.status)) return refusal(answer.value);
    const parsed = schema.safeParse(body);
    return parsed.success && (key === undefined || named.success)
      ? ok(parsed.data)
      : unreachable(`nonsense ${answer.value.status}`);
  }
  async function nothingOf(question: Question, signal: AbortSignal): Promise<Result<void, BackOfficeTrouble>> {
    const answer = await send(question, signal);
    if (!answer.ok) return unreachable(answer.error);
    return answer.value.status === 204 ? ok(undefined) : refusal(answer.value);
  }
  return {
    foreign,
    /** `useless`: why an answer of that shape is of no use all the same, as the detail of `BKO-101`. */
    for: <T>(
      schema: z.ZodType<T>,
      question: Question,
      expected: readonly number[],
      signal: AbortSignal,
      useless: (answer: T) => string | null = () => null,
    ) => noting(answerOf(schema, question, expected, signal).then((answer) => used(answer, useless))),
    forNothing: (question: Question, signal: AbortSignal) => noting(nothingOf(question, signal)),
  };
}

type Unreachable = Extract<BackOfficeTrouble, { readonly kind: 'unreachable' }>;

/**
 * Tells changes. A refusal and an answer to another question come from a back office that works; what the kiosk itself broke off says
 * nothing of it, and a certificate has a telling of its own.
 */
function troubleWatch({ onTrouble }: Omit<BackOfficeOptions, 'newKey'>) {
  const tell = onlyChanges<Unreachable | null>(
    (trouble) => onTrouble?.(trouble),
    null,
    (trouble) => trouble?.detail,
  );
  return (answer: Result<unknown, BackOfficeTrouble>): void => {
    const trouble = answer.ok || answer.error.kind !== 'unreachable' ? null : answer.error;
    if (!/^(aborted$|BKO-)/.test(trouble?.detail ?? '')) tell(trouble);
  };
}

/** Asks whether the back office is there, as the kiosk would. */
export async function askHealth(
  options: Omit<BackOfficeOptions, 'newKey'>,
  signal: AbortSignal,
): Promise<Result<void, BackOfficeTrouble>> {
  const answer = await asker(options).for(healthAnswer, { path: '/v1/health' }, [200], signal);
  return answer.ok ? ok(undefined) : answer;
}

/** Tells a wrong clock from a wrong certificate; the answer goes on with the code and the cause as its detail. */
function distrust({ sync = () => 'unknown', onDistrust }: Omit<BackOfficeOptions, 'newKey'>) {
  const tell = onlyChanges<TlsTrouble | null>((trouble) => onDistrust?.(trouble), null);
  return (answer: Result<HttpAnswer, NoAnswer>): Result<HttpAnswer, NoAnswer> => {
    const trouble = answer.ok ? null : tlsTrouble(answer.error, sync());
    // No connection at all says nothing about the certificate.
    if (answer.ok || trouble) tell(trouble);
    return trouble ? err(distrustDetail(trouble)) : answer;
  };
}

function used<T>(
  answer: Result<T, BackOfficeTrouble>,
  useless: (answer: T) => string | null,
): Result<T, BackOfficeTrouble> {
  const why = answer.ok ? useless(answer.value) : null;
  return why === null ? answer : unreachable(why);
}

const unreachable = (detail: string) => err({ code: 'BKO-101', kind: 'unreachable', detail } as const);

/** A 4xx without a problem document comes from something in between, which knows nothing of applications. */
function refusal(answer: HttpAnswer): Result<never, BackOfficeTrouble> {
  const { status } = answer;
  if (status < 400 || status > 499 || LATER.includes(status)) return unreachable(`status ${status}`);
  const problem = problemAnswer.safeParse(answer.mediaType === 'application/problem+json' ? jsonIn(answer.body) : null);
  if (!problem.success) return unreachable(`nonsense ${status}`);
  return err({ code: 'BKO-102', kind: 'refused', reason: problem.data.code });
}
