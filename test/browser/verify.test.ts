import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packageFile } from '../../device/files/package-root.ts';
import { openLedger } from '../../device/ledger/ledger.ts';
import { openTransparency } from '../../device/transparency/open.ts';
import { encodeReceipt } from '../../drivers/receipt-printer/dialects/encode.ts';
import { interpretEscpos } from '../../drivers/receipt-printer/dialects/paper.ts';
import { requirePrinterModel } from '../../drivers/receipt-printer/paper/profile.ts';
import { renderPaperPng } from '../../drivers/receipt-printer/paper/render-png.ts';
import { RECEIPT_CHECK_WORDS, VERIFY_LANGUAGES } from '../../ui/verify/words.ts';
import { asanKiosk } from '../support/command.ts';
import { axeFindings, withAxe } from './axe.ts';
import { launchChromium } from './chromium.ts';

/* The page is opened as a file, without a network. */

let browser: Browser;
let folder = '';
let page: Page;
let code = '';
const asked: string[] = [];
const path = (name: string): string => join(folder, name);
const answer = () => page.locator('[data-test="answer"]');

function visits(): string {
  const ledgerFile = path('ledger.db');
  const ledger = openLedger({ file: ledgerFile, now: () => new Date('2026-11-24T10:32:00Z') });
  let salt = 0;
  const { log } = openTransparency({
    ledger,
    ledgerFile,
    kioskId: 'K5',
    randomBytes: (count) => new Uint8Array(count).fill(++salt),
  });
  for (let nth = 1; nth <= 22; nth += 1) {
    const id = `application-${nth}`;
    ledger.append(id, {
      kind: 'quoted',
      service: 'identity-card-replacement',
      tier: '10-days',
      tariffDate: '2022-08-15',
      amount: 500,
      paper: 'receipt',
    });
    ledger.append(id, { kind: 'lodged', reference: 'K5-7QF2-62' });
    ledger.append(id, { kind: 'issueRequested' });
    ledger.append(id, { kind: 'issued' });
  }
  const proof = log.receiptProof('application-22');
  ledger.close();
  return `https://status.example/a/K5-7QF2-62#${proof}`;
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kiosk-verify-'));
  const profile = readFileSync(packageFile('provisioning/profiles/simulated.yaml'), 'utf8');
  writeFileSync(path('profile.yaml'), profile.replace(/var\/simulated\/ledger\.db/, path('ledger.db')));
  code = visits();
  const made = await asanKiosk([
    'transparency',
    'page',
    '--out',
    path('verify.html'),
    '--profile',
    path('profile.yaml'),
  ]);
  expect([made.exit, made.notes]).toEqual([0, []]);
  browser = await launchChromium();
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, locale: 'az-AZ' });
  await withAxe(context);
  page = await context.newPage();
  page.on('request', (request) => {
    if (!/^(file|data|blob):/.test(request.url())) asked.push(request.url());
  });
});
afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true });
});

const open = (fragment = '') => page.goto(`${pathToFileURL(path('verify.html')).href}${fragment}`);

describe('the page that checks a receipt', () => {
  it.each(VERIFY_LANGUAGES)(
    'when the code is right, then the page says in one sentence in $code what was proved, and the limits',
    async ({ code: language }) => {
      const words = RECEIPT_CHECK_WORDS[language];
      await page.goto('about:blank');
      await open(`#${code.split('#')[1]}`);
      await page.locator(`nav button[lang="${language}"]`).click();
      await page.getByRole('heading', { name: words.proved, exact: true }).waitFor();
      const sentence = await page.locator('[data-test="sentence"]').textContent();
      expect(sentence).toContain('K5-7QF2-62');
      expect(sentence).toContain('asan-kiosk/K5');
      expect(sentence).toMatch(/22\D+22|22-?.*22/);
      expect(sentence?.match(/[.!?](\s|$)/g)).toHaveLength(1);
      const text = await answer().textContent();
      for (const limit of [...words.limits, words.limitNoWitness]) expect(text).toContain(limit);
      expect(text).toContain('24.11.2026 14:32');
      expect(text).toContain('5,00 AZN');
      expect(text).not.toContain('identity-card-replacement');
      expect(await page.locator('html').getAttribute('lang')).toBe(language);
      expect(await axeFindings(page)).toEqual([]);
    },
  );

  it('when a picture of the narrowest paper is chosen, then its code is read', async () => {
    const model = requirePrinterModel('pos-5890');
    const [paper] = interpretEscpos(encodeReceipt({ lines: [{ text: 'Qəbz' }, { qr: code }], cut: true }, model), {
      model,
    });
    if (!paper) throw new Error('no paper');
    writeFileSync(path('receipt.png'), renderPaperPng(paper, { scale: 2 }));
    await page.goto('about:blank');
    await open();
    await page.locator('input[type="file"]').setInputFiles(path('receipt.png'));
    await page.getByRole('heading', { name: RECEIPT_CHECK_WORDS.az.proved, exact: true }).waitFor();
    writeFileSync(
      path('blank.png'),
      renderPaperPng(
        interpretEscpos(encodeReceipt({ lines: [{ text: 'Qəbz' }], cut: true }, model), { model })[0] ?? paper,
      ),
    );
    await page.locator('input[type="file"]').setInputFiles(path('blank.png'));
    await page.getByText(RECEIPT_CHECK_WORDS.az.noCode).waitFor();
  });

  it.each([
    [
      'with another sum',
      () => `${code.slice(0, -60)}${code.at(-60) === 'A' ? 'B' : 'A'}${code.slice(-59)}`,
      'not-in-log',
    ],
    ['cut short', () => code.slice(0, -9), 'unreadable'],
    ['of another application', () => code.replace('7QF2', '7QF3'), 'other-application'],
    ['without its proof', () => code.replace(/#.*/, ''), 'no-proof'],
  ] as const)('when the code is %s, then the page refuses it', async (_, change, kind) => {
    await page.goto('about:blank');
    await open();
    await page.locator('textarea').fill(change());
    await page.getByRole('button', { name: RECEIPT_CHECK_WORDS.az.check }).click();
    await page.getByText(RECEIPT_CHECK_WORDS.az.trouble[kind]).waitFor();
    expect(await answer().textContent()).not.toContain(RECEIPT_CHECK_WORDS.az.proved);
    if (kind === 'not-in-log') {
      expect(await axeFindings(page)).toEqual([]);
    }
  });

  it('when receipts were checked, then the page made no request', async () => {
    expect(asked).toEqual([]);
    // The page's policy also stops requests of injected code.
    expect(
      await page.evaluate(() =>
        fetch('https://status.example/').then(
          () => 'sent',
          () => 'refused',
        ),
      ),
    ).toBe('refused');
  });

  it('when the page has no keys of a centre, then it proves nothing', async () => {
    await page.goto(`${pathToFileURL(packageFile('dist/verify/index.html')).href}#${code.split('#')[1]}`);
    await page.getByRole('alert').getByText(RECEIPT_CHECK_WORDS.az.noKeys).waitFor();
    expect(await answer().textContent()).toContain(RECEIPT_CHECK_WORDS.az.trouble['unknown-log']);
  });
});
