import { html } from 'lit';
import type { PartSample } from '../samples/part.ts';
import { KINDS } from './k-keyboard.ts';

export const samples: readonly PartSample[] = KINDS.map((kind) => ({
  name: kind,
  part: (words) => html`<k-keyboard .kind=${kind} .words=${words} .empty=${false}></k-keyboard>`,
}));
