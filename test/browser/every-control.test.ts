import type { Browser, CDPSession, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { CitizenScreen } from '../../device/screen/screen.ts';
import { createScreenHub } from '../../device/web/hub.ts';
import type { WebServer } from '../../device/web/server.ts';
import { COLOUR_SETS, PLAIN_DISPLAY, TEXT_SIZES } from '../../device/words/display.ts';
import type { Intent } from '../../device/words/intent.ts';
import { VOLUME_LEVELS, VOLUME_OF_LEVEL } from '../../device/words/sound.ts';
import { NEW_CONTROL_IGNORES_MS } from '../../ui/citizen/parts/still.ts';
import { samplesIn, screenOf } from '../../ui/gallery/samples.ts';
import type { ViewName } from '../../ui/samples/sample.ts';
import { az } from '../../ui/words/az.ts';
import { screenOffers } from '../model/offers.ts';
import { drawnByCommit, partByCommit } from '../support/commit.ts';
import { COARSE_PIXELS, launchChromium } from './chromium.ts';
import { serveHub } from './served-rig.ts';

/*
 * Each touch must send one intent (a key touched twice: two), or move only the page. Each offer of the screen must be reachable. `npm test`
 * tries one kind of page in eighteen.
 */

interface Control {
  readonly nth: number;
  readonly name: string;
  readonly key: string | null;
  /** Year, month or day: one try stands for the others of a part. */
  readonly part: string | null;
  readonly host: string;
  /** Two pages may have buttons of the same name but another size. */
  readonly kind: string;
  readonly x: number;
  readonly y: number;
}

const WAYS = ['once', 'twice', 'drifting', 'by key'] as const;
type Way = (typeof WAYS)[number];
/** Without drift: on a key it may mean the next key. */
const WAYS_OF_KEY = ['once', 'twice'] as const;
const ALL = process.env['PAGES'] === 'all';
const draw = drawnByCommit();

function waysOf(control: Control): readonly Way[] {
  const ways = control.key !== null && !isLocal(control) ? WAYS_OF_KEY : WAYS;
  return ALL ? ways : [draw<Way>(ways)];
}

const DRIFT_PX = 20;
const MARK = '\u2302';
const PX_PER_MM = 4.03;

const SAMPLES = Object.entries(samplesIn('az')).flatMap(([show, samples]) =>
  samples.map(({ name }) => {
    const screen = screenOf(
      show as ViewName,
      name,
      { language: 'az', display: PLAIN_DISPLAY, simulated: false },
      PX_PER_MM,
    );
    return { kind: show, name, screen };
  }),
);

const KINDS = Object.keys(samplesIn('az'));

let browser: Browser;
let web: WebServer;
let page: Page;
let glass: CDPSession;
const hub = createScreenHub();
let sent: Intent[] = [];
let steps = 0;
let marks = 0;
let shown: CitizenScreen;

function show(screen: CitizenScreen): void {
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
    // Shows the page again as a new step: a page that was left is another page, even with equal texts.
    if (!isKey(intent) && !isPresence(intent)) show(shown);
  });
  browser = await launchChromium();
  const context = await browser.newContext({
    viewport: { width: 1080, height: 1920 },
    hasTouch: true,
    reducedMotion: 'reduce',
    ...COARSE_PIXELS,
  });
  page = await context.newPage();
  await page.clock.install();
  show(SAMPLES[0]?.screen as CitizenScreen);
  await page.goto(web.url);
  glass = await context.newCDPSession(page);
});
afterAll(async () => {
  await browser?.close();
  await web?.close();
});

const isKey = ({ do: what }: Intent) => what === 'key' || what === 'erase';
/** Without a question, every touch sends `stay`. */
const isPresence = ({ do: what }: Intent) => what === 'stay' && shown.idle === null;

async function seen(): Promise<void> {
  const step = `step-${steps}`;
  await page.waitForFunction(hasDrawn, step, { polling: 20 });
  await measured();
  await page.clock.runFor(NEW_CONTROL_IGNORES_MS + 100);
}

