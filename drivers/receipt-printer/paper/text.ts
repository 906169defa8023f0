import { byteOf, isAscii } from './codepages.ts';
import type { Command } from './command.ts';
import { bitmapOf } from './glyphs.ts';
import { type CodePage, codePagesOf, type PrinterModel } from './profile.ts';

export interface TextEncodingPlan {
  /** ASCII codes of downloaded letters. No text of the receipt has these ASCII letters. */
  readonly slots: ReadonlyMap<string, number>;
  /** If not, the line is raster. */
  isText(text: string): boolean;
}

const UNPRINTABLE = '□';

/** Signs with the same meaning that every printer has. */
const STAND_INS: Readonly<Record<string, string>> = { '\u00A0': ' ', '\u2010': '-', '\u2011': '-', '\u2012': '–' };

const INVISIBLE = /\u00AD|[\u200B-\u200F\u2060\uFEFF]|[\uFE00-\uFE0F]/gu;

export interface PrintableText {
  readonly text: string;
  /** Letters that became plainer letters or □. */
  readonly replaced: readonly string[];
}

/**
 * Returns the text in letters that can be drawn. Letters are composed, and control characters become spaces: a receipt is data and must not
 * command the printer. Characters without width are dropped: soft hyphen, joiners, direction marks, variation selectors, byte order mark.
 * Unknown letters become their plain base letter or □, never '?', which would read as text. Line breaks stay.
 */
export function printableText(text: string): PrintableText {
  const replaced: string[] = [];
  const letters = Array.from(text.normalize('NFC').replace(INVISIBLE, ''), (letter) => {
    if (letter === '\n') return letter;
    if (/\p{Cc}/u.test(letter)) return ' ';
    const known = STAND_INS[letter] ?? letter;
    if (bitmapOf(known)) return known;
    replaced.push(letter);
    // A mark that could not be composed belongs to the letter before it.
    if (/\p{M}/u.test(letter)) return '';
    const base = letter.normalize('NFKD').charAt(0);
    return bitmapOf(base) ? base : UNPRINTABLE;
  });
  return { text: letters.join(''), replaced };
}

const SLOT_ORDER: readonly number[] = Array.from(
  '{|}~[\\]^_`@<=>#$%&"!;\'*+?()/:,-.ZYXWVUTSRQPONMLKJIHGFEDCBAzyxwvutsrqponmlkjihgfedcba9876543210',
  (letter) => letter.charCodeAt(0),
);

/**
 * Plans all texts of a receipt together: a slot may only replace a letter that no text has. Codes of the least used letters come first, in
 * runs: one `ESC &` defines a run.
 */
export function planTextEncoding(texts: readonly string[], model: PrinterModel): TextEncodingPlan {
  const letters = new Set(texts.join(''));
  const pages = codePagesOf(model).map(([page]) => page);
  const inPage = (letter: string): boolean => pages.some((page) => byteOf(letter, page) !== undefined);
  const free = SLOT_ORDER.filter((code) => !letters.has(String.fromCharCode(code)));
  const slots = new Map<string, number>();
  if (model.userGlyphs) {
    for (const letter of letters) {
      if (isAscii(letter) || inPage(letter)) continue;
      const slot = free.shift();
      if (slot !== undefined) slots.set(letter, slot);
    }
  }
  return {
    slots,
    isText: (text) => Array.from(text).every((letter) => isAscii(letter) || slots.has(letter) || inPage(letter)),
  };
}

const MOST_GLYPHS_AT_ONCE = 12;

/** Downloads of a plan: one command per run of neighbouring slots, of at most half a kilobyte. */
export function defineGlyphs(plan: TextEncodingPlan): readonly Command[] {
  const bySlot = [...plan.slots].sort(([, a], [, b]) => a - b);
  const runs: { first: number; bitmaps: Uint8Array[] }[] = [];
  for (const [letter, slot] of bySlot) {
    const run = runs.at(-1);
    const bitmap = bitmapOf(letter)!;
    if (run && run.first + run.bitmaps.length === slot && run.bitmaps.length < MOST_GLYPHS_AT_ONCE)
      run.bitmaps.push(bitmap);
    else runs.push({ first: slot, bitmaps: [bitmap] });
  }
  if (runs.length === 0) return [];
  return [...runs.map((run): Command => ({ kind: 'define-glyphs', ...run })), { kind: 'user-glyphs', on: true }];
}

/**
 * Encodes a text with its page switches. A page stays while it has the letters. A new page covers as many of the next letters as possible,
 * for the fewest switches.
 */
export function encodeText(
  text: string,
  plan: TextEncodingPlan,
  model: PrinterModel,
  current: CodePage | undefined,
): { readonly commands: readonly Command[]; readonly page: CodePage | undefined } {
  const commands: Command[] = [];
  const letters = Array.from(text);
  let page = current;
  let bytes: number[] = [];
  letters.forEach((letter, at) => {
    const slot = plan.slots.get(letter);
    let byte = slot ?? (isAscii(letter) ? letter.charCodeAt(0) : page && byteOf(letter, page));
    if (byte === undefined) {
      const next = longestServing(letters, at, plan, model);
      if (bytes.length > 0) commands.push({ kind: 'text', bytes: Uint8Array.from(bytes) });
      bytes = [];
      page = next.page;
      commands.push({ kind: 'code-page', number: next.number });
      byte = byteOf(letter, page)!;
    }
    bytes.push(byte);
  });
  if (bytes.length > 0) commands.push({ kind: 'text', bytes: Uint8Array.from(bytes) });
  return { commands, page };
}

function longestServing(letters: readonly string[], from: number, plan: TextEncodingPlan, model: PrinterModel) {
  const reachOf = (page: CodePage): number => {
    const lacks = (letter: string) => !plan.slots.has(letter) && byteOf(letter, page) === undefined;
    const end = letters.findIndex((letter, at) => at >= from && lacks(letter));
    return end < 0 ? letters.length : end;
  };
  let best: { page: CodePage; number: number; reach: number } | undefined;
  for (const [page, number] of codePagesOf(model)) {
    const reach = reachOf(page);
    if (reach > from && (!best || reach > best.reach)) best = { page, number, reach };
  }
  if (!best) throw new Error(`letter U+${letters[from]!.codePointAt(0)!.toString(16)} was not planned for`);
  return best;
}
