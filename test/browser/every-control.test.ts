import type { Browser, CDPSession, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Screen } from '../../device/screen/screen.ts';
import { createScreenHub } from '../../device/web/hub.ts';
import type { Web } from '../../device/web/server.ts';
import type { Intent } from '../../device/words/intent.ts';
import { STANDS_MS } from '../../ui/citizen/touches.ts';
import { samplesIn, screenOf } from '../../ui/gallery/samples.ts';
import type { Show } from '../../ui/samples/sample.ts';
import { az } from '../../ui/words/az.ts';
import { offersOf } from '../model/offers.ts';
import { drawnByCommit, partByCommit } from '../support/commit.ts';
import { COARSE, launchChromium } from './chromium.ts';
import { serveHub } from './served-rig.ts';

/*
 * Every control of every page, in the built page before the device's own socket: touched, touched twice, touched by a hand that drifts,
 * and pressed by key. One intent comes of it, or, of a control that only moves the page, something that can be seen; and everything
 * that the screen offers can be had. That each of these intents leads somewhere, the model proves (test/model).
 * `npm test` tries every control of one page in twelve in one of these ways, drawn by the commit; `npm run prove -- pages` in all.
 */

interface Control {
  readonly nth: number;
  readonly name: string;
  /** Of the on-screen keyboard. */
  readonly key: string | null;
  /** Of a day: what is tried once stands for all years, months or days. */
  readonly part: string | null;
  /** The element that it is a part of. */
  readonly host: string;
  /** Its classes: one page prints by its large button, another page by a small one of the same name. */
  readonly kind: string;
  readonly x: number;
  readonly y: number;
}

const WAYS = ['once', 'twice', 'drifting', 'by key'] as const;
type Way = (typeof WAYS)[number];
/** A hand that drifts on a key may mean the next one. */
const WAYS_OF_KEY = ['once', 'twice'] as const;
const ALL = process.env['PAGES'] === 'all';
const draw = drawnByCommit();

function waysOf(control: Control): readonly Way[] {
  const ways = control.key !== null && !isLocal(control) ? WAYS_OF_KEY : WAYS;
  return ALL ? ways : [draw<Way>(ways)];
}

const DRIFT_PX = 20;
/** A key that no keyboard has. */
const MARK = '\u2302';
const PX_PER_MM = 4.03;
const PLAIN = { contrast: false, text: 100, lower: false } as const;

const SAMPLES = Object.entries(samplesIn('az')).flatMap(([show, samples]) =>
  samples.map(({ name }) => {
    const screen = screenOf(show as Show, name, { language: 'az', display: PLAIN, simulated: false }, PX_PER_MM);
    return { kind: show, name, screen };
  }),
);

const KINDS = Object.keys(samplesIn('az'));

let browser: Browser;
let web: Web;
let page: Page;
let glass: CDPSession;
const hub = createScreenHub();
let sent: Intent[] = [];
let steps = 0;
let marks = 0;
/** What is shown, so that the machine's next page can be shown at once. */
let shown: Screen;

function show(screen: Screen): void {
  shown = screen;
  steps += 1;
  hub.show({ ...screen, step: `step-${steps}` });
}

beforeAll(async () => {
  web = await serveHub(hub);
  hub.onIntent((intent) => {
    if (intent.do === 'key' && intent.key === MARK) {
      marks += 1;
      return;
    }
    sent.push(intent);
    // Nothing is as the page before, for a page that has been left is another, even with the same words on it.
    if (!isKey(intent) && !isPresence(intent)) show(shown);
  });
  browser = await launchChromium();
  const context = await browser.newContext({
    viewport: { width: 1080, height: 1920 },
    hasTouch: true,
    reducedMotion: 'reduce',
    ...COARSE,
  });
  page = await context.newPage();
  // The moment until a page counts as seen goes by at once.
  await page.clock.install();
  show(SAMPLES[0]?.screen as Screen);
  await page.goto(web.url);
  glass = await context.newCDPSession(page);
});
afterAll(async () => {
  await browser?.close();
  await web?.close();
});

