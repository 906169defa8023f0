import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import type { Browser, BrowserContext, CDPSession, Page } from 'playwright-core';
import { packageFile } from '../../device/files/package-root.ts';
import type { CitizenScreen } from '../../device/screen/screen.ts';
import type { DisplaySettings } from '../../device/words/display.ts';
import { PLAIN_DISPLAY } from '../../device/words/display.ts';
import type { Language } from '../../device/words/language.ts';
import { formatGalleryAddress } from '../../ui/gallery/address.ts';
import type { GalleryInput } from '../../ui/gallery/kiosk-gallery.ts';
import type { Panel } from '../../ui/gallery/panels.ts';
import { type AxeResults, axeOptions, findingsOf, withAxe } from './axe.ts';
import { type GlassObservation, lookAtGlass } from './glass.ts';

const FILE = packageFile('dist/gallery/index.html');

export const GALLERY_URL = pathToFileURL(FILE).href;

export interface SampleRequest {
  readonly sample: { readonly show: string; readonly name: string };
  readonly language: Language;
  readonly panel: Panel;
  readonly display?: Partial<DisplaySettings>;
}

export interface Drawing {
  readonly seen: GlassObservation;
  readonly faults: readonly string[];
}

export interface Gallery {
  forEach<T>(
    wanted: readonly SampleRequest[],
    look: (page: Page, wanted: SampleRequest) => Promise<T>,
  ): Promise<readonly T[]>;
  /** `axe`: names of axe's rules; empty means all rules, `null` none. */
  draw(wanted: readonly SampleRequest[], axe: readonly string[] | null): Promise<readonly Drawing[]>;
  drawScreens(screens: readonly CitizenScreen[], panel: Panel): Promise<readonly GlassObservation[]>;
  sheetOf(screens: readonly CitizenScreen[], panel: Panel): Promise<Buffer>;
  close(): Promise<void>;
}

const SHEET = { columns: 6, heightPx: 640, gapPx: 19 } as const;

const WINDOWS = 2;
/** The page still has its whole panel; fewer pixels take less time. */
export const MEASURED_SCALE = 0.1;
const DRAWINGS_PER_CALL = 12;

/**
 * @param scale of the pixels: 1 for tests that look at pictures or point at controls
 * @throws if the gallery has not been built
 */
export async function openGallery(browser: Browser, scale: 1 | typeof MEASURED_SCALE = 1): Promise<Gallery> {
  if (!existsSync(FILE)) throw new Error('dist/gallery/index.html is missing: npm run build -- gallery');
  const windows = await Promise.all(Array.from({ length: WINDOWS }, () => openWindow(browser, scale)));

  async function inWindows<W, T>(work: readonly W[], act: (window: GalleryWindow, one: W) => Promise<T>): Promise<T[]> {
    const answers = new Array<T>(work.length);
    const rest = work.entries();
    const lane = async (window: GalleryWindow) => {
      for (const [index, one] of rest) answers[index] = await act(window, one);
    };
    await Promise.all(windows.map(lane));
    return answers;
  }

  return {
    forEach: (wanted, look) =>
      inWindows(wanted, async ({ page, setPanel }, each) => {
        await setPanel(each.panel);
        await page.evaluate(untilDrawn, addressOf(each));
        return look(page, each);
      }),
    async draw(wanted, axe) {
      const [first] = wanted;
      if (!first) return [];
      const pieces = Array.from({ length: Math.ceil(wanted.length / DRAWINGS_PER_CALL) }, (_, nth) =>
        wanted.slice(nth * DRAWINGS_PER_CALL, (nth + 1) * DRAWINGS_PER_CALL).map(addressOf),
      );
      const options = axe && axeOptions(axe);
      const drawn = await inWindows(pieces, async ({ page, setPanel }, hashes) => {
        await setPanel(first.panel);
        const inPage = `(${drawAll})(${JSON.stringify(hashes)}, ${JSON.stringify(options)}, ${untilDrawn}, ${lookAtGlass})`;
        return JSON.parse(await page.evaluate<string>(inPage)) as { seen: GlassObservation; axe: AxeResults | null }[];
      });
      return drawn.flat().map(({ seen, axe: results }) => ({ seen, faults: results ? findingsOf(results) : [] }));
    },
    async drawScreens(screens, panel) {
      const pieces = Array.from({ length: Math.ceil(screens.length / DRAWINGS_PER_CALL) }, (_, nth) =>
        screens.slice(nth * DRAWINGS_PER_CALL, (nth + 1) * DRAWINGS_PER_CALL),
      );
      const drawn = await inWindows(pieces, async ({ page, setPanel }, piece) => {
        await setPanel(panel);
        const inPage = `(${drawGiven})(${JSON.stringify(piece)}, ${JSON.stringify(panel)}, ${lookAtGlass})`;
        return JSON.parse(await page.evaluate<string>(inPage)) as GlassObservation[];
      });
      return drawn.flat();
    },
    async sheetOf(screens, panel) {
      const [{ page }] = windows as [GalleryWindow];
      const widthPx = Math.round((SHEET.heightPx * panel.widthPx) / panel.heightPx);
      const width = 48 + SHEET.columns * (widthPx + SHEET.gapPx);
      await page.setViewportSize({ width, height: SHEET.heightPx });
      const given: GalleryInput = { screens, panel, widthPx };
      await page.evaluate((what) => document.querySelector('kiosk-gallery')?.showScreens(what), given);
      return page.screenshot({ fullPage: true });
    },
    async close() {
      await Promise.all(windows.map(({ context }) => context.close()));
    },
  };
}

