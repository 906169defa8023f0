import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isHoliday } from '../../device/catalogue/dates.ts';
import { toOfficeService } from '../../device/catalogue/offered.ts';
import { LANGUAGES } from '../../device/words/language.ts';
import { DAY_MS } from '../../drivers/durations.ts';
import { type ReferenceBackOffice, startBackOffice } from '../../simulators/back-office/server.ts';
import { seededRandom } from '../../simulators/random.ts';
import { catalogue } from '../support/catalogue.ts';
import { type KioskProcess, startKioskProcess, withOfficeAt } from '../support/kiosk-process.ts';
import { type SocketCitizen, socketCitizenAt } from '../support/socket-citizen.ts';
import { COARSE_PIXELS, launchChromium } from './chromium.ts';
import { ALL_WORDS, type Citizen, citizenAt, touchOnceItStands } from './citizen.ts';
import { untilChecking, untilPaying } from './ways.ts';

const APPOINTED = 'migration-permit';

let aheadMs = 0;
let browser: Browser;
let office: ReferenceBackOffice;
let kiosk: KioskProcess;
let dock: Page;

/** At the centre, `YYYY-MM-DDTHH:MM`. */
const itIs = (centreTime: string) => {
  aheadMs = Date.parse(`${centreTime}:30+04:00`) - Date.now();
};

beforeAll(async () => {
  const { services, holidays } = catalogue();
  office = await startBackOffice({
    now: () => new Date(Date.now() + aheadMs),
    random: seededRandom(11),
    services: services.map(toOfficeService),
    isHoliday: (day) => isHoliday(day, holidays),
  });
  [browser, kiosk] = await Promise.all([launchChromium(), startKioskProcess(withOfficeAt(office.url))]);
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, ...COARSE_PIXELS });
  dock = await context.newPage();
  await dock.goto(`${kiosk.url}dock`);
  await kiosk.until(({ scanner }) => scanner?.connected === true);
});
afterAll(async () => {
  await browser?.close();
  await kiosk?.stop();
  await office?.close();
});

async function scanNewestPaper(): Promise<string> {
  const { printer } = await kiosk.state();
  const [text = ''] = printer.papers.findLast(({ torn, qr }) => !torn && qr.length > 0)?.qr ?? [];
  await dock.locator(`[data-test="scan-${text}"]`).click();
  return text;
}

async function scanText(text: string): Promise<void> {
  await dock.locator('[data-test="scan-text"]').fill(text);
  await dock.locator('[data-test="scan-typed"]').click();
}

const refusal = (citizen: Citizen) => citizen.page.locator('kiosk-screen .scan');

async function leaves(citizen: Citizen, isAsked = false): Promise<void> {
  await citizen.touch(citizen.words.common.finish);
  if (isAsked)
    await touchOnceItStands(
      citizen.page.locator('kiosk-leave').getByRole('button', { name: citizen.words.common.finish }),
    );
  await citizen.page.locator('button.all').waitFor();
}

const putIn = async (card: 'aze-card-woman' | 'aze-card-man') =>
  kiosk.dock({ device: 'reader', do: 'insert', document: card, how: 'whole' });

