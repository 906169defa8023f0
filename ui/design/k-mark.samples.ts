import { html } from 'lit';
import type { PartSample } from '../samples/part.ts';
import './k-mark.ts';

export const samples: readonly PartSample[] = [
  { name: 'usual', part: () => html`<k-mark style="width: 20cqw; aspect-ratio: 1"></k-mark>` },
];
