import { AxeBuilder } from '@axe-core/playwright';
import jsQR from 'jsqr';
import type { Browser, Locator, Page } from 'playwright-core';
import { PNG } from 'pngjs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { az } from '../../ui/words/az.ts';
import { type KioskProcess, startKioskProcess } from '../support/kiosk-process.ts';
import { COARSE_PIXELS, launchChromium } from './chromium.ts';
import { citizenAt } from './citizen.ts';
import { untilPaying } from './ways.ts';

let browser: Browser;
let kiosk: KioskProcess;
let page: Page;

const control = (name: string): Locator => page.locator(`[data-test="${name}"]`);
const pressed = (name: string) => page.locator(`[data-test="${name}"][aria-pressed="true"]`).waitFor();

beforeAll(async () => {
  [browser, kiosk] = await Promise.all([launchChromium(), startKioskProcess()]);
  const context = await browser.newContext({
    viewport: { width: 1200, height: 750 },
    hasTouch: true,
    ...COARSE_PIXELS,
  });
  page = await context.newPage();
  await page.goto(`${kiosk.url}dock`);
});
afterAll(async () => {
  await browser?.close();
  await kiosk?.stop();
});
beforeEach(async () => {
  await kiosk.dock({ device: 'all', do: 'heal' });
  await kiosk.until(({ reader, terminal, printer }) => [reader, terminal, printer].every(({ connected }) => connected));
  await control('led-printer').and(page.locator('[data-state="on"]')).waitFor();
});

describe('card in the reader', () => {
  const inside = (id: string | null) => kiosk.until(({ reader }) => reader.holding === id);

  it('when the card is dragged with the mouse, then it goes in and out', async () => {
    await control('card-aze-card-man').dragTo(control('reader-slot'));
    await inside('aze-card-man');
    await control('take-card').click();
    await inside(null);
  });

  it('when the card is dropped elsewhere, then it does not go in', async () => {
    await control('card-aze-card-man').dragTo(control('wire-lines'));
    await control('card-aze-passport').click();
    await inside('aze-passport');
    expect((await kiosk.state()).reader.holding).toBe('aze-passport');
  });

  it('when the card is dragged with a finger, then it goes in and out', async () => {
    const from = await centreOf(control('card-utopia-card'));
    const to = await centreOf(control('reader-slot'));
    const touch = await page.context().newCDPSession(page);
    await touch.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [from] });
    for (const part of [0.25, 0.5, 0.75, 1]) {
      const point = { x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part };
      await touch.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: [point] });
    }
    await touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
    await inside('utopia-card');
  });

  it('when the keyboard moves the card, then it goes in and out', async () => {
    await control('card-aze-card-old').focus();
    await page.keyboard.press('Enter');
    await page.locator('[data-test="reader-slot"][data-holding="aze-card-old"]').waitFor();
    await control('take-card').focus();
    await page.keyboard.press('Enter');
    await inside(null);
    await control('card-aze-card-old').and(page.locator(':focus')).waitFor();
  });
});

describe('buttons', () => {
  it.each([
    'printer-near-end',
    'printer-paper-out',
    'printer-cover',
    'printer-cutter',
    'printer-mechanical',
    'unplug-terminal',
    'back-office-down',
    'terminal-fault-approve-then-silent',
  ])('when %s is pressed, then the button stays pressed until it is pressed again', async (name) => {
    await control(name).click();
    await pressed(name);
    await control(name).click();
    await page.locator(`[data-test="${name}"][aria-pressed="false"]`).waitFor();
  });

  it('when the scanner is unplugged, then nothing can be held to it', async () => {
    const [code, typed] = [control('scan-4006381333931'), control('scan-typed')];
    await expect.poll(() => code.isEnabled()).toBe(true);
    await kiosk.dock({ device: 'scanner', do: 'plugged', plugged: false });
    await expect.poll(async () => [await code.isEnabled(), await typed.isEnabled()]).toEqual([false, false]);
  });

  it('when a badge is laid on the reader, then the page shows its PIN, and a second press takes it', async () => {
    await control('badge-technician').click();
    await pressed('badge-technician');
    expect(await control('badge-presented').textContent()).toContain('PIN 482915');
    await control('take-badge').click();
    await kiosk.until(({ badgeReader }) => badgeReader.presented === null);
  });

  it('when a line of the wire is pressed, then the page shows all its bytes', async () => {
    await kiosk.dock({ device: 'terminal', do: 'wire-fault', fault: 'noise' });
    const noise = page.locator('[data-test="wire-line"][data-discarded="true"]').first();
    await noise.click();
    expect(await control('wire-bytes').first().textContent()).toMatch(/^([0-9A-F]{2} ?)+$/);
    await noise.click();
  });

  it('when a message is pressed, then the page removes it from the phone', async () => {
    const { backOffice } = await kiosk.state();
    const asked = { kiosk: 'K5', language: 'en', fin: '5ZK1C7M', documentNumber: 'AA1204587' };
    const headers = { 'content-type': 'application/json', 'idempotency-key': 'code-of-the-dock' };
    await fetch(`${backOffice.url}/v1/codes`, { method: 'POST', headers, body: JSON.stringify(asked) });
    await kiosk.dock({ device: 'all', do: 'heal' });
    await page.getByText(/^Your confirmation code: \d{6}\./).waitFor();
    await control('message').click();
    await control('message').waitFor({ state: 'detached' });
    expect((await kiosk.state()).phone.messages).toEqual([]);
  });

  it('when the trace is saved, then the file is named kiosk.trace', async () => {
    const coming = page.waitForEvent('download');
    await control('save-trace').click();
    expect((await coming).suggestedFilename()).toBe('kiosk.trace');
  });
});

