import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { CitizenScreen } from '../../device/screen/screen.ts';
import { createScreenHub } from '../../device/web/hub.ts';
import { PLAIN_DISPLAY } from '../../device/words/display.ts';
import { FIRST_VOLUME, VOLUME_OF_LEVEL } from '../../device/words/sound.ts';
import { pause, realClock } from '../../drivers/clock.ts';
import { earconOf } from '../../ui/citizen/sound/earcons.ts';
import { panelOf } from '../../ui/gallery/panels.ts';
import { samplesIn, screenOf } from '../../ui/gallery/samples.ts';
import type { ViewName } from '../../ui/samples/sample.ts';
import { gainOf, STALE_MS } from '../../ui/sound/player.ts';
import { en } from '../../ui/words/en.ts';
import { machineRig } from '../rigs/machine-rig.ts';
import { launchChromium, launchChromiumProfile } from './chromium.ts';
import { citizenAt, untilStands } from './citizen.ts';
import type { GlassObservation } from './glass.ts';
import { heardIn, listenTo } from './listening.ts';
import { measuredGallery } from './measured-gallery.ts';
import { serveHub, serveRig } from './served-rig.ts';

/* A machine without a loudspeaker plays the sounds too. Needs dist/gallery. */

const ASKED = { language: 'en', display: PLAIN_DISPLAY, simulated: false } as const;
const PX_PER_MM = 4;
const screen = (show: ViewName, sample: string) => screenOf(show, sample, ASKED, PX_PER_MM);

/** Has the effect of the policy `AutoplayAllowed` in the kiosk's browser. */
const ALLOWED = '--autoplay-policy=no-user-gesture-required';

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser?.close());

async function served(frame: Parameters<typeof serveRig>[1] = {}) {
  const rig = machineRig();
  await rig.settled();
  const web = await serveRig(rig, frame);
  const citizen = await citizenAt(browser, web.url);
  onTestFinished(async () => {
    await citizen.leave();
    await web.close();
    await rig.crash();
  });
  await fetched(citizen.page);
  return { rig, citizen, page: citizen.page, sounds: await listenTo(citizen.page) };
}

const PARTS = ['page-sounds', 'player'];

/** The page fetches its sounds after the first screen. */
async function fetched(page: Page): Promise<void> {
  const addresses = await page.waitForFunction((parts) => {
    const names = performance.getEntriesByType('resource').map(({ name }) => name);
    const found = parts.flatMap((part) => names.find((name) => name.includes(`/${part}-`)) ?? []);
    return found.length === parts.length && found;
  }, PARTS);
  const found = (await addresses.jsonValue()) || [];
  // The page asked first, so its parts are there too. A text: vitest would replace `import` in a function.
  await page.evaluate(`Promise.all(${JSON.stringify(found)}.map((each) => import(each))).then(() => undefined)`);
}

/** Runs in the page. Each question of the test would count as a touch. */
function tellsOfOutput(): void {
  const tell = (what: string) => void fetch(`/told/${what}`);
  const { resume } = AudioContext.prototype;
  AudioContext.prototype.resume = function () {
    tell('asked');
    return resume.call(this);
  };
  const { start } = AudioBufferSourceNode.prototype;
  AudioBufferSourceNode.prototype.start = function (...when) {
    tell('started');
    start.apply(this, when);
  };
}

describe('whole browser, as in the kiosk', () => {
  async function inWholeBrowser(...policy: readonly string[]) {
    const folder = mkdtempSync(join(tmpdir(), 'sound-'));
    const own = await launchChromiumProfile(folder, ...policy);
    const hub = createScreenHub();
    const web = await serveHub(hub);
    onTestFinished(async () => {
      await own.close();
      await web.close();
      rmSync(folder, { recursive: true });
    });
    hub.show({ ...screen('attract', 'usual'), clicks: true });
    const page = await own.newPage();
    const told: string[] = [];
    page.on('request', (request) => {
      const what = /\/told\/(.*)$/.exec(request.url())?.[1];
      if (what !== undefined) told.push(what);
    });
    await page.addInitScript(tellsOfOutput);
    await page.goto(web.url);
    const asked = () => told.filter((what) => what === 'asked').length;
    await expect.poll(asked).toBe(1);
    hub.show(screen('trouble', 'declined'));
    return { hub, page, told, asked };
  }

  it('when its policy allows sound, then a page sounds before the first touch', async () => {
    const { told } = await inWholeBrowser(ALLOWED);
    await expect.poll(() => told).toContain('started');
  });

  it('when it waits for a touch, then a sound from before is dropped, and the next sound plays', async () => {
    const { hub, page, told, asked } = await inWholeBrowser();
    await expect.poll(asked).toBe(2);
    await pause(realClock, 2 * STALE_MS);
    expect(told).not.toContain('started');
    await page.mouse.click(20, 20);
    hub.show(screen('done', 'receipt'));
    await expect.poll(() => told.filter((what) => what === 'started')).toEqual(['started']);
  });
});