const isKey = ({ do: what }: Intent) => what === 'key' || what === 'erase';
/** Every touch says that somebody is there; it is an answer only where that is asked. */
const isPresence = ({ do: what }: Intent) => what === 'stay' && shown.idle === null;

/** The page has drawn the newest step, and it has stood long enough. */
async function seen(): Promise<void> {
  const step = `step-${steps}`;
  await page.waitForFunction(hasDrawn, step, { polling: 20 });
  await measured();
  await page.clock.runFor(STANDS_MS + 100);
}

/** Runs in the page. The page fetches the views of a visit after its first view: an element without its code is empty. */
function hasDrawn(newest: string): boolean {
  const app = document.querySelector('kiosk-app') as (Element & { screen: { step: string } | null }) | null;
  const view = app?.shadowRoot?.querySelector('kiosk-screen')?.shadowRoot;
  return app?.screen?.step === newest && !!view && view.querySelector(':not(:defined)') === null;
}

/** Frames are drawn in the browser's own time: what the page learns of its layout, it learns in the next two. */
const measured = () =>
  page.evaluate(async () => {
    for (let frame = 0; frame < 2; frame += 1) {
      await new Promise<void>((resolve) => {
        const observer = new ResizeObserver(() => {
          observer.disconnect();
          resolve();
        });
        observer.observe(document.documentElement);
      });
    }
  });

/** Everything that the page sent before this has been heard: its own word comes last on the same line. */
async function heard(): Promise<void> {
  const before = marks;
  // Said on a page that has just been left, it is refused: once more.
  await vi.waitFor(
    async () => {
      await page.evaluate((key) => {
        const screen = document.querySelector('kiosk-app')?.shadowRoot?.querySelector('kiosk-screen');
        const detail = { do: 'key', key };
        screen?.dispatchEvent(new CustomEvent('kiosk-intent', { detail, bubbles: true, composed: true }));
      }, MARK);
      expect(marks).toBeGreaterThan(before);
    },
    { interval: 10, timeout: 10_000 },
  );
}

const controls = (): Promise<readonly Control[]> => page.evaluate(findControls);

/** Runs in the page. Numbers the controls, and gives those that can be used now. */
function findControls(): readonly Control[] {
  const found: Control[] = [];
  let nth = 0;
  const visit = (root: ParentNode, host: string, inert: boolean): void => {
    for (const element of root.querySelectorAll('*')) {
      const away = inert || element.closest('[inert]') !== null;
      if (element.matches('button, label')) {
        nth += 1;
        element.setAttribute('data-nth', String(nth));
        const { x, y, width, height } = element.getBoundingClientRect();
        const name = (element.getAttribute('aria-label') ?? element.textContent ?? '').trim().replace(/\s+/g, ' ');
        const key = element.getAttribute('data-key');
        const part = element.getAttribute('data-part');
        // What is chosen already stays so, but a tick can be taken away.
        const chosen = element.querySelector('input:checked:not([type=checkbox])') !== null;
        const disabled = element.matches(':disabled') || element.querySelector('input:disabled') !== null;
        if (!away && !chosen && !disabled && width > 0)
          found.push({ nth, name, key, part, host, kind: element.className, x: x + width / 2, y: y + height / 2 });
      }
      if (element.shadowRoot) visit(element.shadowRoot, element.localName, away);
    }
  };
  visit(document, '', false);
  return found;
}

/** What of the page a control that sends nothing can change. */
const look = () => page.locator('kiosk-app').ariaSnapshot();
const scrolled = () =>
  page.evaluate(() => {
    const tops: number[] = [];
    const visit = (root: ParentNode): void => {
      for (const element of root.querySelectorAll('*')) {
        if (element.scrollTop > 0) tops.push(element.scrollTop);
        if (element.shadowRoot) visit(element.shadowRoot);
      }
    };
    visit(document);
    return tops.join();
  });

const all = async () => [await look(), await scrolled()].join();

/** Once nothing of it moves any more. */
async function atRest(of: () => Promise<string>): Promise<string> {
  for (let before: string | null = null; ; ) {
    await page.clock.runFor(100);
    const now = await of();
    if (now === before) return now;
    before = now;
  }
}

