import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LANGUAGE_CODES } from '../../device/words/language.ts';
import { az } from '../../ui/words/az.ts';
import { type KioskProcess, startKioskProcess } from '../support/kiosk-process.ts';
import { piecesNow } from '../tools/part-of-commit.ts';
import { COARSE_PIXELS, launchChromium } from './chromium.ts';
import { ALL_WORDS, type Citizen, citizenAt } from './citizen.ts';
import { untilChecking, untilPaying } from './ways.ts';

let browser: Browser;
let kiosk: KioskProcess;
let dock: Page;

beforeAll(async () => {
  [browser, kiosk] = await Promise.all([launchChromium(), startKioskProcess()]);
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, ...COARSE_PIXELS });
  dock = await context.newPage();
  await dock.goto(`${kiosk.url}dock`);
});
afterAll(async () => {
  await browser?.close();
  await kiosk?.stop();
});

async function doorIs(open: boolean): Promise<void> {
  await dock.locator(`[data-test="line-door"][aria-pressed="${!open}"]`).click();
  await dock.locator(`[data-test="line-door"][aria-pressed="${open}"]`).waitFor();
}

const lamp = (name: string, pattern: string) =>
  dock.locator(`[data-test="lamp-${name}"][data-pattern="${pattern}"]`).waitFor();

const told = (citizen: Citizen) =>
  citizen.page.locator('kiosk-screen .scan').getByText(citizen.words.cabinet.open).waitFor();

const untold = (citizen: Citizen) =>
  citizen.page.locator('kiosk-screen .scan').getByText(citizen.words.cabinet.open).waitFor({ state: 'detached' });

async function seesClosed(citizen: Citizen): Promise<void> {
  for (const { outOfService } of ALL_WORDS)
    await citizen.page.getByText(outOfService.reasons.maintenance).first().waitFor();
}

describe.each(piecesNow('test/browser/door.test.ts', LANGUAGE_CODES))('an open door (%s)', (language) => {
  it('when a large note is in escrow, then it comes back, no note goes in, and the visit goes on with the door closed', async () => {
    const citizen = await citizenAt(browser, kiosk.url);
    await untilChecking(kiosk, citizen, language);
    await citizen.touch(/5[,.]00/);
    await citizen.sees(citizen.words.choosingPayment.title);
    await citizen.paysBy('cash');
    await citizen.sees(citizen.words.payingCash.stages.insert.title);
    await lamp('notesLight', 'blinks');
    await kiosk.until(({ billValidator }) => billValidator.unit === 'idling');
    const before = (await kiosk.state()).billValidator.cassette.length;
    await kiosk.dock({ device: 'billValidator', do: 'insert', manat: '20' });
    await citizen.sees(citizen.words.noteTooLarge.title('20\u00a0₼'));
    await doorIs(true);
    await told(citizen);
    await kiosk.until(({ billValidator }) => billValidator.inside?.at === 'mouth');
    await lamp('notesLight', 'on');
    await lamp('attention', 'on');
    await kiosk.dock({ device: 'billValidator', do: 'take' });
    await citizen.sees(citizen.words.troubles['LIN-107'].title);
    await kiosk.until(({ billValidator }) => billValidator.unit !== 'idling');
    await doorIs(false);
    await untold(citizen);
    await citizen.sees(citizen.words.payingCash.stages.insert.title);
    await kiosk.until(({ billValidator }) => billValidator.unit === 'idling');
    await kiosk.dock({ device: 'billValidator', do: 'insert', manat: '5' });
    await citizen.sees(citizen.words.done.title.receipt);
    expect((await kiosk.state()).billValidator.cassette).toHaveLength(before + 1);
    await citizen.touch(citizen.words.common.finish);
    await citizen.page.getByRole('button', { name: az.attract.all }).waitFor();
    await citizen.leave();
  });

  it('when the door opens during a sale, then the sale ends with its receipt, and the kiosk closes after the visit', async () => {
    const citizen = await citizenAt(browser, kiosk.url);
    await untilPaying(kiosk, citizen, language);
    await lamp('terminalLight', 'blinks');
    await doorIs(true);
    await told(citizen);
    await kiosk.dock({ device: 'terminal', do: 'tap' });
    await citizen.sees(citizen.words.done.title.receipt);
    await told(citizen);
    await citizen.touch(citizen.words.common.finish);
    await seesClosed(citizen);
    await lamp('status', 'off');
    await doorIs(false);
    await citizen.page.getByRole('button', { name: az.attract.all }).waitFor();
    await citizen.leave();
  });

  it('when the door opens at rest or its wire is cut, then the first page says service in each language', async () => {
    const citizen = await citizenAt(browser, kiosk.url);
    await citizen.page.getByRole('button', { name: az.attract.all }).waitFor();
    await doorIs(true);
    await seesClosed(citizen);
    await doorIs(false);
    await citizen.page.getByRole('button', { name: az.attract.all }).waitFor();
    await dock.locator('lines-panel summary').click();
    await dock.locator('[data-test="cut-door"]').click();
    await seesClosed(citizen);
    await dock.locator('[data-test="cut-door"]').click();
    await dock.locator('lines-panel summary').click();
    await citizen.page.getByRole('button', { name: az.attract.all }).waitFor();
    await citizen.leave();
    for (const event of ['door.opened', 'line.lost', 'staff.called']) expect(kiosk.output()).toContain(event);
  });
});
