import { html } from 'lit';
import type { PartSample } from '../samples/part.ts';
import './k-lattice.ts';

export const samples: readonly PartSample[] = [
  { name: 'usual', part: () => html`<div style="position: relative; flex: 1"><k-lattice></k-lattice></div>` },
];
