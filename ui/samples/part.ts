import type { TemplateResult } from 'lit';
import type { Words } from '../words/words.ts';

export interface PartSample {
  readonly name: string;
  readonly part: (words: Words) => TemplateResult;
}
