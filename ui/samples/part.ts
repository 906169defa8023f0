import type { TemplateResult } from 'lit';
import type { Words } from '../words/words.ts';

/** One state of a part, shown alone. */
export interface PartSample {
  readonly name: string;
  readonly part: (words: Words) => TemplateResult;
}
