/*
 * Patterns of typed answers must be quick. V8 tries every way to match: `([0-9]+)+x` takes twice the time for each further digit, and
 * blocks the kiosk.
 */

/** Whether the text is a regular expression with the flag `u`. */
export function isPattern(value: string): boolean {
  try {
    return new RegExp(value, 'u') instanceof RegExp;
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}

/** Most wide parts of a pattern. Three have at most 1.3 million ways through 200 letters. */
const MOST_WIDE = 3;

/** Least difference of a wide part's longest and shortest text. */
const WIDE = 10;

const PART =
  /\\[pPk](?:\{[^}]*\}|<[^>]*>)|\\u\{[^}]*\}|\\.|\[(?:\\.|[^\]\\])*\]|\((?:\?(?:<?[=!]|:|<[^>]*>))?|[)|]|[*+?]\??|\{\d+(?:,\d*)?\}\??|./gsu;

/**
 * Whether every text of 200 letters is matched or refused quickly: no repeated group contains a repetition or a choice, and few parts are
 * wide.
 */
export function isQuickPattern(value: string): boolean {
  let varies = false;
  let wide = 0;
  const around: boolean[] = [];
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