describe('the page', () => {
  it('when a visit runs, then the page shows its stages, the PIN, and a receipt with a readable code', async () => {
    const citizen = await citizenAt(browser, kiosk.url);
    await untilPaying(kiosk, citizen, 'az');
    await page.locator('[data-test="machine-state"][data-state="paying"][data-current="true"]').waitFor();
    await page.locator('[data-test="terminal-display"][data-stage="present-card"]').waitFor();
    await control('terminal-insert').click();
    await page.locator('[data-test="terminal-display"][data-stage="enter-pin"]').waitFor();
    await citizen.sees(az.done.title.receipt);
    await citizen.leave();
    const paper = control('printer-paper').last();
    await paper.waitFor();
    const qr = await paper.getAttribute('data-qr');
    expect(qr).toMatch(/^https:\/\/status\.example\/a\/K5-/);
    // jsQR does not find every code at every size.
    const scanned = await Promise.all([2, 3, 4].map((scale) => scan(paper, scale)));
    expect(scanned).toContain(qr);
  });

  it('when a paper is opened, then it stays open until it is closed on purpose', async () => {
    const paper = control('printer-paper').last();
    const hand = control('paper-in-hand');
    const isHeld = async (held: boolean) => expect.poll(() => hand.isVisible()).toBe(held);
    const away = {
      close: () => control('paper-away').click(),
      escape: () => page.keyboard.press('Escape'),
      elsewhere: () => page.mouse.click(4, 4),
    };
    for (const putAway of Object.values(away)) {
      await paper.dblclick();
      await isHeld(true);
      await page.mouse.move(4, 4);
      await page.mouse.down({ clickCount: 2 });
      await page.mouse.up({ clickCount: 2 });
      await isHeld(true);
      await hand.click();
      await isHeld(true);
      await putAway();
      await isHeld(false);
    }
  });

  it('when everything is opened, then axe finds no fault', async () => {
    for (const more of await page.locator('summary').all()) await more.click();
    for (const device of ['printer', 'terminal']) await control(`wire-filter-${device}`).click();
    const { violations } = await new AxeBuilder({ page })
      .options({ rules: { 'target-size': { enabled: true } } })
      .analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target).join(' ')}`)).toEqual([]);
    for (const more of await page.locator('summary').all()) await more.click();
  });

  it('when the window is small, then the page fits it; when the kiosk ends, then the page says so', async () => {
    const overflow = () =>
      page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(await overflow()).toBe(0);
    await page.setViewportSize({ width: 800, height: 750 });
    expect(await overflow()).toBe(0);
    await page.setViewportSize({ width: 1200, height: 750 });
    await kiosk.crash();
    await control('lost').waitFor();
  });
});

async function centreOf(what: Locator): Promise<{ x: number; y: number }> {
  const box = await what.boundingBox();
  if (!box) throw new Error('it is not on the page');
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

function drawn(image: Element, scale: number): string {
  const canvas = document.createElement('canvas');
  const { naturalWidth, naturalHeight } = image as HTMLImageElement;
  canvas.width = naturalWidth * scale;
  canvas.height = naturalHeight * scale;
  const pen = canvas.getContext('2d');
  if (!pen) throw new Error('no canvas');
  pen.fillStyle = 'white';
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(image as HTMLImageElement, 0, 0, canvas.width, canvas.height);
  return canvas.toDataURL('image/png').split(',')[1] ?? '';
}

async function scan(paper: Locator, scale: number): Promise<string | undefined> {
  const picture = await paper.locator('img').evaluate(drawn, scale);
  const { data, width, height } = PNG.sync.read(Buffer.from(picture, 'base64'));
  return jsQR(new Uint8ClampedArray(data), width, height)?.data;
}
