import { X509Certificate } from 'node:crypto';
import { resolve } from 'node:path';
import { err, ok, type Result } from '../../drivers/result.ts';
import type { ReadableFiles } from '../config/files.ts';
import type { Profile } from '../config/profile.ts';
import type { ConfigTrouble } from '../config/trouble.ts';
import { readText } from '../config/yaml-file.ts';
import { packageFile } from '../files/package-root.ts';

const PEM = /-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]+-----END CERTIFICATE-----/g;

/**
 * The certificates whose seals this kiosk believes, DER: all that are in the file that the profile names; none where it names none. Errors:
 * `CFG-101` (not readable), `CFG-104` (no certificate in it).
 */
export function readSeals(
  { backOffice: { seal } }: Pick<Profile, 'backOffice'>,
  files: ReadableFiles,
): Result<readonly Uint8Array[], ConfigTrouble> {
  return seal === undefined ? ok([]) : sealsIn(resolve(packageFile('.'), seal), files);
}

/** Those of one file, PEM. */
export function sealsIn(file: string, files: ReadableFiles): Result<readonly Uint8Array[], ConfigTrouble> {
  const text = readText(() => files.read(file), file);
  if (!text.ok) return text;
  const certificates = (text.value.match(PEM) ?? []).map(derOf);
  const found = certificates.length === 0 ? 'none' : certificates.includes(null) ? 'one that cannot be read' : null;
  if (found !== null)
    return err({ code: 'CFG-104', file, line: null, path: '', expected: 'the certificate of a seal, PEM', found });
  return ok(certificates.filter((each) => each !== null));
}

function derOf(pem: string): Uint8Array | null {
  try {
    return Uint8Array.from(new X509Certificate(pem).raw);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return null;
  }
}
