import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type KioskProcess, startKioskProcess } from '../support/kiosk-process.ts';
import { COARSE_PIXELS, launchChromium } from './chromium.ts';
import { citizenAt, touchOnceItStands } from './citizen.ts';
import { untilChecking } from './ways.ts';

let browser: Browser;
let kiosk: KioskProcess;
let dock: Page;

beforeAll(async () => {
  [browser, kiosk] = await Promise.all([launchChromium(), startKioskProcess()]);
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, ...COARSE_PIXELS });
  dock = await context.newPage();
  await dock.goto(`${kiosk.url}dock`);
  await kiosk.until(({ scanner }) => scanner?.connected === true);
});
afterAll(async () => {
  await browser?.close();
  await kiosk?.stop();
});

async function scanText(text: string): Promise<void> {
  await dock.locator('[data-test="scan-text"]').fill(text);
  await dock.locator('[data-test="scan-typed"]').click();
}

describe('a visit that is parked', () => {
  it('when the citizen parks the visit and scans the slip later, then the visit goes on to the payment', async () => {
    const leaving = await citizenAt(browser, kiosk.url);
    await untilChecking(kiosk, leaving, 'ru');
    const { common, leave, parked } = leaving.words;
    await leaving.touch(common.finish);
    await touchOnceItStands(leaving.page.locator('kiosk-leave .park'));
    await leaving.sees(parked.title);
    await leaving.reads(parked.printed);
    expect(leave.park).toBe('Продолжить позже');
    await leaving.touch(common.short.finish);
    await leaving.page.locator('button.all').waitFor();
    await leaving.leave();
    const slip = (await kiosk.state()).printer.papers.at(-1);
    const [code = ''] = slip?.qr ?? [];
    expect(code).toMatch(/^ASAN-PARK-1:/);
    const output = kiosk.output() + kiosk.ledger().join('\n');
    for (const secret of [code.slice(12), '501234567', '5ZK1C7M', 'AA1204587']) expect(output).not.toContain(secret);
    expect(slip?.lines.join('\n')).not.toMatch(/MAMMADOVA|MƏMMƏDOVA|5ZK1C7M|AA1204587|501234567/);

    const citizen = await citizenAt(browser, kiosk.url);
    await citizen.page.locator('button.all').waitFor();
    await scanText(code);
    await citizen.sees(citizen.words.identifying.waiting.title);
    await kiosk.dock({ device: 'reader', do: 'insert', document: 'aze-card-man', how: 'whole' });
    await citizen.sees(citizen.words.resuming.problems['wrong-card'].title);
    await kiosk.dock({ device: 'reader', do: 'remove' });
    await citizen.touch(citizen.words.resuming.showCard);
    await citizen.sees(citizen.words.identifying.waiting.title);
    await kiosk.dock({ device: 'reader', do: 'insert', document: 'aze-card-woman', how: 'whole' });
    await citizen.sees(leaving.words.checking.title);
    await kiosk.dock({ device: 'reader', do: 'remove' });
    await citizen.reads('+994 50 123 45 67');
    for (const event of ['visit.parked', 'visit.resumed']) expect(kiosk.output()).toContain(event);
    await citizen.touch(/5[,.]00/);
    await citizen.touch(new RegExp(`^${leaving.words.choosingPayment.card}`));
    await kiosk.until(({ terminal }) => terminal.display.stage === 'present-card');
    await kiosk.dock({ device: 'terminal', do: 'tap' });
    await citizen.sees(leaving.words.done.title.receipt);
    await citizen.touch(common.finish);
    await citizen.page.locator('button.all').waitFor();

    await scanText(code);
    await citizen.sees(citizen.words.resuming.problems.unknown.title);
    await citizen.leave();
  });
});
