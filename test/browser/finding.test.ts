import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { searchServices } from '../../device/catalogue/search.ts';
import { MOST_RESULTS } from '../../device/session/steps/choose/step.ts';
import type { WebServer } from '../../device/web/server.ts';
import type { Language } from '../../device/words/language.ts';
import { type MachineRig, machineRig } from '../rigs/machine-rig.ts';
import { catalogue } from '../support/catalogue.ts';
import { launchChromium } from './chromium.ts';
import { type Citizen, citizenAt } from './citizen.ts';
import { serveRig } from './served-rig.ts';

let browser: Browser;
let rig: MachineRig;
let web: WebServer;
let citizen: Citizen;

beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser?.close());
beforeEach(async () => {
  rig = machineRig();
  await rig.settled();
  web = await serveRig(rig);
  citizen = await citizenAt(browser, web.url);
});
afterEach(async () => {
  await citizen.leave();
  await web.close();
  await rig.crash();
});

const marked = () => citizen.page.locator('mark').allInnerTexts();

const found = (query: string, language: Language) => {
  const { length } = searchServices(catalogue(), query, language, MOST_RESULTS);
  return citizen.words.searching.found(length);
};

/** Whether the key is small after a capital, before the machine has sent the typed text. */
const smallAfter = (capital: string) =>
  citizen.page.locator('k-keyboard').evaluate(async (keyboard, key) => {
    const root = keyboard.shadowRoot!;
    root.querySelector<HTMLElement>(`[data-key="${key}"]`)!.click();
    await (keyboard as HTMLElement & { readonly updateComplete: Promise<boolean> }).updateComplete;
    return root.querySelector(`[data-key="${key.toLowerCase()}"]`) !== null;
  }, capital);

describe('finding a service', () => {
  it('when a word is typed, then services are found with marked letters, also after going back', async () => {
    await citizen.start('az');
    const { searching, choosing, common } = citizen.words;
    await citizen.touch(choosing.search);
    await citizen.sees(searching.title);
    await citizen.type('arayis');
    await citizen.reads(found('arayis', 'az'));
    await expect.poll(async () => (await marked())[0]).toBe('arayış');
    await citizen.touch(/Ailə üzvləri haqqında arayış/);
    await citizen.sees(/Ailə üzvləri haqqında arayış/);
    await citizen.touch(common.back);
    await citizen.sees(searching.title);
    await citizen.reads(found('arayis', 'az'));
    await citizen.touch(searching.clear);
    await citizen.reads(searching.lead);
    await citizen.page.keyboard.type('iki soz');
    await expect.poll(() => citizen.page.locator('.typed').textContent()).toBe('iki soz');
    await citizen.touch(common.back);
    await citizen.sees(choosing.title);
  });

  it('when the panel is small, then the title of the first result is above the keys; with large text, the typed field is above them', async () => {
    const { page, words } = citizen;
    await page.setViewportSize({ width: 768, height: 1024 });
    const boxOf = async (what: string) => (await page.locator(what).first().boundingBox())!;
    await citizen.start('az');
    await citizen.touch(words.choosing.search);
    await citizen.type('pas');
    await citizen.reads(found('pas', 'az'));
    const [title, keys] = [await boxOf('button.row .title'), await boxOf('k-keyboard')];
    expect(title.y + title.height).toBeLessThanOrEqual(keys.y);
    await rig.citizen({ do: 'finish' }, { do: 'display', set: { text: 200 } });
    await citizen.start('az');
    await citizen.touch(words.choosing.search);
    await citizen.sees(words.searching.title);
    const bottomOf = async (what: string) => (await boxOf(what)).y + (await boxOf(what)).height;
    await expect.poll(async () => (await bottomOf('.field')) <= (await boxOf('k-keyboard')).y).toBe(true);
    const below = await boxOf('k-keyboard');
    const back = await page.getByRole('button', { name: words.common.back }).boundingBox();
    expect(below.y + below.height / 2).toBeLessThan(back!.y);
  });

  it('when a group is touched, then its services can be chosen', async () => {
    await citizen.start('ru');
    const { choosing, common } = citizen.words;
    await citizen.touch(/^Удостоверение и паспорт/);
    await citizen.sees('Удостоверение и паспорт');
    await citizen.touch(common.back);
    await citizen.sees(choosing.title);
    await citizen.touch(/^Очередь и жалоба/);
    await citizen.sees('Очередь и жалоба');
    await citizen.touch(/Талон в очередь/);
    await citizen.sees(/Талон в очередь/);
  });

  it('when no service is found, then the page gives advice and leads to the queue ticket', async () => {
    await citizen.start('en');
    const { searching, choosing } = citizen.words;
    await citizen.touch(choosing.search);
    expect(await smallAfter('Q')).toBe(true);
    await citizen.type('wqwqw');
    await citizen.reads(searching.nothing);
    for (const each of searching.advice) await citizen.reads(each);
    await citizen.touch(/Queue ticket/);
    await citizen.sees(/Queue ticket/);
  });

  it('when a plugged-in keyboard types, then each key counts once, wherever the focus is', async () => {
    await citizen.start('en');
    const { searching, choosing, common } = citizen.words;
    await citizen.touch(choosing.search);
    await citizen.sees(searching.title);
    const { page } = citizen;
    const typed = page.locator('.typed');
    const is = (text: string) => expect.poll(() => typed.textContent()).toBe(text);
    await page.keyboard.type('sp q');
    await page.keyboard.press('Backspace');
    await is('sp ');
    await typed.focus();
    await page.keyboard.type('ravka');
    await is('sp ravka');
    await page.getByRole('button', { name: searching.clear }).focus();
    await page.keyboard.type('7');
    await is('sp ravka7');
    await page.keyboard.press('Space');
    await is('');
    await page.mouse.click(4, 1_000);
    await page.keyboard.type('spravka');
    await citizen.reads(found('spravka', 'en'));
    await page.getByRole('button', { name: common.back }).focus();
    await page.keyboard.press('Enter');
    await citizen.sees(choosing.title);
  });

  it('when a question is over the page, then a plugged-in keyboard types nothing', async () => {
    await citizen.start('en');
    const { searching, choosing, common, idle } = citizen.words;
    await citizen.touch(choosing.search);
    await citizen.sees(searching.title);
    const { page } = citizen;
    await citizen.touch(common.finish);
    await page.locator('kiosk-leave').waitFor();
    await page.keyboard.type('pas');
    await citizen.touch(idle.stay);
    await page.locator('kiosk-leave').waitFor({ state: 'detached' });
    await rig.settled();
    expect(await page.locator('.typed').textContent()).toBe('');
  });
});
