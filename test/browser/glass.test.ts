import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchChromium } from './chromium.ts';
import { type GlassObservation, lookAtGlass } from './glass.ts';
import {
  controlFaults,
  headingFaults,
  layoutFaults,
  outOfReach,
  overlappingTexts,
  roomFaults,
  shrunkTexts,
  smallTexts,
} from './glass-rules.ts';

const PX_PER_MM = 4;

let browser: Browser;
let page: Page;

beforeAll(async () => {
  browser = await launchChromium();
  page = await (await browser.newContext({ viewport: { width: 1_000, height: 1_600 } })).newPage();
});
afterAll(() => browser?.close());

async function see(body: string): Promise<GlassObservation> {
  await page.setContent(
    `<style>body { margin: 0; font: 30px sans-serif } button { width: 200px; height: 90px; font: inherit }</style>${body}`,
  );
  return page.evaluate(lookAtGlass);
}

it('when a page has no fault, then no rule reports one', async () => {
  const seen = await see('<h1>One</h1><p>Some words</p><button>One</button> <button style="margin: 20px">Two</button>');
  expect(
    [
      layoutFaults(seen),
      overlappingTexts(seen),
      headingFaults(seen),
      smallTexts(seen, PX_PER_MM),
      controlFaults(seen, PX_PER_MM),
    ].flat(),
  ).toEqual([]);
});

it.each([
  ['a page that moves sideways', '<div style="width: 1200px; height: 1px"></div>', /200 px too wide/],
  [
    'text cut at its side',
    '<p style="width: 90px; overflow: hidden; white-space: nowrap">Cut at its side</p>',
    /clipped: Cut/,
  ],
  ['text cut below', '<div style="height: 50px; overflow: hidden">One<br />Two</div>', /clipped: Two/],
  ['text outside the glass', '<p style="position: absolute; top: 1590px">Outside</p>', /clipped: Outside/],
  ['text beside its box', '<p style="width: 90px; white-space: nowrap">Beside its box</p>', /out of its box: Beside/],
  [
    'text below its button',
    '<button><span style="display: block">One<br />Two<br />Three<br />Four</span></button>',
    /out of its box: Four/,
  ],
  ['a broken word', '<p style="width: 90px; overflow-wrap: anywhere">Unbreakable</p>', /broken: Unbreakable/],
  ['a number on two lines', '<p style="width: 200px">to +994 50 123 45 67</p>', /broken: \+994 50 123 45 67/],
] as const)('when a page has %s, then a rule reports it', async (_, body, found) => {
  expect(layoutFaults(await see(body)).join()).toMatch(found);
});

it('when a typed field is not in view without scrolling, then the rule reports it', async () => {
  const field = '<div class="field"><span role="textbox">Typed</span></div>';
  const low = (above: string) => `<div style="height: 100px; overflow: hidden auto">${above}${field}</div>`;
  expect(roomFaults(await see(low('<p style="height: 40px"></p>'))).join()).toMatch(/field is not in view.*div\.field/);
  expect(roomFaults(await see(low('')))).toEqual([]);
});

it('when the reason of a refusal is not in view without scrolling, then the rule reports it', async () => {
  const page = (px: number) =>
    `<div style="height: 60px; overflow: hidden auto"><p style="height: ${px}px; margin: 0"></p><p class="problem" style="margin: 0">Wrong</p></div>`;
  expect(roomFaults(await see(page(50))).join()).toMatch(/reason is not in view.*Wrong/);
  expect(roomFaults(await see(page(0)))).toEqual([]);
});

it('when a text is smaller on the page of large text, then the rule reports it', async () => {
  const [usual, large] = [
    await see('<h1>One</h1><p>Words</p>'),
    await see('<h1 style="font-size: 32px">One</h1><p>Words</p>'),
  ];
  expect(shrunkTexts(usual, large)).toEqual(['60 px become 32: One (h1)']);
});

it('when text can be scrolled into view, then no rule reports it', async () => {
  const seen = await see('<div style="height: 50px; overflow: hidden auto">One<br />Two<br />Three</div>');
  expect(layoutFaults(seen)).toEqual([]);
  expect(seen.texts.at(-1)?.shown).toBeNull();
});

it('when text is in a shadow root, then the rules check it; inert text is not checked', async () => {
  const inside = '<h1>Inside</h1><button>One</button><div inert><h1>Inert</h1><button>Two</button></div>';
  const { headings, targets } = await see(`<div><template shadowrootmode="open">${inside}</template></div>`);
  expect(headings).toEqual(['Inside']);
  expect(targets.map(({ name }) => name)).toEqual(['One']);
});

it('when text overlaps text, then the rule reports it', async () => {
  const seen = await see('<p style="position: absolute">Under</p><p style="position: absolute">Upon</p>');
  expect(overlappingTexts(seen)).toHaveLength(1);
});

it('when letters or targets are too small, or targets too close, then the rules report them', async () => {
  const seen = await see(
    '<p style="font-size: 20px">Small</p><button style="width: 60px">A</button><button>B</button>',
  );
  expect(smallTexts(seen, PX_PER_MM).join()).toMatch(/3\.6 mm: Small/);
  expect(controlFaults(seen, PX_PER_MM).join()).toMatch(/15\.0 × 22\.5 mm: “A”.*0\.0 mm between/);
});

it('when a control is out of reach, then the rule reports it', async () => {
  const seen = await see('<p>High</p><p style="position: absolute; top: 600px">Low enough</p>');
  expect(outOfReach(seen, PX_PER_MM).join()).toMatch(/^at 1300 mm: High \(p\)$/);
});
