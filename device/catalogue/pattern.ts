/*
 * Patterns of typed answers. V8 tries every way in which a text can match, so a pattern such as `([0-9]+)+x` takes twice the time for each
 * further digit, and the kiosk stands still meanwhile.
 */

/** A regular expression with the flag `u`. */
export function isPattern(value: string): boolean {
  try {
    return new RegExp(value, 'u') instanceof RegExp;
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}

/** Most parts of a pattern that match texts of many lengths. Three of them make at most 1.3 million ways through 200 letters. */
const MOST_WIDE = 3;

/** Difference of lengths from which a part counts as wide. */
const WIDE = 10;

const PART =
  /\\[pPk](?:\{[^}]*\}|<[^>]*>)|\\u\{[^}]*\}|\\.|\[(?:\\.|[^\]\\])*\]|\((?:\?(?:<?[=!]|:|<[^>]*>))?|[)|]|[*+?]\??|\{\d+(?:,\d*)?\}\??|./gsu;

/**
 * Whether a text of 200 letters matches or fails in a short time: no group that repeats has a repetition or a choice in it, and few parts
 * match texts of many lengths. `value`: a pattern.
 */
export function isQuick(value: string): boolean {
  let varies = false;
  let wide = 0;
  /** What the groups around had before they opened. */
  const around: boolean[] = [];
  /** Whether the group that has just closed varies. */
  let closed = false;
  for (const [part] of value.matchAll(PART)) {
    const range = rangeOf(part);
    if (range) {
      if (closed && range.most > 1) return false;
      varies ||= range.most !== range.least;
      wide += range.most - range.least >= WIDE ? 1 : 0;
    }
    closed = false;
    if (part.startsWith('(')) {
      around.push(varies);
      varies = false;
    } else if (part === ')') {
      closed = varies;
      varies = (around.pop() ?? false) || closed;
    } else if (part === '|') varies = true;
  }
  return wide <= MOST_WIDE;
}

/** How often a quantifier allows the part before it; `null` for another part. */
function rangeOf(part: string): { readonly least: number; readonly most: number } | null {
  const counted = /^\{(\d+)(,?)(\d*)\}/.exec(part);
  if (counted) {
    const [, least = '', comma, most = ''] = counted;
    const end = most === '' ? Number.POSITIVE_INFINITY : Number(most);
    return { least: Number(least), most: comma === '' ? Number(least) : end };
  }
  if (part.startsWith('*')) return { least: 0, most: Number.POSITIVE_INFINITY };
  if (part.startsWith('+')) return { least: 1, most: Number.POSITIVE_INFINITY };
  return part.startsWith('?') ? { least: 0, most: 1 } : null;
}
