import {
  flagOf,
  type IppAttribute,
  type IppGroup,
  type IppMessage,
  type IppValue,
  ippGroupsOf,
  numberOf,
} from '../../drivers/document-printer/ipp/message.ts';
import { COPIES, MEDIA, SIDES } from './description.ts';

const isOneOf = (words: readonly string[]) => (value: IppValue) => 'text' in value && words.includes(value.text);

const isCopies = (value: IppValue): boolean =>
  value.syntax === 'integer' && value.value >= COPIES.lower && value.value <= COPIES.upper;

const SUPPORTED_VALUES: ReadonlyMap<string, (value: IppValue) => boolean> = new Map([
  ['copies', isCopies],
  ['sides', isOneOf(SIDES)],
  ['media', isOneOf(MEDIA)],
]);

export const JOB_TEMPLATE_ATTRIBUTES: readonly string[] = [...SUPPORTED_VALUES.keys()];

const UNSUPPORTED: IppValue = { syntax: 'out-of-band', value: 'unsupported' };

function unsupportedOf({ name, values }: IppAttribute): readonly IppAttribute[] {
  const takes = SUPPORTED_VALUES.get(name);
  if (!takes) return [{ name, values: [UNSUPPORTED] }];
  const others = values.filter((value) => !takes(value));
  return others.length === 0 ? [] : [{ name, values: others }];
}

const group = (attributes: readonly IppAttribute[]): IppGroup[] =>
  attributes.length === 0 ? [] : [{ group: 'unsupported', attributes }];

export interface PrintRequestVerdict {
  /** `null`: accepted. */
  readonly refusal: 'client-error-compression-not-supported' | 'client-error-attributes-or-values-not-supported' | null;
  readonly success: 'successful-ok' | 'successful-ok-ignored-or-substituted-attributes';
  readonly unsupported: readonly IppGroup[];
  readonly copies: number;
}

/**
 * Judges the wishes of a request (RFC 8011, 4.1.7), by the Job Template attributes (5.2). Without `ipp-attribute-fidelity`, the printer
 * prints the job and ignores unsupported wishes. An unsupported value is returned unchanged, an unsupported attribute by name.
 */
export function judgePrintRequest(request: IppMessage): PrintRequestVerdict {
  const [operation] = ippGroupsOf(request, 'operation');
  const [job] = ippGroupsOf(request, 'job');
  const copies = numberOf(job, 'copies') ?? 1;
  const compressed = operation?.attributes.filter(
    ({ name, values }) => name === 'compression' && !values.every(isNone),
  );
  const wishes = (job?.attributes ?? []).flatMap(unsupportedOf);
  const taken = isCopies({ syntax: 'integer', value: copies }) ? copies : 1;
  if (compressed && compressed.length > 0) {
    const refusal = 'client-error-compression-not-supported';
    return { refusal, success: 'successful-ok', unsupported: group(compressed), copies: taken };
  }
  const isFaithful = flagOf(operation, 'ipp-attribute-fidelity') === true;
  return {
    refusal: wishes.length > 0 && isFaithful ? 'client-error-attributes-or-values-not-supported' : null,
    success: wishes.length > 0 ? 'successful-ok-ignored-or-substituted-attributes' : 'successful-ok',
    unsupported: group(wishes),
    copies: taken,
  };
}

const isNone = isOneOf(['none']);
