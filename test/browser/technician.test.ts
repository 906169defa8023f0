import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TECHNICIAN_LANGUAGES, TECHNICIAN_WORDS } from '../../ui/technician/words/all.ts';
import { asanKiosk } from '../support/command.ts';
import { type KioskProcess, startKioskProcess } from '../support/kiosk-process.ts';
import { socketCitizenAt } from '../support/socket-citizen.ts';
import { axeFindings, withAxe } from './axe.ts';
import { COARSE_PIXELS, launchChromium } from './chromium.ts';
import { citizenAt } from './citizen.ts';
import { untilPaying } from './ways.ts';

const { az, en } = TECHNICIAN_WORDS;
let browser: Browser;
let kiosk: KioskProcess;
let page: Page;
const asked: string[] = [];

interface Access {
  readonly url: string;
  readonly code: string;
}

async function access(): Promise<Access> {
  const profile = join(kiosk.folder, 'profile.yaml');
  const { exit, json } = await asanKiosk([
    'technician',
    '--json',
    '--profile',
    profile,
    '--port',
    new URL(kiosk.url).port,
  ]);
  expect(exit).toBe(0);
  return json() as Access;
}

async function enter(at: Page, { url, code }: Access): Promise<void> {
  await at.goto(url);
  await at.getByLabel(az.code).fill(code.toLowerCase());
  await at.getByRole('button', { name: az.enter }).click();
}

async function owesWithdrawal(): Promise<void> {
  const citizen = await citizenAt(browser, kiosk.url);
  await untilPaying(kiosk, citizen, 'en');
  await kiosk.dock({ device: 'back-office', do: 'trouble', trouble: 'down' });
  await citizen.touch(citizen.words.paying.cancel);
  await citizen.sees(citizen.words.troubles['TRM-202'].title);
  await citizen.touch(citizen.words.common.finish);
  await citizen.leave();
}

beforeAll(async () => {
  [browser, kiosk] = await Promise.all([launchChromium(), startKioskProcess()]);
  await owesWithdrawal();
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, ...COARSE_PIXELS });
  await withAxe(context);
  page = await context.newPage();
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await enter(page, await access());
});
afterAll(async () => {
  await browser?.close();
  await kiosk?.stop();
});

const rows = () => page.locator('tr[data-application]');
const device = (kind: string) => page.locator(`[data-device="${kind}"]`);

