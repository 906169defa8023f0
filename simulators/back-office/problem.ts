import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Result } from '../../drivers/result.ts';
import type { OfficeRefusal } from './wire.ts';

export class ProblemError extends Error {
  readonly refusal: OfficeRefusal;
  constructor(refusal: OfficeRefusal) {
    super(refusal.code);
    this.refusal = refusal;
  }
}

export function valueOrProblem<T>(result: Result<T, OfficeRefusal>): T {
  if (!result.ok) throw new ProblemError(result.error);
  return result.value;
}

/** Answers every error, fastify's own included, as RFC 9457 with a code of the document. */
export function answerErrors(app: FastifyInstance): void {
  const problem = (reply: FastifyReply, { status, code, detail, paidOn, retryAfterSeconds }: OfficeRefusal) => {
    const key = keyOf(reply.request);
    const more = { ...(detail && { detail }), ...(paidOn && { paidOn }) };
    const body = { type: 'about:blank', title: TITLES[code], status, code, key, ...more };
    if (retryAfterSeconds !== undefined) reply.header('retry-after', String(retryAfterSeconds));
    return reply.code(status).type('application/problem+json').send(JSON.stringify(body));
  };
  app.setNotFoundHandler((_, reply) => problem(reply, { status: 404, code: 'not-found' }));
  app.setErrorHandler((error: Error & { statusCode?: number }, { url }, reply) => {
    if (error instanceof ProblemError) return problem(reply, error.refusal);
    // Fastify's own errors: no JSON, too long, unknown media type.
    if (error.statusCode !== undefined && error.statusCode < 500) {
      return problem(reply, { status: 400, code: 'malformed', detail: 'body' });
    }
    return problem(reply, { status: 500, code: 'failed', ...(!FOR_ANYBODY.test(url) && { detail: error.message }) });
  });
}

/** Public paths get no error details, which may name the register's place. */
const FOR_ANYBODY = /^\/(verify|a|i|v1\/verify)\b/;

function keyOf({ headers, params }: FastifyRequest): string | null {
  const key = headers['idempotency-key'] ?? (params as { key?: string } | undefined)?.key;
  return typeof key === 'string' && KEY.test(key) ? key : null;
}

const KEY = /^[A-Za-z0-9][A-Za-z0-9._:-]{0,63}$/;

const TITLES: Readonly<Record<OfficeRefusal['code'], string>> = {
  malformed: 'The request does not match the OpenAPI document',
  'key-mismatch': 'The header and the path name different applications',
  'foreign-kiosk': 'The request names another kiosk',
  'unknown-kiosk': 'The connection has no certificate of a kiosk of this office',
  'revoked-kiosk': 'The certificate of this kiosk was revoked',
  'unknown-code': 'This code was not given to this kiosk',
  'expired-code': 'The code is not valid any more',
  'used-code': 'The code was used',
  'unknown-application': 'No application has this key',
  'unknown-document': 'No document has this number and this code',
  'unknown-service': 'This service is not offered here',
  'not-eligible': 'This person can not have this service',
  'no-price': 'This centre has no price for the service on this day',
  'no-phone': 'The register has no phone of this person',
  'too-many-codes': 'Too many codes were requested',
  'too-many-identities': 'Too many identifications were started and not confirmed',
  'too-many-lookups': 'Too many look-ups from this kiosk',
  'too-many-messages': 'Too many messages were sent',
  'not-confirmed': 'The identity of the person is not confirmed',
  'slot-taken': 'The appointment is taken',
  'unknown-credit': 'No credit has this code',
  'spent-credit': 'Nothing is left on this code',
  'credit-in-use': 'What is left on this code is reserved for another application',
  'not-parked': 'The office has no visit under this key, or its expiry time is not within a day',
  'credit-not-wanted': 'The application is not open for payment, or costs less than this sum',
  'slot-lost': 'This appointment is not held any more, or never was',
  'already-booked': 'This person has an appointment for this service',
  'no-appointment': 'The application has no appointment',
  'too-early': 'It is too early to check in',
  'too-late': 'It is too late to check in',
  'not-cancellable': 'The application can not be cancelled',
  'no-reply': 'The application is not answered yet',
  'unknown-due': 'No due has this number',
  'already-paid': 'The due is paid already',
  'due-held': 'The due is being paid by another application',
  'payee-refused': 'The payee refuses the payment',
  'quote-expired': 'The quote is not valid any more, or was not made here',
  'quote-mismatch': 'The application differs from its quote',
  'payment-mismatch': 'The payment differs from the lodged amount',
  'idempotency-conflict': 'This key was used for another request',
  'no-document': 'This service makes no document',
  withdrawn: 'The application was withdrawn',
  held: 'Another kiosk holds the application',
  registered: 'The application is registered already',
  'unknown-reference': 'This reference was not given to this kiosk',
  'void-reference': 'This reference was used after the kiosk had lost its stock',
  'stale-epoch': 'The kiosk has a newer stock of references: this board was replaced',
  'not-offline': 'A kiosk can not take this application offline',
  'not-readable': 'The application is not sealed for this office',
  'not-found': 'There is nothing at this address',
  failed: 'Internal error',
};
