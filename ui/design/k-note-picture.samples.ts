import { html } from 'lit';
import type { PartSample } from '../samples/part.ts';
import './k-note-picture.ts';
import type { NoteWay } from './k-note-picture.ts';

const SAMPLES: readonly (readonly [NoteWay, string])[] = [
  ['in', '1'],
  ['in', '20'],
  ['held', '50'],
  ['back', '200'],
  ['closed', ''],
];

export const samples: readonly PartSample[] = SAMPLES.map(([way, note]) => ({
  name: `${way}-${note}`,
  part: ({ payingCash }) =>
    html`<k-note-picture .way=${way} .note=${note} .label=${payingCash.picture}></k-note-picture>`,
}));
