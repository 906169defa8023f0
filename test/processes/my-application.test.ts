import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isHoliday } from '../../device/catalogue/dates.ts';
import { toOfficeService } from '../../device/catalogue/offered.ts';
import { DAY_MS } from '../../drivers/durations.ts';
import { type ReferenceBackOffice, startBackOffice } from '../../simulators/back-office/server.ts';
import { seededRandom } from '../../simulators/random.ts';
import { catalogue } from '../support/catalogue.ts';
import { type KioskProcess, startKioskProcess, withOfficeAt } from '../support/kiosk-process.ts';
import {
  payBySocket,
  type SocketCitizen,
  socketCitizenAt,
  untilCheckingBySocket,
  untilFoundBySocket,
} from '../support/socket-citizen.ts';

const SERVICE = 'power-of-attorney';

let aheadMs = 0;
let office: ReferenceBackOffice;
let kiosk: KioskProcess;
let citizen: SocketCitizen;

const now = () => new Date(Date.now() + aheadMs);
/** At the centre, `YYYY-MM-DDTHH:MM`. */
const itIs = (centreTime: string) => {
  aheadMs = Date.parse(`${centreTime}:30+04:00`) - Date.now();
};

beforeAll(async () => {
  const { services, holidays } = catalogue();
  office = await startBackOffice({
    now,
    random: seededRandom(9),
    services: services.map(toOfficeService),
    isHoliday: (day) => isHoliday(day, holidays),
  });
  kiosk = await startKioskProcess(withOfficeAt(office.url));
  citizen = await socketCitizenAt(kiosk.url);
});
afterAll(async () => {
  await citizen.leave();
  await kiosk.stop();
  await office.close();
});

const newest = async () => {
  const entry = (await office.entries()).at(-1);
  if (!entry) throw new Error('nothing was lodged');
  return entry;
};

async function takesTime(which: 0 | -1): Promise<void> {
  const { places } = await citizen.sees('choosingPlace');
  citizen.does({ do: 'answer', value: places[0]?.id ?? '' });
  const { morning, afternoon } = await citizen.sees('choosingSlot', ({ holding }) => !holding);
  citizen.does({ do: 'answer', value: [...morning, ...afternoon].at(which)?.from ?? '' });
  await citizen.sees('choosingSlot', ({ from }) => from !== null);
  citizen.does({ do: 'next' });
}

async function books(): Promise<void> {
  await citizen.sees('attract');
  citizen.does({ do: 'start', language: 'az' });
  await citizen.sees('choosing');
  citizen.does({ do: 'choose', service: SERVICE });
  await citizen.sees('beforeYouStart');
  citizen.does({ do: 'next' });
  await citizen.sees('identifying');
  await kiosk.dock({ device: 'reader', do: 'insert', document: 'aze-card-woman', how: 'whole' });
  await takesTime(0);
  await citizen.sees('checking');
  await kiosk.dock({ device: 'reader', do: 'remove' });
  citizen.does({ do: 'next' });
}

/** Shows another card after the visit: within a second the same card would count as still in the reader. */
const leaves = async () => {
  citizen.does({ do: 'finish' });
  await citizen.sees('attract');
  await kiosk.dock({ device: 'reader', do: 'insert', document: 'aze-card-man', how: 'whole' });
  await kiosk.until(({ reader }) => reader.holding === 'aze-card-man' && !reader.sending);
  await kiosk.dock({ device: 'reader', do: 'remove' });
};

describe('an appointment', () => {
  it('when an appointment is booked, then it cannot be booked twice, and moving it frees the first time', async () => {
    itIs(`${new Date(Date.now() + DAY_MS).toISOString().slice(0, 10)}T07:00`);
    await books();
    await citizen.sees('done', ({ printed }) => printed);
    await leaves();
    const { reference, slot } = await newest();
    await books();
    const found = await citizen.sees('found');
    expect(found).toMatchObject({ booked: true, reference, standing: { appointment: { entry: 'early' } } });
    citizen.does({ do: 'answer', value: 'move' });
    await takesTime(-1);
    await citizen.sees('found', ({ done }) => done === 'move');
    await leaves();
    const moved = await newest();
    expect([moved.reference, (await office.entries()).length]).toEqual([reference, 1]);
    expect(moved.slot).not.toEqual(slot);
  });

  it("when the appointment's time has come, then check-in succeeds, and its ticket is printed", async () => {
    const { reference, slot, registered } = await newest();
    itIs(`${slot?.day}T${slot?.from}`);
    const found = await untilFoundBySocket(kiosk, citizen, reference);
    expect(found).toMatchObject({ next: 'check-in', standing: { ticket: registered?.appointment?.ticket } });
    citizen.does({ do: 'next' });
    await citizen.sees(
      'found',
      ({ done, next, offers }) => done === 'check-in' && next === null && offers.includes('print'),
    );
    citizen.does({ do: 'answer', value: 'print' });
    await citizen.sees('done', ({ printed, outcome }) => printed && outcome === 'ticket');
    await leaves();
    expect((await newest()).later?.checkedIn).not.toBeNull();
    const { papers } = (await kiosk.state()).printer;
    expect(papers.at(-1)?.lines.join('\n')).toContain(registered?.appointment?.ticket);
  });
});

describe('a paid application', () => {
  it('when the answer to a cancellation is lost, then the application is cancelled once, and the kiosk returns no money', async () => {
    await untilCheckingBySocket(kiosk, citizen);
    await payBySocket(citizen, 'card');
    await kiosk.until(({ terminal }) => terminal.display.stage === 'present-card');
    await kiosk.dock({ device: 'terminal', do: 'tap' });
    await citizen.sees('done', ({ printed }) => printed);
    await leaves();
    const { reference } = await newest();
    const found = await untilFoundBySocket(kiosk, citizen, reference);
    expect(found).toMatchObject({ money: 'taken', offers: ['cancel'] });
    citizen.does({ do: 'answer', value: 'cancel' });
    expect(await citizen.sees('askingCancel')).toMatchObject({ money: 'to-card', paid: 500 });
    office.trouble.set('lost-answer');
    citizen.does({ do: 'next' });
    await citizen.sees('dealing', ({ trouble }) => trouble === 'BKO-101');
    const cancelled = (await newest()).later?.cancelled;
    office.trouble.set(null);
    citizen.does({ do: 'retry' });
    await citizen.sees('found', ({ state, standing }) => state === 'closed' && standing?.cancelled === 'to-card');
    await leaves();
    expect((await newest()).later).toMatchObject({ cancelled, done: [{ change: { do: 'cancel' } }] });
    expect((await kiosk.state()).terminal.saleCount).toBe(1);
    expect(kiosk.ledger().at(-1)).not.toContain('reversed');
  });
});
