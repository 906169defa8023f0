import { createHash, X509Certificate } from 'node:crypto';

/*
 * First lines: fingerprints of the authorities that provision, enrol or the renewal wrote; a certificate appended by hand has none. Text
 * before a PEM block is no part of it (RFC 7468, 2).
 */

const NOTE = '# authority SHA-256 ';
const NOTES = new RegExp(`^${NOTE}([0-9a-f]{64})$`, 'gm');
/** Each label that OpenSSL accepts [PEM_read_bio_X509_AUX(3)], any line ending. */
const BLOCK = /-----BEGIN (?:X509 |TRUSTED )?CERTIFICATE-----[\s\S]*?-----END [\w ]*-----/g;

export interface OfficeAuthority {
  readonly subject: string;
  readonly fingerprint: string;
  readonly firstLine: number;
  readonly lastLine: number;
}

/** Fingerprint of a certificate: SHA-256 in lower-case hex, without colons. */
export const certificateFingerprint = ({ raw }: X509Certificate): string =>
  createHash('sha256').update(raw).digest('hex');

const lineAt = (text: string, index: number): number => text.slice(0, index).split('\n').length;

/** An unreadable certificate has no fingerprint, so no note has it. */
function authorityAt(text: string, { 0: block, index }: RegExpExecArray): OfficeAuthority {
  const lines = { firstLine: lineAt(text, index), lastLine: lineAt(text, index + block.length) };
  try {
    const certificate = new X509Certificate(block);
    return {
      subject: certificate.subject.replaceAll('\n', ', '),
      fingerprint: certificateFingerprint(certificate),
      ...lines,
    };
  } catch {
    return { subject: 'a block that is not a certificate', fingerprint: '', ...lines };
  }
}

export const authoritiesIn = (text: string): readonly OfficeAuthority[] =>
  [...text.matchAll(BLOCK)].map((block) => authorityAt(text, block));

/** Fingerprints in the file's notes; `null` if there are none. */
export function notedFingerprints(text: string): readonly string[] | null {
  const noted = [...text.matchAll(NOTES)].map(([, fingerprint = '']) => fingerprint);
  return noted.length === 0 ? null : noted;
}

/** Whether the file has every authority of its notes, and each block is a certificate. A file that was cut short is not whole. */
export function hasAllAuthorities(text: string): boolean {
  const found = authoritiesIn(text).map(({ fingerprint }) => fingerprint);
  return (
    found.length > 0 && !found.includes('') && (notedFingerprints(text) ?? []).every((noted) => found.includes(noted))
  );
}

export const addFingerprintNotes = (pem: string): string =>
  `${authoritiesIn(pem)
    .map(({ fingerprint }) => `${NOTE}${fingerprint}\n`)
    .join('')}${pem}`;
