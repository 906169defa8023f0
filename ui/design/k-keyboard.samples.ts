import { html } from 'lit';
import type { PartSample } from '../samples/part.ts';
import { KEYBOARD_KINDS } from './k-keyboard.ts';

export const samples: readonly PartSample[] = KEYBOARD_KINDS.map((kind) => ({
  name: kind,
  part: (words) => html`<k-keyboard .kind=${kind} .words=${words} .empty=${false}></k-keyboard>`,
}));
