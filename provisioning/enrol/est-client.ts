import type { IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { tlsTrouble } from '../../device/back-office/tls-trouble.ts';
import { type Clock, pause } from '../../drivers/clock.ts';
import { err, ok, type Result } from '../../drivers/result.ts';

export interface EstTrust {
  /**
   * Trusted authorities, PEM; `system`: this machine's authorities; `anybody`: only for the list of authorities, which is then compared
   * with a fingerprint.
   */
  readonly ca: string | 'system' | 'anybody';
  /** Key and certificate, PEM, for mutual TLS. */
  readonly identity?: { readonly key: string; readonly certificate: string };
  /** HTTP Basic (RFC 7030, 3.2.3). */
  readonly login?: { readonly user: string; readonly code: string };
}

export interface EstAnswer {
  readonly status: number;
  readonly body: string;
  readonly reason: string | null;
  /** Seconds of `Retry-After`. */
  readonly retryAfter: number | null;
}

/** Why there is no answer: a Node code such as `ECONNREFUSED`, or `timeout`, `too-long` or `cut-short`. */
export type EstFailureText = string;

type Operation = 'cacerts' | 'simpleenroll' | 'simplereenroll';

const ANSWER_MS = 20_000;
const LONGEST_ANSWER_BYTES = 512 * 1024;

/** EST is at the root of the host, even if the address has a path (RFC 7030, 3.2.2). */
const estUrl = (office: string, operation: Operation): URL => new URL(`/.well-known/est/${operation}`, office);

export function askEst(
  office: string,
  operation: Operation,
  trust: EstTrust,
  { clock, body }: { readonly clock: Clock; readonly body?: string },
): Promise<Result<EstAnswer, EstFailureText>> {
  return new Promise((resolve) => {
    const sent = httpsRequest(estUrl(office, operation), {
      method: body === undefined ? 'GET' : 'POST',
      agent: false,
      minVersion: 'TLSv1.2',
      ...tlsOf(trust),
      headers: headersOf(trust, body),
    });
    let why: string | null = null;
    const stop = (because: string) => {
      why = because;
      sent.destroy();
    };
    const deadline = clock.setTimeout(() => stop('timeout'), ANSWER_MS);
    const settle = (result: Result<EstAnswer, EstFailureText>) => {
      clock.clearTimeout(deadline);
      resolve(result);
    };
    const failed = (error: NodeJS.ErrnoException) => settle(err(why ?? error.code ?? 'failed'));
    sent.on('error', failed);
    sent.on('response', (response) => {
      response.on('error', failed);
      response.on('close', () => settle(err(why ?? 'cut-short')));
      collect(
        response,
        () => stop('too-long'),
        (text) => settle(ok(answerOf(response, text))),
      );
    });
    sent.end(body);
  });
}

const tlsOf = ({ ca, identity }: EstTrust) => ({
  ...(ca === 'anybody' && { rejectUnauthorized: false }),
  ...(ca !== 'anybody' && ca !== 'system' && { ca }),
  ...(identity && { key: identity.key, cert: identity.certificate }),
});

function headersOf({ login }: EstTrust, body: string | undefined): Record<string, string | number> {
  return {
    ...(body !== undefined && {
      'content-type': 'application/pkcs10',
      'content-transfer-encoding': 'base64',
      'content-length': Buffer.byteLength(body),
    }),
    ...(login && { authorization: `Basic ${Buffer.from(`${login.user}:${login.code}`, 'utf8').toString('base64')}` }),
  };
}

function collect(response: IncomingMessage, tooLong: () => void, whole: (text: string) => void): void {
  const chunks: Buffer[] = [];
  let length = 0;
  response.on('data', (chunk: Buffer) => {
    length += chunk.length;
    if (length > LONGEST_ANSWER_BYTES) tooLong();
    else chunks.push(chunk);
  });
  response.on('end', () => whole(Buffer.concat(chunks).toString('latin1')));
}

function answerOf({ statusCode = 0, headers }: IncomingMessage, body: string): EstAnswer {
  const wait = /^\d{1,6}$/.test(headers['retry-after'] ?? '') ? Number(headers['retry-after']) : null;
  return { status: statusCode, body, reason: reasonIn(headers['content-type'] ?? '', body), retryAfter: wait };
}

/** Texts of other makers' offices are not repeated (RFC 9457). */
function reasonIn(type: string, body: string): string | null {
  if (!type.startsWith('application/problem+json')) return null;
  return /"code":"([a-z][a-z0-9-]{0,63})"/.exec(body)?.[1] ?? null;
}

/** Most requests if an answer was lost or is not ready (`202`). */
const TRIES = 5;
const FIRST_WAIT_MS = 1_000;
/** ms. With manual approval it may be hours; then the technician runs the command later. */
const LONGEST_WAIT_MS = 60_000;

/**
 * Asks until there is an answer other than `202` or a server error, at most five times. If an answer was lost, the request may have
 * succeeded: the same request gets the same answer. An office that is not trusted is not asked again.
 */
export async function requestWithRetries(
  ask: () => Promise<Result<EstAnswer, EstFailureText>>,
  clock: Clock,
  signal: AbortSignal,
): Promise<Result<EstAnswer, EstFailureText>> {
  let wait = FIRST_WAIT_MS;
  for (let nth = 1; ; nth += 1) {
    const answer = await ask();
    const isFinal = answer.ok
      ? answer.value.status !== 202 && answer.value.status < 500
      : tlsTrouble(answer.error, 'unknown') !== null;
    if (isFinal || nth === TRIES || signal.aborted) return answer;
    const asked = answer.ok && answer.value.retryAfter !== null ? answer.value.retryAfter * 1000 : wait;
    if (asked > LONGEST_WAIT_MS) return answer;
    await pause(clock, asked, signal);
    wait *= 2;
  }
}
