import { request as plainRequest } from 'node:http';
import { request as tlsRequest } from 'node:https';
import { rootCertificates, TLSSocket } from 'node:tls';
import type { OfficeTls } from '../../device/back-office/identity.ts';
import type { Profile } from '../../device/config/profile.ts';
import type { Result } from '../../drivers/result.ts';

export interface OfficeAnswer {
  readonly status: number;
  readonly mediaType: string;
  readonly body: string;
  /** Header `Date` [RFC 9110, 6.6.1]. */
  readonly date: Date | null;
  readonly certificateUntil: Date | null;
  readonly certificateFrom: Date | null;
  /** Server by its untrusted certificate; `null`: trusted, or only its dates are wrong. */
  readonly stranger: string | null;
}

const dateIn = (text: string | undefined): Date | null => (text === undefined || text === '' ? null : new Date(text));

/** Node's error codes for wrong dates. */
const OF_DAYS = /^CERT_(HAS_EXPIRED|NOT_YET_VALID)$/;

/** [Node, tls: `authorizationError` is a code of OpenSSL, or the code for a wrong name] */
function strangerAt(socket: TLSSocket): string | null {
  const why = String(socket.authorizationError ?? '');
  if (socket.authorized || OF_DAYS.test(why)) return null;
  const { subject, issuer, fingerprint256 } = socket.getPeerCertificate();
  const [own = 'no name', its = 'nobody'] = [subject, issuer].map((name) => [name?.CN ?? name?.O].flat()[0]);
  const signed = own === its ? 'signed by itself' : `signed by ${JSON.stringify(its)}`;
  return `${JSON.stringify(own)}, ${signed}, SHA-256 ${fingerprint256}`;
}

/** ms, within the limit of a check. */
const ASK_MS = 10_000;
/** Longest answer in bytes; some hundred are usual. */
const LONGEST = 64 * 1_024;

export const officePath = (profile: Profile, path: string): URL =>
  new URL(`${profile.backOffice.url.replace(/\/$/, '')}${path}`);

/** Empty if the identity cannot be read, which the check `identity` explains. */
export const tlsOrEmpty = (read: Result<OfficeTls, unknown>): OfficeTls => (read.ok ? read.value : {});

/**
 * Sends a request without effect and without personal data. Accepts any certificate, because the check shows its dates even if they are
 * over. `null`: no answer; the check `office` explains why.
 */
export function askOffice(url: URL, tls: OfficeTls): Promise<OfficeAnswer | null> {
  const secure = url.protocol === 'https:';
  const { ca, identity } = tls;
  const options = {
    headers: { accept: 'application/json' },
    agent: false,
    timeout: ASK_MS,
    ...(secure && { rejectUnauthorized: false }),
    ca: ca && [...rootCertificates, ca],
    ...(identity && { key: identity.key, cert: identity.certificate }),
  };
  return new Promise((settle) => {
    const sent = (secure ? tlsRequest : plainRequest)(url, options, (response) => {
      const { socket } = response;
      const certificate = socket instanceof TLSSocket ? socket.getPeerCertificate() : undefined;
      const stranger = socket instanceof TLSSocket ? strangerAt(socket) : null;
      const date = new Date(response.headers.date ?? '');
      const chunks: Buffer[] = [];
      let length = 0;
      response.on('data', (chunk: Buffer) => {
        length += chunk.length;
        if (length > LONGEST) sent.destroy();
        else chunks.push(chunk);
      });
      response.on('error', () => settle(null));
      response.on('close', () => settle(null));
      response.on('end', () =>
        settle({
          status: response.statusCode ?? 0,
          mediaType: (response.headers['content-type'] ?? '').split(';')[0]!.trim().toLowerCase(),
          body: Buffer.concat(chunks).toString('utf8'),
          date: Number.isNaN(date.getTime()) ? null : date,
          certificateUntil: dateIn(certificate?.valid_to),
          certificateFrom: dateIn(certificate?.valid_from),
          stranger,
        }),
      );
    });
    sent.on('timeout', () => sent.destroy());
    sent.on('error', () => settle(null));
    sent.on('close', () => settle(null));
    sent.end();
  });
}
