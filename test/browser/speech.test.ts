import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { pause, realClock } from '../../drivers/clock.ts';
import type { KeypadKey } from '../../drivers/keypad/contract.ts';
import { az } from '../../ui/words/az.ts';
import { type KioskProcess, startKioskProcess } from '../support/kiosk-process.ts';
import { launchChromium } from './chromium.ts';
import { type Citizen, citizenAt } from './citizen.ts';

/** Has the effect of the policy `AutoplayAllowed` in the kiosk's browser. */
const ALLOWED = '--autoplay-policy=no-user-gesture-required';
/** A simulated key is down for 80 ms. */
const TAP_MS = 100;

let browser: Browser;
let kiosk: KioskProcess;
let opened: Citizen | undefined;

beforeAll(async () => {
  [browser, kiosk] = await Promise.all([launchChromium(ALLOWED), startKioskProcess()]);
  await kiosk.until(({ keypad }) => keypad?.plugged === true);
});
afterEach(() => opened?.leave());
afterAll(async () => {
  await browser?.close();
  await kiosk?.stop();
});

interface Spoken {
  readonly text: string;
  readonly language: string;
}

/** Texts that the page asked the voice for, and the sounds that ended or were ended. */
async function hear(page: Page) {
  const asked: Spoken[] = [];
  page.on('request', (request) => {
    if (request.url().endsWith('/socket/speech')) asked.push(request.postDataJSON());
  });
  return asked;
}

const headphones = (are: 'in' | 'out') => kiosk.dock({ device: 'keypad', do: 'headphones', in: are === 'in' });

async function atKiosk() {
  const citizen = await citizenAt(browser, kiosk.url);
  opened = citizen;
  const asked = await hear(citizen.page);
  await citizen.page.getByRole('button', { name: az.attract.all }).waitFor();
  const press = async (key: KeypadKey) => {
    await kiosk.dock({ device: 'keypad', do: 'tap', key });
    await pause(realClock, TAP_MS);
  };
  return { ...citizen, asked, press };
}

it('when headphones are put in, then the page is spoken from its heading on', { timeout: 60_000 }, async () => {
  const { asked } = await atKiosk();
  expect(asked).toEqual([]);
  await headphones('in');
  await expect.poll(() => asked.length, { timeout: 10_000 }).toBeGreaterThan(1);
  await pause(realClock, 25_000);
  (await import('node:fs')).writeFileSync('/tmp/asked.json', JSON.stringify(asked, null, 1));
  await headphones('out');
});
