import type { Prompts } from './prompts.ts';
import type { InterviewWords } from './words.ts';

/** `null`: no technician; the certain devices are used. */
export type Technician = { readonly prompts: Prompts; readonly words: InterviewWords } | null;
