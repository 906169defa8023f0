import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { toOfficeService } from '../../device/catalogue/offered.ts';
import type { EntryKind } from '../../device/ledger/entries.ts';
import { type ReferenceBackOffice, startBackOffice } from '../../simulators/back-office/server.ts';
import { seededRandom } from '../../simulators/random.ts';
import { catalogue } from '../support/catalogue.ts';
import { closingEntryOf, disagreements, type FourBooks, readBooks, readLedger } from '../support/four-books.ts';
import { type KioskProcess, startKioskProcess, withOfficeAt, withoutIssueOfGoods } from '../support/kiosk-process.ts';
import {
  payBySocket,
  type SocketCitizen,
  showCodeAndCardBySocket,
  socketCitizenAt,
  untilCheckingBySocket,
  untilEnteringCodeBySocket,
  untilFoundBySocket,
} from '../support/socket-citizen.ts';

const LOOK = { interval: 10, timeout: 40_000 };

let office: ReferenceBackOffice;
let first: KioskProcess;
let second: KioskProcess;
let papers: FourBooks['papers'] = [];
let citizens: SocketCitizen[] = [];

beforeAll(async () => {
  office = await startBackOffice({
    now: () => new Date(),
    random: seededRandom(9),
    services: catalogue().services.map(toOfficeService),
  });
  const shared = withOfficeAt(office.url);
  [first, second] = await Promise.all([
    startKioskProcess((profile, folder) => withoutIssueOfGoods(shared(profile, folder))),
    startKioskProcess((profile, folder) => withoutIssueOfGoods(shared(profile, folder)).replace('id: K5', 'id: K7')),
  ]);
});
afterAll(async () => {
  await Promise.all([first.stop(), second.stop()]);
  await office.close();
});
/** A visit that a failed test leaves open would fail the next tests. */
beforeEach(({ onTestFailed }) => {
  onTestFailed(async () => {
    await Promise.all([first.crash(), second.crash()]);
  });
});
afterEach(async () => {
  office.trouble.set(null);
  for (const citizen of citizens) await citizen.leave();
  citizens = [];
});

async function at(kiosk: KioskProcess): Promise<SocketCitizen> {
  const citizen = await socketCitizenAt(kiosk.url);
  citizens.push(citizen);
  return citizen;
}

const referenceNow = async () => (await office.entries()).at(-1)?.reference ?? '';
const written = (kiosk: KioskProcess, kind: EntryKind) =>
  vi.waitFor(() => {
    const entries = readLedger(kiosk.folder).at(-1)?.entries ?? [];
    expect(entries.map((entry) => entry.kind)).toContain(kind);
  }, LOOK);
const settled = (kiosk: KioskProcess) =>
  vi.waitFor(() => {
    for (const { entries } of readLedger(kiosk.folder)) expect(closingEntryOf(entries)?.kind).toBe('closed');
  }, LOOK);
const sales = async (kiosk: KioskProcess) => (await kiosk.state()).terminal.saleCount;

async function untilPayingAtFirst(): Promise<{ readonly citizen: SocketCitizen; readonly reference: string }> {
  await first.dock({ device: 'all', do: 'heal' });
  const citizen = await at(first);
  await untilCheckingBySocket(first, citizen);
  await payBySocket(citizen, 'card');
  await first.until(({ terminal }) => terminal.display.stage === 'present-card');
  return { citizen, reference: await referenceNow() };
}

async function reviewsAndPays(citizen: SocketCitizen): Promise<void> {
  await citizen.sees(
    'found',
    ({ state, next, money }) => state === 'open' && next === 'review' && money === 'not-taken',
  );
  citizen.does({ do: 'next' });
  const { rows } = await citizen.sees('checking', ({ blocked }) => blocked === null);
  expect(rows.map(({ value }) => value)).toContain('+994 50 123 45 67');
  await payBySocket(citizen, 'card');
  await second.until(({ terminal }) => terminal.display.stage === 'present-card');
  await second.dock({ device: 'terminal', do: 'tap' });
  await citizen.sees('done', ({ paid, printed }) => paid === 500 && printed);
  citizen.does({ do: 'finish' });
  await citizen.sees('attract');
}

