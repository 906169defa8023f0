import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { LANGUAGE_CODES, type Language, languageEntry } from '../../device/words/language.ts';
import { NEW_CONTROL_IGNORES_MS } from '../../ui/citizen/parts/still.ts';
import { az } from '../../ui/words/az.ts';
import { loadWords } from '../../ui/words/load.ts';
import type { Words } from '../../ui/words/words.ts';
import { catalogue } from '../support/catalogue.ts';
import { COARSE_PIXELS, type PixelScale } from './chromium.ts';

export const ALL_WORDS: readonly Words[] = await Promise.all(LANGUAGE_CODES.map(loadWords));

const wordsOf = (wanted: Language): Words => ALL_WORDS.find(({ language }) => language === wanted)!;

function ownName(language: Language): RegExp {
  const { short, name } = languageEntry(language);
  return new RegExp(`^${short}|${name}`);
}

export interface Citizen {
  readonly page: Page;
  readonly words: Words;
  switchTo(language: Language): Promise<void>;
  start(language: Language): Promise<void>;
  choose(serviceId: string): Promise<void>;
  touch(name: string | RegExp): Promise<void>;
  paysBy(method: 'card' | 'cash'): Promise<void>;
  sees(heading: string | RegExp): Promise<void>;
  reads(text: string | RegExp): Promise<void>;
  /** Touches keys. The page's keyboard begins with a capital. */
  type(text: string): Promise<void>;
  answers(label: string): Promise<void>;
  leave(): Promise<void>;
}

/** Opens the page of the kiosk. A test that makes pictures passes `FINE_PIXELS`. */
export async function citizenAt(browser: Browser, url: string, pixels: PixelScale = COARSE_PIXELS): Promise<Citizen> {
  const viewport = { width: 1080, height: 1920 };
  const context: BrowserContext = await browser.newContext({ viewport, hasTouch: true, ...pixels });
  const page = await context.newPage();
  await page.goto(url);
  let words = az;
  const touch = (name: string | RegExp) => touchOnceItStands(page.getByRole('button', { name, exact: true }).first());
  return {
    page,
    get words() {
      return words;
    },
    async switchTo(language) {
      if (words.language === language) return;
      words = wordsOf(language);
      await touch(ownName(language));
    },
    async start(language) {
      await touch(ownName(language));
      words = wordsOf(language);
      await touch(words.attract.all);
      await page.locator('screen-choosing').waitFor();
      await page.getByRole('heading', { level: 1, name: words.choosing.title }).waitFor();
    },
    async choose(serviceId) {
      const service = catalogue().services.find(({ id }) => id === serviceId);
      if (!service) throw new Error(`no service ${serviceId}`);
      const card = page.getByRole('button', { name: new RegExp(literally(service.title[words.language])) }).first();
      if (!(await card.isVisible())) {
        const group = catalogue().groups.find(({ id }) => id === service.groups[0]);
        await touch(new RegExp(`^${literally(group?.title[words.language] ?? '')}`));
      }
      await touchOnceItStands(card);
    },
    touch,
    paysBy: (method) => touch(new RegExp(`^${literally(words.choosingPayment[method])}`)),
    async sees(heading) {
      const seen = page.getByRole('heading', { level: 1, name: heading });
      await seen.waitFor().catch(async (error: Error) => {
        throw new Error(`the page says ${await whatItSays(page)}\n${error.message}`);
      });
    },
    reads: (text) => page.getByText(text).first().waitFor(),
    async type(text) {
      for (const key of text) await page.getByRole('button', { name: new RegExp(`^${literally(key)}$`, 'i') }).tap();
    },
    answers: (label) => touchOnceItStands(page.getByRole('radio', { name: new RegExp(literally(label)) })),
    leave: () => context.close(),
  };
}

/** Waits like a person who first looks, then touches. The page ignores earlier touches (ui/citizen/touches.ts). */
export async function touchOnceItStands(control: Locator): Promise<void> {
  await untilStands(control);
  await control.tap();
}

export async function untilStands(control: Locator): Promise<void> {
  await control.waitFor();
  await control.scrollIntoViewIfNeeded();
  await control.evaluate(untilItStands, NEW_CONTROL_IGNORES_MS);
}

/** Runs in the page. The time counts from two frames after the page's last change. */
function untilItStands(control: Element, standsMs: number): Promise<void> {
  const FRAMES = 4;
  control.scrollIntoView({ block: 'nearest' });
  return new Promise((resolve) => {
    let place = '';
    let since = 0;
    let frames = 0;
    const look = (now: number) => {
      const { x, y, width, height } = control.getBoundingClientRect();
      const here = [x, y, width, height].map(Math.round).join();
      if (here !== place) [place, frames] = [here, 0];
      frames += 1;
      if (frames === FRAMES) since = now;
      if (!control.isConnected || (frames > FRAMES && now - since > standsMs)) resolve();
      else window.requestAnimationFrame(look);
    };
    window.requestAnimationFrame(look);
  });
}

export const whatItSays = async (page: Page) => JSON.stringify(await page.locator('body').ariaSnapshot());

const literally = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