/** The browser scrolls in its own time. */
const changes = (before: string): Promise<boolean> =>
  vi.waitUntil(async () => (await atRest(all)) !== before, { timeout: 10_000, interval: 20 }).catch(() => false);

const touchAt = async (x: number, y: number, toX = x) => {
  await glass.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [{ x, y }] });
  if (toX !== x) await glass.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: [{ x: toX, y }] });
  await glass.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
};

async function press({ nth, x, y }: Control, way: Way): Promise<void> {
  if (way === 'by key') {
    const target = page.locator(`[data-nth="${nth}"]`);
    const radio = target.locator('input');
    await ((await radio.count()) > 0 ? radio : target).focus();
    await page.keyboard.press((await radio.count()) > 0 ? 'Space' : 'Enter');
  } else await touchAt(x, y, way === 'drifting' ? x + DRIFT_PX : x);
  if (way === 'twice') await touchAt(x, y);
}

const moveOf = ({ do: what, ...rest }: Intent) => [what, ...Object.values(rest)].join(' ');

/** Controls that move the page or the keyboard, or open a question over the page. They send nothing to the device. */
const isLocal = (control: Control) =>
  control.key === 'shift' ||
  control.key === 'layout' ||
  control.host === 'k-page' ||
  asksFirst(control) ||
  asksHowItLooks(control);
const asksFirst = ({ host, name }: Control) =>
  (host === 'k-top-bar' && name === az.common.finish) || (host === 'screen-issuing' && name === az.leave.doubt.button);
const asksHowItLooks = ({ host, name }: Control) => host === 'k-top-bar' && name === az.display.title;

/** The keyboard turns to small letters after the first key. */
const isSame = (one: Control, other: Control) =>
  one.host === other.host &&
  one.key?.toLocaleLowerCase('az') === other.key?.toLocaleLowerCase('az') &&
  (one.key !== null || one.name === other.name);

/** Runs in the page; whether it had to be scrolled, once the page has heard of it. */
async function scrollTo(element: Element): Promise<boolean> {
  const before = element.getBoundingClientRect().y;
  const drawn = new Promise((resolve) => document.addEventListener('kiosk-drawn', resolve, { once: true }));
  element.scrollIntoView({ block: 'center' });
  const moved = element.getBoundingClientRect().y !== before;
  if (moved) await drawn;
  return moved;
}

/** Where it stands now, for what was pressed before may have moved it; scrolled to, and seen for long enough. */
async function onTheGlass(control: Control): Promise<Control | undefined> {
  const here = (await controls()).find((each) => isSame(each, control));
  if (!here) return undefined;
  const moved = await page.locator(`[data-nth="${here.nth}"]`).evaluate(scrollTo);
  if (!moved) return here;
  await atRest(scrolled);
  await measured();
  await page.clock.runFor(STANDS_MS + 100);
  return (await controls()).find((each) => isSame(each, control));
}

/** What came of each control of each kind of page, all ways: with the same words on it, it is not tried again. */
const tried = new Map<string, Set<string>>();

/** What is wrong with a control pressed in a way; the intents of it are added to `had`. */
async function trial(screen: Screen, control: Control, way: Way, had: Set<string>): Promise<string[]> {
  show(screen);
  await seen();
  const now = await onTheGlass(control);
  if (!now) return isLocal(control) ? [] : [`${control.name}, ${way}: is gone`];
  sent = [];
  // Of the others what is told is looked at.
  const before = isLocal(control) ? await atRest(all) : '';
  await press(now, way);
  await page.clock.runFor(50);
  await heard();
  // That somebody is there is said by every touch.
  const intents = sent.filter((intent) => !isPresence(intent));
  for (const intent of intents) had.add(moveOf(intent));
  const told = `${control.key ?? control.name}, ${way}: ${intents.map(moveOf).join(', ')}`;
  if (isLocal(control)) {
    const moved = way === 'twice' || (await changes(before));
    return intents.length === 0 && moved ? [] : [told];
  }
  return intents.length === (control.key && way === 'twice' ? 2 : 1) ? [] : [told];
}