/** Runs in the page. Returns one text: an object is transferred slowly. */
async function drawAll(
  hashes: readonly string[],
  options: object | null,
  drawn: (hash: string) => Promise<void>,
  look: () => GlassObservation,
): Promise<string> {
  const all: { seen: GlassObservation; axe: AxeResults | null }[] = [];
  for (const hash of hashes) {
    await drawn(hash);
    all.push({ seen: look(), axe: options && (await window.axe.run(document, options)) });
  }
  return JSON.stringify(all);
}

async function drawGiven(
  screens: readonly CitizenScreen[],
  panel: Panel,
  look: () => GlassObservation,
): Promise<string> {
  const gallery = document.querySelector('kiosk-gallery');
  const all: GlassObservation[] = [];
  for (const screen of screens) {
    await gallery?.showScreens({ screens: [screen], panel });
    all.push(look());
  }
  return JSON.stringify(all);
}

interface GalleryWindow {
  readonly context: BrowserContext;
  readonly page: Page;
  setPanel(panel: Panel): Promise<void>;
}

async function openWindow(browser: Browser, scale: number): Promise<GalleryWindow> {
  const context = await browser.newContext({ reducedMotion: 'reduce', ...(scale !== 1 && { viewport: null }) });
  await withAxe(context);
  const page = await context.newPage();
  const session: CDPSession | null = scale === 1 ? null : await context.newCDPSession(page);
  await page.goto(`${GALLERY_URL}#show=attract&sample=usual&bare=1`);
  await page.waitForFunction(() => document.documentElement.dataset['ready']);
  let now: Panel | undefined;
  return {
    context,
    page,
    async setPanel(panel) {
      if (now === panel) return;
      now = panel;
      const { widthPx: width, heightPx: height } = panel;
      const metrics = { width, height, deviceScaleFactor: 1, mobile: false, scale };
      if (session) await session.send('Emulation.setDeviceMetricsOverride', metrics);
      else await page.setViewportSize({ width, height });
    },
  };
}

const addressOf = ({ sample, language, panel, display }: SampleRequest): string =>
  formatGalleryAddress({
    show: sample.show,
    sample: sample.name,
    language,
    display: { ...PLAIN_DISPLAY, ...display },
    panel: panel.id,
    simulated: false,
    bare: true,
  });

/** Runs in the page. */
function untilDrawn(hash: string): Promise<void> {
  const over = new AbortController();
  const { signal } = over;
  return new Promise<void>((resolve, reject) => {
    window.addEventListener('unhandledrejection', ({ reason }) => reject(reason), { signal });
    // A ResizeObserver that continues in the next frame reports an event without an error.
    window.addEventListener('error', ({ error }) => error && reject(error), { signal });
    document.querySelector('kiosk-gallery')?.show(hash).then(resolve, reject);
  }).finally(() => over.abort());
}
