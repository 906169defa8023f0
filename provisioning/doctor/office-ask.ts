import { request as plainRequest } from 'node:http';
import { request as tlsRequest } from 'node:https';
import { rootCertificates, TLSSocket } from 'node:tls';
import type { OfficeTls } from '../../device/back-office/identity.ts';
import type { Profile } from '../../device/config/profile.ts';
import type { Result } from '../../drivers/result.ts';

/** One answer as it came, with who gave it. */
export interface OfficeAnswer {
  readonly status: number;
  /** Without parameters, in small letters. */
  readonly mediaType: string;
  readonly body: string;
  /** As its `Date` says [RFC 9110, 6.6.1]. */
  readonly date: Date | null;
  /** The last moment of its certificate; `null` over plain HTTP. */
  readonly certificateUntil: Date | null;
  /** The first one. */
  readonly certificateFrom: Date | null;
  /** Who answered, as its certificate says it, where nobody vouches for that; `null`: it is believed, or only its days are wrong. */
  readonly stranger: string | null;
}

const dateIn = (text: string | undefined): Date | null => (text === undefined || text === '' ? null : new Date(text));

/** Reasons of Node for a certificate that is right, only not now. */
const OF_DAYS = /^CERT_(HAS_EXPIRED|NOT_YET_VALID)$/;

/** [Node, tls: `authorizationError` is the code of OpenSSL, or that of the comparison of names] */
function strangerAt(socket: TLSSocket): string | null {
  const why = String(socket.authorizationError ?? '');
  if (socket.authorized || OF_DAYS.test(why)) return null;
  const { subject, issuer, fingerprint256 } = socket.getPeerCertificate();
  const [own = 'no name', its = 'nobody'] = [subject, issuer].map((name) => [name?.CN ?? name?.O].flat()[0]);
  const signed = own === its ? 'signed by itself' : `signed by ${JSON.stringify(its)}`;
  return `${JSON.stringify(own)}, ${signed}, SHA-256 ${fingerprint256}`;
}

/** In ms; within the bound of a check. */
const ASK_MS = 10_000;
/** Bytes; a health and a problem have some hundred. */
const LONGEST = 64 * 1_024;

export const officePath = (profile: Profile, path: string): URL =>
  new URL(`${profile.backOffice.url.replace(/\/$/, '')}${path}`);

/** Nothing where it cannot be read, which the check `identity` explains. */
export const tlsIn = (read: Result<OfficeTls, unknown>): OfficeTls => (read.ok ? read.value : {});

/**
 * Asks a question that changes nothing and has nothing of a person in it. Accepts any certificate, because its days are to be told even if
 * they are over. `null`: there is no answer; the check `office` explains why.
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
