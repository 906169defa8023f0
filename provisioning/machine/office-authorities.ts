import { createHash, X509Certificate } from 'node:crypto';

/*
 * The file of the office's authorities begins with the fingerprint of each, as provision, enrol or the renewal wrote it: a certificate that
 * somebody appends by hand is in no line. Text before a block of PEM is no part of it (RFC 7468, 2).
 */

const NOTE = '# authority SHA-256 ';
const NOTES = new RegExp(`^${NOTE}([0-9a-f]{64})$`, 'gm');
/** Every name that OpenSSL takes for a certificate [PEM_read_bio_X509_AUX(3)], with any end of line. */
const BLOCK = /-----BEGIN (?:X509 |TRUSTED )?CERTIFICATE-----[\s\S]*?-----END [\w ]*-----/g;

export interface Authority {
  /** In one line. */
  readonly subject: string;
  readonly fingerprint: string;
  /** Lines of the file, from 1. */
  readonly firstLine: number;
  readonly lastLine: number;
}

/** SHA-256 in small hex, without colons. */
export const fingerprintOf = ({ raw }: X509Certificate): string => createHash('sha256').update(raw).digest('hex');

const lineAt = (text: string, index: number): number => text.slice(0, index).split('\n').length;

/** A block that cannot be read has no fingerprint, and so is in no note. */
function authorityAt(text: string, { 0: block, index }: RegExpExecArray): Authority {
  const lines = { firstLine: lineAt(text, index), lastLine: lineAt(text, index + block.length) };
  try {
    const certificate = new X509Certificate(block);
    return { subject: certificate.subject.replaceAll('\n', ', '), fingerprint: fingerprintOf(certificate), ...lines };
  } catch {
    // OpenSSL says in several ways that something is no certificate.
    return { subject: 'a block that is no certificate', fingerprint: '', ...lines };
  }
}

export const authoritiesIn = (text: string): readonly Authority[] =>
  [...text.matchAll(BLOCK)].map((block) => authorityAt(text, block));

/** Fingerprints that the file itself notes; `null`: it notes none. */
export function notedIn(text: string): readonly string[] | null {
  const noted = [...text.matchAll(NOTES)].map(([, fingerprint = '']) => fingerprint);
  return noted.length === 0 ? null : noted;
}

/** The text of that file for these certificates, PEM. */
export const withNotes = (pem: string): string =>
  `${authoritiesIn(pem)
    .map(({ fingerprint }) => `${NOTE}${fingerprint}\n`)
    .join('')}${pem}`;
