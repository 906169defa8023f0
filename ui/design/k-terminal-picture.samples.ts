import { html } from 'lit';
import type { PartSample } from '../samples/part.ts';
import { PAYING_STAGES } from './k-terminal-picture.ts';

export const samples: readonly PartSample[] = PAYING_STAGES.map((stage) => ({
  name: stage,
  part: ({ paying }) =>
    html`<k-terminal-picture .stage=${stage} .amount=${'123 456,00 ₼'} .label=${paying.picture}></k-terminal-picture>`,
}));
