import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCashList } from '../../device/ledger/cash-list.ts';
import type { LedgerEntry } from '../../device/ledger/entries.ts';
import { openLedger } from '../../device/ledger/ledger.ts';
import { LANGUAGE_CODES, type Language } from '../../device/words/language.ts';
import { MAINTENANCE_WORDS } from '../../ui/citizen/maintenance/words/all.ts';
import { readLedger } from '../support/four-books.ts';
import { type KioskProcess, startKioskProcess } from '../support/kiosk-process.ts';
import { launchChromium } from './chromium.ts';
import { jamInVisit } from './jam-in-visit.ts';
import { PINS, type Staff, staffAt } from './staff.ts';

const AT = '2026-11-24T10:00:00+04:00';
const codeOf = (language: Language) => `K5-${language.toUpperCase().padEnd(4, '7')}-9XKD-62`;
const referenceOf = (language: Language) => `K5-${language.toUpperCase().padEnd(4, '7')}-62`;

const quoted = (reference: string): readonly LedgerEntry[] => [
  { kind: 'quoted', service: 'identity-card-replacement', tier: null, tariffDate: null, amount: 500, paper: 'receipt' },
  { kind: 'lodged', reference },
];

const openMoney = (language: Language): readonly (readonly LedgerEntry[])[] => [
  [
    ...quoted(`C${referenceOf(language)}`),
    { kind: 'cashIntent' },
    { kind: 'noteHeld', noteId: `note-${language}`, value: 100 },
    { kind: 'noteStacked', noteId: `note-${language}` },
    { kind: 'cashStopped' },
    { kind: 'creditIssued', code: codeOf(language), amount: 100, at: AT },
    { kind: 'creditPrinted', code: codeOf(language) },
    { kind: 'withdrawn' },
    { kind: 'closed', outcome: 'credited' },
  ],
  [
    ...quoted(referenceOf(language)),
    { kind: 'intent', intentId: `i-${language}`, before: null },
    { kind: 'saleSent' },
    { kind: 'unknown', code: 'TRM-106' },
  ],
  [
    ...quoted(`D${referenceOf(language)}`),
    { kind: 'cashIntent' },
    { kind: 'noteHeld', noteId: `doubt-${language}`, value: 1_000 },
    { kind: 'noteInDoubt', noteId: `doubt-${language}`, value: 1_000, why: 'jammed' },
    { kind: 'cashStopped' },
    { kind: 'withdrawn' },
    { kind: 'closed', outcome: 'abandoned' },
  ],
];

let browser: Browser;
let kiosk: KioskProcess;
let staff: Staff;
beforeAll(async () => {
  [browser, kiosk] = await Promise.all([
    launchChromium(),
    startKioskProcess((profile) =>
      profile.replace('overpayLimitManat: 5.00', 'overpayLimitManat: 5.00, settleBadges: 2'),
    ),
  ]);
  await kiosk.crash(async () => {
    const ledger = openLedger({ file: join(kiosk.folder, 'ledger.db'), now: () => new Date() });
    for (const language of LANGUAGE_CODES)
      for (const [nth, entries] of openMoney(language).entries())
        for (const entry of entries) ledger.append(`${language}-${nth}`, entry);
    ledger.close();
  });
  staff = await staffAt(browser, kiosk);
});
afterAll(async () => {
  await browser?.close();
  await kiosk?.stop();
});

const entries = () => readLedger(kiosk.folder).flatMap((application) => application.entries);

