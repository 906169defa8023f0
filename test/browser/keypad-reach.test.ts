import { expect, it } from 'vitest';
import { panelOf } from '../../ui/gallery/panels.ts';
import { sampleNames } from '../../ui/gallery/samples.ts';
import { partByCommit } from '../support/commit.ts';
import type { SampleRequest } from './gallery-page.ts';
import { measuredGallery } from './measured-gallery.ts';

/* `npm test` tries every 16th drawing, `PAGES=all` all. Needs dist/gallery. */

const opened = measuredGallery();

const PANELS = ['21.5', '21.5-landscape', '15', '15.6-landscape'].map(panelOf);

const DRAWINGS: readonly SampleRequest[] = PANELS.flatMap((panel) =>
  sampleNames()
    .filter(({ show }) => show !== 'closed')
    .flatMap((sample) =>
      ([100, 200] as const).map((text): SampleRequest => ({ sample, language: 'az', panel, display: { text } })),
    ),
);

it('when a page is drawn, then the arrows reach each enabled control from each other', {
  timeout: 900_000,
}, async () => {
  const wanted = process.env['PAGES'] === 'all' ? DRAWINGS : partByCommit(DRAWINGS, 16);
  const faults = await opened().gallery.forEach(wanted, async (page, { sample, panel, display }) => {
    const { lost, missed, few } = await page.evaluate(() => {
      const gallery = document.querySelector('kiosk-gallery');
      const ways = gallery?.waysOfKeypad() ?? { controls: [], lost: ['no gallery'] };
      const all: Element[] = [];
      const look = (root: ParentNode) => {
        for (const element of root.querySelectorAll('*')) {
          if (element.matches('button, input, select, textarea, a[href], summary, [role="button"], [role="radio"]'))
            all.push(element);
          if (element.shadowRoot) look(element.shadowRoot);
        }
      };
      const screen = gallery?.shadowRoot?.querySelector('kiosk-screen')?.shadowRoot;
      if (screen) look(screen);
      const isInert = (element: Element): boolean => {
        for (let at: Element | null = element; at; ) {
          if (at.hasAttribute('inert')) return true;
          const root = at.getRootNode();
          at = at.parentElement ?? (root instanceof ShadowRoot ? root.host : null);
        }
        return false;
      };
      const usable = all.filter(
        (each) =>
          !each.matches(':disabled') &&
          !isInert(each) &&
          each.checkVisibility({ visibilityProperty: true }) &&
          each.getBoundingClientRect().width > 0,
      );
      const known = new Set<Element>(ways.controls);
      return {
        lost: ways.lost,
        missed: usable.filter((each) => !known.has(each)).map((each) => each.outerHTML.slice(0, 120)),
        few: ways.controls.length - usable.length,
      };
    });
    if (lost.length + missed.length === 0 && few === 0) return [];
    return [{ page: `${sample.show}/${sample.name} ${panel.id} ${display?.text}`, lost, missed, few }];
  });
  expect(faults.flat()).toEqual([]);
});
