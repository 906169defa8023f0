import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { moneyText } from '../../device/words/format.ts';
import { LANGUAGE_CODES } from '../../device/words/language.ts';
import { MAINTENANCE_WORDS } from '../../ui/citizen/maintenance/words/all.ts';
import { readLedger } from '../support/four-books.ts';
import { type KioskProcess, startKioskProcess } from '../support/kiosk-process.ts';
import { socketCitizenAt } from '../support/socket-citizen.ts';
import { piecesNow } from '../tools/part-of-commit.ts';
import { launchChromium } from './chromium.ts';
import { PINS, type Staff, staffAt } from './staff.ts';

let browser: Browser;
let kiosk: KioskProcess;
let staff: Staff;
beforeAll(async () => {
  [browser, kiosk] = await Promise.all([launchChromium(), startKioskProcess()]);
  staff = await staffAt(browser, kiosk);
});
afterAll(async () => {
  await browser?.close();
  await kiosk?.stop();
});
afterEach(() => staff.ends());

const LANGUAGES_NOW = piecesNow('test/browser/maintenance.test.ts', LANGUAGE_CODES);

const { az } = MAINTENANCE_WORDS;

const acts = () =>
  readLedger(kiosk.folder).flatMap(({ entries }) =>
    entries.flatMap((entry) =>
      entry.kind === 'serviced' ? [[entry.what, entry.by, entry.about].filter(Boolean).join(' ')] : [],
    ),
  );

