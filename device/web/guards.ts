import type { IncomingHttpHeaders } from 'node:http';

export type RequestRefusal = 'host' | 'origin';

export interface GuardedRequest {
  readonly method: string;
  readonly headers: IncomingHttpHeaders;
}

/**
 * Accepted host names: loopback with its port, and `more` as `name:port` (a development server). Any other name belongs to a foreign page
 * that resolves its name to loopback.
 */
export function allowedHostNames(port: number, more: readonly string[]): ReadonlySet<string> {
  const own = [`127.0.0.1:${port}`, `localhost:${port}`];
  // Browsers omit the scheme's default port.
  const short = port === 80 ? ['127.0.0.1', 'localhost'] : [];
  return new Set([...own, ...short, ...more].map((name) => name.toLowerCase()));
}

/**
 * Refuses requests that a foreign page can make a browser send. `Host` must be ours. `Origin` must be ours if it is present, and it must be
 * present except for plain reads. WebSockets have no same-origin rule (RFC 6455 §10.2), and browsers omit `Origin` only for plain reads.
 * `fromFile`: a page from a file may ask too. It has no origin, so its request must prove more.
 */
export function requestRefusalOf(
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
 * The page may use only its own scripts and socket. Style attributes are allowed: Lit writes custom properties there, and a style can load
 * nothing.
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

/** With simulators: the demonstration shows the citizen's page in a frame. */
export const FRAMED_POLICY = SECURITY_HEADERS['content-security-policy'].replace(
  "frame-ancestors 'none'",
  "frame-ancestors 'self'",
);