async function prints(citizen: SocketCitizen): Promise<readonly string[]> {
  await citizen.sees(
    'found',
    ({ state, next, money }) => state === 'registered' && next === 'print' && money === 'taken',
  );
  const { paperCount } = (await second.state()).printer;
  citizen.does({ do: 'next' });
  await citizen.sees('done', ({ printed }) => printed);
  citizen.does({ do: 'finish' });
  const { printer } = await second.until((state) => state.printer.paperCount === paperCount + 1);
  return printer.papers.at(-1)?.lines ?? [];
}

const heldBySecond = async (reference: string): Promise<SocketCitizen> => {
  const citizen = await at(second);
  const found = await untilFoundBySocket(second, citizen, reference);
  expect(found).toMatchObject({ state: 'held', next: 'ask-again', money: 'unknown', kiosk: 'K5', reference });
  return citizen;
};

async function crashFirst(meanwhile: () => Promise<void>): Promise<void> {
  papers = (await readBooks(first, papers)).papers;
  let failed: unknown;
  // Even if the test fails here, the kiosk must run again for the next tests.
  await first.crash(() =>
    meanwhile().catch((error) => {
      failed = error;
    }),
  );
  if (failed) throw failed;
}

async function expectAgreement(): Promise<void> {
  await Promise.all([settled(first), settled(second)]);
  const [a, b] = await Promise.all([readBooks(first, papers), readBooks(second, [])]);
  const register = await office.entries();
  const of = (kiosk: string) => register.filter(({ request }) => request.kiosk === kiosk);
  expect(disagreements({ ...a, register: of('K5') })).toEqual([]);
  expect(disagreements({ ...b, register: of('K7') })).toEqual([]);
}

async function expectOnePayment(reference: string, before: readonly [number, number]): Promise<void> {
  await expectAgreement();
  expect((await sales(first)) - before[0] + (await sales(second)) - before[1]).toBe(1);
  const register = await office.entries();
  const registered = register.filter((entry) => entry.reference === reference && entry.state === 'registered');
  expect(registered).toHaveLength(1);
}

