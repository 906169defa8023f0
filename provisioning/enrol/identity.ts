import { createHash, X509Certificate } from 'node:crypto';
import { z } from 'zod';
import { credentialFile } from '../../device/config/credentials.ts';
import { jsonIn } from '../../device/words/json.ts';
import {
  type CredentialStore,
  type KeptAs,
  keepCredential,
  keptCredential,
  removeCredential,
} from '../credentials/credential-store.ts';
import { CREDENTIALS } from '../machine/installed.ts';
import type { KeyAndRequest } from './certificates.ts';

/** Key and certificate are one file, so that a power cut leaves both as they were or both new. */
export const IDENTITY_FILE = credentialFile(CREDENTIALS.identity);
/** What was asked for and not answered yet; not of the kiosk, which is given `asan-kiosk.*` alone. */
const REQUEST_FILE = 'asan-kiosk-enrolment.request';

/** By what the office knows this kiosk. */
export interface Identity {
  /** The address of the office that gave it. */
  readonly office: string;
  /** The hash of the code that it was got with; `null` where it was renewed. */
  readonly code: string | null;
  /** PKCS #8, PEM. */
  readonly key: string;
  readonly certificate: X509Certificate;
  /** Between it and the root of the office. */
  readonly chain: readonly X509Certificate[];
}

/** A request that waits for its answer: asked again, it is the same. */
export interface PendingRequest extends KeyAndRequest {
  readonly kiosk: string;
}

/** A code is used up when this is kept. */
export const codeHash = (code: string): string =>
  createHash('sha256').update(code.toUpperCase().replace(/[\s-]/g, '')).digest('hex');

/** Text before a block of PEM is no part of it (RFC 7468, 2). */
const identityText = ({ office, code, key, certificate, chain }: Identity): string =>
  [`office: ${office}\n`, code === null ? '' : `code: ${code}\n`, key, certificate, ...chain].join('');

export function keepIdentity(identity: Identity, store: CredentialStore): KeptAs {
  return keepCredential(IDENTITY_FILE, identityText(identity), store);
}

/** `null`: there is none, or none that this user can read, or something else is in its place. */
export function keptIdentity(store: CredentialStore): Identity | null {
  const text = keptCredential(IDENTITY_FILE, store);
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
    // Node says in several ways that something is no certificate.
    return null;
  }
}

export function keepPending(pending: PendingRequest, store: CredentialStore): void {
  keepCredential(REQUEST_FILE, JSON.stringify(pending), store);
}

const pendingSchema = z.object({ kiosk: z.string(), key: z.string(), request: z.string() });

/** Of this kiosk; `null` where there is none. */
export function keptPending(kiosk: string, store: CredentialStore): PendingRequest | null {
  const text = keptCredential(REQUEST_FILE, store);
  if (text === null) return null;
  const pending = pendingSchema.safeParse(jsonIn(text)).data;
  return pending?.kiosk === kiosk ? pending : null;
}

export const forgetPending = (store: CredentialStore): void => removeCredential(REQUEST_FILE, store);
