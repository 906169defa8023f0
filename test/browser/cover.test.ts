import type { Browser, CDPSession, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { IDLE_MS } from '../../device/session/session.setup.ts';
import type { ScreenHub } from '../../device/web/hub.ts';
import type { WebServer } from '../../device/web/server.ts';
import { LANGUAGE_CODES } from '../../device/words/language.ts';
import { loadWords } from '../../ui/words/load.ts';
import { type MachineRig, machineRig } from '../rigs/machine-rig.ts';
import { launchChromium } from './chromium.ts';
import { type Citizen, citizenAt, touchOnceItStands, untilStands } from './citizen.ts';
import { hubOf, serveHub } from './served-rig.ts';

/* The page with the machines of a rig. Needs dist/ui. */

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
  await citizen.start('en');
});
afterEach(async () => {
  await citizen.leave();
  await web.close();
  await rig.crash();
});

const plate = () => page.locator('kiosk-cover .plate');
const key = () => page.locator('k-top-bar .cover');
const cover = async () => {
  await touchOnceItStands(key());
  await plate().waitFor();
  await untilStands(plate());
};
const touchAt = async (x: number, y: number) => {
  await glass.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [{ x, y }] });
  await glass.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
};
const isCovered = () => rig.screen().display.covered;

async function centreOfFirstService(): Promise<readonly [number, number]> {
  const box = await page.locator('screen-choosing button').nth(3).boundingBox();
  if (!box) throw new Error('it is not on the glass');
  return [box.x + box.width / 2, box.y + box.height / 2];
}

describe('cover of a page', () => {
  it('when the page is covered, then nothing of it is seen or read, and all languages say what to do', async () => {
    await cover();
    expect(await page.getByRole('heading').allTextContents()).toEqual([citizen.words.display.cover.title]);
    expect(await page.locator('screen-choosing').isVisible()).toBe(false);
    for (const code of LANGUAGE_CODES) {
      const { display } = await loadWords(code);
      expect(await page.getByText(display.cover.title, { exact: true }).isVisible()).toBe(true);
    }
  });

  it('when the cover is touched over a control, then the page comes back and the control does nothing', async () => {
    const at = await centreOfFirstService();
    await cover();
    await touchAt(...at);
    await plate().waitFor({ state: 'detached' });
    await touchAt(...at);
    await rig.settled();
    expect([rig.screen().show, isCovered()]).toEqual(['choosing', false]);
  });

  it('when a trembling hand touches the key twice, then the page stays covered', async () => {
    await untilStands(key());
    const box = await key().boundingBox();
    if (!box) throw new Error('it is not on the glass');
    await touchAt(box.x + box.width / 2, box.y + box.height / 2);
    await plate().waitFor();
    await touchAt(box.x + box.width / 2, box.y + box.height / 2);
    await rig.settled();
    expect(isCovered()).toBe(true);
  });

  it('when the connection is lost and comes back, then the page is still covered', async () => {
    await cover();
    await page.reload();
    await plate().waitFor();
    expect(isCovered()).toBe(true);
  });

  it('when the warning comes, then it lifts the cover', async () => {
    await cover();
    await rig.wait(IDLE_MS);
    await page.getByText(citizen.words.idle.title).waitFor();
    expect(await plate().count()).toBe(0);
    await touchOnceItStands(page.locator('kiosk-idle .stay'));
    await page.locator('kiosk-idle').waitFor({ state: 'detached' });
    expect([await plate().count(), isCovered()]).toEqual([0, false]);
  });
});

describe('keypad and a covered page', () => {
  it.each(['select', 'help'] as const)(
    'when %s is pressed, then the page is uncovered and nothing else happens',
    async (pressed) => {
      await cover();
      await expect
        .poll(
          async () => {
            if (isCovered()) hub.press(pressed);
            await rig.settled();
            return isCovered();
          },
          { interval: 1_500, timeout: 20_000 },
        )
        .toBe(false);
      await plate().waitFor({ state: 'detached' });
      expect(rig.screen().show).toBe('choosing');
      expect(await page.locator('kiosk-help').count()).toBe(0);
    },
  );
});