/** Runs in the page. Views of a visit load later, and are empty until then. */
function hasDrawn(newest: string): boolean {
  const app = document.querySelector('kiosk-app') as (Element & { screen: { step: string } | null }) | null;
  const view = app?.shadowRoot?.querySelector('kiosk-screen')?.shadowRoot;
  return app?.screen?.step === newest && !!view && view.querySelector(':not(:defined)') === null;
}

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

/** A marker follows the intents on the same connection. */
async function heard(): Promise<void> {
  const before = marks;
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
        const chosen = element.querySelector('input:checked:not([type=checkbox])') !== null;
        const disabled =
          element.matches(':disabled, [aria-disabled=true]') || element.querySelector('input:disabled') !== null;
        if (!away && !chosen && !disabled && width > 0)
          found.push({ nth, name, key, part, host, kind: element.className, x: x + width / 2, y: y + height / 2 });
      }
      if (element.shadowRoot) visit(element.shadowRoot, element.localName, away);
    }
  };
  visit(document, '', false);
  return found;
}

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

async function atRest(of: () => Promise<string>): Promise<string> {
  for (let before: string | null = null; ; ) {
    await page.clock.runFor(100);
    const now = await of();
    if (now === before) return now;
    before = now;
  }
}

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

const moveOf = ({ do: what, ...rest }: Intent) =>
  [what, ...Object.values(rest).flatMap((value) => (value instanceof Object ? Object.values(value) : value))].join(' ');

const isLocal = (control: Control) =>
  control.key === 'shift' ||
  control.key === 'layout' ||
  control.host === 'k-page' ||
  asksFirst(control) ||
  asksForHelp(control);
const asksFirst = ({ host, name }: Control) =>
  (host === 'k-top-bar' && name === az.common.finish) || (host === 'screen-issuing' && name === az.leave.doubt.button);
const HELP_KEYS = [`${az.display.text}, ${az.display.colours}`, az.display.helpAndStaff, az.display.title];
const asksForHelp = ({ host, name }: Control) =>
  (host === 'k-top-bar' || host === 'screen-attract') && HELP_KEYS.includes(name);

const isSame = (one: Control, other: Control) =>
  one.host === other.host &&
  one.key?.toLocaleLowerCase('az') === other.key?.toLocaleLowerCase('az') &&
  (one.key !== null || one.name === other.name);

async function scrollTo(element: Element): Promise<boolean> {
  const before = element.getBoundingClientRect().y;
  const drawn = new Promise((resolve) => document.addEventListener('kiosk-drawn', resolve, { once: true }));
  element.scrollIntoView({ block: 'center' });
  const moved = element.getBoundingClientRect().y !== before;
  if (moved) await drawn;
  return moved;
}

async function onTheGlass(control: Control): Promise<Control | undefined> {
  const here = (await controls()).find((each) => isSame(each, control));
  if (!here) return undefined;
  const moved = await page.locator(`[data-nth="${here.nth}"]`).evaluate(scrollTo);
  if (!moved) return here;
  await atRest(scrolled);
  await measured();
  await page.clock.runFor(NEW_CONTROL_IGNORES_MS + 100);
  return (await controls()).find((each) => isSame(each, control));
}

const tried = new Map<string, Set<string>>();

async function trial(screen: CitizenScreen, control: Control, way: Way, had: Set<string>): Promise<string[]> {
  show(screen);
  await seen();
  const now = await onTheGlass(control);
  if (!now) return isLocal(control) ? [] : [`${control.name}, ${way}: is gone`];
  sent = [];
  const before = isLocal(control) ? await atRest(all) : '';
  await press(now, way);
  await page.clock.runFor(50);
  await heard();
  const intents = sent.filter((intent) => !isPresence(intent));
  for (const intent of intents) had.add(moveOf(intent));
  const told = `${control.key ?? control.name}, ${way}: ${intents.map(moveOf).join(', ')}`;
  if (isLocal(control)) {
    const moved = way === 'twice' || (await changes(before));
    return intents.length === 0 && moved ? [] : [told];
  }
  return intents.length === (control.key && way === 'twice' ? 2 : 1) ? [] : [told];
}

