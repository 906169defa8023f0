import { TLSSocket } from 'node:tls';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Enrolment } from './enrolment.ts';
import { encodeCertsOnly } from './est-certificates.ts';
import { ProblemError, valueOrProblem } from './problem.ts';
import type { TroubleSwitch } from './trouble.ts';

const EST = '/.well-known/est';
const OPEN = new Set(['cacerts', 'csrattrs', 'crls', 'simpleenroll'].map((operation) => `${EST}/${operation}`));

/** CsrAttrs (RFC 7030, 4.5.2): `SEQUENCE { ecdsa-with-SHA256, { id-ecPublicKey, { prime256v1 } } }`: only P-256. */
const CSR_ATTRIBUTES = '302106082a8648ce3d040302301506072a8648ce3d0201310a06082a8648ce3d030107';

function shown({ raw: { socket } }: FastifyRequest): { readonly kiosk: string; readonly serial: string } | null {
  if (!(socket instanceof TLSSocket) || !socket.authorized) return null;
  const { subject, serialNumber } = socket.getPeerCertificate();
  return { kiosk: String(subject.CN), serial: serialNumber };
}

/**
 * Serves EST (RFC 7030) beside the other operations. Except at `OPEN`, a kiosk with no, a foreign or a revoked certificate is refused
 * before its request is read. The TLS handshake does not refuse it: there the kiosk would get no reason.
 */
export function serveEnrolment(app: FastifyInstance, enrolment: Enrolment, trouble: TroubleSwitch): void {
  app.addHook('onRequest', async (request) => {
    if (OPEN.has(request.url)) return;
    const kiosk = shown(request);
    if (!kiosk) throw new ProblemError({ status: 403, code: 'unknown-kiosk' });
    if (await enrolment.isRevoked(kiosk.serial)) throw new ProblemError({ status: 403, code: 'revoked-kiosk' });
  });
  // The body is base 64 (RFC 8951, 3.2), whatever its header says.
  app.addContentTypeParser('application/pkcs10', { parseAs: 'string' }, (_, text, parsed) => {
    parsed(null, Uint8Array.from(Buffer.from(String(text), 'base64')));
  });
  app.get(`${EST}/cacerts`, async (_, reply) => certificates(reply, [enrolment.authority]));
  app.get(`${EST}/csrattrs`, async (_, reply) =>
    encoded(reply, 'application/csrattrs', Buffer.from(CSR_ATTRIBUTES, 'hex')),
  );
  // RFC 8295, 2.2.
  app.get(`${EST}/crls`, async (_, reply) => encoded(reply, 'application/pkix-crl', await enrolment.revocations()));
  app.post(`${EST}/simpleenroll`, async (request, reply) => {
    const { user, password } = basicOf(request) ?? mustLogIn(reply);
    if (trouble.get() === 'in-progress') return later(reply);
    const issued = await enrolment.enrol(user, password, request.body as Uint8Array);
    if (!issued.ok && issued.error.status === 401) reply.header('www-authenticate', CHALLENGE);
    return certificates(reply, [valueOrProblem(issued)]);
  });
  app.post(`${EST}/simplereenroll`, async (request, reply) => {
    if (trouble.get() === 'in-progress') return later(reply);
    const { kiosk } = shown(request)!;
    return certificates(reply, [valueOrProblem(await enrolment.renew(kiosk, request.body as Uint8Array))]);
  });
}

/** RFC 7030, 3.2.3. */
const CHALLENGE = 'Basic realm="enrolment"';

function mustLogIn(reply: FastifyReply): never {
  reply.header('www-authenticate', CHALLENGE);
  throw new ProblemError({ status: 401, code: 'unknown-code' });
}

function basicOf({ headers: { authorization } }: FastifyRequest) {
  const [, encodedPair] = /^Basic ([A-Za-z0-9+/]+=*)$/i.exec(authorization ?? '') ?? [];
  const [, user, password] = /^([^:]+):(.+)$/s.exec(Buffer.from(encodedPair ?? '', 'base64').toString('utf8')) ?? [];
  return user === undefined || password === undefined ? null : { user, password };
}

/** 202: staff must approve first (RFC 7030, 4.2.3). */
const later = (reply: FastifyReply) => reply.code(202).header('retry-after', '1').send();

const certificates = (reply: FastifyReply, pems: readonly string[]) =>
  encoded(reply, 'application/pkcs7-mime; smime-type=certs-only', encodeCertsOnly(pems));

const encoded = (reply: FastifyReply, type: string, bytes: Uint8Array) =>
  reply
    .type(type)
    .header('content-transfer-encoding', 'base64')
    .send(`${Buffer.from(bytes).toString('base64').replace(/.{64}/g, '$&\n')}\n`);
