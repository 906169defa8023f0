import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { LANGUAGE_CODES, languageOfPage } from '../../device/words/language.ts';
import type { TroubleCode } from '../../device/words/trouble.ts';
import { drawnByCommit } from '../support/commit.ts';
import { type KioskProcess, startKioskProcess, withoutIssueOfGoods } from '../support/kiosk-process.ts';
import { launchChromium } from './chromium.ts';
import { ALL_WORDS, type Citizen, citizenAt, touchOnceItStands } from './citizen.ts';
import { untilChecking, untilIdentifying, untilPaying } from './ways.ts';

/* `npm test` tries one side in four, chosen by the commit; `npm run prove -- everyone` all. */

const SIDES = ['terminal', 'card and visit', 'office', 'paper'] as const;
type Side = (typeof SIDES)[number];
const DRAWN: readonly Side[] = process.env['PAGES'] === 'all' ? SIDES : [drawnByCommit()(SIDES)];

function troubles(side: Side, where: string, tests: () => void): void {
  if (DRAWN.includes(side)) describe(where, tests);
}

const LANGUAGES = LANGUAGE_CODES.filter((code) => languageOfPage(code, 'trouble') === code);

let browser: Browser;
let kiosk: KioskProcess;
let citizen: Citizen;

beforeAll(async () => {
  [browser, kiosk] = await Promise.all([launchChromium(), startKioskProcess()]);
});
afterAll(async () => {
  await browser?.close();
  await kiosk?.stop();
});
beforeEach(async () => {
  await kiosk.dock({ device: 'all', do: 'heal' });
  citizen = await citizenAt(browser, kiosk.url);
});
afterEach(async () => {
  await kiosk.dock({ device: 'all', do: 'heal' });
  await kiosk.dock({ device: 'reader', do: 'remove' });
  await finish();
  await citizen.leave();
});

async function finish() {
  const { page } = citizen;
  const first = page.locator('button.all');
  const names = ALL_WORDS.flatMap(({ common, leave, paying }) => [
    common.finish,
    common.short.finish,
    leave.doubt.button,
    paying.cancel,
    common.back,
  ]);
  const way = page.getByRole('button', { name: new RegExp(`^(${names.join('|')})$`) });
  while (!(await first.isVisible())) {
    const touched = await way
      .last()
      .tap({ timeout: 1_000 })
      .then(
        () => true,
        () => false,
      );
    if (!touched && page.isClosed()) throw new Error('the page is gone');
  }
}

const seesTrouble = (code: TroubleCode) => citizen.sees(citizen.words.troubles[code].title);

async function seesInEveryLanguage(text: (words: Citizen['words']) => string) {
  const spoken = citizen.words.language;
  for (const language of LANGUAGES) {
    await citizen.switchTo(language);
    await citizen.reads(text(citizen.words));
  }
  await citizen.switchTo(spoken);
}

const pay = (what: 'tap' | 'decline') => kiosk.dock({ device: 'terminal', do: what });
const sales = async () => (await kiosk.state()).terminal.sales.filter(({ state }) => state === 'approved').length;
const lastKinds = () => kiosk.ledger().at(-1)?.join(' ') ?? '';

troubles('terminal', 'at the terminal', () => {
  it('when the card is declined, then nothing is charged, and a second try pays', async () => {
    await untilPaying(kiosk, citizen, 'az');
    await pay('decline');
    await seesInEveryLanguage((words) => words.troubles['TRM-201'].title);
    await citizen.reads(citizen.words.money['not-taken'].long);
    await citizen.touch(citizen.words.common.retry);
    await citizen.paysBy('card');
    await citizen.sees(citizen.words.paying.stages['present-card'].title);
    await pay('tap');
    await citizen.sees(citizen.words.done.title.receipt);
    expect(lastKinds()).toContain('saleSent notPaid intent saleSent offered approved');
  });

  it('when the red key of the terminal is pressed, then the payment is cancelled', async () => {
    await untilPaying(kiosk, citizen, 'ru');
    await kiosk.dock({ device: 'terminal', do: 'key', key: 'cancel' });
    await seesTrouble('TRM-202');
  });

  it('when *cancel* on the screen is touched, then the payment is cancelled', async () => {
    await untilPaying(kiosk, citizen, 'en');
    await citizen.touch(citizen.words.paying.cancel);
    await seesTrouble('TRM-202');
  });

  it('when the terminal is silent after the approval, then the kiosk inquires, and the card is charged once', async () => {
    const before = await sales();
    await untilPaying(kiosk, citizen, 'az');
    await kiosk.dock({ device: 'terminal', do: 'arm', fault: 'approve-then-silent', on: true });
    await pay('tap');
    await kiosk.until(
      ({ terminal }) => terminal.sales.filter(({ state }) => state === 'approved').length === before + 1,
    );
    await kiosk.dock({ device: 'terminal', do: 'plug', plugged: false });
    await citizen.sees(citizen.words.paying.stages.asking.title);
    await citizen.reads(citizen.words.money.unknown.short);
    await kiosk.dock({ device: 'terminal', do: 'plug', plugged: true });
    await citizen.sees(citizen.words.done.title.receipt);
    expect(await sales()).toBe(before + 1);
    expect(lastKinds()).toContain('saleSent unknown approved issueRequested issued');
  });

  it('when the cable of the terminal is pulled before the card is shown, then nothing is paid', async () => {
    const before = await sales();
    await untilPaying(kiosk, citizen, 'en');
    await kiosk.dock({ device: 'terminal', do: 'plug', plugged: false });
    await citizen.sees(citizen.words.paying.stages.asking.title);
    await kiosk.dock({ device: 'terminal', do: 'plug', plugged: true });
    await seesTrouble('TRM-205');
    expect(await sales()).toBe(before);
  });

  it('when the terminal is away, then a notice says so until the terminal is back', async () => {
    await kiosk.dock({ device: 'terminal', do: 'plug', plugged: false });
    await citizen.start('en');
    const notice = citizen.page.getByText(citizen.words.troubles['TRM-101'].notice).first();
    await notice.waitFor();
    await kiosk.dock({ device: 'terminal', do: 'plug', plugged: true });
    await notice.waitFor({ state: 'hidden' });
    await citizen.choose('identity-card-replacement');
    await citizen.touch(citizen.words.common.next);
    await citizen.sees(citizen.words.identifying.waiting.title);
  });
});

