import { isIP } from 'node:net';
import { z } from 'zod';
import { strictShape } from '../../drivers/shapes.ts';
import { fillLanguages, LANGUAGES, type Language, type TextsByLanguage } from '../words/language.ts';

export type LocalizedText = { readonly [L in Language]: string };

/**
 * Printers take control characters for commands. Marks that turn the direction of writing can falsify a page (U+061C, U+200E, U+200F,
 * U+202A to U+202E, U+2066 to U+2069).
 */
const PRINTABLE = /^[^\p{Cc}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]*$/u;

export const withPrintableCheck = (text: z.ZodString): z.ZodString =>
  text.regex(PRINTABLE, 'a text on one line, without control characters and marks of direction');

const text = withPrintableCheck(z.string().regex(/^\S(.*\S)?$/su, 'a text without blanks at its ends'));

/** A text in every language that must be complete; other languages have fallbacks. */
function inEvery(each: z.ZodString) {
  const shape = LANGUAGES.map(({ code, fallback }) => [code, fallback === null ? each : z.exactOptional(each)]);
  return strictShape(Object.fromEntries(shape) as z.ZodRawShape).transform(
    (said): LocalizedText => fillLanguages(said as TextsByLanguage<string>),
  );
}

export const localizedText = inEvery(text).meta({ id: 'words' });

/** A name in each language, at most `most` letters. */
export const localizedNames = (most: number) => inEvery(text.max(most));

export const pathSchema = z.string().regex(/^\S(.*\S)?$/u, 'a path');

/**
 * Whether a text is a host name or an address. Digits and dots alone are an IPv4 address or a mistake: no host has such a name [RFC 3696
 * §2].
 */
export const isHost = (text: string): boolean =>
  text.includes(':') ? isIP(text) === 6 : isIP(text) === 4 || (/^[A-Za-z0-9.-]+$/.test(text) && !/^[\d.]+$/.test(text));

export const HOST_EXPECTED = 'a host name, or an address such as 10.20.0.5';

export const portSchema = z.int().min(1).max(65_535);

export const isoDateSchema = z.iso.date('a date such as 2026-11-24');

/** Marks a broken rule between two values, which has its own code: each value may be right alone. */
export const CONTRADICTION_PARAMS = { contradiction: true } as const;

export type DeepReadonly<T> = T extends object ? { readonly [K in keyof T]: DeepReadonly<T[K]> } : T;
