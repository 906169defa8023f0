import { z } from 'zod';
import { strictShape } from '../../drivers/shapes.ts';
import { type LocalizedText, localizedText } from '../config/words.ts';
import type { DisplaySettings } from '../words/display.ts';
import type { Language } from '../words/language.ts';
import { nextStepSchema } from './next-step.ts';
import type { Service } from './schema.ts';

export const easyTextsSchema = (title: typeof localizedText) =>
  strictShape({
    title: title.nullable().default(null).describe('Name of the service; null: `title` is easy enough.'),
    documents: localizedText
      .nullable()
      .default(null)
      .describe(
        'Sentences that tell the citizen what to bring, or what is needed here; null: `documents` has no easy text yet.',
      ),
    next: z
      .array(nextStepSchema.nullable())
      .default([])
      .describe(
        'Easy texts of the steps of `next`, in the same order; null: the step of `next` is easy enough. Empty list: all steps are.',
      ),
  });

/** Settings of the citizen that choose a text. */
export interface TextSettings {
  readonly language: Language;
  readonly display: Pick<DisplaySettings, 'easyWords'>;
}

/** Text of the service for the pages. Papers have the ordinary text. */
export const shownServiceText = (
  { easy, ...ordinary }: Pick<Service, 'easy' | 'title' | 'documents'>,
  part: 'title' | 'documents',
  { language, display }: TextSettings,
): string => ((display.easyWords && easy[part]) || ordinary[part])[language];

/** Steps of *what happens next* for the pages. */
export const shownNextSteps = (
  { easy, next }: Pick<Service, 'easy' | 'next'>,
  { display }: Pick<TextSettings, 'display'>,
): readonly LocalizedText[] => (display.easyWords ? next.map((step, at) => easy.next[at] ?? step) : next);
