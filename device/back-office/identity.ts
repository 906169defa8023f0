import { createPrivateKey, X509Certificate } from 'node:crypto';
import { resolve } from 'node:path';
import { DAY_MS } from '../../drivers/durations.ts';
import { err, ok, type Result } from '../../drivers/result.ts';
import { type CredentialPlaces, credentialFileName, credentialName, readCredential } from '../config/credentials.ts';
import type { ReadableFiles } from '../config/files.ts';
import type { Profile } from '../config/profile.ts';
import type { ConfigTrouble } from '../config/trouble.ts';
import { readOrConfigTrouble } from '../config/yaml-file.ts';
import { packageFile } from '../files/package-root.ts';

export interface OfficeTls {
  /** Certificates of authorities, in addition to the system's. */
  readonly ca?: string;
  readonly identity?: KioskIdentity;
}

export type CertificateExpiryCode = 'BKO-113';

export interface KioskIdentity {
  readonly key: string;
  readonly certificate: string;
  readonly validTo: Date;
}

export const CERTIFICATE_WARNING_DAYS = 30;

/** Whole days until the certificate expires; negative afterwards. */
export const daysUntilExpiry = ({ validTo }: Pick<KioskIdentity, 'validTo'>, now: Date): number =>
  Math.floor((validTo.getTime() - now.getTime()) / DAY_MS);

/**
 * Reads the files that the profile names. The errors never quote a key.
 *
 * - `CFG-101`: not readable.
 * - `CFG-104`: no PEM, a key that does not match its certificate, or a certificate of another kiosk (its common name is the kiosk's id).
 * - `CFG-105`: no such credential.
 *
 * All texts are PEM.
 */
export function readOfficeTls(
  { kiosk, backOffice: { ca, identity } }: Pick<Profile, 'kiosk' | 'backOffice'>,
  files: ReadableFiles,
  credentials?: CredentialPlaces,
): Result<OfficeTls, ConfigTrouble> {
  const read: { ca?: string; identity?: KioskIdentity } = {};
  if (ca !== undefined) {
    const text = certificateText(fromRoot(ca), files);
    if (!text.ok) return text;
    read.ca = text.value.pem;
  }
  if (identity) {
    const text = (place: string) => identityText(place, files, credentials);
    const its = readIdentity({ key: text(identity.key), certificate: text(identity.certificate) }, kiosk.id);
    if (!its.ok) return its;
    read.identity = its.value;
  }
  return ok(read);
}

const fromRoot = (path: string) => resolve(packageFile('.'), path);

type Placed = Result<{ readonly file: string; readonly text: string }, ConfigTrouble>;

function identityText(place: string, files: ReadableFiles, credentials?: CredentialPlaces): Placed {
  const name = credentialName(place);
  const file = name === null ? fromRoot(place) : credentialFileName(name);
  const text = name === null ? readOrConfigTrouble(() => files.read(file), file) : readCredential(name, credentials);
  return text.ok ? ok({ file, text: text.value }) : text;
}

function readIdentity(
  { key, certificate }: { readonly key: Placed; readonly certificate: Placed },
  kiosk: string,
): Result<KioskIdentity, ConfigTrouble> {
  if (!certificate.ok) return certificate;
  if (!key.ok) return key;
  const { file } = certificate.value;
  const read = parseCertificate(certificate.value.text, file);
  if (!read.ok) return read;
  const { pem, parsed } = read.value;
  const name = /^CN=(.*)$/m.exec(parsed.subject)?.[1] ?? '';
  if (name !== kiosk)
    return contradicts(file, `a certificate with the common name ${kiosk}, as kiosk.id`, JSON.stringify(name));
  if (!isKeyOf(key.value.text, parsed))
    return contradicts(key.value.file, `the private key of ${file}, PEM`, 'another, or none');
  return ok({ key: key.value.text, certificate: pem, validTo: new Date(parsed.validTo) });
}

function certificateText(file: string, files: ReadableFiles) {
  const pem = readOrConfigTrouble(() => files.read(file), file);
  return pem.ok ? parseCertificate(pem.value, file) : pem;
}

function parseCertificate(pem: string, file: string) {
  try {
    return ok({ pem, parsed: new X509Certificate(pem) });
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return contradicts(file, 'a certificate, PEM', 'none');
  }
}

function isKeyOf(pem: string, certificate: X509Certificate): boolean {
  try {
    return certificate.checkPrivateKey(createPrivateKey(pem));
  } catch (error) {
    if (error instanceof Error) return false;
    throw error;
  }
}

const contradicts = (file: string, expected: string, found: string): Result<never, ConfigTrouble> =>
  err({ code: 'CFG-104', file, line: null, path: '', expected, found });
