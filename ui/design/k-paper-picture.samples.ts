import { html } from 'lit';
import type { PartSample } from '../samples/part.ts';
import './k-paper-picture.ts';

export const samples: readonly PartSample[] = [
  { name: 'roll', part: () => html`<k-paper-picture></k-paper-picture>` },
  { name: 'sheets', part: () => html`<k-paper-picture sheets></k-paper-picture>` },
];
