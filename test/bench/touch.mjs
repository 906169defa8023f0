// @ts-check
import { openGlass } from './glass-socket.mjs';
import { percentile, rounded } from './numbers.mjs';
import { finish, untilMobileNumber, untilTiers } from './paid-visit.mjs';
import { presentedAt, TRACE_CATEGORIES } from './presented.mjs';

/** @typedef {import('playwright-core').Page} Page */

const PRESSED = 'touch-pressed';
const ANSWERED = 'touch-answered';
/** Slow-down of the main thread, and longest p95 to the first changed pixel in milliseconds. */
const RATES = [
  { slower: 1, limitMs: 33, at: '' },
  { slower: 6, limitMs: 100, at: ', CPU 6x slower' },
];
/** Milliseconds before a touch. A page that has just changed takes no touch (ui/citizen/touches.ts). */
const PAUSE_MS = { from: 600, to: 650 };

const LAST_FRAME_MS = 300;

const TIERS = [1, 2, 0].map((at) => `screen-before-you-start label.choice >> nth=${at}`);
const LANGUAGES = ['ru', 'en', 'az'].map((code) => `k-top-bar button[lang=${code}]`);
const KEYS = [...'501234567'].map((key) => `k-keyboard [data-key="${key}"]`);
const ERASE = Array.from(KEYS, () => 'k-keyboard [data-key="erase"]');
const ON_TIERS = [...TIERS, ...TIERS, ...TIERS, ...LANGUAGES, ...LANGUAGES, ...LANGUAGES];
const ON_KEYBOARD = [...KEYS, ...ERASE, ...KEYS, ...ERASE];

/**
 * Two times, each until a frame is presented:
 *
 * - *changed pixel*: from the press until the control looks pressed;
 * - *answer shown*: from the release, after the press was seen, until the effect is shown (letter, tier or language). It includes the
 *   intent to the device, its answer, layout, raster and compositing.
 *
 * Chromium draws without a GPU here, so raster costs more than on a kiosk. An animation-frame callback sets a mark in the first frame that
 * differs; the trace has the presentation of that frame.
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
      figures.push(...figuresOf(rate, [...onTiers, ...onKeyboard]));
    }
    return figures;
  } finally {
    glass.close();
    await context.close();
  }
}

/** @typedef {{ touchedMs: number, pressedMs: number, releasedMs: number, answeredMs: number }} Touched */

/**
 * Milliseconds from touch to presentation.
 *
 * @typedef {{ pressedMs: number, answeredMs: number }} Timed
 */

/**
 * @param {typeof RATES[number]} rate
 * @param {readonly Timed[]} touches
 * @returns {import('./report.mjs').Figure[]}
 */
function figuresOf({ at, limitMs }, touches) {
  const figure = (/** @type {string} */ name, /** @type {readonly number[]} */ timesMs) => ({
    name: `${name}${at}, p95`,
    unit: /** @type {const} */ ('ms'),
    value: rounded(percentile(timesMs, 95), 1),
    note: `${touches.length} touches, median ${percentile(timesMs, 50).toFixed(0)} ms`,
  });
  const pressed = touches.map(({ pressedMs }) => pressedMs);
  const answered = touches.map(({ answeredMs }) => answeredMs);
  return [{ ...figure('touch to changed pixel', pressed), limit: limitMs }, figure('touch to answer shown', answered)];
}

/**
 * @param {import('playwright-core').Browser} browser
 * @param {Page} page
 * @param {number} slower
 * @param {readonly string[]} targets
 * @returns {Promise<Timed[]>}
 */
async function timeTouches(browser, page, slower, targets) {
  const session = await page.context().newCDPSession(page);
  await page.locator(targets[0] ?? '').waitFor();
  await session.send('Emulation.setCPUThrottlingRate', { rate: slower });
  await browser.startTracing(page, { categories: TRACE_CATEGORIES });
  const touches = [];
  for (const target of targets) {
    await pause(PAUSE_MS.from + (PAUSE_MS.to - PAUSE_MS.from) * Math.random());
    touches.push(await touch(page, session, target));
  }
  await pause(LAST_FRAME_MS);
  const trace = await browser.stopTracing();
  await session.send('Emulation.setCPUThrottlingRate', { rate: 1 });
  await session.detach();
  const pressed = presentedAt(trace, PRESSED);
  const answered = presentedAt(trace, ANSWERED);
  return touches.map(({ touchedMs, pressedMs, releasedMs, answeredMs }) => ({
    pressedMs: presentation(pressed, pressedMs) - touchedMs,
    answeredMs: presentation(answered, answeredMs) - releasedMs,
  }));
}

/**
 * @param {ReturnType<typeof presentedAt>} presented
 * @param {number} markMs
 */
function presentation(presented, markMs) {
  const found = presented.find((each) => Math.abs(each.markMs - markMs) < 0.001);
  if (!found) throw new Error('the trace has lost a change');
  return found.presentedMs;
}

/**
 * @param {number} ms
 * @returns {Promise<void>}
 */
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * @param {Page} page
 * @param {import('playwright-core').CDPSession} session
 * @param {string} target
 */
async function touch(page, session, target) {
  const box = await page.locator(target).boundingBox();
  if (!box) throw new Error(`${target} can not be touched`);
  await page.evaluate(watchNextTouch, { pressed: PRESSED, answered: ANSWERED });
  const touchPoints = [{ x: box.x + box.width / 2, y: box.y + box.height / 2 }];
  await session.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints });
  await page.evaluate(() => /** @type {any} */ (globalThis).nextPress);
  await session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  return /** @type {Promise<Touched>} */ (page.evaluate(() => /** @type {any} */ (globalThis).nextTouch));
}

/** @param {{ pressed: string, answered: string }} marks */
function watchNextTouch(marks) {
  const limitMs = 5_000;
  const shown = () => {
    const screen = document.querySelector('kiosk-app')?.shadowRoot?.querySelector('kiosk-screen');
    const view = screen?.shadowRoot?.querySelector('main')?.firstElementChild?.shadowRoot;
    const chosen = /** @type {HTMLInputElement | null | undefined} */ (view?.querySelector('input:checked'));
    return [view?.querySelector('h1')?.textContent, view?.querySelector('.typed')?.textContent, chosen?.value].join(
      '|',
    );
  };
  const until = (/** @type {number} */ touchedMs, /** @type {() => boolean} */ seen, /** @type {string} */ mark) =>
    new Promise((resolve, reject) => {
      const look = () => {
        if (seen()) resolve(performance.mark(mark).startTime);
        else if (performance.now() - touchedMs > limitMs) reject(new Error(`no ${mark} after a touch: ${shown()}`));
        else requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    });
  /**
   * @param {'pointerdown' | 'pointerup'} type
   * @returns {Promise<PointerEvent>}
   */
  const next = (type) =>
    new Promise((resolve) => window.addEventListener(type, resolve, { capture: true, once: true }));
  const isPressed = (/** @type {readonly EventTarget[]} */ path) =>
    path.some((each) => each instanceof HTMLElement && each.matches('[data-pressed]'));
  const nextPress = next('pointerdown').then(async (event) => {
    const path = event.composedPath();
    return {
      touchedMs: event.timeStamp,
      pressedMs: await until(event.timeStamp, () => isPressed(path), marks.pressed),
    };
  });
  const nextTouch = next('pointerup').then(async ({ timeStamp: releasedMs }) => {
    const before = shown();
    return {
      ...(await nextPress),
      releasedMs,
      answeredMs: await until(releasedMs, () => shown() !== before, marks.answered),
    };
  });
  Object.assign(globalThis, { nextPress, nextTouch });
}
