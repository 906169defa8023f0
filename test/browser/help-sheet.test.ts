import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CitizenScreen } from '../../device/screen/screen.ts';
import { DISPLAY_RESET_MS, PLAIN_DISPLAY } from '../../device/words/display.ts';
import { MAINTENANCE_SAMPLES } from '../../ui/citizen/maintenance/maintenance.samples.ts';
import type { ViewName } from '../../ui/samples/sample.ts';
import { en } from '../../ui/words/en.ts';
import { COARSE_PIXELS, launchChromium } from './chromium.ts';
import { GALLERY_URL } from './gallery-page.ts';

/* Needs dist/gallery. */

/** The simulated clock also runs. */
const SLACK_MS = 20_000;

let browser: Browser;
let page: Page;

beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser?.close());
beforeEach(async () => {
  page = await browser.newPage({ viewport: { width: 1_080, height: 1_920 }, ...COARSE_PIXELS });
  await page.clock.install();
  return () => page.close();
});

async function open(show: ViewName, sample = 'usual'): Promise<void> {
  await page.goto(`${GALLERY_URL}#show=${show}&sample=${sample}&lang=en&bare=1`);
  await page.waitForFunction(() => document.documentElement.dataset['ready']);
}

const change = (to: object) =>
  page.evaluate(async (changes) => {
    const glass = document.querySelector('kiosk-gallery')?.shadowRoot?.querySelector('kiosk-screen');
    if (!glass?.screen) throw new Error('there is no screen');
    glass.screen = { ...glass.screen, ...changes } as CitizenScreen;
    await glass.updateComplete;
  }, to);

const pressHelp = () =>
  page.evaluate(async () => {
    const glass = document.querySelector('kiosk-gallery')?.shadowRoot?.querySelector('kiosk-screen');
    glass?.help();
    await glass?.updateComplete;
  });

const sheet = () => page.locator('kiosk-help .sheet');

const focused = () =>
  page.evaluate(() => {
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    return element?.localName === 'button' ? element.className : element?.localName;
  });

/** Runs in the page. */
function scrolls(element: Element): Promise<void> {
  return new Promise((done) => {
    element.addEventListener('scroll', () => done(), { once: true });
    element.scrollBy({ top: 200 });
  });
}

describe('sheet on a page without a visit', () => {
  it.each([
    ['attract', 'usual'],
    ['outOfService', 'everything'],
  ] as const)('when %s is untouched for a minute, then its sheet closes', async (show, sample) => {
    await open(show, sample);
    await pressHelp();
    await sheet().waitFor();
    await page.clock.runFor(DISPLAY_RESET_MS - SLACK_MS);
    expect(await sheet().count()).toBe(1);
    await page.clock.runFor(SLACK_MS);
    expect(await sheet().count()).toBe(0);
  });

  it.each(['touch', 'key', 'scroll'])('when a %s comes, then the minute begins again', async (sign) => {
    await page.setViewportSize({ width: 1_080, height: 900 });
    await open('attract', 'text-200');
    await pressHelp();
    await sheet().waitFor();
    await page.clock.runFor(DISPLAY_RESET_MS - SLACK_MS);
    if (sign === 'touch') await page.mouse.click(500, 800);
    else if (sign === 'key') await page.keyboard.press('Tab');
    else await page.locator('kiosk-help .scroller').evaluate(scrolls);
    await page.clock.runFor(DISPLAY_RESET_MS - SLACK_MS);
    expect(await sheet().count()).toBe(1);
    await page.clock.runFor(SLACK_MS);
    expect(await sheet().count()).toBe(0);
  });

  it('when the citizen wants more time, then the sheet stays for two minutes', async () => {
    await open('attract');
    await pressHelp();
    await change({ display: { ...PLAIN_DISPLAY, moreTime: true } });
    await page.mouse.click(500, 800);
    await page.clock.runFor(2 * DISPLAY_RESET_MS - SLACK_MS);
    expect(await sheet().count()).toBe(1);
    await page.clock.runFor(SLACK_MS);
    expect(await sheet().count()).toBe(0);
  });
});

describe('help of the keypad', () => {
  it('when the kiosk starts or staff work at it, then no sheet opens; when it is out of service, then the sheet calls staff', async () => {
    await open('starting');
    await pressHelp();
    expect(await sheet().count()).toBe(0);
    await change(MAINTENANCE_SAMPLES[0]?.view ?? {});
    await pressHelp();
    expect(await sheet().count()).toBe(0);
    await open('outOfService', 'everything');
    await pressHelp();
    await sheet().getByRole('button', { name: en.display.person }).waitFor();
  });
});

const MORE_TIME = { ...PLAIN_DISPLAY, moreTime: true };

describe('more time', () => {
  it('when the citizen wants more time, then the page of a large note says no seconds', async () => {
    await open('noteTooLarge');
    await change({ display: MORE_TIME });
    await page.getByText(en.noteTooLarge.comesBackUnasked).waitFor();
    expect(await page.locator('.ends').textContent()).not.toMatch(/\d/);
  });

  it.each([
    ['choosing', 'usual', 'body'],
    ['credited', 'stopped', 'credited'],
  ] as const)(
    'when the citizen wants more time on %s, then the idle warning says no seconds',
    async (show, sample, about) => {
      await open(show, sample);
      await change({ display: MORE_TIME, idle: { seconds: 60 } });
      await page.locator('kiosk-idle #body').waitFor();
      expect(await page.locator('kiosk-idle #body').textContent()).toBe(en.idle.soon[about]);
    },
  );
});

