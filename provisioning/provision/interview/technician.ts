import type { InterviewPrompts } from './prompts.ts';
import type { InterviewWords } from './words.ts';

/** `null`: no technician; the certain devices are used. */
export type InterviewTechnician = { readonly prompts: InterviewPrompts; readonly words: InterviewWords } | null;
