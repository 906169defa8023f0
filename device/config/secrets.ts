/** Keys of secret values, such as the password of the terminal and the code for a certificate. Messages hide these values. Misspelt keys match, too. */
const SECRET_KEY = /pass?w|pasw|secret|token|pin$|code$/i;

/** What stands in a message in place of a secret. */
const HIDDEN = 'something else (not shown)';

/** Finds a key with the name of a secret, and the first word of its value. The value may have brackets or quotes around it. */
const IN_TEXT =
  /[\w-]*(?:pass?w|pasw|secret|token|pin|code)[\w-]*["']?\s*[:=]\s*(?:[|>][-+]?\s+)?["'[{(&*!<]*([^\s"'`,:[\]{}()<>]+)/gi;

/** Shorter words are everywhere, and no secret of ours is that short. */
const SHORTEST = 3;

/** The code for a certificate, wherever it stands. */
const CODE_SHAPE = /\b[0-9A-Z]{5}-[0-9A-Z]{5}\b/i;

/** The password of a terminal. Other numbers of a file have six digits too, so only below the kiosks of an order it is taken for one. */
const PASSWORD_SHAPE = /\d{6}/;

/** Where the secret is kept, and not the secret. */
const ELSEWHERE = 'credential';

/** What a message about a file shows, and what it leaves out because it is a secret of that file. */
export interface Redaction {
  /** A value at a path, shortened. */
  value(value: unknown, path: readonly PropertyKey[]): string;
  key(name: string): string;
  path(path: readonly PropertyKey[]): string;
  text(text: string): string;
}

/**
 * The secrets of a file are the values of secret keys, as they stand in its data and in its text: a file that is malformed may have one
 * in a place that no schema knows. A value that holds one of them anywhere is left out whole: a part of a secret is a secret, too.
 */
export function redactionOf(text: string, data: unknown): Redaction {
  const secrets = [
    ...new Set([...[...text.matchAll(IN_TEXT)].map(([, word = '']) => word), ...secretsIn(data)]),
  ].filter((word) => word.length >= SHORTEST && word !== ELSEWHERE);
  const holds = (words: string) => CODE_SHAPE.test(words) || secrets.some((secret) => words.includes(secret));
  return {
    value(value, path) {
      if (path.some((step) => SECRET_KEY.test(String(step)))) return HIDDEN;
      if (typeof value === 'object' && value !== null && (secrets.length > 0 || !isFlatList(value)))
        return shapeOf(value);
      const json = JSON.stringify(value);
      if (holds(json) || (path[0] === 'kiosks' && PASSWORD_SHAPE.test(json))) return HIDDEN;
      return json.length > LONGEST ? `${json.slice(0, LONGEST - 3)}…` : json;
    },
    key: (name) => (holds(name) ? 'a key that is not shown' : `the key ${name}`),
    path: (path) => path.map((step) => (holds(String(step)) ? '…' : String(step))).join('.'),
    text: (its) => (secrets.length > 0 ? its.replaceAll(QUOTED, '…') : its),
  };
}

const LONGEST = 60;

/** What a reason of the YAML reader repeats of the text: a name in quotes, a tag, or letters that a tag cannot have. */
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

/** A secret may also stand below a misspelt key, so a message shows nothing of the inside of a group. */
function shapeOf(value: object): string {
  if (!Array.isArray(value)) return 'a group of keys';
  return value.length === 0 ? 'an empty list' : `a list of ${value.length}`;
}