describe('click', () => {
  it('when a touch has an effect, then it clicks in the same task of the browser, and the output runs', async ({
    annotate,
  }) => {
    const { page, sounds } = await served({ clicks: true });
    const key = page.locator('.assist').nth(1);
    await untilStands(key);
    await key.tap();
    await expect.poll(sounds).toEqual(['click']);
    await untilStands(key);
    await key.tap();
    await expect.poll(sounds).toEqual(['click', 'click']);
    const [, click] = await heardIn(page);
    expect(click).toMatchObject({ running: true, inTouch: true });
    await annotate(
      `touch to start: ${click?.afterMs.toFixed(1)} ms; start to loudspeaker: ${click?.outputMs.toFixed(1)} ms`,
    );
  });

  it('when the profile says nothing about clicks, then touches are silent', async () => {
    const { rig, page, sounds } = await served();
    const key = page.locator('.assist').nth(1);
    await untilStands(key);
    await key.tap();
    await expect.poll(() => rig.screen().display.colours).toBe('dark');
    expect(await sounds()).toEqual([]);
  });

  it('when a touch has no effect, then it does not click', async () => {
    const { rig, page, sounds } = await served({ clicks: true, called: true });
    const person = page.locator('.assist.person');
    await untilStands(person);
    await person.tap({ force: true });
    await page.locator('h1').first().tap();
    const key = page.locator('.assist').nth(1);
    await key.tap();
    await expect.poll(() => rig.screen().display.colours).toBe('dark');
    expect(await sounds()).toEqual(['click']);
  });
});

describe('volume', () => {
  const sheetKey = (page: Page, name: string) => page.locator('kiosk-help').getByRole('button', { name, exact: true });

  it('when a level is chosen in the sheet, then it is heard and shown, and the next person does not inherit it', async () => {
    const { rig, page, sounds } = await served();
    await rig.citizen({ do: 'start', language: 'en' });
    await page.locator('screen-choosing').waitFor();
    const help = page.locator('k-top-bar [data-help]');
    await untilStands(help);
    await help.tap();
    const levels = ['loud', 'quiet', 'off'] as const;
    for (const level of levels) {
      const key = sheetKey(page, en.display.volumes[level]);
      await untilStands(key);
      await key.tap();
      await expect.poll(() => key.getAttribute('aria-pressed')).toBe('true');
      expect(rig.screen().display.volume).toBe(VOLUME_OF_LEVEL[level]);
    }
    await expect.poll(sounds).toEqual(['done', 'done']);
    const gains = (await heardIn(page)).map(({ gain }) => gain);
    expect(gains).toEqual([expect.closeTo(gainOf(8), 5), expect.closeTo(gainOf(2), 5)]);
    expect(await page.locator('k-top-bar .display').first().getAttribute('aria-label')).toContain(
      en.display.volumes.off,
    );
    await rig.citizen({ do: 'finish' });
    await page.locator('screen-attract').waitFor();
    expect(rig.screen().display.volume).toBe(FIRST_VOLUME);
    expect(await sounds()).toHaveLength(2);
  });

  it('when the citizen wants silence, then a trouble is seen and not heard', async () => {
    const hub = createScreenHub();
    const web = await serveHub(hub);
    const silent = { display: { ...PLAIN_DISPLAY, volume: 0 } };
    hub.show({ ...screen('attract', 'usual'), ...silent });
    const page = await browser.newPage();
    onTestFinished(async () => {
      await page.close();
      await web.close();
    });
    await page.goto(web.url);
    await fetched(page);
    const sounds = await listenTo(page);
    hub.show({ ...screen('trouble', 'declined'), ...silent });
    await page.locator('screen-trouble').getByRole('heading', { level: 1 }).waitFor();
    hub.show(screen('attract', 'usual'));
    hub.show(screen('done', 'receipt'));
    await expect.poll(sounds).toEqual(['done']);
  });
});

describe('each earcon is also visible', () => {
  const opened = measuredGallery();
  const drawnOf = ({ headings, texts, markup }: GlassObservation) =>
    JSON.stringify([headings, texts.map(({ text }) => text), markup]);
  const SHOWS = Object.keys(samplesIn('en')) as ViewName[];

  it('when a page sounds in some of its states, then it looks different in the silent states', async () => {
    const screens = SHOWS.flatMap((show) => samplesIn('en')[show].map(({ name }) => screen(show, name)));
    const drawn = await opened().gallery.drawScreens(screens, panelOf('21.5'));
    const states = screens.map((each, nth) => ({
      ...each,
      earcon: earconOf(each),
      looks: drawnOf(drawn[nth] as GlassObservation),
    }));
    const alike = states
      .filter(({ earcon }) => earcon !== null)
      .filter(({ show, earcon, looks }) =>
        states.some((other) => other.show === show && other.earcon !== earcon && other.looks === looks),
      );
    expect(alike.map(({ step }) => step)).toEqual([]);
  });

  it('when a page waits, then it shows how long', async () => {
    const screens = SHOWS.flatMap((show) => samplesIn('en')[show].map(({ name }) => screen(show, name))).filter(
      (each) => earconOf(each) === 'wait',
    );
    const drawn = await opened().gallery.drawScreens(screens, panelOf('21.5'));
    const without = screens.filter((_, nth) => !drawn[nth]?.markup.includes('k-wait'));
    expect(without.map(({ step }) => step)).toEqual([]);
  });

  it('when a note lies over a page, then its sound is seen as a note', async () => {
    const below = screen('choosing', 'usual');
    const notes: readonly Partial<CitizenScreen>[] = [{ scan: 'foreign' }, { cabinetOpen: true }];
    const screens = notes.map((note) => ({ ...below, ...note }) as CitizenScreen);
    expect([below, ...screens].map(earconOf)).toEqual([null, 'trouble', 'trouble']);
    const [plain, ...noted] = await opened().gallery.drawScreens([below, ...screens], panelOf('21.5'));
    for (const each of noted) expect(drawnOf(each)).not.toBe(drawnOf(plain as GlassObservation));
  });
});
