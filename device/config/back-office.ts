import { z } from 'zod';
import { strict } from '../../drivers/shapes.ts';
import { CONTRADICTION, path } from './words.ts';

/** How long one answer of the back office may be waited for at most. */
export const MAX_OFFICE_TIMEOUT_MS = 60_000;

/** Applications hold personal data, so plain HTTP is for this machine only. */
const backOfficeUrl = z.string().refine(isBackOfficeUrl, 'https://…, http:// on loopback, or simulated');

function isBackOfficeUrl(value: string): boolean {
  if (value === 'simulated') return true;
  if (!URL.canParse(value)) return false;
  const { protocol, hostname } = new URL(value);
  const loopback = hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d+){3}$/.test(hostname);
  return protocol === 'https:' || (protocol === 'http:' && loopback);
}

/** `url` is `simulated` where the reference back office is started beside the kiosk. */
export const backOffice = strict({
  url: backOfficeUrl,
  timeoutMs: z.int().min(500).max(MAX_OFFICE_TIMEOUT_MS),
  /** A certificate of the centre's own authority, PEM. Absent: the authorities of the system alone are believed. */
  ca: z.exactOptional(path),
  /**
   * By what this kiosk proves who it is, PEM: files, or `credential:NAME`; the common name of the certificate is `kiosk.id`. Absent: the office
   * does not ask.
   */
  identity: z.exactOptional(strict({ key: path, certificate: path })),
  /** Certificates of the seals on the documents of the office, PEM. If absent, the kiosk believes only the documents of a simulated office. */
  seal: z.exactOptional(path),
}).refine(({ url, identity }) => !identity || url.startsWith('https:'), {
  path: ['identity'],
  message: 'none, because only https:// shows it',
  params: CONTRADICTION,
});
