import { expect, it } from 'vitest';
import { createScrape, SCRAPE_REUSE_MS } from './scrape.ts';
import { gauge } from './text.ts';

function rig() {
  let now = 0;
  let read = 0;
  let turns = 0;
  const parts = [
    {
      name: 'one',
      families: () => {
        read += 1;
        return [gauge({ name: 'one', help: 'x' }, read)];
      },
    },
  ];
  const scrape = createScrape({
    parts,
    now: () => now,
    turn: async () => {
      turns += 1;
    },
  });
  const value = (text: string, name: string) => new RegExp(`^asan_kiosk_${name} (.*)$`, 'm').exec(text)?.[1];
  return {
    parts,
    scrape,
    value,
    turns: () => turns,
    pass: (ms: number) => {
      now += ms;
    },
  };
}

it('when several scrapes come within a second, then they get one text', async () => {
  const { scrape, value, pass } = rig();
  const texts = await Promise.all([scrape.text(), scrape.text(), scrape.text()]);
  expect(texts.map((text) => value(text, 'one'))).toEqual(['1', '1', '1']);
  pass(SCRAPE_REUSE_MS - 1);
  expect(value(await scrape.text(), 'one')).toBe('1');
  pass(1);
  expect(value(await scrape.text(), 'one')).toBe('2');
});

it('when a part cannot be read, then it is left out and counted, and the rest is served', async () => {
  const { scrape, parts, value, pass, turns } = rig();
  parts.unshift({
    name: 'books',
    families: () => {
      throw Object.assign(new Error('no such column'), { code: 'SQLITE_ERROR' });
    },
  });
  expect((await scrape.text()).split('\n')).toEqual([
    '# HELP asan_kiosk_one x',
    '# TYPE asan_kiosk_one gauge',
    'asan_kiosk_one 1',
    '# HELP asan_kiosk_scrape_parts_failed_total Parts of this page that could not be read, and were left out.',
    '# TYPE asan_kiosk_scrape_parts_failed_total counter',
    'asan_kiosk_scrape_parts_failed_total{part="books"} 1',
    'asan_kiosk_scrape_parts_failed_total{part="one"} 0',
    '',
  ]);
  expect(turns()).toBe(2);
  pass(SCRAPE_REUSE_MS);
  expect(value(await scrape.text(), 'scrape_parts_failed_total{part="books"}')).toBe('2');
});
