import type { IdentityDocument } from '../../drivers/id-reader/contract.ts';
import type { DocumentKind } from './schema.ts';

/** Issuer code of Azerbaijan (ICAO 9303-3, section 5). */
const COUNTRY = 'AZE';

/** Kind of a document of this country; `null`: another country's document, a visa or a crew card (ICAO 9303-4, -5, -6, -7). */
export function documentKindOf({
  format,
  documentCode,
  issuer,
}: Pick<IdentityDocument, 'format' | 'documentCode' | 'issuer'>): DocumentKind | null {
  if (issuer !== COUNTRY) return null;
  if (format === 'TD3' && documentCode.startsWith('P')) return 'passport';
  return (format === 'TD1' || format === 'TD2') && documentCode.startsWith('I') ? 'identity-card' : null;
}
