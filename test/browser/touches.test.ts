import type { Browser, CDPSession, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { WebServer } from '../../device/web/server.ts';
import { CALM_PAUSE_MS } from '../../ui/citizen/parts/second-touch.ts';
import { CALM_DRIFT_MM, CALM_REST_MS, DRIFT_MM } from '../../ui/citizen/touches.ts';
import { az } from '../../ui/words/az.ts';
import { en } from '../../ui/words/en.ts';
import { type MachineRig, machineRig } from '../rigs/machine-rig.ts';
import { launchChromium } from './chromium.ts';
import { type Citizen, citizenAt, untilStands } from './citizen.ts';
import { serveRig } from './served-rig.ts';

interface Point {
  readonly x: number;
  readonly y: number;
}

let browser: Browser;
let rig: MachineRig;
let web: WebServer;
let citizen: Citizen;
let page: Page;
let glass: CDPSession;

beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser?.close());
beforeEach(async () => {
  rig = machineRig();
  await rig.settled();
  web = await serveRig(rig);
  citizen = await citizenAt(browser, web.url);
  page = citizen.page;
  glass = await page.context().newCDPSession(page);
});
afterEach(async () => {
  await citizen.leave();
  await web.close();
  await rig.crash();
});

const button = (name: string | RegExp): Locator => page.getByRole('button', { name, exact: true }).first();
const start = () => page.locator('button.all');

async function centreOf(control: Locator): Promise<Point> {
  await control.waitFor();
  const box = await control.boundingBox();
  if (!box) throw new Error('it is not on the glass');
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

const down = (...touchPoints: Point[]) => glass.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints });
const move = (...touchPoints: Point[]) => glass.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints });
const up = () => glass.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });

const mm = (millimetres: number) => millimetres * rig.screen().pxPerMm;
const by = ({ x, y }: Point, across: number, along = 0): Point => ({ x: x + across, y: y + along });

async function touch(at: Point, to = at): Promise<void> {
  await down(at);
  if (to !== at)
    for (const part of [0.25, 0.5, 0.75, 1]) await move(by(at, (to.x - at.x) * part, (to.y - at.y) * part));
  await up();
}

async function drawn(): Promise<void> {
  await page.evaluate(
    () => new Promise<void>((done) => requestAnimationFrame(() => requestAnimationFrame(() => done()))),
  );
  await rig.settled();
}

async function shows(heading: string): Promise<string> {
  await page.getByRole('heading', { level: 1, name: heading }).waitFor();
  await drawn();
  return rig.screen().show;
}

async function untilQuestions(): Promise<void> {
  await rig.citizen(
    { do: 'start', language: 'en' },
    { do: 'choose', service: 'identity-card-replacement' },
    { do: 'next' },
  );
  rig.reader.read();
  await rig.settled();
  await rig.citizen({ do: 'answer', value: 'worn-out' }, { do: 'next' });
  await rig.type('501234567');
  await page.locator('.typed', { hasText: '•• ••• •• •7' }).waitFor();
}

