import { html } from 'lit';
import type { PartSample } from '../samples/part.ts';
import './k-reader-picture.ts';

export const samples: readonly PartSample[] = (['waiting', 'reading', 'away', 'withdrawn'] as const).map((stage) => ({
  name: stage,
  part: ({ identifying }) =>
    html`<k-reader-picture
      .stage=${stage}
      .label=${stage === 'waiting' || stage === 'reading' ? identifying.picture : identifying.away.picture}
    ></k-reader-picture>`,
}));
