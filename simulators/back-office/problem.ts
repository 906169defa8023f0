import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Result } from '../../drivers/result.ts';
import type { Refusal } from './wire.ts';

/** Thrown by a route to be answered as a problem document. */
export class Refused extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal.code);
    this.refusal = refusal;
  }
}

export function must<T>(result: Result<T, Refusal>): T {
  if (!result.ok) throw new Refused(result.error);
  return result.value;
}

/** Every error of the service, fastify's own included, as RFC 9457 with a code of the document. */
export function answerErrors(app: FastifyInstance): void {
  const problem = (reply: FastifyReply, { status, code, detail, paidOn, retryAfterSeconds }: Refusal) => {
    const key = keyOf(reply.request);
    const more = { ...(detail && { detail }), ...(paidOn && { paidOn }) };
    const body = { type: 'about:blank', title: TITLES[code], status, code, key, ...more };
    if (retryAfterSeconds !== undefined) reply.header('retry-after', String(retryAfterSeconds));
    return reply.code(status).type('application/problem+json').send(JSON.stringify(body));
  };
  app.setNotFoundHandler((_, reply) => problem(reply, { status: 404, code: 'not-found' }));
  app.setErrorHandler((error: Error & { statusCode?: number }, { url }, reply) => {
    if (error instanceof Refused) return problem(reply, error.refusal);
    // Fastify's own: not JSON, too long, a media type that is not in the document.
    if (error.statusCode !== undefined && error.statusCode < 500) {
      return problem(reply, { status: 400, code: 'malformed', detail: 'body' });
    }
    return problem(reply, { status: 500, code: 'failed', ...(!FOR_ANYBODY.test(url) && { detail: error.message }) });
  });
}

/** Paths that anybody with a paper may call. They get no details, because an error may say where the register is kept. */
const FOR_ANYBODY = /^\/(verify|a|v1\/verify)\b/;

/** What the request said which application it is about; `null` where that is no key. */
function keyOf({ headers, params }: FastifyRequest): string | null {
  const key = headers['idempotency-key'] ?? (params as { key?: string } | undefined)?.key;
  return typeof key === 'string' && KEY.test(key) ? key : null;
}

const KEY = /^[A-Za-z0-9][A-Za-z0-9._:-]{0,63}$/;

const TITLES: Readonly<Record<Refusal['code'], string>> = {
  malformed: 'The request has not the agreed shape',
  'key-mismatch': 'The header and the path name different applications',
  'foreign-kiosk': 'This is another kiosk’s',
  'unknown-kiosk': 'No kiosk of this office asks',
  'revoked-kiosk': 'The certificate of this kiosk was revoked',
  'unknown-code': 'No code for this kiosk',
  'expired-code': 'The code is not valid any more',
  'used-code': 'The code was used',
  'unknown-application': 'No application has this key',
  'unknown-document': 'No document has this number and this code',
  'unknown-service': 'This service is not offered here',
  'not-eligible': 'This person can not have this service',
  'no-price': 'This centre has no price for it on this day',
  'no-phone': 'The register has no phone of this person',
  'too-many-codes': 'Enough codes were sent for now',
  'too-many-lookups': 'Enough references were asked for from this kiosk for now',
  'too-many-messages': 'Enough messages were sent for now',
  'not-confirmed': 'Nobody confirmed that it is this person',
  'slot-taken': 'Somebody else has this appointment',
  'unknown-credit': 'No credit has this code',
  'spent-credit': 'Nothing is left on this code',
  'credit-in-use': 'What is left on this code is reserved for another application',
  'credit-not-wanted': 'The application is over, or costs less',
  'slot-lost': 'This appointment is not held any more, or never was',
  'already-booked': 'This person has an appointment for this service',
  'no-appointment': 'It has no appointment that this can be done to',
  'too-early': 'Nobody can check in for this appointment yet',
  'too-late': 'Nobody can check in for this appointment any more',
  'not-cancellable': 'It can not be cancelled, or not any more',
  'no-reply': 'There is no answer to it yet',
  'unknown-due': 'Nothing that is owed has this number',
  'already-paid': 'It is paid already',
  'due-held': 'It is being paid at this moment',
  'payee-refused': 'Its payee does not take the payment',
  'quote-expired': 'The quote is not valid any more, or was not made here',
  'quote-mismatch': 'What is lodged is not what was quoted',
  'payment-mismatch': 'The payment is not the amount that was lodged',
  'idempotency-conflict': 'This key was used for something else',
  'no-document': 'This service makes no document',
  withdrawn: 'The application was withdrawn',
  held: 'Another kiosk holds the application',
  registered: 'The application is registered already',
  'unknown-reference': 'This reference was not given to this kiosk',
  'void-reference': 'This reference is of a stock that the kiosk has lost, and was taken afterwards',
  'stale-epoch': 'This kiosk has a newer stock of references: the board that asks was replaced',
  'not-offline': 'This can not be taken without this office',
  'not-readable': 'What was taken is not sealed for this office',
  'not-found': 'There is nothing at this address',
  failed: 'It broke',
};
