import { constants } from 'node:os';

/**
 * No field holds free text: no data that a citizen typed, a card held or a back office answered.
 * - `word`: identifier, code or number: letters, digits and `. _ : + -`, at most 64
 * - `phrase`: words of our own source (such as the broken rule of a protocol), or the system's error code; never data from a wire
 * - `error`: a thrown value: kind, code and stack; its message only if the engine made it from our source alone
 * - a list: one of these words
 */
export type FieldKind = 'word' | 'phrase' | 'count' | 'flag' | 'error' | readonly string[];

export interface FieldSpec {
  readonly is: FieldKind;
  readonly means: string;
  readonly optional?: true;
}

export type FieldValue<K extends FieldKind> = K extends 'word' | 'phrase'
  ? string
  : K extends 'count'
    ? number
    : K extends 'flag'
      ? boolean
      : K extends 'error'
        ? unknown
        : K extends readonly (infer L)[]
          ? L
          : never;

/** Pattern of a phrase: no run of capitals or digits as long as a name in a zone, a document number or a card number. */
const PHRASE = /^(?!.*[A-Z<]{6})(?!.*\d{5})[\w ,.:;()/'-]{1,80}$/;
const WORD = /^[\w.:+-]{1,64}$/;
/** Error codes in capitals from the system, the resolver and Node, never personal data. */
const SYSTEM_CODES: ReadonlySet<string> = new Set([...Object.keys(constants.errno), 'ENOTFOUND', 'EAI_AGAIN']);
const NODE_CODE = /^(?:ERR|HPE)_[A-Z_]{1,60}$/;

const isPhrase = (text: string): boolean => PHRASE.test(text) || SYSTEM_CODES.has(text) || NODE_CODE.test(text);

const WITHHELD = '(withheld)';

/**
 * Returns the value in a form that may be written, or `(withheld)` in its place. The types demand the same; this check also works
 * after a cast.
 */
export function sanitizeLogField(kind: FieldKind, value: unknown): unknown {
  if (kind === 'error') return fitError(value);
  if (kind === 'count') return typeof value === 'number' && Number.isFinite(value) ? value : WITHHELD;
  if (kind === 'flag') return typeof value === 'boolean' ? value : WITHHELD;
  if (typeof value !== 'string') return WITHHELD;
  if (kind === 'phrase') return isPhrase(value) ? value : WITHHELD;
  const fits = kind === 'word' ? WORD.test(value) : kind.includes(value);
  return fits ? value : WITHHELD;
}

interface WrittenError {
  readonly kind: string;
  readonly code?: string | undefined;
  readonly message?: string | undefined;
  readonly stack: readonly string[];
}

/** Most lines of a stack: enough to find the place, too few to fill a disk. */
const MAX_FRAMES = 12;

function fitError(value: unknown): WrittenError {
  if (!(value instanceof Error)) return { kind: typeof value, stack: [] };
  const code = 'code' in value && typeof value.code === 'string' && WORD.test(value.code) ? value.code : undefined;
  const message = engineMessage(value, code);
  return {
    kind: WORD.test(value.name) && value.name !== 'Error' ? value.name : value.constructor.name,
    code,
    message,
    stack: framesOf(value),
  };
}

/**
 * Messages of the engine that are only about our source. Others quote values (`Invalid time zone specified: …`, `Cannot use 'in' operator
 * to search for 'kind' in …`), and so does the name behind `reading`.
 */
const OF_OUR_SOURCE: readonly RegExp[] = [
  /^Cannot (?:read|set) properties of (?:undefined|null)(?= \()/,
  // Only with a member: otherwise the message quotes a value that is no function.
  /^(?:[a-z_$][\w$]*\.)+[\w$]+ is not a function$/,
  /^[\w$]+ is not defined$/,
  /^Maximum call stack size exceeded$/,
  /^Invalid (?:array length|string length|time value)$/,
];

/** The message, if it is the engine's: Node's own errors with a code quote input. */
function engineMessage(error: Error, code: string | undefined): string | undefined {
  if (code !== undefined || ![TypeError, ReferenceError, RangeError].some((kind) => error.constructor === kind)) return;
  return OF_OUR_SOURCE.map((said) => said.exec(error.message)?.[0]).find((said) => said !== undefined);
}

function framesOf(error: Error): string[] {
  return (error.stack ?? '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line.startsWith('at '))
    .slice(0, MAX_FRAMES)
    .map((line) => line.replace(/file:\/\//, ''));
}
