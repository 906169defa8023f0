import {
  flagOf,
  groupsOf,
  type IppAttribute,
  type IppGroup,
  type IppMessage,
  type IppValue,
  numberOf,
} from '../../drivers/document-printer/ipp/message.ts';
import { COPIES, MEDIA, SIDES } from './description.ts';

/** What a request asks of a job that this printer has not (RFC 8011, 4.1.7). */

const isOneOf = (words: readonly string[]) => (value: IppValue) => 'text' in value && words.includes(value.text);

const isCopies = (value: IppValue): boolean =>
  value.syntax === 'integer' && value.value >= COPIES.lower && value.value <= COPIES.upper;

/** The Job Template attributes that it has (RFC 8011, 5.2), and what it takes of each. */
const TAKES: ReadonlyMap<string, (value: IppValue) => boolean> = new Map([
  ['copies', isCopies],
  ['sides', isOneOf(SIDES)],
  ['media', isOneOf(MEDIA)],
]);

const UNSUPPORTED: IppValue = { syntax: 'out-of-band', value: 'unsupported' };

/** A value that it has not is told as it came; of an attribute that it has not only the name is. */
function unsupportedOf({ name, values }: IppAttribute): readonly IppAttribute[] {
  const takes = TAKES.get(name);
  if (!takes) return [{ name, values: [UNSUPPORTED] }];
  const others = values.filter((value) => !takes(value));
  return others.length === 0 ? [] : [{ name, values: others }];
}

const group = (attributes: readonly IppAttribute[]): IppGroup[] =>
  attributes.length === 0 ? [] : [{ group: 'unsupported', attributes }];

export interface Ticket {
  /** Why the request is refused; `null`: it is not. */
  readonly refusal: 'client-error-compression-not-supported' | 'client-error-attributes-or-values-not-supported' | null;
  readonly success: 'successful-ok' | 'successful-ok-ignored-or-substituted-attributes';
  /** For the answer, behind the group of the operation. */
  readonly unsupported: readonly IppGroup[];
  readonly copies: number;
}

/** What becomes of the wishes of a request. Without `ipp-attribute-fidelity` a job is printed without what is not there. */
export function ticketOf(request: IppMessage): Ticket {
  const [operation] = groupsOf(request, 'operation');
  const [job] = groupsOf(request, 'job');
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