troubles('office', 'at the back office', () => {
  it('when the office is away before the payment, then a retry continues', async () => {
    await untilChecking(kiosk, citizen, 'az');
    await kiosk.dock({ device: 'back-office', do: 'trouble', trouble: 'down' });
    await citizen.touch(/5,00/);
    await citizen.paysBy('card');
    await seesTrouble('BKO-101');
    await kiosk.dock({ device: 'back-office', do: 'trouble', trouble: null });
    await citizen.touch(citizen.words.common.retry);
    await citizen.sees(citizen.words.paying.stages['present-card'].title);
  });

  it('when the office refuses while the terminal waits, then nothing is charged', async () => {
    const before = await sales();
    await untilPaying(kiosk, citizen, 'az');
    await kiosk.dock({ device: 'back-office', do: 'trouble', trouble: 'refuse-registration' });
    await pay('tap');
    await seesTrouble('BKO-106');
    await citizen.reads(citizen.words.money['not-taken'].long);
    expect(await sales()).toBe(before);
    expect(lastKinds()).toMatch(/offered notPaid$/);
  });

  it('when the office is still at work, then the terminal waits, and the sale is approved later', async () => {
    await untilPaying(kiosk, citizen, 'en');
    await kiosk.dock({ device: 'back-office', do: 'trouble', trouble: 'in-progress' });
    await pay('tap');
    await expect.poll(lastKinds, { timeout: 20_000 }).toMatch(/offered$/);
    await kiosk.dock({ device: 'back-office', do: 'trouble', trouble: null });
    await citizen.sees(citizen.words.done.title.receipt);
    expect(lastKinds()).toContain('offered approved issueRequested issued');
  });
});

troubles('office', 'at the back office, with a terminal that takes the money at once', () => {
  let other: KioskProcess;
  beforeAll(async () => {
    other = kiosk;
    kiosk = await startKioskProcess(withoutIssueOfGoods);
  });
  afterAll(async () => {
    await kiosk.stop();
    kiosk = other;
  });

  it('when the office is away after the payment, then the page says so, and the receipt is printed once the office is back', async () => {
    await untilPaying(kiosk, citizen, 'az');
    await kiosk.dock({ device: 'back-office', do: 'trouble', trouble: 'down' });
    await pay('tap');
    await seesTrouble('BKO-103');
    await citizen.reads(citizen.words.money.taken.long);
    await kiosk.dock({ device: 'back-office', do: 'trouble', trouble: null });
    await citizen.sees(citizen.words.done.title.receipt);
  });

  it('when the office refuses a paid application, then the money is returned', async () => {
    const before = await sales();
    await untilPaying(kiosk, citizen, 'ru');
    await kiosk.dock({ device: 'back-office', do: 'trouble', trouble: 'refuse-registration' });
    await pay('tap');
    await seesTrouble('BKO-104');
    await citizen.reads(citizen.words.money.returned.long);
    expect(await sales()).toBe(before);
  });
});

