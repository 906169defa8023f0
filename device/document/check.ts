import { err, ok, type Result } from '../../drivers/result.ts';
import type { SealedDocument, SealedDocumentReader, SealTrouble } from '../../drivers/sealed-document/contract.ts';

export interface DocumentToPrint {
  readonly number: string;
  readonly reference: string;
  readonly fin: string;
}

export type SealedDocumentTrouble =
  | SealTrouble
  /** The seal is valid, but this is not the requested document, or it is a document of another person: never show or print it. */
  | { readonly code: 'BKO-105'; readonly kind: 'other-document' | 'other-person' }
  | { readonly code: 'BKO-126'; readonly kind: 'expired' };

export type CheckDocument = (
  pdf: Uint8Array,
  asked: DocumentToPrint,
) => Promise<Result<SealedDocument, SealedDocumentTrouble>>;

export interface DocumentCheckOptions {
  /** Called at the first document. `believed`: certificates of the seals, DER. */
  readonly load: () => Promise<{ readonly read: SealedDocumentReader; readonly believed: readonly Uint8Array[] }>;
  /** `null`: the clock is not set. */
  readonly now: () => Date | null;
  readonly today: () => string;
}

/**
 * Checks whether a document may be shown and printed in this visit. The document must be whole, sealed by a signer that the kiosk
 * believes, and not expired (if the clock is set). It must be the document that was asked for, of the person of the card. All this is
 * read from the sealed bytes. The kiosk shows and says the `facts` before it prints. `today` returns an ISO date at the centre.
 */
export function createDocumentCheck({ load, now, today }: DocumentCheckOptions): CheckDocument {
  return async (pdf, asked) => {
    const { read, believed } = await load();
    const sealed = read(pdf, believed, now());
    if (!sealed.ok) return sealed;
    const { number, reference, person, validUntil } = sealed.value.facts;
    if (number !== asked.number || reference !== asked.reference)
      return err({ code: 'BKO-105', kind: 'other-document' });
    if (person.fin !== asked.fin) return err({ code: 'BKO-105', kind: 'other-person' });
    if (now() !== null && validUntil < today()) return err({ code: 'BKO-126', kind: 'expired' });
    return ok(sealed.value);
  };
}