describe('call of staff', () => {
  const status = (host: string) => page.locator(`${host} [role=status]`).last();

  it('when staff are called in the sheet, then the same button has the focus and says so', async () => {
    await open('choosing');
    await pressHelp();
    const person = page.locator('kiosk-help .person');
    await person.focus();
    const before = await person.boundingBox();
    expect(await status('kiosk-help').textContent()).toBe('');
    await change({ called: true });
    expect(await focused()).toContain('person');
    expect(await person.getAttribute('aria-disabled')).toBe('true');
    expect(await person.textContent()).toContain(en.display.called.title);
    expect(await status('kiosk-help').textContent()).toContain(en.display.called.title);
    expect(await person.boundingBox()).toEqual(before);
  });

  it.each([
    ['attract', 'usual', 'screen-attract', '.person'],
    ['wrongDocument', 'usual', 'screen-wrong-document', '.choice[data-help]'],
  ] as const)('when staff are called on %s, then the same button keeps the focus', async (show, sample, host, key) => {
    await open(show, sample);
    await page.locator(`${host} ${key}`).focus();
    await change({ called: true });
    expect(await focused()).toContain('called');
    expect(await page.locator(`${host} ${key}`).getAttribute('aria-disabled')).toBe('true');
    expect(await status(host).textContent()).not.toBe('');
  });

  it('when the sheet is closed, then the key that opened it has the focus', async () => {
    await open('attract');
    const help = page.locator('screen-attract [data-help]');
    for (const close of [() => page.keyboard.press('Escape'), () => page.locator('kiosk-help .stay').click()]) {
      await help.click();
      await sheet().waitFor();
      await expect.poll(focused).toBe('h1');
      await close();
      await sheet().waitFor({ state: 'detached' });
      await expect.poll(focused).toContain('assist');
    }
  });
});

describe('keys of the top bar', () => {
  it('when staff are called, then the key for help and staff says so', async () => {
    await open('choosing');
    const help = page.locator('k-top-bar').getByRole('button', { name: en.display.helpAndStaff });
    expect(await help.getAttribute('aria-label')).toBe(en.display.helpAndStaff);
    await change({ called: true });
    expect(await help.getAttribute('class')).toContain('called');
    expect(await help.getAttribute('aria-label')).toContain(en.display.called.title);
  });

  it('when the key for text and colours is pressed, then the sheet begins at the size of the text', async () => {
    await open('choosing');
    await page.locator('k-top-bar .display').first().click();
    await sheet().waitFor();
    await expect.poll(focused).toBe('h2');
  });

  it('when more time or calm touch is on, then the keys for help show it', async () => {
    const { moreTime, calmTouch, easyWords } = en.display;
    for (const [show, key] of [
      ['choosing', 'k-top-bar .display:not(.person)'],
      ['attract', 'screen-attract .assist[data-help]'],
    ] as const) {
      await open(show);
      const help = page.locator(key);
      expect(await help.getAttribute('class')).not.toContain('on');
      await change({ display: { ...MORE_TIME, calmTouch: true, easyWords: true } });
      expect(await help.getAttribute('class')).toContain('on');
      const label = (await help.getAttribute('aria-label')) ?? (await help.textContent());
      for (const { title } of [moreTime, calmTouch, easyWords]) expect(label).toContain(title);
    }
  });
});

describe('texts of the sheet', () => {
  it.each(['usual', 'text-200', 'lower'])(
    'when the page is as in %s, then each switch has its explanation',
    async (sample) => {
      await open('attract', sample);
      await pressHelp();
      for (const hint of await page.locator('kiosk-help .switch small').all())
        expect(await hint.isVisible()).toBe(true);
    },
  );

  it('when the kiosk has a keypad, then the sheet begins with its keys and 108, and is described by them', async () => {
    await open('attract');
    await change({ sound: { to: 'speaker' } });
    await pressHelp();
    const content = (await page.locator('kiosk-help .content').textContent())?.trim() ?? '';
    expect(content.indexOf(en.keypad.keys)).toBe(0);
    expect(content.indexOf(en.common.help)).toBeLessThan(content.indexOf(en.display.person));
    const dialog = page.getByRole('dialog', { description: `${en.keypad.keys} ${en.common.help}` });
    expect(await dialog.count()).toBe(1);
  });
});

describe('sign of a touch that is too short', () => {
  it('when the sign has stood for some seconds, then it goes', async () => {
    await open('attract');
    await change({ display: { ...PLAIN_DISPLAY, calmTouch: true } });
    await page.evaluate(() => {
      document.querySelector('kiosk-gallery')?.shadowRoot?.querySelector('kiosk-screen')?.sayHowToTouch();
    });
    const sign = page.getByRole('status').filter({ hasText: en.display.calmTouch.how });
    await sign.waitFor();
    await page.clock.runFor(30_000);
    expect(await sign.count()).toBe(0);
  });
});
