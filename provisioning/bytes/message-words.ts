import { formatManats } from '../../drivers/money.ts';
import { currencyName } from '../../drivers/payment-terminal/zvt/tables.ts';

export type CodeMeanings = Readonly<Record<string, (code: string) => string>>;

/** By the last word of a field's name: `feedUnits: 16` becomes *feed 16 motion units*. */
const UNITS: ReadonlyMap<string, string> = new Map([
  ['minutes', 'min'],
  ['ms', 'ms'],
  ['bytes', 'bytes'],
  ['units', 'motion units'],
  ['dots', 'dots'],
  ['lines', 'lines'],
  ['characters', 'characters'],
]);

const FIELDS: Readonly<Record<string, (value: number) => string>> = {
  timeout: (seconds) => `timeout ${seconds} s`,
  tenths: (tenths) => `for ${tenths * 100} ms`,
  baudRate: (rate) => `baud rate ${rate} bit/s`,
  perInchX: (units) => `across ${units} units per inch`,
  perInchY: (units) => `down ${units} units per inch`,
  qepik: (qepik) => `${formatManats(qepik, '.')} AZN`,
};

/** Replaces hyphens: `repeat-receipt` becomes *repeat receipt*. Names of IPP keep their hyphens. */
export const hyphensToSpaces = (kind: string): string => kind.replaceAll('-', ' ');

/** `authorisation, amount 1.90 AZN`: a decoded message in one line for a person. */
export const messageWords = (kind: string, fields: object, meanings: CodeMeanings = {}): string =>
  [kind, ...fieldsInWords(fields, meanings, kind)].join(', ');

/** `amount 1.90 AZN`, `receipt number 0001`: each field in words. A field with the name of its message shows only its value. */
export function fieldsInWords(fields: object, meanings: CodeMeanings = {}, kind?: string): readonly string[] {
  const { currency, ...others } = fields as { readonly currency?: unknown; readonly amount?: unknown };
  const shown = others.amount === undefined ? fields : others;
  return Object.entries(shown)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]: [string, unknown]) => {
      if (name === 'amount' && typeof value === 'number')
        return `amount ${formatManats(value, '.')} ${currencyName(typeof currency === 'number' ? currency : undefined)}`;
      if (typeof value === 'number') return numberWords(name, value);
      const meaning = typeof value === 'string' ? meanings[name]?.(value) : undefined;
      const words = valueWords(value) + (meaning === undefined ? '' : ` (${meaning})`);
      return name === kind ? words : `${wordsOf(name)} ${words}`;
    });
}

function numberWords(name: string, value: number): string {
  const own = Object.hasOwn(FIELDS, name) ? FIELDS[name] : undefined;
  if (own) return own(value);
  const words = wordsOf(name).split(' ');
  const unit = UNITS.get(words.at(-1) ?? '');
  return unit === undefined ? `${words.join(' ')} ${value}` : [...words.slice(0, -1), value, unit].join(' ');
}

/** Names with hyphens come from a protocol and stay. */
const wordsOf = (name: string): string => name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

const ONE_WORD = /^[\p{L}\p{N}*.:+/_-]+$/u;

function valueWords(value: unknown): string {
  if (value === null) return 'none';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'string') return ONE_WORD.test(value) ? value : JSON.stringify(value);
  if (typeof value !== 'object') return String(value);
  if (!Array.isArray(value)) return `(${fieldsInWords(value).join(', ')})`;
  return value.length === 0 ? 'none' : value.map(valueWords).join(' ');
}
