import type { Browser, CDPSession, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ScreenHub } from '../../device/web/hub.ts';
import type { WebServer } from '../../device/web/server.ts';
import { CALM_PAUSE_MS } from '../../ui/citizen/parts/second-touch.ts';
import { type MachineRig, machineRig } from '../rigs/machine-rig.ts';
import { launchChromium } from './chromium.ts';
import { type Citizen, citizenAt, touchOnceItStands, untilStands } from './citizen.ts';
import { hubOf, serveHub } from './served-rig.ts';

/* The page with the machines of a rig. Needs dist/ui. */

const NUMBER = '50 123 45 67';
const DOTS = '•• ••• •• •7';
const MOST_MOVES = 60;

let browser: Browser;
let rig: MachineRig;
let hub: ScreenHub;
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
  hub = hubOf(rig);
  web = await serveHub(hub);
  citizen = await citizenAt(browser, web.url);
  page = citizen.page;
  glass = await page.context().newCDPSession(page);
  await citizen.switchTo('en');
  await rig.citizen(
    { do: 'start', language: 'en' },
    { do: 'choose', service: 'identity-card-replacement' },
    { do: 'next' },
  );
  rig.reader.read();
  await rig.settled();
  await rig.citizen({ do: 'answer', value: 'worn-out' }, { do: 'next' });
  await rig.type('501234567');
});
afterEach(async () => {
  await citizen.leave();
  await web.close();
  await rig.crash();
});

const shows = (text: string) => page.locator('.typed', { hasText: text }).waitFor();
const showKey = () => page.locator('.show');

async function centreOf(control: Locator) {
  const box = await control.boundingBox();
  if (!box) throw new Error('it is not on the glass');
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

const down = (...touchPoints: { x: number; y: number }[]) =>
  glass.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints });
const move = (...touchPoints: { x: number; y: number }[]) =>
  glass.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints });
const up = () => glass.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });

describe('typed text about a person', () => {
  it('when a number is typed, then dots stand for all but its last digit, and a screen reader says so', async () => {
    await shows(DOTS);
    expect(await page.getByText(NUMBER).count()).toBe(0);
    const field = page.getByRole('textbox', { description: citizen.words.answering.typed.hidden });
    expect(await field.ariaSnapshot()).not.toContain('•');
  });

  it('when a finger rests on the field, then the number is shown, and dots come back after it', async () => {
    await shows(DOTS);
    const at = await centreOf(page.locator('.entry .field'));
    await down(at);
    await shows(NUMBER);
    for (const drift of [10, 20, 40]) await move({ x: at.x, y: at.y + drift });
    await shows(NUMBER);
    await up();
    await shows(DOTS);
  });

  it('when the page changes under a resting finger, then the next text has its dots', async () => {
    await shows(DOTS);
    await down(await centreOf(page.locator('.entry .field')));
    await shows(NUMBER);
    await rig.citizen({ do: 'back' }, { do: 'next' });
    await rig.type('501234567');
    await shows(DOTS);
    await up();
  });

  it('when the key to show is touched, then texts stay shown until it is touched again', async () => {
    await shows(DOTS);
    await touchOnceItStands(showKey());
    await shows(NUMBER);
    await rig.citizen({ do: 'next' });
    await rig.settled();
    await rig.citizen({ do: 'edit', what: 'mobile' });
    await shows(NUMBER);
    // A second touch soon after the first has no effect.
    await expect
      .poll(
        async () => {
          if (rig.screen().display.typedShown) await showKey().tap();
          await rig.settled();
          return rig.screen().display.typedShown;
        },
        { interval: 2 * CALM_PAUSE_MS, timeout: 20_000 },
      )
      .toBe(false);
    await shows(DOTS);
  });

  it('when a trembling hand touches the key to show twice, then the text is shown', async () => {
    await shows(DOTS);
    await untilStands(showKey());
    const at = await centreOf(showKey());
    for (const _ of [1, 2]) {
      await down(at);
      await up();
    }
    await shows(NUMBER);
    await rig.settled();
    expect(rig.screen().display.typedShown).toBe(true);
  });

  it('when the key to show is reached and pressed with the keypad, then the text is shown', async () => {
    await shows(DOTS);
    await untilStands(showKey());
    const isRinged = () => page.locator('.show[data-ring]').count();
    let moves = 0;
    await expect
      .poll(
        async () => {
          if ((await isRinged()) > 0) return true;
          hub.press('right');
          moves += 1;
          return moves > MOST_MOVES;
        },
        { interval: 50, timeout: 20_000 },
      )
      .toBe(true);
    hub.press('select');
    await shows(NUMBER);
  });

  it('when the visit ends, then the next citizen types dots', async () => {
    await touchOnceItStands(showKey());
    await shows(NUMBER);
    await rig.citizen({ do: 'finish' }, { do: 'start', language: 'en' });
    expect(rig.screen().display.typedShown).toBe(false);
  });
});