troubles('paper', 'of the paper', () => {
  it('when there is no paper, then a notice says so before the payment', async () => {
    await kiosk.dock({ device: 'printer', do: 'paper', supply: 'out' });
    await citizen.start('az');
    await citizen.choose('identity-card-replacement');
    await citizen.reads(citizen.words.troubles['PRN-111'].notice);
  });

  it('when paper runs out during a receipt, then the page offers the code, staff, and a copy after the refill', async () => {
    await untilPaying(kiosk, citizen, 'az');
    await kiosk.dock({ device: 'printer', do: 'paper-out-after', mm: 30 });
    await pay('tap');
    await citizen.sees(citizen.words.printTrouble.unfinished.receipt);
    await citizen.reads(`${citizen.words.troubles['PRN-111'].title}.`);
    await citizen.reads(citizen.words.printTrouble.void);
    await citizen.touch(new RegExp(citizen.words.printTrouble.staff));
    await citizen.reads(citizen.words.printTrouble.staffCalled);
    await citizen.touch(new RegExp(citizen.words.printTrouble.qr));
    await citizen.sees(citizen.words.receiptQr.title);
    await kiosk.dock({ device: 'printer', do: 'refill' });
    await citizen.touch(new RegExp(citizen.words.continuing.print.receipt));
    await citizen.sees(citizen.words.done.title.receipt);
    const { printer } = await kiosk.state();
    const whole = printer.papers.filter(({ torn }) => !torn).at(-1);
    expect(whole?.lines.join('\n')).toContain('2-ci nüsxə');
  });

  it.each([
    [
      'cover',
      { device: 'printer', do: 'cover', open: true },
      { device: 'printer', do: 'cover', open: false },
      'PRN-112',
    ],
    [
      'cable',
      { device: 'printer', do: 'plug', plugged: false },
      { device: 'printer', do: 'plug', plugged: true },
      'PRN-101',
    ],
  ] as const)(
    'when the %s of the printer is opened or pulled during a print, then the receipt can be printed again',
    async (_, breaks, mends, code) => {
      await untilPaying(kiosk, citizen, 'en');
      await pay('tap');
      await kiosk.until(({ printer }) => printer.printing);
      await kiosk.dock(breaks);
      await citizen.reads(`${citizen.words.troubles[code].title}.`);
      await kiosk.dock(mends);
      await citizen.touch(new RegExp(citizen.words.printTrouble.reprint));
      await citizen.sees(citizen.words.done.title.receipt);
    },
  );
});

troubles('card and visit', 'of the card in the reader', () => {
  it.each([
    ['unreadable', 'aze-card-woman', 'unreadable', 'RDR-101'],
    ['with a wrong check digit', 'aze-card-forged', 'whole', 'RDR-102'],
    ['taken away too early', 'aze-card-woman', 'in-line-2', 'RDR-103'],
  ] as const)('when a card is %s, then the page says so, and the next card is read', async (_, document, how, code) => {
    await untilIdentifying(citizen, 'az');
    await kiosk.dock({ device: 'reader', do: 'insert', document, how });
    await citizen.reads(citizen.words.troubles[code].title);
    await kiosk.dock({ device: 'reader', do: 'remove' });
    await kiosk.dock({ device: 'reader', do: 'insert', document: 'aze-card-man', how: 'whole' });
    await citizen.page.getByRole('radio').first().waitFor();
  });

  it('when the reader is pulled out and put back, then the next card is read', async () => {
    await untilIdentifying(citizen, 'ru');
    await kiosk.dock({ device: 'reader', do: 'plug', plugged: false });
    await citizen.reads(citizen.words.troubles['RDR-104'].title);
    await kiosk.dock({ device: 'reader', do: 'plug', plugged: true });
    await citizen.page.getByText(citizen.words.troubles['RDR-104'].title).waitFor({ state: 'hidden' });
    await kiosk.dock({ device: 'reader', do: 'insert', document: 'aze-card-man', how: 'whole' });
    await citizen.page.getByRole('radio').first().waitFor();
  });
});

troubles('card and visit', 'the visit', () => {
  it('when the browser is reloaded, then the visit is on the same step', async () => {
    await untilChecking(kiosk, citizen, 'ru');
    await citizen.page.reload();
    await citizen.sees(citizen.words.checking.title);
    await citizen.reads('50 123 45 67');
  });

  it('when the citizen ends the visit before paying, then its data are cleared', async () => {
    await untilChecking(kiosk, citizen, 'en');
    await citizen.touch(citizen.words.common.finish);
    await citizen.sees(citizen.words.leave.title);
    const { finish } = citizen.words.common;
    await touchOnceItStands(citizen.page.locator('kiosk-leave').getByRole('button', { name: finish }));
    await citizen.page.locator('button.all').waitFor();
    expect(await citizen.page.content()).not.toMatch(/50\D{0,6}123/);
  });
});

troubles('terminal', 'noise on a wire', () => {
  it('when the terminal sends noise, then the log has wire.discarded, and the visit continues', async () => {
    await kiosk.dock({ device: 'terminal', do: 'wire-fault', fault: 'noise' });
    await untilPaying(kiosk, citizen, 'az');
    await pay('tap');
    await citizen.sees(citizen.words.done.title.receipt);
    expect(kiosk.output()).toContain('wire.discarded');
  });
});
