import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { WebServer } from '../../device/web/server.ts';
import { ru } from '../../ui/words/ru.ts';
import { type MachineRig, machineRig } from '../rigs/machine-rig.ts';
import { launchChromium } from './chromium.ts';
import { citizenAt, touchOnceItStands } from './citizen.ts';
import { serveRig } from './served-rig.ts';

const UNTIL_WARNED_MS = 60_000;

let browser: Browser;
let rig: MachineRig;
let web: WebServer;

beforeAll(async () => {
  rig = machineRig();
  [browser, web] = await Promise.all([launchChromium(), serveRig(rig)]);
});
afterAll(async () => {
  await browser?.close();
  await web?.close();
});

it('when the citizen is idle for a minute, then a warning comes; a touch keeps the visit, no touch ends it', async () => {
  const citizen = await citizenAt(browser, web.url);
  await citizen.start('en');
  const { idle, choosing } = citizen.words;
  const warning = citizen.page.getByText(idle.title);
  await rig.wait(UNTIL_WARNED_MS - 1_000);
  expect(await warning.isVisible()).toBe(false);
  await rig.wait(1_000);
  await warning.waitFor();
  await touchOnceItStands(citizen.page.getByRole('button', { name: idle.stay }).last());
  await warning.waitFor({ state: 'hidden' });
  await citizen.sees(choosing.title);
  await rig.wait(UNTIL_WARNED_MS);
  await warning.waitFor();
  await touchOnceItStands(citizen.page.locator('kiosk-idle .language[lang="ru"]'));
  await citizen.page.getByText(ru.choosing.title).waitFor();
  await rig.wait(UNTIL_WARNED_MS);
  await citizen.page.getByText(ru.idle.title).waitFor();
  await rig.wait(UNTIL_WARNED_MS);
  await citizen.page.locator('button.all').waitFor();
  await citizen.leave();
});