describe('a visit that broke off at one kiosk', () => {
  it('when a visit broke off before the card, then the second kiosk continues only once the first has come back', async () => {
    const before = [await sales(first), await sales(second)] as const;
    const { reference } = await untilPayingAtFirst();
    let citizen: SocketCitizen | undefined;
    await crashFirst(async () => {
      citizen = await heldBySecond(reference);
    });
    await settled(first);
    citizen?.does({ do: 'next' });
    await reviewsAndPays(citizen!);
    await expectOnePayment(reference, before);
  });

  it('when the approval was lost, then the sale is settled without a second payment, and the second kiosk prints the paper', async () => {
    const before = [await sales(first), await sales(second)] as const;
    const { reference } = await untilPayingAtFirst();
    await first.dock({ device: 'terminal', do: 'arm', fault: 'approve-then-silent', on: true });
    await first.dock({ device: 'terminal', do: 'tap' });
    await first.until(({ terminal }) => terminal.saleCount === before[0] + 1);
    let citizen: SocketCitizen | undefined;
    await crashFirst(async () => {
      citizen = await heldBySecond(reference);
    });
    await settled(first);
    citizen?.does({ do: 'next' });
    const lines = (await prints(citizen!)).join('\n');
    expect(lines).toContain('DUBLİKAT № 1');
    expect(lines).toContain(reference);
    const { terminal } = await first.state();
    expect(lines).toContain(terminal.sales.at(-1)?.ref.traceNumber);
    await expectOnePayment(reference, before);
  });

  it('when the application was paid while the back office was down, then the first kiosk registers it, and the second prints the paper', async () => {
    const before = [await sales(first), await sales(second)] as const;
    const { reference } = await untilPayingAtFirst();
    office.trouble.set('down');
    await first.dock({ device: 'terminal', do: 'tap' });
    await written(first, 'issueRequested');
    let citizen: SocketCitizen | undefined;
    await crashFirst(async () => {
      citizen = await at(second);
      await untilEnteringCodeBySocket(citizen);
      await showCodeAndCardBySocket(second, citizen, reference, 'aze-card-woman');
      await citizen.sees('enteringCode', ({ problem }) => problem === 'BKO-101');
      await second.dock({ device: 'reader', do: 'remove' });
      office.trouble.set(null);
      citizen.does({ do: 'next' });
      await citizen.sees('found', ({ state }) => state === 'held');
    });
    await settled(first);
    citizen?.does({ do: 'next' });
    await prints(citizen!);
    await expectOnePayment(reference, before);
  });

  it('when the application was registered without paper, then the second kiosk prints the paper while the first is gone', async () => {
    const before = [await sales(first), await sales(second)] as const;
    const { citizen: there, reference } = await untilPayingAtFirst();
    await first.dock({ device: 'printer', do: 'paper', supply: 'out' });
    await first.dock({ device: 'terminal', do: 'tap' });
    await there.sees('printTrouble');
    await crashFirst(async () => {
      const citizen = await at(second);
      await untilFoundBySocket(second, citizen, reference);
      expect((await prints(citizen)).join('\n')).toContain('DUBLİKAT № 1');
      const again = await at(second);
      await untilFoundBySocket(second, again, reference);
      expect((await prints(again)).join('\n')).toContain('DUBLİKAT № 2');
    });
    await expectOnePayment(reference, before);
  });

  it('when the card was declined and the citizen left the first kiosk, then the second kiosk may continue at once', async () => {
    const before = [await sales(first), await sales(second)] as const;
    const { citizen: there, reference } = await untilPayingAtFirst();
    await first.dock({ device: 'terminal', do: 'decline' });
    await there.sees('trouble', ({ code }) => code === 'TRM-201');
    const citizen = await heldBySecond(reference);
    there.does({ do: 'finish' });
    await settled(first);
    citizen.does({ do: 'next' });
    await reviewsAndPays(citizen);
    await expectOnePayment(reference, before);
  });

  it('when the second kiosk takes the payment, then the first kiosk sees the application held, and later registered', async () => {
    const before = [await sales(first), await sales(second)] as const;
    const { citizen: there, reference } = await untilPayingAtFirst();
    await first.dock({ device: 'terminal', do: 'decline' });
    await there.sees('trouble');
    there.does({ do: 'finish' });
    await settled(first);
    const citizen = await at(second);
    await untilFoundBySocket(second, citizen, reference);
    citizen.does({ do: 'next' });
    await citizen.sees('checking');
    await payBySocket(citizen, 'card');
    await second.until(({ terminal }) => terminal.display.stage === 'present-card');
    const back = await at(first);
    expect(await untilFoundBySocket(first, back, reference)).toMatchObject({ state: 'held', kiosk: 'K7' });
    await second.dock({ device: 'terminal', do: 'tap' });
    await citizen.sees('done');
    citizen.does({ do: 'finish' });
    back.does({ do: 'next' });
    await back.sees('found', ({ state, money }) => state === 'registered' && money === 'taken');
    back.does({ do: 'finish' });
    await expectOnePayment(reference, before);
    expect([await sales(first), await sales(second)]).toEqual([before[0], before[1] + 1]);
  });
});

describe('another person with the code', () => {
  it('when three wrong cards were shown, then the page is locked and only staff can help', async () => {
    const { citizen: there, reference } = await untilPayingAtFirst();
    const citizen = await at(second);
    await untilEnteringCodeBySocket(citizen);
    const others = ['aze-card-man', 'aze-card-old', 'aze-card-expired'] as const;
    for (const document of others) {
      const locked = document === others.at(-1);
      await showCodeAndCardBySocket(second, citizen, reference, document);
      await citizen.sees('enteringCode', (screen) => screen.problem === 'unknown' && screen.locked === locked);
      await second.dock({ device: 'reader', do: 'remove' });
    }
    citizen.does({ do: 'next' });
    await citizen.sees('enteringCode');
    citizen.does({ do: 'finish' });
    await citizen.sees('attract');
    there.does({ do: 'finish' });
    await expectAgreement();
  });
});
