import type { z } from 'zod';
import { type Clock, realClock } from '../../drivers/clock.ts';
import { createChangeFilter } from '../../drivers/emitter.ts';
import { err, ok, type Result } from '../../drivers/result.ts';
import type { ClockSync } from '../clock/kiosk-clock.ts';
import { parseJson } from '../words/json.ts';
import { answerKeySchema, problemAnswer } from './answers.ts';
import type { BackOfficeTrouble } from './contract.ts';
import { type HttpAnswer, type HttpCall, type NoAnswerReason, sendHttpRequest } from './http.ts';
import type { OfficeTls } from './identity.ts';
import { isKioskNotAccepted } from './not-accepted.ts';
import { OPERATION_NOT_FOUND } from './not-offered.ts';
import { formatDistrustDetail, type TlsTrouble, tlsTrouble } from './tls-trouble.ts';

export interface OfficeRequesterOptions {
  /** `https://…`, or `http://` on loopback. `/v1/…` is appended to its path. */
  readonly baseUrl: string;
  /** Milliseconds for a whole request, from connecting to the last byte. */
  readonly timeoutMs: number;
  readonly clock?: Clock;
  readonly tls?: OfficeTls;
  readonly sync?: () => ClockSync;
  /** Reason why the office's certificate is refused; `null`: accepted again. */
  readonly onDistrust?: (trouble: TlsTrouble | null) => void;
  /** Called when an answer is missing or unusable and the detail changes, and with `null` when an answer is usable again. */
  readonly onTrouble?: (trouble: Unreachable | null) => void;
  readonly onBusy?: () => void;
  /** Called if an answer has another key, `null` as its key, another reference or another nonce. */
  readonly onForeign?: (key: string) => void;
}

/** Status codes that say *later* because of the connection, not *no* to the application. */
const LATER: readonly number[] = [408, 425];
/** Status code: too much load, or this kiosk asks too often [RFC 6585 §4]. */
const TOO_MANY = 429;

/** Status codes of an office without an optional operation. */
const NO_OPERATION: readonly number[] = [404, 405, 501];

export type OfficeCall = {
  readonly path: string;
  readonly key?: string;
  readonly body?: unknown;
  readonly longestBytes?: number | undefined;
  /** Whether the office may lack this operation: a 404, 405 or 501 without a problem document is then a refusal, not trouble. */
  readonly isOptional?: true;
};

const callOf = (base: string, { path, key, body, longestBytes }: OfficeCall): HttpCall => ({
  method: key === undefined ? 'GET' : 'POST',
  url: new URL(base + path),
  headers: key === undefined ? {} : { 'idempotency-key': key },
  body: body === undefined ? null : JSON.stringify(body),
  longestBytes,
});

export type OfficeRequester = ReturnType<typeof createOfficeRequester>;

/**
 * Returns functions that send a question and check its answer. Errors as in `createBackOffice`. A failed connection says nothing about the
 * certificate.
 */