describe('maintenance at the glass', () => {
  it.each(LANGUAGES_NOW)(
    'when a badge and its PIN open it, then a new roll is put in by touch (%s)',
    async (language) => {
      const words = MAINTENANCE_WORDS[language];
      await staff.admitted(language);
      expect(await staff.faults()).toEqual([]);
      await staff.touch(words.jobs['new-roll'].show);
      await staff.heading(words.newRoll.steps.open[0]);
      await kiosk.dock({ device: 'printer', do: 'cover', open: true });
      await staff.heading(words.newRoll.steps.insert[0]);
      await staff.touch(words.next);
      await staff.heading(words.newRoll.steps.close[0]);
      await staff.page.getByText(words.newRoll.trouble('PRN-112')).waitFor();
      await kiosk.dock({ device: 'printer', do: 'cover', open: false });
      await staff.page.getByText(words.newRoll.trouble('PRN-112')).waitFor({ state: 'detached' });
      await staff.touch(words.newRoll.print);
      await staff.heading(words.newRoll.steps.look[0]);
      await staff.touch(words.yes);
      await staff.heading(words.tabs.today);
      await staff.opens(language);
      expect(acts().slice(-3)).toEqual(['begun T-017', 'new-roll T-017', 'ended T-017']);
    },
  );

  it.each(LANGUAGES_NOW)(
    'when the cassette is exchanged by touch, then the record is signed and printed (%s)',
    async (language) => {
      const words = MAINTENANCE_WORDS[language];
      const its = words.cassette;
      await staff.admitted(language);
      await staff.touch(words.jobs.cassette.show);
      await staff.touch(its.begin);
      await staff.heading(its.steps['take-out'][0]);
      await kiosk.dock({ device: 'billValidator', do: 'cassette', inside: false });
      await staff.heading(its.steps['put-in'][0]);
      await kiosk.dock({ device: 'billValidator', do: 'cassette', inside: true });
      await staff.heading(its.steps.count[0]);
      await staff.touch(its.counted);
      await staff.heading(its.steps.bag[0]);
      await staff.types(`A12${LANGUAGE_CODES.indexOf(language)}345`);
      await staff.touch(its.sealed);
      await staff.heading(its.steps.ended[0]);
      await staff.touch(its.done);
      await staff.heading(words.tabs.today);
      await staff.opens(language);
      const entries = readLedger(kiosk.folder).flatMap((application) => application.entries);
      expect(entries.filter(({ kind }) => kind === 'cassetteEnded').at(-1)).toMatchObject({ slip: true });
    },
  );

  it.each(LANGUAGES_NOW)(
    'when the count differs, then a second badge confirms it, and the number of the bag is scanned (%s)',
    async (language) => {
      const words = MAINTENANCE_WORDS[language];
      const its = words.cassette;
      await staff.admitted(language);
      await staff.touch(words.jobs.cassette.show);
      await staff.touch(its.begin);
      await staff.heading(its.steps['take-out'][0]);
      await kiosk.dock({ device: 'billValidator', do: 'cassette', inside: false });
      await staff.heading(its.steps['put-in'][0]);
      await kiosk.dock({ device: 'billValidator', do: 'cassette', inside: true });
      await staff.heading(its.steps.count[0]);
      await staff.types('1');
      await staff.touch(its.counted);
      await staff.heading(its.steps.difference[0]);
      await staff.reads(its.difference(1, 0));
      expect(await staff.faults()).toEqual([]);
      await staff.badge(null);
      await staff.badge('technician');
      await staff.reads(its.refused['same-badge']);
      await staff.badge(null);
      await staff.badge('cashier');
      await staff.heading(its.steps.pin[0]);
      await staff.types(PINS.cashier);
      await staff.touch(words.next);
      await staff.heading(its.steps.bag[0]);
      const bag = `B98${LANGUAGE_CODES.indexOf(language)}765`;
      await kiosk.dock({ device: 'scanner', do: 'scan', code: bag });
      await staff.reads(bag);
      await staff.touch(its.sealed);
      await staff.heading(its.steps.ended[0]);
      await staff.touch(its.done);
      await staff.opens(language);
      const entries = readLedger(kiosk.folder).flatMap((application) => application.entries);
      expect(entries.filter(({ kind }) => kind === 'cassetteDifference').at(-1)).toMatchObject({ second: 'C-204' });
      expect(entries.filter(({ kind }) => kind === 'cassetteSealed').at(-1)).toMatchObject({ bag });
    },
  );

  it.each(LANGUAGES_NOW)(
    'when devices are tested by touch, then the ledger has each test with the badge (%s)',
    async (language) => {
      const words = MAINTENANCE_WORDS[language];
      const { devices } = words.cabinet;
      const test = async (name: string) => {
        await staff.touch(new RegExp(`^${name}`));
        await staff.touch(devices.test);
      };
      await staff.admitted(language);
      await staff.touch(words.tabs.devices);
      await staff.heading(words.tabs.devices);
      expect(await staff.faults()).toEqual([]);
      await test(words.deviceNames.printer);
      await staff.heading(devices.questions.paper);
      await staff.touch(words.yes);
      await staff.page.getByText(devices.findings['line-printed']).waitFor();
      await staff.touch(words.back);

      await test(words.deviceNames.billValidator);
      await staff.heading(devices.stages['insert-note']);
      await kiosk.dock({ device: 'billValidator', do: 'insert', manat: '5' });
      await staff.heading(devices.takeNote(moneyText(500, language)));
      await kiosk.until(({ billValidator }) => billValidator.inside?.at === 'mouth');
      await kiosk.dock({ device: 'billValidator', do: 'take' });
      await staff.page.getByText(devices.findings['note-given-back']).waitFor();
      await staff.touch(words.back);

      await test(words.cabinet.sound);
      await staff.heading(devices.questions.tone);
      await staff.touch(words.no);
      await staff.page.getByText(devices.failed('ACC-116')).waitFor();
      await staff.touch(words.back);
      await staff.touch(words.tabs.today);
      await staff.touch(words.open);
      await staff.page.locator('screen-attract').waitFor();
      expect(acts().slice(-5)).toEqual([
        'begun T-017',
        'test T-017 printer',
        'test T-017 billValidator',
        'test T-017 sound',
        'ended T-017',
      ]);
    },
  );

  it.each(LANGUAGES_NOW)(
    'when staff close the kiosk at the glass, then citizens see why and until when (%s)',
    async (language) => {
      const words = MAINTENANCE_WORDS[language];
      const { machine } = words.cabinet;
      await staff.admitted(language);
      await staff.touch(words.tabs.machine);
      await staff.heading(words.tabs.machine);
      await staff.page.getByRole('img', { name: machine.note }).waitFor();
      expect(await staff.faults()).toEqual([]);
      await staff.touch(/\(\d+\)/);
      await staff.heading(machine.logTitle);
      await staff.touch(words.back);
      await staff.touch(words.tabs.machine);
      await staff.touch(machine.restart);
      await staff.page.getByText(machine.confirm.restart).waitFor();
      await staff.touch(words.back);
      await staff.touch(machine.outOfService);
      await staff.touch(machine.reasons.repair);
      await staff.touch(machine.unknown);
      await staff.page.getByText(machine.outNow(machine.reasons.repair, machine.unknown)).waitFor();
      await staff.touch(words.open);
      await staff.page.locator('screen-out-of-service').waitFor();
      await staff.badge(null);

      await staff.admitted();
      await staff.touch(az.tabs.machine);
      await staff.touch(az.cabinet.machine.intoService);
      await staff.page.getByText(az.cabinet.machine.outOfService).waitFor();
      await staff.touch(az.open);
      await staff.page.locator('screen-attract').waitFor();
    },
  );

  it('when the service key is turned, then the pages open without a PIN, and the key closes them', async () => {
    const key = (active: boolean) => kiosk.dock({ device: 'lines', do: 'move', name: 'serviceKey', active });
    await key(true);
    await staff.heading(az.tabs.today);
    await staff.page.getByText(az.serviceKey).waitFor();
    await key(false);
    await staff.page.locator('screen-attract').waitFor();
  });

  it('when the PIN is wrong, then the page says how many tries are left', async () => {
    await staff.badge('technician');
    await staff.heading(az.pin.title);
    await staff.types('111222');
    await staff.touch(az.next);
    await staff.page.getByText(az.pin.refused['wrong-pin'](2)).waitFor();
    await staff.badge(null);
    await staff.page.locator('screen-attract').waitFor();
  });

  it('when a badge comes during a visit, then maintenance waits until the visit ends', async () => {
    const visitor = await socketCitizenAt(kiosk.url);
    await visitor.sees('attract');
    visitor.does({ do: 'start', language: 'en' });
    await visitor.sees('choosing');
    await staff.badge('technician');
    await staff.page.locator('screen-choosing').waitFor();
    visitor.does({ do: 'finish' });
    await visitor.leave();
    await staff.page.locator('screen-maintaining').waitFor();
    await staff.heading(az.pin.title);
    await staff.badge(null);
    await staff.page.locator('screen-attract').waitFor();
  });
});
