import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { packageFile } from '../../device/package-root.ts';
import type { Display, Language } from '../../device/screen/screen.ts';
import { writeAddress } from '../../ui/gallery/address.ts';
import type { Panel } from '../../ui/gallery/panels.ts';
import type { SampleName } from '../../ui/gallery/samples.ts';
import { withAxe } from './axe.ts';

const FILE = packageFile('dist/gallery/index.html');

export const GALLERY_URL = pathToFileURL(FILE).href;

/** One sample, how it is wanted. */
export interface Wanted {
  readonly sample: SampleName;
  readonly language: Language;
  readonly panel: Panel;
  readonly display?: Partial<Display>;
}

/** The built gallery in two windows, so that two cores draw. */
export interface Gallery {
  /** Shows each in turn, alone on the glass, and hands it to `look`; the order of the answers is the order of `wanted`. */
  forEach<T>(wanted: readonly Wanted[], look: (page: Page, wanted: Wanted) => Promise<T>): Promise<readonly T[]>;
  close(): Promise<void>;
}

/** @throws where the gallery has not been built */
export async function openGallery(browser: Browser): Promise<Gallery> {
  if (!existsSync(FILE)) throw new Error('dist/gallery/index.html is missing: npm run build -- gallery');
  const windows = await Promise.all([openWindow(browser), openWindow(browser)]);
  return {
    async forEach(wanted, look) {
      const answers = new Array(wanted.length);
      const rest = wanted.entries();
      const work = async (page: Page) => {
        for (const [index, each] of rest) {
          await show(page, each);
          answers[index] = await look(page, each);
        }
      };
      await Promise.all(windows.map(({ page }) => work(page)));
      return answers;
    },
    async close() {
      await Promise.all(windows.map(({ context }) => context.close()));
    },
  };
}

async function openWindow(browser: Browser): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.newContext({ reducedMotion: 'reduce' });
  await withAxe(context);
  const page = await context.newPage();
  await page.goto(`${GALLERY_URL}#lang=az`);
  return { context, page };
}

async function show(page: Page, { sample, language, panel, display }: Wanted): Promise<void> {
  const { widthPx: width, heightPx: height } = panel;
  const now = page.viewportSize();
  if (now?.width !== width || now.height !== height) await page.setViewportSize({ width, height });
  const hash = writeAddress({
    show: sample.show,
    sample: sample.name,
    language,
    display: { contrast: false, text: 100, lower: false, ...display },
    panel: panel.id,
    simulated: false,
    bare: true,
  });
  await page.evaluate(untilDrawn, hash);
}

/** Runs in the page. Ends when the gallery says that it has drawn this address, or with the page's own error. */
function untilDrawn(hash: string): Promise<void> {
  const html = document.documentElement;
  const over = new AbortController();
  const { signal } = over;
  return new Promise<void>((resolve, reject) => {
    const look = () => {
      if (window.location.hash === hash && html.dataset['ready'] === hash) resolve();
    };
    const observer = new MutationObserver(look);
    observer.observe(html, { attributeFilter: ['data-ready'] });
    signal.addEventListener('abort', () => observer.disconnect());
    window.addEventListener('unhandledrejection', ({ reason }) => reject(reason), { signal });
    // A ResizeObserver that has to be asked again next frame is reported as an error event without an error.
    window.addEventListener('error', ({ error }) => error && reject(error), { signal });
    look();
    window.location.hash = hash;
  }).finally(() => over.abort());
}