describe('codes at the scanner', () => {
  it('when the receipt is scanned on the first page, then my application shows it (az)', async () => {
    const citizen = await citizenAt(browser, kiosk.url);
    await untilPaying(kiosk, citizen, 'az');
    await scanText('https://status.example/a/K5-7QF2-62');
    await kiosk.dock({ device: 'terminal', do: 'tap' });
    await citizen.sees(citizen.words.done.title.receipt);
    await leaves(citizen);
    const code = await scanNewestPaper();
    const { mine, identifying } = citizen.words;
    await citizen.sees(identifying.waiting.title);
    await putIn('aze-card-woman');
    await citizen.sees(mine.stages['waits-for-you'].title);
    const [reference = ''] = /K5-[0-9A-Z]{4}-\d\d/.exec(code) ?? [];
    await citizen.reads(reference);
    await kiosk.dock({ device: 'reader', do: 'remove' });
    await leaves(citizen, true);
    await citizen.leave();
  });

  it('when a foreign code is scanned, then the first page refuses it in each language, and a visit in its own (en)', async () => {
    const citizen = await citizenAt(browser, kiosk.url);
    await citizen.page.locator('button.all').waitFor();
    await dock.locator('[data-test="scan-4006381333931"]').click();
    await refusal(citizen).waitFor();
    for (const { code } of LANGUAGES) {
      const words = ALL_WORDS.find(({ language }) => language === code);
      await refusal(citizen)
        .getByText(words?.scan.refused.foreign ?? 'no words')
        .waitFor();
    }
    await citizen.start('en');
    await refusal(citizen).waitFor({ state: 'detached' });
    await citizen.touch(citizen.words.common.continueApplication);
    await citizen.sees(citizen.words.continuing.code.title);
    await citizen.reads(citizen.words.scan.hint);
    await kiosk.dock({ device: 'scanner', do: 'arm', fault: 'cut-short', on: true });
    await scanText('https://example.org/no-code-of-a-kiosk-and-long-enough-for-two-reports');
    await refusal(citizen).getByText(citizen.words.scan.refused.unread).waitFor();
    await scanText('https://example.org/');
    await refusal(citizen).getByText(citizen.words.scan.refused.foreign).waitFor();
    await refusal(citizen).waitFor({ state: 'detached' });
    await leaves(citizen, true);
    await citizen.leave();
    for (const secret of ['4006381333931', 'example.org']) expect(kiosk.output()).not.toContain(secret);
    expect(kiosk.output()).toContain('scan.refused');
  });

  it('when the slip of a credit is scanned at the payment, then the credit pays (ru)', async () => {
    const giving = await citizenAt(browser, kiosk.url);
    await untilChecking(kiosk, giving, 'az');
    await giving.touch(/5[,.]00/);
    await giving.sees(giving.words.choosingPayment.title);
    await giving.paysBy('cash');
    await giving.sees(giving.words.payingCash.stages.insert.title);
    await kiosk.until(({ billValidator }) => billValidator.unit === 'idling');
    await kiosk.dock({ device: 'billValidator', do: 'insert', manat: '1' });
    await kiosk.until(({ billValidator }) => billValidator.cassette.length === 1);
    await giving.touch(giving.words.payingCash.stop);
    await giving.sees(giving.words.credited.title);
    await leaves(giving);
    await giving.leave();
    await kiosk.until(() => kiosk.ledger().at(-1)?.includes('closed') === true);

    const citizen = await citizenAt(browser, kiosk.url);
    await untilChecking(kiosk, citizen, 'ru');
    await scanNewestPaper();
    await refusal(citizen).getByText(citizen.words.scan.refused.credit).waitFor();
    await citizen.touch(/5[,.]00/);
    await citizen.sees(citizen.words.choosingPayment.title);
    await scanNewestPaper();
    await citizen.sees(citizen.words.typingCredit.title);
    await scanNewestPaper();
    await citizen.sees(citizen.words.choosingPayment.title);
    await citizen.reads(citizen.words.common.creditUsed);
    await citizen.page.getByText(/4,00/).first().waitFor();
    await leaves(citizen, true);
    await citizen.leave();
  });

  it('when the ticket of an appointment is scanned, then the citizen checks in without a key (en)', async () => {
    await kiosk.until(() => kiosk.ledger().at(-1)?.includes('closed') === true);
    itIs(`${new Date(Date.now() + DAY_MS).toISOString().slice(0, 10)}T07:00`);
    const booking = await socketCitizenAt(kiosk.url);
    await books(booking);
    await booking.leave();
    const entry = (await office.entries()).at(-1);
    itIs(`${entry?.slot?.day}T${entry?.slot?.from}`);

    const citizen = await citizenAt(browser, kiosk.url);
    await citizen.switchTo('en');
    await scanNewestPaper();
    const { identifying, common } = citizen.words;
    await citizen.sees(identifying.waiting.title);
    await citizen.touch(identifying.withoutCard);
    await citizen.reads(entry?.reference ?? 'no number');
    await citizen.touch(citizen.words.mine.checkIn);
    await citizen.reads(citizen.words.mine.done['check-in']);
    await citizen.touch(common.finish);
    await citizen.leave();
    expect((await office.entries()).at(-1)?.later?.checkedIn).not.toBeNull();
  });
});

async function books(citizen: SocketCitizen): Promise<void> {
  await citizen.sees('attract');
  citizen.does({ do: 'start', language: 'en' });
  await citizen.sees('choosing');
  citizen.does({ do: 'choose', service: APPOINTED });
  await citizen.sees('beforeYouStart');
  citizen.does({ do: 'next' });
  const { places } = await citizen.sees('choosingPlace');
  citizen.does({ do: 'answer', value: places[0]?.id ?? '' });
  const { morning, afternoon } = await citizen.sees('choosingSlot', ({ holding }) => !holding);
  citizen.does({ do: 'answer', value: [...morning, ...afternoon][0]?.from ?? '' });
  await citizen.sees('choosingSlot', ({ from }) => from !== null);
  citizen.does({ do: 'next' });
  await citizen.sees('checking');
  citizen.does({ do: 'next' });
  await citizen.sees('done', ({ printed }) => printed);
  citizen.does({ do: 'finish' });
  await citizen.sees('attract');
}
