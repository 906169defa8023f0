import { html } from 'lit';
import type { PartSample } from '../samples/part.ts';
import { usualProgress, type ViewName } from '../samples/sample.ts';
import './k-progress.ts';

const AT: readonly ViewName[] = ['beforeYouStart', 'answering', 'choosingSlot', 'choosingDue', 'done'];

export const samples: readonly PartSample[] = AT.map((show) => ({
  name: show,
  part: (words) => html`<k-progress .steps=${usualProgress(show)} .words=${words}></k-progress>`,
}));