describe('a touch', () => {
  it('when the finger is lifted, then the touch acts, and not before', async () => {
    await untilStands(start());
    const at = await centreOf(start());
    await down(at);
    await drawn();
    expect(rig.screen().show).toBe('attract');
    await up();
    await expect.poll(() => rig.screen().show).toBe('choosing');
  });

  describe('on a small landscape panel in the largest text', () => {
    beforeEach(async () => {
      await page.setViewportSize({ width: 1366, height: 768 });
      await rig.citizen({ do: 'display', set: { text: 200 } });
      await page.locator('.assist[aria-pressed=true]').waitFor();
      await untilStands(start());
    });

    it('when the first screen is touched, then the first touch acts', async () => {
      await touch(await centreOf(start()));
      await expect.poll(() => rig.screen().show).toBe('choosing');
    });

    it('when a list was scrolled, then the first touch on it acts', async () => {
      await rig.citizen({ do: 'start', language: 'en' });
      await shows(en.choosing.title);
      const group = page.locator('.groups button').nth(3);
      await untilStands(group);
      const before = await centreOf(group);
      await page.mouse.move(before.x, before.y);
      await page.mouse.wheel(0, 120);
      await expect.poll(async () => (await centreOf(group)).y).toBeLessThan(before.y - 60);
      await untilStands(group);
      await touch(await centreOf(group));
      await expect.poll(() => rig.screen().show).toBe('browsing');
    });

    it('when a question over the page was scrolled, then the first touch on it acts', async () => {
      await rig.citizen({ do: 'start', language: 'en' }, { do: 'search' });
      const leave = button(en.common.finish);
      await untilStands(leave);
      await touch(await centreOf(leave));
      const stay = page.locator('kiosk-leave .stay');
      await untilStands(stay);
      // Every panel shows the whole question; only a lower window makes it scroll.
      await page.setViewportSize({ width: 1366, height: 200 });
      const before = await centreOf(stay);
      await page.mouse.move(4, 150);
      await page.mouse.wheel(0, 200);
      await expect.poll(async () => (await centreOf(stay)).y).toBeLessThan(before.y - 20);
      await untilStands(stay);
      await touch(await centreOf(stay));
      await stay.waitFor({ state: 'detached' });
    });
  });

  it('when a control is touched twice, then the second touch has no effect on the new page', async () => {
    await untilStands(start());
    const at = await centreOf(start());
    await touch(at);
    await touch(at);
    await expect.poll(() => rig.screen().show).toBe('choosing');
    await touch(at);
    await drawn();
    expect(rig.screen().show).toBe('choosing');
  });

  it('when *Continue* of the last question is touched twice, then *check your answers* stays', async () => {
    await untilQuestions();
    const next = button(en.common.next);
    await untilStands(next);
    const at = await centreOf(next);
    await touch(at);
    await touch(at);
    expect(await shows(en.checking.title)).toBe('checking');
    await touch(at);
    await drawn();
    expect(rig.screen().show).toBe('checking');
  });

  it('when a trembling finger stays near its control, then the touch counts; farther away it does not', async () => {
    await untilStands(start());
    const at = await centreOf(start());
    await touch(at, by(at, mm(DRIFT_MM + 4)));
    await touch(at, by(at, 0, mm(60)));
    await drawn();
    expect(rig.screen().show).toBe('attract');
    await touch(at, by(at, mm(5), mm(2)));
    await expect.poll(() => rig.screen().show).toBe('choosing');
  });

  it('when two fingers touch, then neither touch acts', async () => {
    await untilStands(start());
    const at = await centreOf(start());
    await down(at);
    await down(at, by(at, mm(30)));
    await up();
    await drawn();
    expect(rig.screen().show).toBe('attract');
    await touch(at);
    await expect.poll(() => rig.screen().show).toBe('choosing');
  });

  it('when the end of a finger was never reported, then the next touch counts', async () => {
    await untilStands(start());
    await page.evaluate(() =>
      document.body.dispatchEvent(
        new PointerEvent('pointerdown', {
          pointerId: 77,
          pointerType: 'touch',
          isPrimary: true,
          bubbles: true,
          composed: true,
        }),
      ),
    );
    await touch(await centreOf(start()));
    await expect.poll(() => rig.screen().show).toBe('choosing');
  });

  it('when a key is touched twice quickly, then two characters are typed', async () => {
    await untilQuestions();
    const seven = await centreOf(page.locator('[data-key="7"]'));
    await button(en.answering.erase).waitFor();
    const erase = await centreOf(page.locator('[data-key="erase"]'));
    await touch(erase);
    await touch(erase);
    await touch(seven);
    await touch(seven);
    await expect.poll(() => rig.screen()).toMatchObject({ show: 'answering', question: { value: '50 123 45 77' } });
  });
});

describe('a question with one answer', () => {
  const answer = () => page.locator('label.choice').first();
  const next = () => button(en.common.next);
  const opened = async () => {
    await rig.citizen(
      { do: 'start', language: 'en' },
      { do: 'choose', service: 'identity-card-replacement' },
      { do: 'next' },
    );
    rig.reader.read();
    await rig.settled();
    await untilStands(answer());
  };
  const number = () => (rig.screen() as { readonly number?: number }).number;

  it('when a finger touches an answer twice, then the next question opens, and no other page', async () => {
    await opened();
    expect(await next().count()).toBe(0);
    const at = await centreOf(answer());
    await touch(at);
    await touch(at);
    await expect.poll(number).toBe(2);
    await touch(at);
    await drawn();
    expect(number()).toBe(2);
  });

  it('when the citizen goes back, then the answer is chosen, and *Continue* keeps it', async () => {
    await opened();
    await touch(await centreOf(answer()));
    await expect.poll(number).toBe(2);
    await rig.citizen({ do: 'back' });
    await page.locator('label.choice input:checked').waitFor();
    await untilStands(next());
    await touch(await centreOf(next()));
    await expect.poll(number).toBe(2);
  });

  it('when a key chooses the answer, then the page stays and offers *Continue*', async () => {
    await opened();
    await answer().locator('input').focus();
    await page.keyboard.press('Space');
    await next().waitFor();
    expect(rig.screen()).toMatchObject({ number: 1, question: { kind: 'choice', chosen: expect.any(String) } });
    await next().focus();
    await page.keyboard.press('Enter');
    await expect.poll(number).toBe(2);
  });

  it('when calm touch is on, then a touch only chooses', async () => {
    await opened();
    await rig.citizen({ do: 'display', set: { calmTouch: true } });
    await next().waitFor();
    await untilStands(answer());
    await down(await centreOf(answer()));
    await rests(CALM_REST_MS);
    await up();
    await page.locator('label.choice input:checked').waitFor();
    expect(number()).toBe(1);
  });
});

