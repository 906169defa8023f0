import { err, ok, type Result } from '../../drivers/result.ts';
import type { ReadSealed, SealedDocument, SealTrouble } from '../../drivers/sealed-document/contract.ts';

/** Which document is wanted, and for whom. */
export interface AskedDocument {
  /** As the registration gave it. */
  readonly number: string;
  readonly reference: string;
  /** Of the card of this visit. */
  readonly fin: string;
}

export type DocumentTrouble =
  | SealTrouble
  /** Rightly sealed, and not what was asked for, or of another person: it must not be shown or printed. */
  | { readonly code: 'BKO-105'; readonly kind: 'other-document' | 'other-person' }
  /** Its last day is over. */
  | { readonly code: 'BKO-126'; readonly kind: 'expired' };

export type CheckDocument = (pdf: Uint8Array, asked: AskedDocument) => Promise<Result<SealedDocument, DocumentTrouble>>;

export interface DocumentCheckOptions {
  /** Called when the first document comes: what reads it, and the certificates whose seals are believed, DER. */
  readonly load: () => Promise<{ readonly read: ReadSealed; readonly believed: readonly Uint8Array[] }>;
  /** `null` if the clock of the kiosk is not set. */
  readonly now: () => Date | null;
  /** The day at the centre, ISO. */
  readonly today: () => string;
}

/**
 * Whether a document may be shown and printed in this visit. It must be whole, sealed by a signer that the kiosk believes, not expired, the
 * one that was asked for, and of the person of the card. All of it is read from the sealed bytes. The `facts` are shown and said before.
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