export function createOfficeRequester(options: OfficeRequesterOptions) {
  const { baseUrl, timeoutMs, clock = realClock, tls, onForeign } = options;
  const judge = distrust(options);
  const note = troubleWatch(options);
  const base = baseUrl.replace(/\/+$/, '');
  const send = async (question: OfficeCall, signal: AbortSignal) => {
    return judge(await sendHttpRequest(callOf(base, question), { clock, timeoutMs, signal, ...(tls && { tls }) }));
  };
  const foreign = (key: string) => {
    onForeign?.(key);
    return err({ code: 'BKO-110', kind: 'foreign' } as const);
  };
  async function noting<T>(answer: Promise<Result<T, BackOfficeTrouble>>): Promise<Result<T, BackOfficeTrouble>> {
    const its = await answer;
    note(its);
    if (!its.ok && its.error.kind === 'busy') options.onBusy?.();
    return its;
  }
  async function answerOf<T>(
    schema: z.ZodType<T>,
    question: OfficeCall,
    expected: readonly number[],
    signal: AbortSignal,
  ): Promise<Result<T, BackOfficeTrouble>> {
    const answer = await send(question, signal);
    if (!answer.ok) return unreachable(answer.error);
    const { key } = question;
    const body = parseJson(answer.value.body);
    const named = answerKeySchema.safeParse(body);
    if (key !== undefined && named.success && named.data.key !== key) return foreign(key);
    if (!expected.includes(answer.value.status)) return refusal(answer.value, question.isOptional);
    const parsed = schema.safeParse(body);
    return parsed.success && (key === undefined || named.success)
      ? ok(parsed.data)
      : unreachable(`nonsense ${answer.value.status}`);
  }
  async function nothingOf(question: OfficeCall, signal: AbortSignal): Promise<Result<void, BackOfficeTrouble>> {
    const answer = await send(question, signal);
    if (!answer.ok) return unreachable(answer.error);
    return answer.value.status === 204 ? ok(undefined) : refusal(answer.value);
  }
  return {
    foreign,
    /** `useless` returns why a well-formed answer is unusable (the detail of `BKO-101`), or `null`. */
    for: <T>(
      schema: z.ZodType<T>,
      question: OfficeCall,
      expected: readonly number[],
      signal: AbortSignal,
      useless: (answer: T) => string | null = () => null,
    ) => noting(answerOf(schema, question, expected, signal).then((answer) => used(answer, useless))),
    forNothing: (question: OfficeCall, signal: AbortSignal) => noting(nothingOf(question, signal)),
  };
}

type Unreachable = Extract<BackOfficeTrouble, { readonly kind: 'unreachable' }>;

/**
 * Reports changes. A refusal, a foreign answer and *too often* come from a working office: a citizen who guesses numbers must not close the
 * kiosk for all. An aborted request says nothing about the office. Certificates have their own report.
 */
function troubleWatch({ onTrouble }: OfficeRequesterOptions) {
  const tell = createChangeFilter<Unreachable | null>(
    (trouble) => onTrouble?.(trouble),
    null,
    (trouble) => trouble?.detail,
  );
  return (answer: Result<unknown, BackOfficeTrouble>): void => {
    const trouble = answer.ok || answer.error.kind !== 'unreachable' ? null : answer.error;
    if (!/^(aborted$|BKO-)/.test(trouble?.detail ?? '')) tell(trouble);
  };
}

function distrust({ sync = () => 'unknown', onDistrust }: OfficeRequesterOptions) {
  const tell = createChangeFilter<TlsTrouble | null>((trouble) => onDistrust?.(trouble), null);
  return (answer: Result<HttpAnswer, NoAnswerReason>): Result<HttpAnswer, NoAnswerReason> => {
    const trouble = answer.ok ? null : tlsTrouble(answer.error, sync());
    if (answer.ok || trouble) tell(trouble);
    return trouble ? err(formatDistrustDetail(trouble)) : answer;
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

/** A 4xx without a problem document comes from a proxy. */
function refusal(answer: HttpAnswer, isOptional = false): Result<never, BackOfficeTrouble> {
  const { status } = answer;
  if (status === TOO_MANY) return err({ code: 'BKO-109', kind: 'busy' });
  const problem = problemAnswer.safeParse(
    answer.mediaType === 'application/problem+json' ? parseJson(answer.body) : null,
  );
  if (isOptional && !problem.success && NO_OPERATION.includes(status)) return refused(OPERATION_NOT_FOUND);
  if (status < 400 || status > 499 || LATER.includes(status)) return unreachable(`status ${status}`);
  if (!problem.success) return unreachable(`nonsense ${status}`);
  const { code: reason, paidOn } = problem.data;
  if (isKioskNotAccepted(reason)) return unreachable(reason);
  return refused(reason, paidOn);
}

const refused = (reason: string, paidOn?: string) =>
  err({ code: 'BKO-102', kind: 'refused', reason, ...(paidOn && { paidOn }) } as const);
