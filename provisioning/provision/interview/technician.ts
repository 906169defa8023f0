import type { Prompts } from './prompts.ts';
import type { InterviewWords } from './words.ts';

/** Somebody at the keyboard; `null` where nobody is, and what is certain is taken. */
export type Technician = { readonly prompts: Prompts; readonly words: InterviewWords } | null;
