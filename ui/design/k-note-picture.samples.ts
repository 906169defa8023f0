import { html } from 'lit';
import type { PartSample } from '../samples/part.ts';
import './k-note-picture.ts';

export const samples: readonly PartSample[] = ['1', '200'].map((note) => ({
  name: note,
  part: ({ noteTooLarge }) => html`<k-note-picture .note=${note} .label=${noteTooLarge.picture}></k-note-picture>`,
}));
