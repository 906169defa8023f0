import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { main } from '../../provisioning/main.ts';
import { fakeIo } from '../support/fake-io.ts';
import { type KioskProcess, startKioskProcess } from '../support/kiosk-process.ts';
import { type SocketCitizen, socketCitizenAt } from '../support/socket-citizen.ts';

const DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday', 'holiday'];
const ALWAYS = DAYS.map((day) => `${day}: [{ from: "00:00", until: "24:00" }]`).join(', ');
const NEWS = { az: 'Bayram', ru: 'Праздник', en: 'Holiday' };
const PLACE = { az: 'K6', ru: 'K6', en: 'K6' };

const withOpening =
  (week: string, outside: string) =>
  (profile: string): string =>
    `${profile}hours: { week: { ${week} }, outside: ${outside} }
notices:
  - { from: "2000-01-01", until: "2000-01-02", text: ${JSON.stringify(PLACE)} }
  - { from: "2000-01-01", until: "2999-12-31", text: ${JSON.stringify(NEWS)} }
elsewhere: { kiosk: ${JSON.stringify(PLACE)} }
`;

let kiosk: KioskProcess;
let citizen: SocketCitizen;

afterEach(async () => {
  await citizen?.leave();
  await kiosk?.stop();
});

async function service(...args: readonly string[]): Promise<void> {
  const io = fakeIo();
  const { exit } = await main(['service', ...args, '--profile', join(kiosk.folder, 'profile.yaml')], io);
  expect([exit, io.notes]).toEqual([0, []]);
}

describe('a kiosk in a centre that is always open', () => {
  beforeEach(async () => {
    kiosk = await startKioskProcess(withOpening(ALWAYS, 'closed'));
    citizen = await socketCitizenAt(kiosk.url);
  });

  it('when staff take the kiosk out of service during a visit, then the visit goes on, the order outlives a crash, and staff end it', async () => {
    const first = await citizen.sees('attract', ({ now }) => now !== null);
    expect(first).toMatchObject({ hours: { state: 'open', until: null }, news: [NEWS] });
    expect(first.works).toEqual(expect.arrayContaining(['cards', 'receipts']));
    citizen.does({ do: 'start', language: 'en' });
    await citizen.sees('choosing');
    await service('out', '--reason', 'paper', '--until', '2999-12-31T09:00');
    await citizen.sees('choosing');
    citizen.does({ do: 'finish' });
    const closed = { closure: 'paper', because: [], until: { day: '2999-12-31', time: '09:00' } };
    const there = { kiosk: PLACE, window: null };
    const { since, ...page } = await citizen.sees('outOfService');
    expect(page).toMatchObject({ ...closed, elsewhere: there });
    expect(since?.time).toMatch(/^\d\d:\d\d$/);
    await vi.waitFor(() => expect(kiosk.output()).toMatch(/"by":"staff","reason":"paper","event":"kiosk.closed"/));

    await citizen.leave();
    await kiosk.crash();
    citizen = await socketCitizenAt(kiosk.url);
    expect(await citizen.sees('outOfService')).toMatchObject(closed);
    await service('back');
    await citizen.sees('attract');
  });
});

describe('a kiosk in a centre that is never open', () => {
  it('when its profile closes it outside the hours, then no visit begins', async () => {
    kiosk = await startKioskProcess(withOpening('', 'closed'));
    citizen = await socketCitizenAt(kiosk.url);
    const page = await citizen.sees('outOfService');
    expect(page).toMatchObject({ closure: 'hours', opens: null, elsewhere: { kiosk: PLACE, window: null } });
  });

  it('when its profile lets it serve, then the first page says that the centre is closed', async () => {
    kiosk = await startKioskProcess(withOpening('', 'serves'));
    citizen = await socketCitizenAt(kiosk.url);
    expect(await citizen.sees('attract')).toMatchObject({ hours: { state: 'closed', opens: null } });
    citizen.does({ do: 'start', language: 'en' });
    await citizen.sees('choosing');
  });
});
