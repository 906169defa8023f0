import { createPrivateKey, X509Certificate } from 'node:crypto';
import { resolve } from 'node:path';
import { err, ok, type Result } from '../../drivers/result.ts';
import type { ReadableFiles } from '../config/files.ts';
import type { Profile } from '../config/profile.ts';
import type { ConfigTrouble } from '../config/trouble.ts';
import { readText } from '../config/yaml-file.ts';
import { packageFile } from '../files/package-root.ts';

/** By what this kiosk proves to the back office which kiosk it is, and whom it believes to be the back office. PEM. */
export interface OfficeTls {
  /** More roots to believe than the system's own. */
  readonly ca?: string;
  readonly identity?: KioskIdentity;
}

/** The certificate of this kiosk runs out. */
export type IdentityCode = 'BKO-113';

export interface KioskIdentity {
  readonly key: string;
  readonly certificate: string;
  /** The last moment of the certificate. */
  readonly validTo: Date;
}

/** A certificate of a kiosk is told to run out so many days before. */
export const EXPIRES_SOON_DAYS = 30;
const DAY_MS = 86_400_000;

/** Whole days until the certificate runs out; negative after that. */
export const daysLeft = ({ validTo }: KioskIdentity, now: Date): number =>
  Math.floor((validTo.getTime() - now.getTime()) / DAY_MS);

/**
 * Reads what the profile names. Errors: `CFG-101` (not readable), `CFG-104` (no PEM, a key that is not the certificate's, or a certificate
 * of another kiosk: its common name is the kiosk's id). Never says what is in a key.
 */
export function readOfficeTls(
  { kiosk, backOffice: { ca, identity } }: Pick<Profile, 'kiosk' | 'backOffice'>,
  files: ReadableFiles,
): Result<OfficeTls, ConfigTrouble> {
  const read: { ca?: string; identity?: KioskIdentity } = {};
  if (ca !== undefined) {
    const text = certificateText(fromRoot(ca), files);
    if (!text.ok) return text;
    read.ca = text.value.pem;
  }
  if (identity) {
    const { key, certificate } = identity;
    const its = readIdentity({ key: fromRoot(key), certificate: fromRoot(certificate) }, kiosk.id, files);
    if (!its.ok) return its;
    read.identity = its.value;
  }
  return ok(read);
}

const fromRoot = (path: string) => resolve(packageFile('.'), path);

function readIdentity(
  { key: keyFile, certificate: file }: { readonly key: string; readonly certificate: string },
  kiosk: string,
  files: ReadableFiles,
): Result<KioskIdentity, ConfigTrouble> {
  const certificate = certificateText(file, files);
  if (!certificate.ok) return certificate;
  const key = readText(() => files.read(keyFile), keyFile);
  if (!key.ok) return key;
  const { pem, parsed } = certificate.value;
  const name = /^CN=(.*)$/m.exec(parsed.subject)?.[1] ?? '';
  if (name !== kiosk)
    return contradicts(file, `a certificate whose common name is ${kiosk}, as kiosk.id`, JSON.stringify(name));
  if (!isKeyOf(key.value, parsed)) return contradicts(keyFile, `the private key of ${file}, PEM`, 'another, or none');
  return ok({ key: key.value, certificate: pem, validTo: new Date(parsed.validTo) });
}

function certificateText(file: string, files: ReadableFiles) {
  const pem = readText(() => files.read(file), file);
  if (!pem.ok) return pem;
  try {
    return ok({ pem: pem.value, parsed: new X509Certificate(pem.value) });
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
