import { LANGUAGE_CODES, type Language } from '../../device/words/language.ts';

/* In these texts each word names its language, so a text in a wrong language shows. */

export const languageWord = (language: Language): string => language.repeat(3);

/** Replaces each word of a translated text by the name of its language; gaps stay. */
export function markWords<T>(value: T, language?: Language): T {
  if (typeof value === 'string')
    return language
      ? (value.replace(/\{[a-z]+\}|\p{L}+/gu, (each) => (each[0] === '{' ? each : languageWord(language))) as T)
      : value;
  if (Array.isArray(value)) return value.map((each) => markWords(each, language)) as T;
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).map(([key, each]) => {
    const own = LANGUAGE_CODES.find((code) => code === key);
    return [key, markWords(each, own ?? language)];
  });
  return Object.fromEntries(entries) as T;
}

export type TextChange = <T>(value: T) => T;
export const unchangedTexts: TextChange = (value) => value;

/** The same office; its answers have changed texts. */
export function withTexts<Office extends object>(office: Office, texts: TextChange): Office {
  if (texts === unchangedTexts) return office;
  const changed = Object.entries(office).map(([name, ask]) => [
    name,
    async (...asked: readonly unknown[]) => texts(await (ask as (...asked: readonly unknown[]) => unknown)(...asked)),
  ]);
  return Object.fromEntries(changed) as Office;
}