describe.each(ALL ? KINDS : partByCommit(KINDS, 18))('%s', (kind) => {
  it.each(SAMPLES.filter((sample) => sample.kind === kind))('$name', { timeout: 180_000 }, async ({ screen }) => {
    const wrong: string[] = [];
    const had = new Set<string>();
    show(screen);
    await seen();
    // What changes the keyboard itself comes last.
    const found = (await controls()).toSorted((a, b) => Number(isLocal(a)) - Number(isLocal(b)));
    // Behind its question, tried below.
    if (found.some(asksFirst)) had.add('finish');
    for (const control of found) {
      const id = `${kind}: ${control.host} ${control.kind} ${control.key ?? control.part ?? control.name}`;
      const known = tried.get(id);
      const moves = known ?? new Set<string>();
      if (!known) {
        for (const way of waysOf(control)) wrong.push(...(await trial(screen, control, way, moves)));
        tried.set(id, moves);
      }
      for (const move of moves) had.add(move);
    }
    expect(wrong).toEqual([]);
    // Under the warning nothing can be touched.
    const offers = screen.idle === null ? offersOf(screen) : ['stay', 'finish'];
    expect(offers.filter((offer) => !had.has(offer))).toEqual([]);
  });
});

/** Opens the dialog of a button in the top bar, and returns the controls of the dialog. */
async function askedBy(button: (control: Control) => boolean, element: string): Promise<readonly Control[]> {
  const asking = SAMPLES.find(({ kind, name }) => kind === 'enteringCode' && name === 'empty') ?? SAMPLES[0];
  show(asking?.screen as Screen);
  await seen();
  const found = (await controls()).find(button);
  if (!found) throw new Error('there is no such button');
  await press(found, 'once');
  await page.clock.runFor(STANDS_MS + 100);
  await page.locator(element).waitFor();
  await page.clock.runFor(STANDS_MS + 100);
  sent = [];
  return controls();
}

describe('when the citizen opens the display settings during a visit', () => {
  it.each([
    [0, 'text'],
    [1, 'contrast'],
    [2, 'lower'],
  ])('then button %i changes only the %s', async (nth, toggle) => {
    const ways = await askedBy(asksHowItLooks, 'kiosk-display');
    await press(ways[nth] as Control, 'once');
    await page.clock.runFor(50);
    await heard();
    expect(sent.filter((intent) => !isPresence(intent))).toEqual([{ do: 'display', toggle }]);
  });

  it('then the last button closes the dialog and changes nothing', async () => {
    const ways = await askedBy(asksHowItLooks, 'kiosk-display');
    expect(ways.length).toBe(4);
    await press(ways[3] as Control, 'once');
    await page.clock.runFor(50);
    await heard();
    expect(sent.filter((intent) => !isPresence(intent))).toEqual([]);
    await page.locator('kiosk-display').waitFor({ state: 'detached' });
  });
});

describe('the question before a visit is finished from the bar at the top', () => {
  const asked = () => askedBy(asksFirst, 'kiosk-leave');

  it.each(WAYS)('ends it at its one button, %s', async (way) => {
    const [finish] = await asked();
    if (!finish) throw new Error('it has no buttons');
    await press(finish, way);
    await page.clock.runFor(50);
    await heard();
    expect(sent.filter((intent) => !isPresence(intent))).toEqual([{ do: 'finish' }]);
  });

  it('when no service is chosen yet, then the question does not say that entries are erased', async () => {
    await asked();
    const said = (await page.locator('kiosk-leave .panel').textContent()) ?? '';
    expect([said.includes(az.leave.title), said.includes(az.leave.body)]).toEqual([true, false]);
  });

  it.each(WAYS)('goes away at the other, %s', async (way) => {
    const [, stay, ...others] = await asked();
    expect(others).toEqual([]);
    if (!stay) throw new Error('it has one button');
    await press(stay, way);
    await page.clock.runFor(50);
    await heard();
    expect(sent.filter((intent) => !isPresence(intent))).toEqual([]);
    await page.locator('kiosk-leave').waitFor({ state: 'detached' });
  });
});
