// @ts-check
import { brotliCompressSync } from 'node:zlib';
import { rounded } from './numbers.mjs';

const LIMIT_KB = 40;

/**
 * Measures the JavaScript of the first screen: all scripts requested before its first frame, compressed with brotli (the kiosk serves them
 * uncompressed over loopback). The note has the scripts that are loaded later.
 *
 * @param {import('playwright-core').Browser} browser
 * @param {string} url of the kiosk
 * @returns {Promise<import('./report.mjs').Figure[]>}
 */
export async function measureFirstScreen(browser, url) {
  const context = await browser.newContext({ viewport: { width: 1080, height: 1920 }, hasTouch: true });
  try {
    const page = await context.newPage();
    /** @type {Promise<{ url: string, kb: number }>[]} */
    const scripts = [];
    page.on('response', (response) => {
      if (/javascript/.test(response.headers()['content-type'] ?? '')) scripts.push(sizeOf(response));
    });
    await page.addInitScript(noteFirstScreen);
    await page.goto(url);
    await page.locator('screen-attract h1').waitFor();
    await page.waitForLoadState('networkidle');
    const before = new Set(await page.evaluate(askedForBeforeShown));
    const all = await Promise.all(scripts);
    const sum = (/** @type {typeof all} */ some) => some.reduce((total, { kb }) => total + kb, 0);
    const first = all.filter((script) => before.has(script.url));
    if (first.length === 0) throw new Error('the first screen came without a script');
    return [
      {
        name: 'first-screen JavaScript, brotli',
        unit: 'kB',
        value: rounded(sum(first), 1),
        limit: LIMIT_KB,
        note: `${first.length} files; ${all.length - first.length} more for later, ${sum(all).toFixed(1)} kB in all`,
      },
    ];
  } finally {
    await context.close();
  }
}

/** @param {import('playwright-core').Response} response */
async function sizeOf(response) {
  return { url: response.url(), kb: brotliCompressSync(await response.body()).length / 1_000 };
}

/** Runs in the page before its scripts: marks the frame of the first screen. */
function noteFirstScreen() {
  const look = () => {
    const screen = document.querySelector('kiosk-app')?.shadowRoot?.querySelector('kiosk-screen');
    if (screen?.shadowRoot?.querySelector('screen-attract')?.shadowRoot?.querySelector('h1')) performance.mark('shown');
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

function askedForBeforeShown() {
  const shown = performance.getEntriesByName('shown')[0];
  if (!shown) throw new Error('the first screen was not seen');
  return performance
    .getEntriesByType('resource')
    .filter(({ startTime }) => startTime <= shown.startTime)
    .map(({ name }) => name);
}
