import { describe, expect, it } from 'vitest';
import { LANGUAGE_CODES } from '../../device/words/language.ts';
import { panelOf } from '../../ui/gallery/panels.ts';
import type { Wanted } from './gallery-page.ts';
import type { Seen, SeenText } from './glass.ts';
import { measuredGallery } from './measured-gallery.ts';

/* What has to be seen before anything is scrolled. Needs dist/gallery. */

const opened = measuredGallery();

async function drawn({ sample, panel, display = {} }: Omit<Wanted, 'language'>): Promise<readonly Seen[]> {
  const wanted = LANGUAGE_CODES.map((language) => ({ sample, language, panel, display }));
  return (await opened().gallery.draw(wanted, null)).map(({ seen }) => seen);
}

/** Rounding of layout. */
const SLACK_PX = 1.5;

const isCut = ({ line, shown }: SeenText): boolean =>
  shown === null || shown.bottom < line.bottom - SLACK_PX || shown.top > line.top + SLACK_PX;
const saying = (texts: readonly SeenText[]) => texts.map(({ text }) => text);

describe('of the last page', () => {
  it.each(['sent-to-a-window', 'ticket'])('the ticket and the way to its window, low and large: %s', async (name) => {
    const [panel, display] = [panelOf('15.6-landscape'), { text: 130 } as const];
    for (const { texts } of await drawn({ sample: { show: 'done', name }, panel, display })) {
      const own = texts.filter(({ where }) => where.includes('div.own'));
      expect(own.length).toBeGreaterThanOrEqual(4);
      expect(saying(own.filter(isCut))).toEqual([]);
    }
  });

  it.each([panelOf('21.5'), panelOf('21.5-landscape')])(
    'all of it, where there is only a ticket: $title',
    async (panel) => {
      for (const { texts } of await drawn({ sample: { show: 'done', name: 'ticket' }, panel })) {
        expect(saying(texts.filter(isCut))).toEqual([]);
      }
    },
  );
});

describe('of the page before a language is chosen', () => {
  it('when a device or the office is away, then the notice is shown in all three languages', async () => {
    const [{ texts } = { texts: [] }] = await drawn({
      sample: { show: 'attract', name: 'office-away' },
      panel: panelOf('21.5'),
    });
    const said = saying(texts.filter((each) => !isCut(each))).join(' ');
    for (const start of ['Xidmətlər sistemi', 'Нет связи с системой', 'The service system'])
      expect(said).toContain(start);
  });
});

describe('of the first page', () => {
  it('everything, with titles of two lines at most', async () => {
    for (const { texts } of await drawn({ sample: { show: 'choosing', name: 'usual' }, panel: panelOf('21.5') })) {
      expect(saying(texts.filter(isCut))).toEqual([]);
      const titles = texts.filter(({ where }) => where.endsWith('span.title'));
      const linesOf = (one: SeenText) => titles.filter(({ node }) => node === one.node).length;
      expect(saying(titles.filter((each) => linesOf(each) > 2))).toEqual([]);
    }
  });
});
