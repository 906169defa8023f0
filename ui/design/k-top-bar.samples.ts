import { html } from 'lit';
import type { PartSample } from '../samples/part.ts';
import { usualFrame } from '../samples/sample.ts';
import './k-top-bar.ts';

const barOf = (name: string, languagesAway: boolean, leaves: boolean): PartSample => ({
  name,
  part: (words) =>
    html`<k-top-bar .frame=${usualFrame(words.language, 1)} .words=${words} .languagesAway=${languagesAway} .leaves=${leaves}></k-top-bar>`,
});

export const samples: readonly PartSample[] = [
  barOf('usual', false, false),
  barOf('leaves', false, true),
  barOf('bank-decides', true, false),
];
