import type { IncomingHttpHeaders } from 'node:http';

/** What a web request must not be. */
export type RequestRefusal = 'host' | 'origin';

export interface GuardedRequest {
  readonly method: string;
  readonly headers: IncomingHttpHeaders;
}

/**
 * The names this kiosk answers to: loopback with its port, and `more` as `name:port` (a development
 * server in front of it). Anything else is a page elsewhere that resolved its own name to loopback.
 */
export function allowedNames(port: number, more: readonly string[]): ReadonlySet<string> {
  const own = [`127.0.0.1:${port}`, `localhost:${port}`];
  // A browser leaves out the port that the scheme implies.
  const short = port === 80 ? ['127.0.0.1', 'localhost'] : [];
  return new Set([...own, ...short, ...more].map((name) => name.toLowerCase()));
}

/**
 * Refuses what another page could make a browser send. `Host` must be ours always. `Origin` must be ours
 * where it is given, and must be given for everything that is not a plain read: a WebSocket has no
 * same-origin rule of its own (RFC 6455 §10.2), and browsers send none only with plain reads. `fromFile`: a page that is
 * a file may ask too; it has no origin to name, so what it asks for must show more than that.
 */
export function refusalOf(
  request: GuardedRequest,
  names: ReadonlySet<string>,
  fromFile = false,
): RequestRefusal | undefined {
  const { host, origin, upgrade } = request.headers;
  if (host === undefined || !names.has(host.toLowerCase())) return 'host';
  if (origin === undefined) {
    const plainRead = (request.method === 'GET' || request.method === 'HEAD') && upgrade === undefined;
    return plainRead ? undefined : 'origin';
  }
  if (fromFile && origin === 'null') return undefined;
  const [scheme, name] = origin.split('://');
  return scheme === 'http' && name !== undefined && names.has(name.toLowerCase()) ? undefined : 'origin';
}

/**
 * Headers of every answer. The policy lets the page run its own scripts and talk to its own socket, and
 * nothing else; style attributes are let through because Lit writes custom properties as attributes, and
 * a style can load nothing under the rest of this policy.
 */
export const SECURITY_HEADERS = {
  'content-security-policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self' data:",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=(), serial=(), hid=()',
} as const;

/** The policy of a page that pages of this kiosk may have in a frame: the demonstration has the citizen's page in one. */
export const FRAMED_POLICY = SECURITY_HEADERS['content-security-policy'].replace(
  "frame-ancestors 'none'",
  "frame-ancestors 'self'",
);
