import { createHash, X509Certificate } from 'node:crypto';
import { z } from 'zod';
import { credentialFileName } from '../../device/config/credentials.ts';
import { parseJson } from '../../device/words/json.ts';
import { readTypedCode } from '../../drivers/crockford.ts';
import {
  type CredentialForm,
  type CredentialStore,
  removeCredential,
  storeCredential,
  storedCredentialText,
} from '../credentials/credential-store.ts';
import { CREDENTIALS } from '../machine/installed.ts';
import type { KeyAndRequest } from './certificates.ts';

/** One file for key and certificate: after a power cut both are old or both are new. */
export const IDENTITY_FILE = credentialFileName(CREDENTIALS.identity);
/** The name does not begin with `asan-kiosk.`, so systemd does not pass this file to the kiosk. */
const REQUEST_FILE = 'asan-kiosk-enrolment.request';

export interface EnrolledIdentity {
  readonly office: string;
  /** Hash of the code that brought the certificate; `null` after a renewal. */
  readonly code: string | null;
  readonly key: string;
  readonly certificate: X509Certificate;
  readonly chain: readonly X509Certificate[];
}

/** A retry sends the same request. */
export interface PendingRequest extends KeyAndRequest {
  readonly kiosk: string;
}

export const hashEnrolmentCode = (code: string): string =>
  createHash('sha256').update(readTypedCode(code)).digest('hex');

/** Text before a PEM block is not part of it (RFC 7468, 2). */
const identityText = ({ office, code, key, certificate, chain }: EnrolledIdentity): string =>
  [`office: ${office}\n`, code === null ? '' : `code: ${code}\n`, key, certificate, ...chain].join('');

export function storeIdentity(identity: EnrolledIdentity, store: CredentialStore): CredentialForm {
  return storeCredential(IDENTITY_FILE, identityText(identity), store);
}

/** `null`: there is no identity, this user cannot read it, or the file has other content. */
export function readStoredIdentity(store: CredentialStore): EnrolledIdentity | null {
  const text = storedCredentialText(IDENTITY_FILE, store);
  if (text === null) return null;
  const office = /^office: (\S+)$/m.exec(text)?.[1];
  const key = /-----BEGIN PRIVATE KEY-----[^-]+-----END PRIVATE KEY-----\n?/.exec(text)?.[0];
  try {
    const [certificate, ...chain] = (
      text.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? []
    ).map((pem) => new X509Certificate(pem));
    if (office === undefined || key === undefined || !certificate) return null;
    return { office, code: /^code: ([0-9a-f]{64})$/m.exec(text)?.[1] ?? null, key, certificate, chain };
  } catch {
    return null;
  }
}

export function storePendingRequest(pending: PendingRequest, store: CredentialStore): void {
  storeCredential(REQUEST_FILE, JSON.stringify(pending), store);
}

const pendingSchema = z.object({ kiosk: z.string(), key: z.string(), request: z.string() });

export function readPendingRequest(kiosk: string, store: CredentialStore): PendingRequest | null {
  const text = storedCredentialText(REQUEST_FILE, store);
  if (text === null) return null;
  const pending = pendingSchema.safeParse(parseJson(text)).data;
  return pending?.kiosk === kiosk ? pending : null;
}

export const deletePendingRequest = (store: CredentialStore): void => removeCredential(REQUEST_FILE, store);
