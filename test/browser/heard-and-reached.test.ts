import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Screen } from '../../device/screen/screen.ts';
import { panelOf } from '../../ui/gallery/panels.ts';
import { sampleNames } from '../../ui/gallery/samples.ts';
import { launchChromium } from './chromium.ts';
import { type Gallery, openGallery, type Wanted } from './gallery-page.ts';

/* Where a screen reader begins and in whose voice it reads, and what is reached without swiping. Needs dist/gallery. */

const LONG_MS = 180_000;
/** The focus follows the drawing within a few frames. */
const FOCUS_MS = 20_000;

let browser: Browser;
let gallery: Gallery;

beforeAll(async () => {
  browser = await launchChromium();
  gallery = await openGallery(browser);
});
afterAll(async () => {
  await gallery?.close();
  await browser?.close();
});

const SAMPLES = sampleNames().filter(({ show }) => show !== 'closed');

const all = (text: Screen['display']['text'] = 100): readonly Wanted[] =>
  SAMPLES.map((sample) => ({ sample, language: 'az', panel: panelOf('21.5'), display: { text } }));

const told = ({ sample }: Wanted) => `${sample.show}/${sample.name}`;

/** Waits until what has the focus, through all shadow roots, is this. */
async function focusComes(page: Page, to: 'h1' | '.stay', where: string): Promise<void> {
  const isThere = (selector: string) => {
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    return element?.matches(selector) === true;
  };
  await page.waitForFunction(isThere, to, { timeout: FOCUS_MS }).catch((cause: unknown) => {
    throw new Error(`${where}: the focus is not at ${to}`, { cause });
  });
}

it('every page has the focus at its heading, and at *stay* where somebody is asked', { timeout: LONG_MS }, async () => {
  const focus = ({ sample }: Wanted) => (sample.name === 'idle' ? '.stay' : 'h1');
  await gallery.forEach(all(), (page, each) => focusComes(page, focus(each), told(each)));
});

/** The screen of the page, with or without the question whether anybody is there. */
const ask = (page: Page, seconds: number | null) =>
  page.evaluate((left) => {
    const glass = document.querySelector('kiosk-gallery')?.shadowRoot?.querySelector('kiosk-screen');
    if (!glass?.screen) throw new Error('there is no screen');
    glass.screen = { ...glass.screen, idle: left === null ? null : { seconds: left } };
  }, seconds);

it('the focus is back at the heading when the question has gone', async () => {
  const choosing = all().filter(({ sample }) => sample.show === 'choosing' && sample.name !== 'idle');
  await gallery.forEach(choosing.slice(0, 1), async (page) => {
    await focusComes(page, 'h1', 'before');
    await ask(page, 30);
    await focusComes(page, '.stay', 'asked');
    await ask(page, null);
    await focusComes(page, 'h1', 'afterwards');
  });
});

/** Runs in the page: texts in Cyrillic letters that no element around them says to be Russian. */
function readByAnother(): readonly string[] {
  const parentOf = (node: Node): Node | null => (node instanceof ShadowRoot ? node.host : node.parentNode);
  const languageOf = (node: Node | null): string | null => {
    for (let at = node; at; at = parentOf(at))
      if (at instanceof Element && at.getAttribute('lang')) return at.getAttribute('lang');
    return null;
  };
  const found: string[] = [];
  const look = (root: Node) => {
    for (const node of root.childNodes) {
      if (node instanceof Text && /\p{Script=Cyrillic}/u.test(node.data) && languageOf(node) !== 'ru')
        found.push(node.data);
      if (node instanceof Element && node.localName !== 'style') look(node.shadowRoot ?? node);
    }
  };
  look(document.body);
  return found;
}

it('what is Russian on an Azerbaijani page is read by a Russian voice', { timeout: LONG_MS }, async () => {
  const found = await gallery.forEach(all(), (page) => page.evaluate(readByAnother));
  expect(found.flat()).toEqual([]);
});

/** Runs in the page: presses *down* to the end. What is wrong with it, or nothing. */
async function pageDown(): Promise<string> {
  const glass = document.querySelector('kiosk-gallery')?.shadowRoot?.querySelector('kiosk-screen');
  const view = glass?.shadowRoot?.querySelector('main > *');
  const page = view?.shadowRoot?.querySelector('k-page')?.shadowRoot;
  const scroller = page?.querySelector('.scroller');
  if (!scroller) return '';
  const hidden = () => scroller.scrollHeight - scroller.clientHeight - scroller.scrollTop;
  const down = () => page?.querySelector<HTMLButtonElement>('.pager:not([hidden]) button:last-child');
  /** The page measures itself, and says so some frames later on a busy machine. */
  const until = async (so: () => boolean) => {
    const last = performance.now() + 5_000;
    while (!so() && performance.now() < last) await new Promise((resolve) => requestAnimationFrame(resolve));
    return so();
  };
  if (hidden() <= 2) return '';
  if (!(await until(() => down() !== null))) return `${hidden()} px are hidden and there is nothing to press`;
  // On a busy machine the button learns a few frames later that there is more.
  for (let press = 0; press < 100 && (await until(() => hidden() <= 2 || down()?.disabled === false)); press++) {
    if (hidden() <= 2) break;
    const before = scroller.scrollTop;
    down()?.click();
    await until(() => scroller.scrollTop !== before);
  }
  return hidden() <= 2 ? 'reached' : `${hidden()} px are never reached`;
}

it('what does not fit at twice the size is reached with two buttons', { timeout: LONG_MS }, async () => {
  const found = await gallery.forEach(all(200), async (page, each) => {
    const what = await page.evaluate(pageDown);
    // The first one ends it: each waits some seconds for a button that may still come.
    expect(['', 'reached'], `${told(each)}: ${what}`).toContain(what);
    return what;
  });
  expect(found).toContain('reached');
});
