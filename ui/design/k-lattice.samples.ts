import { html } from 'lit';
import type { PartSample } from '../samples/part.ts';
import './k-lattice.ts';

export const samples: readonly PartSample[] = [{ name: 'usual', part: () => html`<k-lattice></k-lattice>` }];
