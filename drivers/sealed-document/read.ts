import { createHash, type X509Certificate } from 'node:crypto';
import { toHex } from '../bytes.ts';
import { areSameBytes } from '../id-reader/apdu/bytes.ts';
import { isSignedContent, readSignedData, verifySignedData } from '../id-reader/emrtd/cms.ts';
import { err, ok, type Result } from '../result.ts';
import { readPdfSignature } from './byte-range.ts';
import type { SealedDocumentReader, SealOwner, SealTrouble } from './contract.ts';
import { isPlainSeal } from './plain-seal.ts';
import { decodeRecord } from './record.ts';

/** Accepted difference between the clocks of office and kiosk. */
const CLOCKS_DIFFER_MS = 5 * 60_000;

/** Returns the owner of the seals that a certificate makes. */
export function sealOwnerOf({ subject, raw }: X509Certificate): SealOwner {
  const [, name = ''] = /^CN=(.*)$/m.exec(subject) ?? [];
  return { name, fingerprint: toHex(Uint8Array.from(createHash('sha256').update(raw).digest())) };
}

/**
 * Checks that the document is intact, then the owner of its seal. `trusted`: certificates in DER; certificates issued by them are not
 * trusted. `now` is `null` if the clock is not set: seals from the future then pass.
 */
export const readSealedDocument: SealedDocumentReader = (pdf, trusted, now) => {
  const parts = readPdfSignature(pdf);
  if (!parts.ok) return unsealed(parts.error);
  const { bytes, cms } = parts.value;
  const data = readSignedData(cms, bytes);
  if (!data.ok) return unsealed(data.error.why);
  if (!isSignedContent(data.value)) return err({ code: 'BKO-122', kind: 'altered' });
  const signer = verifySignedData(data.value);
  if (!signer.ok) {
    const { error } = signer;
    return error.kind === 'signature-wrong' ? err({ code: 'BKO-123', kind: 'wrong-key' }) : unsealed(error.kind);
  }
  if (!isPlainSeal(cms, data.value.signer, signer.value))
    return unsealed('the seal has parts that a plain seal does not have');
  const by = sealOwnerOf(signer.value);
  if (!trusted.some((each) => areSameBytes(each, Uint8Array.from(signer.value.raw))))
    return err({ code: 'BKO-124', kind: 'unknown-seal', by });
  const record = decodeRecord(bytes);
  if (!record.ok) return unsealed(record.error);
  const { sealedAt, facts } = record.value;
  if (!isWithin(signer.value, sealedAt) || (now && sealedAt.getTime() > now.getTime() + CLOCKS_DIFFER_MS))
    return err({ code: 'BKO-125', kind: 'out-of-time', by, sealedAt });
  return ok({ facts, sealedAt, by });
};

const isWithin = ({ validFrom, validTo }: X509Certificate, at: Date): boolean =>
  at.getTime() >= Date.parse(validFrom) && at.getTime() <= Date.parse(validTo);

const unsealed = (why: string): Result<never, SealTrouble> => err({ code: 'BKO-121', kind: 'unsealed', why });
