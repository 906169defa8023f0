import { constants } from 'node:os';

/**
 * What a field of a log event may be. No field holds free text: a log line can hold nothing that a citizen
 * typed, that a card said or that a back office answered.
 *
 * - `word`: an identifier, a code or a number as printed: letters, digits and `. _ : + -`, at most 64 of them
 * - `phrase`: a few words of our own source, such as which rule of a protocol was broken, or the system's code of an error; never what
 *   came over a wire
 * - `count`: a number
 * - `flag`: yes or no
 * - `error`: a thrown value; its kind, code and stack are kept, never its message unless the engine made it of our source alone
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

/** No run of capitals or digits long enough to be a name in a zone, a document number or a card number. */
const PHRASE = /^(?!.*[A-Z<]{6})(?!.*\d{5})[\w ,.:;()/'-]{1,80}$/;
const WORD = /^[\w.:+-]{1,64}$/;
/** As the system, the resolver of names and Node call what went wrong on a line: capitals, and no word of a person. */
const SYSTEM_CODES: ReadonlySet<string> = new Set([...Object.keys(constants.errno), 'ENOTFOUND', 'EAI_AGAIN']);
const NODE_CODE = /^(?:ERR|HPE)_[A-Z_]{1,60}$/;

const isPhrase = (text: string): boolean => PHRASE.test(text) || SYSTEM_CODES.has(text) || NODE_CODE.test(text);

/** What is written where a value is not what its event says it is. */
const WITHHELD = '(withheld)';

/** Makes a value fit to be written, or withholds it. The types say the same; this holds where types were cast away. */
export function fitField(kind: FieldKind, value: unknown): unknown {
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

/** Frames of a stack that are written: enough to find the place, not enough to fill a disk. */
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
 * What the engine says of expressions of our source. Many of its messages quote values (`Invalid time zone specified: …`,
 * `Cannot use 'in' operator to search for 'kind' in …`), and so does the name behind `reading`; those are left out.
 */
const OF_OUR_SOURCE: readonly RegExp[] = [
  /^Cannot (?:read|set) properties of (?:undefined|null)(?= \()/,
  // With a member: a value alone that is no function is named in the same words.
  /^(?:[a-z_$][\w$]*\.)+[\w$]+ is not a function$/,
  /^[\w$]+ is not defined$/,
  /^Maximum call stack size exceeded$/,
  /^Invalid (?:array length|string length|time value)$/,
];

/** A Node error with a code prints what it received. */
function engineMessage(error: Error, code: string | undefined): string | undefined {
  if (code !== undefined || ![TypeError, ReferenceError, RangeError].some((kind) => error.constructor === kind)) return;
  return OF_OUR_SOURCE.map((said) => said.exec(error.message)?.[0]).find((said) => said !== undefined);
}

/** Only the frames: the first lines of a stack repeat the message. */
function framesOf(error: Error): string[] {
  return (error.stack ?? '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line.startsWith('at '))
    .slice(0, MAX_FRAMES)
    .map((line) => line.replace(/file:\/\//, ''));
}
