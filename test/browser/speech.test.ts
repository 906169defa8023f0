import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { LANGUAGE_CODES } from '../../device/words/language.ts';
import { pause, realClock } from '../../drivers/clock.ts';
import type { KeypadKey } from '../../drivers/keypad/contract.ts';
import { az } from '../../ui/words/az.ts';
import { en } from '../../ui/words/en.ts';
import { type KioskProcess, startKioskProcess } from '../support/kiosk-process.ts';
import { launchChromium } from './chromium.ts';
import { ALL_WORDS, type Citizen, citizenAt } from './citizen.ts';

/** Has the effect of the policy `AutoplayAllowed` in the kiosk's browser. */
const ALLOWED = '--autoplay-policy=no-user-gesture-required';
/** A page takes no key for 400 ms after it was drawn. */
const STILL_MS = 600;
/** A simulated key is down for 80 ms. */
const TAP_MS = 100;

let browser: Browser;
let kiosk: KioskProcess;
let opened: Citizen | undefined;

beforeAll(async () => {
  browser = await launchChromium(ALLOWED);
});
/* A kiosk of its own: the first page keeps its language for a minute, and a visit stays open. */
beforeEach(async () => {
  kiosk = await startKioskProcess();
  await kiosk.until(({ keypad }) => keypad?.plugged === true);
});
afterEach(async () => {
  await opened?.leave();
  await kiosk?.stop();
});
afterAll(() => browser?.close());

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

/** Buttons of the first page carry the languages' own names. */
const offersOf = () =>
  LANGUAGE_CODES.map((language) => ({
    text: ALL_WORDS.find((each) => each.language === language)?.speech.offer,
    language,
  }));

it('when the plug is pulled, then speech ends, and it begins again when the plug is back', async () => {
  const { asked, page } = await atKiosk();
  await headphones('in');
  await expect.poll(() => asked.length).toBeGreaterThan(0);
  await headphones('out');
  await page.locator('kiosk-screen .volume').waitFor({ state: 'detached' });
  const before = asked.length;
  await pause(realClock, 1_500);
  expect(asked.length).toBe(before);
  await headphones('in');
  await expect.poll(() => asked.length).toBeGreaterThan(before);
});

it('when a page follows, then it is read from its heading, and a key ends what is said', async () => {
  const { asked, press, page } = await atKiosk();
  await headphones('in');
  await pause(realClock, STILL_MS);
  await press('select');
  await expect.poll(() => asked.map(({ text }) => text)).toContain(az.attract.title);
  await pause(realClock, STILL_MS);
  await press('right');
  await page.getByRole('button', { name: az.attract.all }).press('Enter');
  await page.getByRole('heading', { level: 1, name: az.choosing.title }).waitFor();
  await expect.poll(() => asked.map(({ text }) => text)).toContain(az.choosing.title);
  expect((await kiosk.output()).includes(az.choosing.title)).toBe(false);
});
it('when headphones are put in, then each language is offered in itself, and *select* takes the language that is said', async () => {
  const { asked, press, page } = await atKiosk();
  expect(asked).toEqual([]);
  await headphones('in');
  await expect
    .poll(() => asked.map(({ text, language }) => ({ text, language })).slice(0, 2))
    .toEqual(offersOf().slice(0, 2));
  await pause(realClock, STILL_MS);
  await press('down');
  await press('down');
  await press('select');
  await expect.poll(() => asked.at(-1)?.language).toBe('en');
  await page.getByRole('heading', { level: 1, name: en.attract.title }).waitFor();
  await expect.poll(() => asked.map(({ text }) => text)).toContain(en.attract.title);
});
