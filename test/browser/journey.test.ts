import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { parseVerifierKey } from '../../device/proof/note.ts';
import { verifyReceipt } from '../../device/proof/verify.ts';
import { PAPER_WORDS } from '../../device/receipt/words.ts';
import { pause, realClock } from '../../drivers/clock.ts';
import { CALM_PAUSE_MS } from '../../ui/citizen/parts/second-touch.ts';
import { catalogue } from '../support/catalogue.ts';
import { asanKiosk } from '../support/command.ts';
import { type KioskProcess, startKioskProcess } from '../support/kiosk-process.ts';
import { launchChromium } from './chromium.ts';
import { citizenAt } from './citizen.ts';
import { codeOnPaper } from './paper-code.ts';
import { confirmByPhone, untilPaying } from './ways.ts';

const KEYS = ['transparency', 'key', '--json', '--profile'];

let browser: Browser;
let kiosk: KioskProcess;

beforeAll(async () => {
  [browser, kiosk] = await Promise.all([launchChromium(), startKioskProcess()]);
});
beforeEach(async ({ task }) => {
  if (!task.result?.retryCount) return;
  await kiosk.stop();
  kiosk = await startKioskProcess();
});
afterAll(async () => {
  await browser?.close();
  await kiosk?.stop();
});

async function insertCard() {
  await kiosk.dock({ device: 'reader', do: 'insert', document: 'aze-card-woman', how: 'whole' });
}

describe('a paid visit', () => {
  it('when a paid visit ends, then sale, registration, ledger entry and receipt agree', async () => {
    const before = await kiosk.state();
    const citizen = await citizenAt(browser, kiosk.url);
    await untilPaying(kiosk, citizen, 'az');
    await kiosk.dock({ device: 'terminal', do: 'tap' });
    await citizen.sees(citizen.words.done.title.receipt);
    await citizen.answers(citizen.words.done.scores[4] ?? '');
    await citizen.reads(citizen.words.done.thanks);
    const reference =
      (
        await citizen.page
          .getByText(/^K5-[0-9A-Z]{4}-\d\d$/)
          .first()
          .textContent()
      )?.trim() ?? '';
    await citizen.touch(citizen.words.common.finish);
    await citizen.page.locator('button.all').waitFor();
    await citizen.leave();

    const after = await kiosk.until(() => kiosk.ledger().at(-1)?.at(-1) === 'closed');
    expect(after.terminal.saleCount - before.terminal.saleCount).toBe(1);
    const sale = after.terminal.sales.at(-1);
    expect(sale).toMatchObject({ amount: 500, state: 'approved' });
    expect(after.backOffice.registeredCount - before.backOffice.registeredCount).toBe(1);
    const entry = after.backOffice.entries.at(-1);
    expect(entry).toMatchObject({ reference, state: 'registered' });
    const kinds = 'quoted lodged intent saleSent offered approved issueRequested issued printing printed closed';
    expect(kiosk.ledger().at(-1)?.join(' ')).toBe(kinds);
    expect(after.printer.paperCount - before.printer.paperCount).toBe(1);
    const paper = after.printer.papers.at(-1);
    const text = paper?.lines.join('\n') ?? '';
    expect(text).toContain(reference);
    expect(text).toContain('5,00 ₼');
    expect(text).toContain(sale?.ref.traceNumber);
    expect(text).toContain('Şəxsiyyət');
    expect(text).toContain(PAPER_WORDS.az.simulated);
    expect(text).not.toContain('\uFFFD');
    const code = await codeOnPaper(browser, `${kiosk.url}dock/papers/${paper?.id}.svg`);
    const { keys } = (await asanKiosk([...KEYS, `${kiosk.folder}/profile.yaml`])).json() as { keys: string[] };
    const logs = keys.map(parseVerifierKey).filter((key) => key !== null);
    expect(code?.split('#')[0]).toBe(`https://status.example/a/${reference}`);
    expect(verifyReceipt(code ?? '', { logs, witnesses: [] })).toMatchObject({
      ok: true,
      value: { proof: { hidden: { reference, amount: 500 }, facts: { kioskId: 'K5', outcome: 'issued' } } },
    });
  });
});

describe('the free services', () => {
  it('when a certificate is asked for, then the printed one is for the person of the card', async () => {
    const citizen = await citizenAt(browser, kiosk.url);
    await citizen.start('az');
    await citizen.choose('family-members-certificate');
    await citizen.touch(citizen.words.common.next);
    await citizen.sees(citizen.words.identifying.waiting.title);
    await insertCard();
    await confirmByPhone(kiosk, citizen);
    await citizen.type('məktəb');
    await citizen.touch(citizen.words.common.next);
    await citizen.sees(citizen.words.checking.title);
    await citizen.reads(/məktəb/i);
    await citizen.touch(citizen.words.checking.confirm);
    await citizen.sees(citizen.words.previewing.title);
    await citizen.reads(/MƏMMƏDOVA AYSEL/);
    await citizen.touch(citizen.words.previewing.print);
    await citizen.sees(citizen.words.done.title.certificate);
    await citizen.touch(citizen.words.common.finish);
    await citizen.leave();
    await kiosk.dock({ device: 'reader', do: 'remove' });
    const { documentPrinter } = await kiosk.state();
    expect(documentPrinter?.jobs.at(-1)).toMatchObject({ state: 'completed' });
  });

  it('when a queue ticket is asked for, then the last page shows its number, without a card', async () => {
    const citizen = await citizenAt(browser, kiosk.url);
    const colours = RegExp(`^${citizen.words.display.colours}`);
    for (const set of ['dark', 'contrast']) {
      await pause(realClock, CALM_PAUSE_MS);
      await citizen.touch(colours);
      await citizen.page.locator(`kiosk-screen[colours="${set}"]`).waitFor();
    }
    await citizen.page.getByRole('button', { name: colours, pressed: true }).waitFor();
    await citizen.start('en');
    await citizen.page.locator('kiosk-screen[colours="contrast"]').waitFor();
    await citizen.choose('queue-ticket');
    await citizen.touch(citizen.words.common.next);
    const [topic] = catalogue().services.find(({ id }) => id === 'queue-ticket')?.questions ?? [];
    if (topic?.kind !== 'choice') throw new Error('the topic is a choice');
    await citizen.answers(topic.options[0]?.label.en ?? '');
    await citizen.touch(citizen.words.checking.confirm);
    await citizen.sees(citizen.words.done.title.ticket);
    const { printer } = await kiosk.state();
    const number = printer.papers
      .at(-1)
      ?.lines.map((line) => /[A-Z]-\d{3}/.exec(line)?.[0])
      .find(Boolean);
    await citizen.reads(number ?? 'no number on the paper');
    await citizen.touch(citizen.words.common.finish);
    await citizen.page.locator('kiosk-screen[colours="light"]').waitFor();
    await citizen.leave();
  });
});

describe('nothing of the person', () => {
  it('when the visits are over, then log, ledger and browser have no data of the person', () => {
    const log = kiosk.output();
    expect(log).toContain('session.ended');
    for (const secret of ['MAMMADOVA', 'MƏMMƏDOVA', 'AYSEL', '501234567', 'məktəb']) {
      expect(log).not.toContain(secret);
      expect(JSON.stringify(kiosk.ledger())).not.toContain(secret);
    }
  });
});
