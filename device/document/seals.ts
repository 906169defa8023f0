import { X509Certificate } from 'node:crypto';
import { resolve } from 'node:path';
import { err, ok, type Result } from '../../drivers/result.ts';
import type { ReadableFiles } from '../config/files.ts';
import type { Profile } from '../config/profile.ts';
import type { ConfigTrouble } from '../config/trouble.ts';
import { readOrConfigTrouble } from '../config/yaml-file.ts';
import { packageFile } from '../files/package-root.ts';

const PEM = /-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]+-----END CERTIFICATE-----/g;

/**
 * Returns the trusted certificates for seals, DER: all in the file that the profile names, or none without such a file.
 * Errors: `CFG-101` (not readable), `CFG-104` (no certificate in it).
 */
export function readSealCertificates(
  { backOffice: { seal } }: Pick<Profile, 'backOffice'>,
  files: ReadableFiles,
): Result<readonly Uint8Array[], ConfigTrouble> {
  return seal === undefined ? ok([]) : readSealCertificateFile(resolve(packageFile('.'), seal), files);
}

/** Certificates of one PEM file. */
export function readSealCertificateFile(
  file: string,
  files: ReadableFiles,
): Result<readonly Uint8Array[], ConfigTrouble> {
  const text = readOrConfigTrouble(() => files.read(file), file);
  if (!text.ok) return text;
  const certificates = certificatesIn(text.value);
  const found =
    certificates.length === 0 ? 'none' : certificates.includes(null) ? 'a certificate that cannot be read' : null;
  if (found !== null)
    return err({ code: 'CFG-104', file, line: null, path: '', expected: 'the certificate of a seal, PEM', found });
  return ok(certificates.filter((each) => each !== null));
}

/** Certificates of a PEM text, DER; `null` for an unreadable certificate. */
export const certificatesIn = (text: string): readonly (Uint8Array | null)[] => (text.match(PEM) ?? []).map(derOf);

/** Object identifier 2.5.29.15, DER. */
const KEY_USAGE = Uint8Array.of(0x06, 0x03, 0x55, 0x1d, 0x0f);
/** Bits of digitalSignature and nonRepudiation [RFC 5280, 4.2.1.3]. */
const SIGNS = 0xc0;

/** Whether this certificate may seal a document. Many authorities' certificates may sign certificates only. */
export function maySeal(certificate: Uint8Array): boolean {
  const der = Buffer.from(certificate);
  const id = der.indexOf(KEY_USAGE);
  if (id < 0) return true;
  const critical = id + KEY_USAGE.length;
  // If the extension is critical, `01 01 ff` stands before `04 LENGTH 03 LENGTH UNUSED BITS`.
  const bits = der[critical + (der[critical] === 0x01 ? 3 : 0) + 5] ?? 0;
  return (bits & SIGNS) !== 0;
}

function derOf(pem: string): Uint8Array | null {
  try {
    return Uint8Array.from(new X509Certificate(pem).raw);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return null;
  }
}
