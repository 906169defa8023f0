// @ts-check
import { openGlass } from './glass-socket.mjs';
import { percentile, rounded } from './numbers.mjs';
import { finish, untilMobileNumber, untilTiers } from './paid-visit.mjs';
import { CATEGORIES, presentedAt } from './presented.mjs';

/** @typedef {import('playwright-core').Page} Page */

const MARK = 'touch-changed';
/** How many times slower the page's main thread runs, and the longest p95 in milliseconds. */
const RATES = [
  { slower: 1, limitMs: 33, name: 'touch to changed pixel, p95' },
  { slower: 6, limitMs: 100, name: 'touch to changed pixel, CPU 6x slower, p95' },
];
/** Milliseconds between touches: a finger is not in step with the frames. */
const PAUSE_MS = { from: 40, to: 90 };

/** Milliseconds for the last change to reach the screen before the trace ends. */
const LAST_FRAME_MS = 300;

const TIERS = [1, 2, 0].map((at) => `screen-before label.choice >> nth=${at}`);
const LANGUAGES = ['ru', 'en', 'az'].map((code) => `k-top-bar button[lang=${code}]`);
const KEYS = [...'501234567'].map((key) => `k-keyboard [data-key="${key}"]`);
const ERASE = Array.from(KEYS, () => 'k-keyboard [data-key="erase"]');
const ON_TIERS = [...TIERS, ...TIERS, ...TIERS, ...LANGUAGES, ...LANGUAGES, ...LANGUAGES];
const ON_KEYBOARD = [...KEYS, ...ERASE, ...KEYS, ...ERASE];

/**
 * From the moment the browser gets a touch to the presentation of the frame that shows what the touch asked for: the
 * letter in the field, the chosen tier, the heading in the other language. Everything is in it: the press and the
 * release (without a pause between them), the intent to the device, its answer, layout, raster and compositing. A
 * pressed button that looks pressed is not enough. Chromium draws without a GPU here, so raster costs more than on a kiosk.
 *
 * An animation-frame callback looks from the touch on what is shown and sets a mark in the first frame that differs;
 * the trace says when that frame was presented.
 *
 * @param {import('playwright-core').Browser} browser
 * @param {string} url of the kiosk
 * @returns {Promise<import('./report.mjs').Figure[]>}
 */
export async function measureTouch(browser, url) {
  const context = await browser.newContext({ viewport: { width: 1080, height: 1920 }, hasTouch: true });
  const glass = await openGlass(url);
  try {
    const page = await context.newPage();
    await page.goto(url);
    const figures = [];
    for (const rate of RATES) {
      await untilTiers(glass);
      const onTiers = await timeTouches(browser, page, rate.slower, ON_TIERS);
      await untilMobileNumber(glass);
      const onKeyboard = await timeTouches(browser, page, rate.slower, ON_KEYBOARD);
      await finish(glass);
      figures.push(figureOf(rate, [...onTiers, ...onKeyboard]));
    }
    return figures;
  } finally {
    glass.close();
    await context.close();
  }
}

/**
 * From the touch: until the frame with the change was begun (what device and page take), and until it was presented
 * (with style, layout, raster and compositing).
 *
 * @typedef {{ begunMs: number, presentedMs: number }} Timed
 */

/**
 * @param {typeof RATES[number]} rate
 * @param {readonly Timed[]} touches
 * @returns {import('./report.mjs').Figure}
 */
function figureOf({ name, limitMs }, touches) {
  const presented = touches.map(({ presentedMs }) => presentedMs);
  const begun = touches.map(({ begunMs }) => begunMs);
  const at = (/** @type {readonly number[]} */ timesMs, /** @type {number} */ percent) =>
    `${percentile(timesMs, percent).toFixed(0)} ms`;
  const note = `${touches.length} touches, median ${at(presented, 50)}; frame begun: median ${at(begun, 50)}, p95 ${at(begun, 95)}`;
  return { name, unit: 'ms', value: rounded(percentile(presented, 95), 1), limit: limitMs, note };
}

/**
 * @param {import('playwright-core').Browser} browser
 * @param {Page} page
 * @param {number} slower
 * @param {readonly string[]} targets selectors, in order
 * @returns {Promise<Timed[]>}
 */
async function timeTouches(browser, page, slower, targets) {
  const session = await page.context().newCDPSession(page);
  await page.locator(targets[0] ?? '').waitFor();
  await session.send('Emulation.setCPUThrottlingRate', { rate: slower });
  await browser.startTracing(page, { categories: CATEGORIES });
  const touches = [];
  for (const target of targets) {
    await pause(PAUSE_MS.from + (PAUSE_MS.to - PAUSE_MS.from) * Math.random());
    touches.push(await touch(page, session, target));
  }
  await pause(LAST_FRAME_MS);
  const changes = presentedAt(await browser.stopTracing(), MARK);
  await session.send('Emulation.setCPUThrottlingRate', { rate: 1 });
  await session.detach();
  return touches.map(({ touchedMs, markMs }) => {
    const change = changes.find((each) => Math.abs(each.markMs - markMs) < 0.001);
    if (!change) throw new Error('the trace has lost a change');
    return { begunMs: markMs - touchedMs, presentedMs: change.presentedMs - touchedMs };
  });
}

/** @param {number} ms @returns {Promise<void>} */
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * @param {Page} page
 * @param {import('playwright-core').CDPSession} session
 * @param {string} target
 */
async function touch(page, session, target) {
  const box = await page.locator(target).boundingBox();
  if (!box) throw new Error(`${target} can not be touched`);
  await page.evaluate(watchNextTouch, MARK);
  const changed = page.evaluate(() => /** @type {any} */ (globalThis).nextTouch);
  const touchPoints = [{ x: box.x + box.width / 2, y: box.y + box.height / 2 }];
  // The release is not held back until the page has had the press.
  await Promise.all([
    session.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints }),
    session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] }),
  ]);
  return /** @type {Promise<{ touchedMs: number, markMs: number }>} */ (changed);
}

/** In the page. @param {string} mark */
function watchNextTouch(mark) {
  const limitMs = 5_000;
  const shown = () => {
    const screen = document.querySelector('kiosk-app')?.shadowRoot?.querySelector('kiosk-screen');
    const view = screen?.shadowRoot?.querySelector('main')?.firstElementChild?.shadowRoot;
    const chosen = /** @type {HTMLInputElement | null | undefined} */ (view?.querySelector('input:checked'));
    return [view?.querySelector('h1')?.textContent, view?.querySelector('.typed')?.textContent, chosen?.value].join(
      '|',
    );
  };
  const nextTouch = new Promise((resolve, reject) => {
    const touched = (/** @type {PointerEvent} */ { timeStamp: touchedMs }) => {
      const before = shown();
      const look = () => {
        if (shown() !== before) resolve({ touchedMs, markMs: performance.mark(mark).startTime });
        else if (performance.now() - touchedMs > limitMs) reject(new Error(`a touch changed nothing: ${before}`));
        else requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    };
    window.addEventListener('pointerdown', touched, { capture: true, once: true });
  });
  Object.assign(globalThis, { nextTouch });
}
