import { LOG_KEY_TYPE, parseVerifierKey, WITNESS_KEY_TYPE } from '../../device/proof/note.ts';
import type { TrustedKeys } from '../../device/proof/verify.ts';
import type { Language } from '../../device/words/language.ts';

export type ServiceNames = Readonly<Record<string, Readonly<Record<Language, string>>>>;

/** Data from the build of this page, which trusts only these keys. */
export interface VerifyPageData {
  readonly trust: TrustedKeys;
  readonly services: ServiceNames;
}

export function verifyPageDataOf(document: Document): VerifyPageData {
  const { keys = [], services = {} } = JSON.parse(document.getElementById('given')?.textContent ?? '{}') as {
    readonly keys?: readonly string[];
    readonly services?: ServiceNames;
  };
  const known = keys.map(parseVerifierKey).filter((key) => key !== null);
  const of = (wanted: number) => known.filter(({ type }) => type === wanted);
  return { trust: { logs: of(LOG_KEY_TYPE), witnesses: of(WITNESS_KEY_TYPE) }, services };
}
