import { z } from 'zod';
import { strictShape } from '../../drivers/shapes.ts';
import { type LocalizedText, localizedText } from '../config/words.ts';
import type { DisplaySettings } from '../words/display.ts';
import type { Language } from '../words/language.ts';
import { nextStepSchema } from './next-step.ts';
import type { Service } from './schema.ts';

export const easyTextsSchema = (title: typeof localizedText) =>
  strictShape({
    title: title.nullable().default(null).describe('Name of the service; null: `title` is easy.'),
    documents: localizedText
      .nullable()
      .default(null)
      .describe('Sentences that tell the citizen what to bring, or what is needed here; null: missing.'),
    next: z
      .array(nextStepSchema.nullable())
      .default([])
      .describe('Steps of `next` at the same places; null: the step of `next` is easy. Empty: all of them are.'),
  });

/** The citizen's settings for texts. */
export interface TextSettings {
  readonly language: Language;
  readonly display: Pick<DisplaySettings, 'easyWords'>;
}

/** A text of the service for the pages; papers have the ordinary text. */
export const shownServiceText = (
  { easy, ...ordinary }: Pick<Service, 'easy' | 'title' | 'documents'>,
  part: 'title' | 'documents',
  { language, display }: TextSettings,
): string => ((display.easyWords && easy[part]) || ordinary[part])[language];

/** *What happens next* for the pages. */
export const shownNextSteps = (
  { easy, next }: Pick<Service, 'easy' | 'next'>,
  { display }: Pick<TextSettings, 'display'>,
): readonly LocalizedText[] => (display.easyWords ? next.map((step, at) => easy.next[at] ?? step) : next);