describe('the technician’s page', () => {
  it('when the code is typed, then the page opens, and no address or cookie has the code', async () => {
    await page.getByRole('heading', { level: 1, name: az.title }).waitFor();
    await page.getByText(/^Köşk K\d+/).waitFor();
    expect(new URL(page.url()).pathname).toBe('/technician');
    expect(await page.evaluate(() => document.cookie)).toBe('');
    expect(asked.filter((path) => !path.startsWith('/technician'))).toEqual([]);
  });

  it.each(TECHNICIAN_LANGUAGES)(
    'when the language is %s, then headings are in this language, and axe finds no fault',
    async (language) => {
      const words = TECHNICIAN_WORDS[language];
      await page.getByRole('button', { name: language.toUpperCase() }).click();
      await page.getByRole('heading', { level: 1, name: words.title }).waitFor();
      for (const heading of [words.devices, words.notes, words.credits, words.log])
        await page.getByRole('heading', { level: 2, name: heading }).waitFor();
      expect(await axeFindings(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
    },
  );

  it('when a device goes and comes, then the page shows it at once', async () => {
    await expect.poll(() => device('printer').textContent()).toBe(en.states.online);
    await kiosk.dock({ device: 'printer', do: 'plug', plugged: false });
    await expect.poll(() => device('printer').textContent()).not.toBe(en.states.online);
    await kiosk.dock({ device: 'printer', do: 'plug', plugged: true });
    await expect.poll(() => device('printer').textContent()).toBe(en.states.online);
  });

  it('when the reader fails card after card, then the page asks to clean it, and *Cleaned* offers it again', async () => {
    const degraded = page.locator('[data-degraded="reader"]');
    const refused = page.getByText('document.refused');
    const before = await refused.count();
    const people = await socketCitizenAt(kiosk.url);
    // Two visits at once may be of one person, so every second one counts.
    for (let visit = 1; visit <= 7; visit++) {
      await people.sees('attract');
      people.does({ do: 'start', language: 'en' });
      await people.sees('choosing');
      await kiosk.dock({ device: 'reader', do: 'insert', document: 'aze-card-man', how: 'unreadable' });
      await expect.poll(() => refused.count()).toBe(before + visit);
      await kiosk.dock({ device: 'reader', do: 'remove' });
      people.does({ do: 'finish' });
    }
    await people.leave();
    await expect.poll(() => degraded.textContent()).toContain(en.degraded.withdrawn);
    expect(await device('reader').textContent()).toBe(en.states.online);
    await expect.poll(() => device('reader').getAttribute('class')).toBe('good');
    const citizen = await citizenAt(browser, kiosk.url);
    await citizen.reads(citizen.words.troubles['RDR-109'].notice);
    await citizen.leave();
    await degraded.getByRole('button', { name: en.cleaned }).click();
    await expect.poll(() => degraded.textContent()).toContain(en.degraded.degraded);
    expect(await axeFindings(page)).toEqual([]);
  });

  it('when a citizen left data, then the page shows none of it', async () => {
    const said = await page.locator('technician-app').evaluate((app) => app.shadowRoot?.textContent ?? '');
    expect(said).toContain('device.changed');
    expect(said).not.toMatch(/MAMMADOVA|AYSEL|501234567/i);
  });

  it('when an application is open, then the page lists it like the command, and a technician can retry it now', async () => {
    await rows().first().waitFor();
    const profile = join(kiosk.folder, 'profile.yaml');
    const { open } = (await asanKiosk(['ledger', 'open', '--json', '--profile', profile])).json() as {
      open: { applicationId: string; next: string }[];
    };
    const shown = await rows().evaluateAll((all) =>
      all.map((row) => ({ applicationId: row.getAttribute('data-application'), next: row.getAttribute('data-next') })),
    );
    expect(shown).toEqual(open.map(({ applicationId, next }) => ({ applicationId, next })));
    expect(open).toMatchObject([{ next: 'withdraw' }]);
    await page.getByText(/failed attempts: .*BKO-101/).waitFor();
    await kiosk.dock({ device: 'back-office', do: 'trouble', trouble: null });
    await page.getByRole('button', { name: en.tryNow }).click();
    await page.getByText(en.nothingOpen).waitFor();
  });

  it('when the kiosk ends, then the page says that the connection is lost', async () => {
    await kiosk.dock({ device: 'printer', do: 'plug', plugged: true });
    await kiosk.crash();
    await page.getByText(en.lost).waitFor();
  });
});

describe('a code', () => {
  it('when the code was used or is wrong, then the page shows no data; when a newer code is used, then its page takes over', async () => {
    const once = await access();
    const [first, second] = [
      await (await browser.newContext()).newPage(),
      await (await browser.newContext()).newPage(),
    ];
    await enter(first, once);
    await first.getByRole('heading', { level: 2, name: az.devices }).waitFor();
    await enter(second, once);
    await second.getByText(az.refused).waitFor();
    expect(await second.getByRole('heading', { level: 2 }).count()).toBe(0);
    await enter(second, await access());
    await second.getByRole('heading', { level: 2, name: az.devices }).waitFor();
    await first.getByText(az.takenOver).waitFor();
    expect(await first.getByRole('heading', { level: 2 }).count()).toBe(0);
    await second.reload();
    await second.getByRole('heading', { level: 2, name: az.devices }).waitFor();
    await Promise.all([first.context().close(), second.context().close()]);
  });

  it('when no kiosk runs, then the command gives no code', async () => {
    const profile = join(kiosk.folder, 'profile.yaml');
    const { exit, notes } = await asanKiosk(['technician', '--profile', profile, '--port', '1']);
    expect([exit, notes]).toEqual([1, [expect.stringContaining('no kiosk runs at port 1')]]);
  });
});
