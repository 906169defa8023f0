import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Language } from '../../device/words/language.ts';
import { catalogue } from '../support/catalogue.ts';
import { type KioskProcess, startKioskProcess } from '../support/kiosk-process.ts';
import { COARSE_PIXELS, launchChromium } from './chromium.ts';
import { type Citizen, citizenAt, touchOnceItStands } from './citizen.ts';

/* docs/decisions/0062 */

const SERVICE = 'family-members-certificate';
const AYSEL = '5ZK1C7M';

let browser: Browser;
let kiosk: KioskProcess;

beforeAll(async () => {
  [browser, kiosk] = await Promise.all([launchChromium(), startKioskProcess()]);
});
afterAll(async () => {
  await browser?.close();
  await kiosk?.stop();
});

async function untilCode(language: Language): Promise<Citizen> {
  const citizen = await citizenAt(browser, kiosk.url);
  await citizen.start(language);
  await citizen.choose(SERVICE);
  await citizen.touch(citizen.words.common.next);
  await citizen.sees(citizen.words.identifying.waiting.title);
  await asksForPhone(citizen);
  return citizen;
}

async function asksForPhone(citizen: Citizen): Promise<void> {
  await citizen.touch(new RegExp(`^${citizen.words.identifying.phone.offer}`));
  await citizen.sees(citizen.words.identifyingByPhone.title);
}

async function phoneScans(): Promise<Page> {
  const { phone } = await kiosk.until(({ phone: { codes } }) => codes.length > 0);
  const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
  const page = await context.newPage();
  await page.goto(phone.codes[0] ?? '');
  return page;
}

async function signsIn(page: Page, fin = AYSEL): Promise<void> {
  await page.locator(`input[name="fin"][value="${fin}"]`).check();
  await page.locator('form button').click();
  await page.locator('button[value="confirm"]').waitFor();
}

const shownNumber = async (citizen: Citizen): Promise<string> => {
  const number = await citizen.page.locator('.number b, .phone text').first().textContent();
  return number?.trim() ?? '';
};

async function confirms(page: Page, number: string): Promise<void> {
  await page.locator(`input[name="number"][value="${number}"]`).check();
  await page.locator('button[value="confirm"]').click();
}

async function otherNumber(page: Page, number: string): Promise<string> {
  const all = await page.locator('input[name="number"]').all();
  const values = await Promise.all(all.map((each) => each.getAttribute('value')));
  return values.find((each) => each !== number) ?? '';
}

async function leaves(citizen: Citizen, isAsked = true): Promise<void> {
  const { finish } = citizen.words.common;
  await citizen.touch(finish);
  if (isAsked) await touchOnceItStands(citizen.page.locator('kiosk-leave').getByRole('button', { name: finish }));
  await citizen.page.locator('button.all').waitFor();
  await citizen.leave();
}

describe('a citizen without the card', () => {
  it('when the citizen confirms on the phone, then the certificate is printed (az)', async () => {
    const citizen = await untilCode('az');
    const { identifyingByPhone, checking, common, previewing, done } = citizen.words;
    const page = await phoneScans();
    const number = await shownNumber(citizen);
    await signsIn(page);
    await citizen.sees(identifyingByPhone.confirm.title(number));
    await confirms(page, number);
    await page.locator('[data-test="confirmed"]').waitFor();
    const [question] = catalogue().services.find(({ id }) => id === SERVICE)?.questions ?? [];
    await citizen.sees(question?.title.az ?? '');
    await citizen.type('bank');
    await citizen.touch(common.next);
    await citizen.sees(checking.title);
    await citizen.reads(AYSEL);
    await citizen.touch(checking.confirm);
    await citizen.sees(previewing.title);
    await citizen.touch(previewing.print);
    await citizen.sees(done.title.certificate);
    const { backOffice } = await kiosk.state();
    expect(backOffice.entries[0]?.request).toMatchObject({ applicant: { assurance: 'phone', fin: AYSEL } });
    await page.context().close();
    await leaves(citizen, false);
    expect(kiosk.output()).not.toContain(AYSEL);
  });

  it('when another number is chosen and then refused, then the kiosk gets no person, and the card goes on (ru)', async () => {
    const citizen = await untilCode('ru');
    const { identifying, offeringCode } = citizen.words;
    const wrong = await phoneScans();
    await signsIn(wrong);
    await confirms(wrong, await otherNumber(wrong, await shownNumber(citizen)));
    await wrong.locator('[data-test="mismatch"]').waitFor();
    await citizen.reads(identifying.phone.problems.mismatch.title);
    await asksForPhone(citizen);
    const refusing = await phoneScans();
    await signsIn(refusing);
    await refusing.locator('button[value="refuse"]').click();
    await refusing.locator('[data-test="refused"]').waitFor();
    await citizen.reads(identifying.phone.problems.refused.title);
    await kiosk.dock({ device: 'reader', do: 'insert', document: 'aze-card-woman', how: 'whole' });
    await citizen.sees(offeringCode.title);
    await kiosk.dock({ device: 'reader', do: 'remove' });
    for (const page of [wrong, refusing]) await page.context().close();
    await leaves(citizen);
  });

  it('when a second phone scans the code, or the citizen goes back, then these phones identify no person (en)', async () => {
    const citizen = await untilCode('en');
    const { identifying, common } = citizen.words;
    const [first, second] = [await phoneScans(), await phoneScans()];
    await signsIn(first);
    await second.locator('form button').click();
    await second.locator('[data-test="taken"]').waitFor();
    const number = await shownNumber(citizen);
    await citizen.touch(common.back);
    await citizen.sees(identifying.waiting.title);
    await confirms(first, number);
    await first.locator('[data-test="over"]').waitFor();
    await asksForPhone(citizen);
    const late = await phoneScans();
    await signsIn(late);
    await late.locator('summary').click();
    await late.locator('button[value="expire"]').click();
    await citizen.reads(identifying.phone.problems.over.title);
    await citizen.reads(identifying.phone.hint);
    for (const page of [first, second, late]) await page.context().close();
    await leaves(citizen);
  });

  it('when the developer uses the link of the dock, then the page of the phone opens', async () => {
    const citizen = await untilCode('en');
    const dock = await (
      await browser.newContext({ viewport: { width: 1366, height: 768 }, ...COARSE_PIXELS })
    ).newPage();
    await dock.goto(`${kiosk.url}dock`);
    const opened = dock.context().waitForEvent('page');
    await dock.locator('[data-test="scan-with-phone"]').click();
    await (await opened).locator(`input[value="${AYSEL}"]`).waitFor();
    await dock.context().close();
    await leaves(citizen);
  });
});
