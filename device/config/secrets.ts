/** Keys of secret values, also misspelt: terminal password, code for a certificate. */
const SECRET_KEY = /pass?w|pasw|secret|token|pin$|code$/i;

const HIDDEN = 'something else (not shown)';

/**
 * Finds a secret's key and the first word of its value, with or without brackets and quotes. If the colon is missing, the value is a word in
 * quotes or with a digit.
 */
const IN_TEXT =
  /[\w-]*(?:pass?w|pasw|secret|token|pin|code)[\w-]*["']?\s*(?:[:=]\s*(?:[|>][-+]?\s+)?|(?=["']|\S*\d))["'[{(&*!<]*([^\s"'`,:[\]{}()<>]+)/gi;

const SHORTEST = 3;

const CODE_SHAPE = /\b[0-9A-Z]{5}-[0-9A-Z]{5}\b/i;

/** A terminal password. Other numbers have six digits too: used only below the kiosks of an order. */
const PASSWORD_SHAPE = /\d{6}/;

const ELSEWHERE = 'credential';

/** Shows values and texts of a file in messages, without its secrets. */
export interface Redaction {
  value(value: unknown, path: readonly PropertyKey[]): string;
  /** The last step of the path. */
  key(path: readonly PropertyKey[]): string;
  path(path: readonly PropertyKey[]): string;
  text(text: string): string;
}

/**
 * Finds the values of secret keys in a file's data and in its text, because a malformed file may have one outside its schema. A value that
 * contains a secret is left out whole: a part of a secret is secret. No secret has fewer than three letters: shorter words are everywhere.
 * A code for a certificate is hidden anywhere.
 */
export function redactionOf(text: string, data: unknown): Redaction {
  const secrets = [
    ...new Set([...[...text.matchAll(IN_TEXT)].map(([, word = '']) => word), ...secretsIn(data)]),
  ].filter((word) => word.length >= SHORTEST && word !== ELSEWHERE);
  const holds = (words: string) => CODE_SHAPE.test(words) || secrets.some((secret) => words.includes(secret));
  const holdsIn = (root: PropertyKey | undefined, words: string) =>
    holds(words) || (root === 'kiosks' && PASSWORD_SHAPE.test(words));
  return {
    value(value, path) {
      if (path.some((step) => SECRET_KEY.test(String(step)))) return HIDDEN;
      if (typeof value === 'object' && value !== null && (secrets.length > 0 || !isFlatList(value)))
        return shapeOf(value);
      const json = JSON.stringify(value);
      if (holdsIn(path[0], json)) return HIDDEN;
      return json.length > LONGEST ? `${json.slice(0, LONGEST - 3)}…` : json;
    },
    key: (path) => {
      const name = String(path.at(-1));
      return holdsIn(path[0], name) ? 'a key (not shown)' : `the key ${name}`;
    },
    path: (path) => path.map((step) => (holdsIn(path[0], String(step)) ? '…' : String(step))).join('.'),
    text: (its) => (secrets.length > 0 ? its.replaceAll(QUOTED, '…') : its),
  };
}

const LONGEST = 60;

/** In a YAML error: a quoted name, a tag, or letters that a tag cannot have. */
const QUOTED = /"[^"]*"|!<.*|(?<=characters: ).*/g;

function secretsIn(data: unknown, isSecret = false): readonly string[] {
  if (typeof data === 'object' && data !== null)
    return Object.entries(data).flatMap(([key, value]) => [
      ...(isSecret ? [key] : []),
      ...secretsIn(value, isSecret || SECRET_KEY.test(key)),
    ]);
  return isSecret && data !== null && typeof data !== 'boolean' ? [String(data)] : [];
}

const isFlatList = (value: object): boolean =>
  Array.isArray(value) && value.every((each) => typeof each !== 'object' || each === null);

/** A secret may stand below a misspelt key. */
function shapeOf(value: object): string {
  if (!Array.isArray(value)) return 'a group of keys';
  return value.length === 0 ? 'an empty list' : `a list of ${value.length}`;
}
