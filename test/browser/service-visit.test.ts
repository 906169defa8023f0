import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { MAINTENANCE_WORDS } from '../../ui/citizen/maintenance/words/all.ts';
import { type KioskProcess, startKioskProcess } from '../support/kiosk-process.ts';
import { launchChromium } from './chromium.ts';
import { jamInVisit } from './jam-in-visit.ts';
import { type Staff, staffAt } from './staff.ts';

const MOST_TOUCHES = 45;
const MOST_S = 240;
/** Seconds for one touch of a technician. */
const TOUCH_S = 1.5;

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

function countingStaff() {
  const counted = { touches: 0, waitedMs: 0 };
  const waits = async (act: Promise<void>): Promise<void> => {
    const from = performance.now();
    await act;
    counted.waitedMs += performance.now() - from;
  };
  return {
    counted,
    async touch(name: string | RegExp): Promise<void> {
      counted.touches += 1;
      await staff.touch(name);
    },
    heading: (name: string) => waits(staff.heading(name)),
    reads: (text: string) => waits(staff.reads(text)),
  };
}

it('when roll, cassette, stuck note and one device are served, then 45 touches and four minutes are enough', async () => {
  const words = MAINTENANCE_WORDS.az;
  const { newRoll, cassette, stuckNote, cabinet } = words;
  await jamInVisit(kiosk);
  const { counted, touch, heading, reads } = countingStaff();
  await staff.badge('technician');
  await heading(words.pin.title);
  for (const digit of '482915') await touch(digit);
  await touch(words.next);
  await heading(words.tabs.today);

  await touch(words.jobs['stuck-note'].show);
  await heading(stuckNote.steps.open[0]);
  await touch(words.next);
  await heading(stuckNote.steps.pull[0]);
  await kiosk.dock({ device: 'billValidator', do: 'clear-jam' });
  await touch(words.next);
  await heading(stuckNote.steps.close[0]);
  await touch(words.next);
  await heading(stuckNote.answers.free[0]);
  await touch(stuckNote.done);
  await heading(words.tabs.today);

  await touch(words.jobs['new-roll'].show);
  await heading(newRoll.steps.open[0]);
  await kiosk.dock({ device: 'printer', do: 'cover', open: true });
  await heading(newRoll.steps.insert[0]);
  await touch(words.next);
  await kiosk.dock({ device: 'printer', do: 'cover', open: false });
  await touch(newRoll.print);
  await heading(newRoll.steps.look[0]);
  await touch(words.yes);
  await heading(words.tabs.today);

  await touch(words.jobs.cassette.show);
  await touch(cassette.begin);
  await heading(cassette.steps['take-out'][0]);
  await kiosk.dock({ device: 'billValidator', do: 'cassette', inside: false });
  await heading(cassette.steps['put-in'][0]);
  await kiosk.dock({ device: 'billValidator', do: 'cassette', inside: true });
  await heading(cassette.steps.count[0]);
  await touch(cassette.counted);
  await heading(cassette.steps.bag[0]);
  for (const letter of 'A120345') await touch(letter);
  await touch(cassette.sealed);
  await heading(cassette.steps.ended[0]);
  await touch(cassette.done);
  await heading(words.tabs.today);

  await touch(words.tabs.devices);
  await touch(new RegExp(`^${words.deviceNames.printer}`));
  await touch(cabinet.devices.test);
  await heading(cabinet.devices.questions.paper);
  await touch(words.yes);
  await reads(cabinet.devices.findings['line-printed']);
  await touch(words.back);
  await touch(words.tabs.today);
  await touch(new RegExp(`^${words.open}`));
  await staff.page.locator('screen-attract').waitFor();

  const seconds = counted.touches * TOUCH_S + counted.waitedMs / 1_000;
  expect(counted.touches).toBeLessThanOrEqual(MOST_TOUCHES);
  expect(seconds).toBeLessThanOrEqual(MOST_S);
});
