import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type KioskProcess, startKioskProcess } from '../support/kiosk-process.ts';
import { launchChromium } from './chromium.ts';
import { type Citizen, citizenAt } from './citizen.ts';
import { untilPaying } from './ways.ts';

let browser: Browser;
let kiosk: KioskProcess;

beforeAll(async () => {
  [browser, kiosk] = await Promise.all([launchChromium(), startKioskProcess()]);
});
afterAll(async () => {
  await browser?.close();
  await kiosk?.stop();
});

async function showsCode(citizen: Citizen, code: string): Promise<void> {
  const { continuing, common } = citizen.words;
  await citizen.sees(continuing.code.title);
  await citizen.type(code.replaceAll('-', ''));
  await citizen.touch(common.next);
}

describe('an application that was left', () => {
  it('when the reference is mistyped, then the page refuses it; with the right reference the application is paid and printed', async () => {
    const { saleCount } = (await kiosk.state()).terminal;
    const leaving = await citizenAt(browser, kiosk.url);
    await untilPaying(kiosk, leaving, 'az');
    await kiosk.dock({ device: 'terminal', do: 'decline' });
    await leaving.sees(leaving.words.troubles['TRM-201'].title);
    await leaving.touch(leaving.words.common.finish);
    await leaving.page.locator('button.all').waitFor();
    await leaving.leave();
    const { backOffice } = await kiosk.until((state) => state.backOffice.entries.at(-1)?.state === 'withdrawn');
    const reference = backOffice.entries.at(-1)?.reference ?? '';

    const citizen = await citizenAt(browser, kiosk.url);
    await citizen.start('az');
    const { continuing, common, checking, done } = citizen.words;
    await citizen.touch(citizen.words.common.continueApplication);
    const last = reference.slice(-1);
    await showsCode(citizen, reference.slice(0, -1) + (last === '7' ? '8' : '7'));
    await citizen.reads(continuing.problems.mistyped);
    // Whole label: the button that ends the visit contains this label.
    await citizen.touch(new RegExp(`^${citizen.words.answering.erase}$`));
    await citizen.type(last);
    await citizen.touch(common.next);
    await citizen.sees(citizen.words.identifying.waiting.title);
    await kiosk.dock({ device: 'reader', do: 'insert', document: 'aze-card-woman', how: 'whole' });
    await citizen.sees(continuing.found.open.title);
    await kiosk.dock({ device: 'reader', do: 'remove' });
    await citizen.reads(reference);
    await citizen.touch(continuing.review);
    await citizen.sees(checking.title);
    await citizen.reads('+994 50 123 45 67');
    expect((await kiosk.state()).terminal.saleCount).toBe(saleCount);
    await citizen.touch(/5[,.]00/);
    await citizen.paysBy('card');
    await kiosk.until(({ terminal }) => terminal.display.stage === 'present-card');
    await kiosk.dock({ device: 'terminal', do: 'tap' });
    await citizen.sees(done.title.receipt);
    await citizen.reads(reference);
    await citizen.touch(common.finish);
    await citizen.page.locator('button.all').waitFor();
    await citizen.leave();

    const { terminal, printer } = await kiosk.state();
    expect(terminal.saleCount).toBe(saleCount + 1);
    expect(printer.papers.at(-1)?.lines.join('\n')).toContain(reference);
  });
});
