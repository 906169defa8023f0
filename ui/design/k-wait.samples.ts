import { html } from 'lit';
import type { PartSample } from '../samples/part.ts';
import './k-wait.ts';

const waitOf = (name: string, usual: number | null): PartSample => ({
  name,
  part: (words) => html`<k-wait .usual=${usual} .took=${() => undefined} .words=${words}></k-wait>`,
});

export const samples: readonly PartSample[] = [waitOf('first', null), waitOf('usual', 4)];
