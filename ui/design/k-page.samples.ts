import { html, nothing } from 'lit';
import type { PartSample } from '../samples/part.ts';
import { PAGE_LAYOUTS, type PageLayout, type PageTrait } from './k-page.ts';

const page = (name: string, layout: PageLayout, traits: PageTrait | null): PartSample => ({
  name,
  part: ({
    common,
    checking,
  }) => html`<k-page layout=${layout} traits=${traits ?? nothing} .up=${common.scrollUp} .down=${common.scrollDown}>
    <div slot="head"><h2>${checking.title}</h2></div>
    <p slot="picture" class="lead">${checking.lead(true)}</p>
    <p class="lead">${checking.lead(false)}</p>
    <p slot="total" class="lead">${common.toPay}</p>
    <button slot="start" type="button" class="button">${common.back}</button>
    <button slot="primary" type="button" class="button primary">${common.next}</button>
  </k-page>`,
});

export const samples: readonly PartSample[] = [
  ...PAGE_LAYOUTS.map((layout) => page(layout, layout, null)),
  page('tell-across', 'tell', 'across'),
];
