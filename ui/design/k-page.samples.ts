import { html } from 'lit';
import type { PartSample } from '../samples/part.ts';
import { PAGE_LAYOUTS } from './k-page.ts';

export const samples: readonly PartSample[] = PAGE_LAYOUTS.map((layout) => ({
  name: layout,
  part: ({ common, checking }) => html`<k-page layout=${layout} .up=${common.scrollUp} .down=${common.scrollDown}>
    <div slot="head"><h2>${checking.title}</h2></div>
    <p slot="picture" class="lead">${checking.lead(true)}</p>
    <p class="lead">${checking.lead(false)}</p>
    <p slot="total" class="lead">${common.toPay}</p>
    <button slot="start" type="button" class="button">${common.back}</button>
    <button slot="primary" type="button" class="button primary">${common.next}</button>
  </k-page>`,
}));