const rests = (ms: number) =>
  page.evaluate(
    (wanted) =>
      new Promise<void>((done) => {
        const since = performance.now();
        const look = () => (performance.now() - since >= wanted ? done() : requestAnimationFrame(look));
        look();
      }),
    ms,
  );

const SECOND_TOUCH_MS = 200;

describe('a setting', () => {
  it('when a trembling hand touches *more time* twice, then more time stays on', async () => {
    const help = page.locator('.assist[data-help]');
    await untilStands(help);
    await touch(await centreOf(help));
    const moreTime = page.locator('kiosk-help .switch').nth(1);
    await untilStands(moreTime);
    const at = await centreOf(moreTime);
    await touch(at);
    await page.locator('kiosk-help .switch[aria-checked=true]').waitFor();
    await rests(SECOND_TOUCH_MS);
    await touch(at);
    await drawn();
    expect(rig.screen().display.moreTime).toBe(true);
  });

  it.each([
    ['text', 0, 130],
    ['colours', 1, 'dark'],
    ['lower', 2, true],
  ] as const)('when a trembling hand touches the key of %s twice, then it is set once', async (setting, nth, value) => {
    const key = page.locator('.assist').nth(nth);
    await untilStands(key);
    const at = await centreOf(key);
    await touch(at);
    await expect.poll(() => rig.screen().display[setting]).toBe(value);
    await rests(SECOND_TOUCH_MS);
    await key.dispatchEvent('click');
    await drawn();
    expect(rig.screen().display[setting]).toBe(value);
  });
});

describe('calm touch', () => {
  beforeEach(async () => {
    await rig.citizen({ do: 'display', set: { calmTouch: true } });
    await untilStands(start());
  });

  it('when a finger strikes shortly, then nothing happens; when it rests on the control, then the touch acts', async () => {
    const at = await centreOf(start());
    await touch(at);
    await drawn();
    expect(rig.screen().show).toBe('attract');
    await down(at);
    await rests(CALM_REST_MS + 20);
    await move(by(at, mm(CALM_DRIFT_MM - 4)));
    await up();
    await expect.poll(() => rig.screen().show).toBe('choosing');
  });

  it('when two touches in a row are too short, then the page says how to touch, and the sign covers no control', async () => {
    const at = await centreOf(start());
    const sign = page.getByRole('status').filter({ hasText: az.display.calmTouch.how });
    await touch(at);
    await drawn();
    expect(await sign.count()).toBe(0);
    await touch(at);
    await sign.waitFor();
    const under = (await sign.boundingBox()) ?? { y: 0, height: 0 };
    for (const control of await page.locator('kiosk-screen button').all())
      expect((await control.boundingBox())?.y ?? 0).toBeGreaterThanOrEqual(under.y + under.height);
  });

  it('when a second touch follows at once, then it has no effect', async () => {
    const colours = page.locator('.assist').nth(1);
    const at = await centreOf(colours);
    for (const _ of [1, 2]) {
      await down(at);
      await rests(CALM_REST_MS + 20);
      await up();
    }
    await drawn();
    expect(rig.screen().display.colours).toBe('dark');
    await rests(CALM_PAUSE_MS);
    await down(at);
    await rests(CALM_REST_MS + 20);
    await up();
    await expect.poll(() => rig.screen().display.colours).toBe('contrast');
  });
});

