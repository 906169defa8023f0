import { z } from 'zod';
import { strictShape } from '../../drivers/shapes.ts';
import { CONTRADICTION_PARAMS, pathSchema } from './words.ts';

export const MAX_OFFICE_TIMEOUT_MS = 60_000;

/** Personal data: plain HTTP only on this machine. */
const backOfficeUrl = z.string().refine(isBackOfficeUrl, 'https://…, http:// on loopback, or simulated');

function isBackOfficeUrl(value: string): boolean {
  if (value === 'simulated') return true;
  if (!URL.canParse(value)) return false;
  const { protocol, hostname } = new URL(value);
  const loopback = hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d+){3}$/.test(hostname);
  return protocol === 'https:' || (protocol === 'http:' && loopback);
}

/** `url: simulated` starts the reference office beside the kiosk. */
export const backOfficeSchema = strictShape({
  url: backOfficeUrl,
  timeoutMs: z.int().min(500).max(MAX_OFFICE_TIMEOUT_MS),
  /** Whether people may be identified by a digital identity on the phone; the office must offer it. Absent: no. */
  phoneIdentity: z.exactOptional(z.boolean()),
  /** Whether a citizen may park a visit and continue it later; the office must offer it. Absent: no. */
  parkedVisits: z.exactOptional(z.boolean()),
  /** Certificate of the centre's own authority, PEM. Absent: only the system's authorities are believed. */
  ca: z.exactOptional(pathSchema),
  /** Key and certificate of the kiosk, PEM: files, or `credential:NAME`. Common name: `kiosk.id`. Absent: the office asks for none. */
  identity: z.exactOptional(strictShape({ key: pathSchema, certificate: pathSchema })),
  /** Certificates of the office's seals, PEM. Absent: only a simulated office's documents are believed. */
  seal: z.exactOptional(pathSchema),
}).refine(({ url, identity }) => !identity || url.startsWith('https:'), {
  path: ['identity'],
  message: 'none, because the kiosk shows its certificate only to an https:// address',
  params: CONTRADICTION_PARAMS,
});