describe.each(LANGUAGE_CODES)('open money at the glass (%s)', (language) => {
  const words = MAINTENANCE_WORDS[language];

  it('when a note is stuck, then the place of the doubtful note is recorded, and the validator says that it works', async () => {
    const its = words.stuckNote;
    await jamInVisit(kiosk);
    await staff.admitted(language);
    await staff.reads(words.jobs['stuck-note'].urgent);
    await staff.touch(words.jobs['stuck-note'].show);
    await staff.heading(its.steps.open[0]);
    expect(await staff.faults()).toEqual([]);
    await staff.touch(words.next);
    await staff.heading(its.steps.pull[0]);
    await kiosk.dock({ device: 'billValidator', do: 'clear-jam' });
    await staff.touch(words.next);
    await staff.heading(its.steps.close[0]);
    await staff.touch(words.next);
    await staff.heading(its.steps.notes[0]);
    await staff.touch(/^10[,.]00/);
    await staff.heading(its.steps.fate[0]);
    expect(await staff.faults()).toEqual([]);
    await staff.touch(its.fates['in-cassette']);
    if (language !== LANGUAGE_CODES.at(-1)) {
      await staff.heading(its.steps.notes[0]);
      await staff.touch(its.later);
    }
    await staff.heading(its.answers.free[0]);
    await staff.touch(its.done);
    await staff.heading(words.tabs.today);
    await staff.opens(language);
    const noteId = `doubt-${language}`;
    expect(entries()).toContainEqual({ kind: 'noteStacked', noteId, found: 'in-cassette', by: 'T-017' });
    expect(
      entries()
        .filter(({ kind, ...rest }) => kind === 'serviced' && 'about' in rest)
        .at(-1),
    ).toMatchObject({
      what: 'stuck-note',
      by: 'T-017',
      about: 'free',
    });
  });

  it('when a credit is paid out by touch, then the ledger has the badge, and the credit is off the list', async () => {
    const its = words.credits;
    await staff.admitted(language);
    await staff.touch(words.tabs.credits);
    await staff.heading(words.tabs.credits);
    expect(await staff.faults()).toEqual([]);
    await staff.touch(new RegExp(`^${codeOf(language)}`));
    await staff.heading(its.steps.pay[0]);
    expect(await staff.faults()).toEqual([]);
    await staff.touch(its.payOut);
    await staff.heading(its.steps.paid[0]);
    await staff.touch(words.next);
    await staff.heading(words.tabs.credits);
    expect(await staff.page.getByText(codeOf(language)).count()).toBe(0);
    await staff.opens(language);
    const { credits } = readCashList(join(kiosk.folder, 'ledger.db'));
    expect(credits.find(({ code }) => code === codeOf(language))?.paidOut).toMatchObject({ by: 'T-017' });
  });

  it('when money in doubt is settled by touch, then two badges and the reason are in the ledger', async () => {
    const its = words.doubts;
    await staff.admitted(language);
    await staff.touch(words.tabs.doubts);
    await staff.heading(words.tabs.doubts);
    await staff.touch(its.ask);
    await staff.page
      .getByRole('status')
      .filter({ hasText: its.asked(0, 1).slice(0, 6) })
      .waitFor();
    expect(await staff.faults()).toEqual([]);
    await staff.touch(new RegExp(referenceOf(language)));
    await staff.heading(its.steps.outcome[0]);
    await staff.touch(its.as['not-paid']);
    await staff.heading(its.steps.reason[0]);
    await staff.touch(its.reasons['terminal-journal']);
    await staff.heading(its.steps.confirm[0]);
    expect(await staff.faults()).toEqual([]);
    await staff.touch(its.settle);
    await staff.heading(its.steps.second[0]);
    await staff.badge(null);
    await staff.badge('cashier');
    await staff.heading(its.steps.pin[0]);
    await staff.types(PINS.cashier);
    await staff.touch(words.next);
    await staff.heading(its.steps.settled[0]);
    await staff.touch(words.next);
    await staff.heading(words.tabs.doubts);
    expect(await staff.page.getByText(referenceOf(language)).count()).toBe(0);
    await staff.opens(language);
    expect(
      entries()
        .filter(({ kind }) => kind === 'settledByHand')
        .at(-1),
    ).toMatchObject({
      as: 'not-paid',
      by: 'T-017',
      second: 'C-204',
      reason: 'terminal-journal',
    });
  });
});
