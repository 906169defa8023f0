import { html } from 'lit';
import type { PartSample } from '../samples/part.ts';
import { TERMINAL_STATES } from './k-terminal-picture.ts';

export const samples: readonly PartSample[] = TERMINAL_STATES.map((stage) => ({
  name: stage,
  part: ({ paying }) =>
    html`<k-terminal-picture .stage=${stage} .amount=${'123 456,00 ₼'} .label=${paying.picture}></k-terminal-picture>`,
}));