describe('the offer of the lower screen', () => {
  const offer = () => page.locator('kiosk-lower');
  const answer = (name: string) => offer().getByRole('button', { name });
  const LOW = { x: 3, y: 1_915 } as const;
  const HIGHER = { x: 3, y: 1_530 } as const;
  const touches = async (...places: readonly Point[]) => {
    for (const at of places) await touch(at);
    await drawn();
  };

  beforeEach(() => untilStands(start()));

  it('when two touches in a row land beside all controls in the lowest fifth, then the page asks at its lower edge', async () => {
    await touches(LOW, HIGHER, LOW);
    expect(await offer().count()).toBe(0);
    await touches(LOW);
    await offer().getByText(az.display.lower.ask).waitFor();
    const highest = await offer().locator('.panel').boundingBox();
    expect(highest?.y).toBeGreaterThan(1_920 * 0.75);
  });

  it('when the citizen says yes, then the screen comes lower and is not offered again', async () => {
    await touches(LOW, LOW);
    await untilStands(answer(az.display.lower.yes));
    await touch(await centreOf(answer(az.display.lower.yes)));
    await expect.poll(() => rig.screen().display.lower).toBe(true);
    await offer().waitFor({ state: 'detached' });
    await touches(LOW, LOW);
    expect(await offer().count()).toBe(0);
  });

  it('when the citizen says no, then the page asks again only in the next visit', async () => {
    await touches(LOW, LOW);
    await untilStands(answer(az.display.lower.no));
    await touch(await centreOf(answer(az.display.lower.no)));
    await offer().waitFor({ state: 'detached' });
    await rig.citizen({ do: 'start', language: 'en' });
    await shows(en.choosing.title);
    await touches(LOW, LOW);
    expect(await offer().count()).toBe(0);
    expect(rig.screen().display.lower).toBe(false);
    await rig.citizen({ do: 'finish' });
    await page.locator('screen-attract h1:focus').waitFor();
    await touches(LOW, LOW);
    await offer().waitFor();
  });

  it('when the offer is open, then Tab reaches both answers', async () => {
    await touches(LOW, LOW);
    await answer(az.display.lower.yes).and(page.locator(':focus')).waitFor();
    await page.keyboard.press('Tab');
    await answer(az.display.lower.no).and(page.locator(':focus')).waitFor();
    await page.keyboard.press('Enter');
    await offer().waitFor({ state: 'detached' });
  });
});

describe('the page', () => {
  it('when two fingers spread or the right button is pressed, then no zoom and no menu comes', async () => {
    const at = await centreOf(start());
    await down(by(at, -mm(20)), by(at, mm(20)));
    for (const apart of [30, 40, 50, 60]) await move(by(at, -mm(apart)), by(at, mm(apart)));
    await up();
    expect(await page.evaluate(() => window.visualViewport?.scale)).toBe(1);
    const menu = page.evaluate(
      () =>
        new Promise((done) =>
          document.addEventListener(
            'contextmenu',
            (event) => requestAnimationFrame(() => done(event.defaultPrevented)),
            {
              once: true,
            },
          ),
        ),
    );
    await start().click({ button: 'right' });
    expect(await menu).toBe(true);
    expect(rig.screen().show).toBe('attract');
  });

  it('when a mouse or a held key presses a button, then the button acts once', async () => {
    await untilStands(start());
    await start().click();
    await expect.poll(() => rig.screen().show).toBe('choosing');
    await rig.citizen({ do: 'finish' });
    await page.locator('screen-attract h1:focus').waitFor();
    await start().focus();
    await page.keyboard.down('Enter');
    await page.keyboard.down('Enter');
    await page.keyboard.down('Enter');
    await page.keyboard.up('Enter');
    await expect.poll(() => rig.screen().show).toBe('choosing');
    await drawn();
    expect(rig.screen().show).toBe('choosing');
  });

  it('when the citizen touches beside the warning, then the warning disappears', async () => {
    await rig.citizen({ do: 'start', language: 'en' });
    await rig.wait(60_000);
    const warning = page.getByText(en.idle.title);
    await warning.waitFor();
    await touch({ x: 5, y: 900 });
    await warning.waitFor({ state: 'hidden' });
    expect(rig.screen().idle).toBeNull();
  });

  it('when *finish* of the warning is touched, then the visit ends', async () => {
    await rig.citizen({ do: 'start', language: 'en' });
    await rig.wait(60_000);
    const finish = page.locator('kiosk-idle').getByRole('button', { name: en.common.finish });
    await untilStands(finish);
    await touch(await centreOf(finish));
    await expect.poll(() => rig.screen().show).toBe('attract');
  });
});
