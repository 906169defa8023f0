import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCashList } from '../../device/ledger/cash-list.ts';
import { isCreditCode } from '../../device/ledger/credit-code.ts';
import { moneyText } from '../../device/words/format.ts';
import type { Language } from '../../device/words/language.ts';
import { disagreements, readBooks } from '../support/four-books.ts';
import { type KioskProcess, startKioskProcess } from '../support/kiosk-process.ts';
import { launchChromium } from './chromium.ts';
import { type Citizen, citizenAt } from './citizen.ts';
import { untilChecking } from './ways.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser?.close());

function atOneKiosk(name: string, tests: (kiosk: () => KioskProcess) => void): void {
  describe.concurrent(name, () => {
    describe.sequential('one after the other', () => {
      let kiosk: KioskProcess | undefined;
      beforeAll(async () => {
        kiosk = await startKioskProcess();
      });
      afterAll(() => kiosk?.stop());
      tests(() => kiosk!);
    });
  });
}

const cash = (kiosk: KioskProcess) => readCashList(`${kiosk.folder}/ledger.db`);
const sumOf = (manats: readonly number[]) => 100 * manats.reduce((sum, manat) => sum + manat, 0);

async function untilNotes(kiosk: KioskProcess, citizen: Citizen, language: Language): Promise<void> {
  await untilChecking(kiosk, citizen, language);
  await citizen.touch(/5[,.]00/);
  await citizen.sees(citizen.words.choosingPayment.title);
  await citizen.paysBy('cash');
  await citizen.sees(citizen.words.payingCash.stages.insert.title);
  await citizen.reads(citizen.words.payingCash.noChange);
}

async function putIn(
  kiosk: KioskProcess,
  manat: '1' | '20' | '5',
  asked: () => Promise<void> = async () => undefined,
): Promise<void> {
  const before = (await kiosk.state()).billValidator.cassette.length;
  await kiosk.until(({ billValidator }) => billValidator.unit === 'idling');
  await kiosk.dock({ device: 'billValidator', do: 'insert', manat });
  await asked();
  await kiosk.until(({ billValidator }) => billValidator.cassette.length === before + 1);
}

const VISITS = [
  { language: 'az', notes: ['5'], credit: 0 },
  { language: 'ru', notes: ['1', '5'], credit: 100 },
  { language: 'en', notes: ['20'], credit: 1_500 },
] as const;

const visits = (kioskOf: () => KioskProcess, those: readonly (typeof VISITS)[number][]) =>
  describe.each(those)('a visit in $language that pays with $notes', ({ language, notes, credit }) => {
    it('when the visit ends, then cassette, ledger, register and paper agree', async () => {
      const kiosk = kioskOf();
      const before = await kiosk.state();
      const owed = cash(kiosk).credits.length;
      const citizen = await citizenAt(browser, kiosk.url);
      await untilNotes(kiosk, citizen, language);
      const { noteTooLarge } = citizen.words;
      const keep = async () => {
        await citizen.sees(noteTooLarge.title('20\u00a0₼'));
        expect((await kiosk.state()).billValidator.inside?.at).toBe('escrow');
        await citizen.touch(new RegExp(`^${noteTooLarge.keep}`));
      };
      for (const note of notes) await putIn(kiosk, note, note === '20' ? keep : undefined);
      await citizen.sees(citizen.words.done.title.receipt);
      const code = cash(kiosk).credits[owed]?.code ?? null;
      if (credit > 0) {
        expect(isCreditCode(code ?? '')).toBe(true);
        await citizen.reads(code ?? '');
      } else expect(code).toBeNull();
      await citizen.touch(citizen.words.common.finish);
      await citizen.page.locator('button.all').waitFor();
      await citizen.leave();

      const after = await kiosk.until(() => kiosk.ledger().at(-1)?.includes('closed') === true);
      expect(after.billValidator.cassette.slice(before.billValidator.cassette.length)).toEqual(notes.map(Number));
      expect(cash(kiosk).stacked).toBe(sumOf(after.billValidator.cassette));
      expect(after.terminal.saleCount).toBe(before.terminal.saleCount);
      const entry = after.backOffice.entries.at(-1);
      expect(entry).toMatchObject({
        state: 'registered',
        payment: { notes: notes.map((n) => Number(n) * 100), amount: 500 },
      });
      const text = after.printer.papers.at(-1)?.lines.join('\n') ?? '';
      expect(text).toContain(entry?.reference);
      expect(text).toContain('5,00 ₼');
      if (language === 'ru') expect(text).toContain('ОПЛАЧЕНО');
      expect(text).not.toContain('\uFFFD');
      if (code !== null) {
        expect(text).toContain(code);
        expect(cash(kiosk).credits[owed]).toMatchObject({ amount: credit, printed: true });
      }
      expect(disagreements(await readBooks(kiosk, []))).toEqual([]);
    });
  });

const stopping = (kioskOf: () => KioskProcess) =>
  describe('cancelled payment in notes', () => {
    it('when the citizen stops half way, then a slip has the credit code, and nothing is registered', async () => {
      const kiosk = kioskOf();
      const registered = (await kiosk.state()).backOffice.registeredCount;
      const citizen = await citizenAt(browser, kiosk.url);
      await untilNotes(kiosk, citizen, 'az');
      await putIn(kiosk, '1');
      await citizen.reads(moneyText(400, 'az'));
      await citizen.touch(citizen.words.payingCash.stop);
      await citizen.sees(citizen.words.credited.title);
      const credit = cash(kiosk).credits.at(-1);
      await citizen.reads(credit?.code ?? '');
      expect(credit).toMatchObject({ amount: 100, printed: true });
      await citizen.touch(citizen.words.common.finish);
      await citizen.leave();
      const { backOffice, printer } = await kiosk.until(() => kiosk.ledger().at(-1)?.includes('closed') === true);
      expect(backOffice.registeredCount).toBe(registered);
      expect(backOffice.entries.at(-1)?.state).toBe('withdrawn');
      expect(printer.papers.at(-1)?.lines.join('\n')).toContain(credit?.code);
      expect(disagreements(await readBooks(kiosk, []))).toEqual([]);
    });
  });

const comesBack = (kioskOf: () => KioskProcess) =>
  describe('a note that comes back', () => {
    it('when a note comes back, then the screen says so, and the kiosk does not count the note', async () => {
      const kiosk = kioskOf();
      const citizen = await citizenAt(browser, kiosk.url);
      await untilNotes(kiosk, citizen, 'en');
      await kiosk.dock({ device: 'billValidator', do: 'arm', fault: 'reject', on: true });
      await kiosk.until(({ billValidator }) => billValidator.unit === 'idling');
      await kiosk.dock({ device: 'billValidator', do: 'insert', manat: '5' });
      await citizen.reads(citizen.words.payingCash.back['invalid-note']);
      await kiosk.dock({ device: 'billValidator', do: 'take' });
      await citizen.touch(citizen.words.common.back);
      await citizen.sees(citizen.words.choosingPayment.title);
      await citizen.touch(citizen.words.common.finish);
      await citizen.leave();
    });
  });

atOneKiosk('a kiosk', (kioskOf) => {
  visits(kioskOf, VISITS.slice(0, 2));
  comesBack(kioskOf);
});
atOneKiosk('another kiosk', (kioskOf) => {
  visits(kioskOf, VISITS.slice(2));
  stopping(kioskOf);
});
