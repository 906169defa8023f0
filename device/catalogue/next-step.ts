import { CONTRADICTION_PARAMS, type LocalizedText, localizedText } from '../config/words.ts';
import { LANGUAGE_CODES } from '../words/language.ts';

/** Values that a step of *what happens next* may name. A step without its value is left out. */
export const PLACEHOLDERS = ['window', 'ticket', 'ahead', 'ready', 'day', 'time'] as const;
export type Placeholder = (typeof PLACEHOLDERS)[number];

export const nextStepSchema = localizedText.superRefine((value, context) => {
  for (const language of LANGUAGE_CODES) {
    const unknown = placeholdersOf(value[language]).find((name) => !PLACEHOLDERS.some((known) => known === name));
    if (unknown === undefined) continue;
    const message = `only ${PLACEHOLDERS.map((name) => `{${name}}`).join(' ')}`;
    context.addIssue({ code: 'custom', path: [language], message });
  }
  if (new Set(LANGUAGE_CODES.map((language) => placeholderKey(value[language]))).size > 1) {
    const message = `the same placeholders in ${LANGUAGE_CODES.slice(0, -1).join(', ')} and ${LANGUAGE_CODES.at(-1)}`;
    context.addIssue({ code: 'custom', message, params: CONTRADICTION_PARAMS });
  }
});

function placeholdersOf(text: string): readonly string[] {
  return [...text.matchAll(/\{([^{}]*)\}/g)].map((match) => match[1]!);
}

/** Whether two steps have the same placeholders. One language is enough: the schema compares the languages. */
export const haveSamePlaceholders = (one: LocalizedText, other: LocalizedText | undefined): boolean =>
  other !== undefined && placeholderKey(one.az) === placeholderKey(other.az);

const placeholderKey = (text: string) => [...placeholdersOf(text)].sort().join();