describe.each(ALL ? KINDS : partByCommit(KINDS, 18))('page %s', (kind) => {
  it.each(SAMPLES.filter((sample) => sample.kind === kind))(
    'when the page is as in $name, then each control sends one intent or changes the page, and each offer has a control',
    { timeout: 180_000 },
    async ({ screen }) => {
      const wrong: string[] = [];
      const had = new Set<string>();
      show(screen);
      await seen();
      const found = (await controls()).toSorted((a, b) => Number(isLocal(a)) - Number(isLocal(b)));
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
      const offers = screen.display.covered ? [] : screen.idle === null ? screenOffers(screen) : ['stay', 'finish'];
      expect(offers.filter((offer) => !had.has(offer))).toEqual([]);
    },
  );
});

async function askedBy(button: (control: Control) => boolean, element: string): Promise<readonly Control[]> {
  const asking = SAMPLES.find(({ kind, name }) => kind === 'enteringCode' && name === 'empty') ?? SAMPLES[0];
  show(asking?.screen as CitizenScreen);
  await seen();
  const found = (await controls()).find(button);
  if (!found) throw new Error('there is no such button');
  await press(found, 'once');
  await page.clock.runFor(NEW_CONTROL_IGNORES_MS + 100);
  await page.locator(element).waitFor();
  await page.clock.runFor(NEW_CONTROL_IGNORES_MS + 100);
  sent = [];
  return controls();
}

describe('help sheet during a visit', () => {
  const SETTINGS = [
    ...TEXT_SIZES.map((text) => ({ text })),
    ...COLOUR_SETS.map((colours) => ({ colours })),
    ...VOLUME_LEVELS.map((level) => ({ volume: VOLUME_OF_LEVEL[level] })),
    { lower: true },
    { moreTime: true },
    { calmTouch: true },
    { easyWords: true },
  ];
  const CLOSE = 0;
  const PERSON = 1;
  const FIRST_SETTING = 2;

  const sentBy = async (nth: number): Promise<readonly Intent[]> => {
    const found = await askedBy(asksForHelp, 'kiosk-help');
    expect(found.length).toBe(FIRST_SETTING + SETTINGS.length);
    await press(found[nth] as Control, 'once');
    await page.clock.runFor(50);
    await heard();
    return sent.filter((intent) => !isPresence(intent));
  };

  it.each(SETTINGS.map((set, nth) => [nth, set] as const))(
    'when setting %i is pressed, then only %j changes',
    async (nth, set) => expect(await sentBy(FIRST_SETTING + nth)).toEqual([{ do: 'display', set }]),
  );

  it('when the person is pressed, then staff are called', async () => {
    expect(await sentBy(PERSON)).toEqual([{ do: 'call-staff' }]);
  });

  it('when the first button is pressed, then the sheet closes, and no setting changes', async () => {
    expect(await sentBy(CLOSE)).toEqual([]);
    await page.locator('kiosk-help').waitFor({ state: 'detached' });
  });
});

describe('question before a visit ends by the top bar', () => {
  const asked = () => askedBy(asksFirst, 'kiosk-leave');

  it.each(WAYS)('when the button to end is pressed, %s, then the visit ends', async (way) => {
    const [, finish] = await asked();
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

  it.each(WAYS)('when the other button is pressed, %s, then the question closes', async (way) => {
    const [stay, , ...others] = await asked();
    expect(others).toEqual([]);
    if (!stay) throw new Error('it has no buttons');
    await press(stay, way);
    await page.clock.runFor(50);
    await heard();
    expect(sent.filter((intent) => !isPresence(intent))).toEqual([]);
    await page.locator('kiosk-leave').waitFor({ state: 'detached' });
  });
});
