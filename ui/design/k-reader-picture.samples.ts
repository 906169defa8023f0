import { html } from 'lit';
import type { PartSample } from '../samples/part.ts';
import './k-reader-picture.ts';

export const samples: readonly PartSample[] = (['waiting', 'reading'] as const).map((stage) => ({
  name: stage,
  part: ({ identifying }) => html`<k-reader-picture .stage=${stage} .label=${identifying.picture}></k-reader-picture>`,
}));
