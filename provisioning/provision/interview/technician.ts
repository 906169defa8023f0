import type { Prompts } from './prompts.ts';
import type { InterviewWords } from './words.ts';

/** The technician at the keyboard; `null` if there is none: then certain values are used. */
export type Technician = { readonly prompts: Prompts; readonly words: InterviewWords } | null;
