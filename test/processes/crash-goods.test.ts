import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Outcome } from '../../device/ledger/entries.ts';
import { realClock } from '../../drivers/clock.ts';
import { type ReferenceBackOffice, startBackOffice } from '../../simulators/back-office/server.ts';
import { createZvtTerminalSimulator, type ZvtTerminalSimulator } from '../../simulators/payment-terminal/zvt.ts';
import { seededRandom } from '../../simulators/random.ts';
import { listenTcp, type TcpWire } from '../../simulators/wire-tcp.ts';
import { disagreements, readBooks, readLedger } from '../four-books.ts';
import { type KioskProcess, startKioskProcess } from '../kiosk-process.ts';
import { type SocketCitizen, socketCitizenAt, untilCheckingBySocket } from '../socket-citizen.ts';

/*
 * The terminal waits with making a sale final until the application is registered, and the kiosk is killed meanwhile.
 * Terminal and back office live in this process and go on, as real ones do.
 */

let wire: TcpWire;
let terminal: ZvtTerminalSimulator;
let office: ReferenceBackOffice;
let kiosk: KioskProcess;
let citizen: SocketCitizen;

const now = () => new Date();
const LOOK = { interval: 10, timeout: 40_000 };

beforeEach(async () => {
  wire = await listenTcp(0);
  terminal = createZvtTerminalSimulator({ wire, clock: realClock, random: seededRandom(7), framing: 'tcp', now });
  office = await startBackOffice({ now, random: seededRandom(8) });
  kiosk = await startKioskProcess((profile) =>
    profile
      .replace('url: simulated', `url: ${office.url}`)
      .replace(/\n *billValidator:.*/, '')
      .replace(/terminal: .*/, (line) =>
        line
          .replace('framing: serial', 'framing: tcp')
          .replace('link: simulated', `link: { tcp: { host: 127.0.0.1, port: ${wire.port} } }`),
      ),
  );
  citizen = await socketCitizenAt(kiosk.url);
  await untilCheckingBySocket(kiosk, citizen);
  citizen.does({ do: 'pay' });
  await vi.waitFor(() => expect(terminal.display().stage).toBe('present-card'), LOOK);
});
afterEach(async () => {
  await kiosk.stop();
  terminal.close();
  await wire.close();
  await office.close();
});

const kinds = () => (readLedger(kiosk.folder).at(-1)?.entries ?? []).map(({ kind }) => kind);
const standing = () => terminal.sales().filter(({ state }) => state === 'approved').length;

async function settled(): Promise<Outcome> {
  await vi.waitFor(() => expect(kinds().at(-1)).toBe('closed'), LOOK);
  const last = readLedger(kiosk.folder).at(-1)?.entries.at(-1);
  if (last?.kind !== 'closed') throw new Error('the latest application is not closed');
  return last.outcome;
}

async function expectAgreement(): Promise<void> {
  const books = await readBooks(kiosk, []);
  expect(disagreements({ ...books, sales: terminal.sales(), register: office.entries() })).toEqual([]);
}

describe('killed while the terminal waits for the goods', () => {
  it('and the back office has not registered: nobody paid', async () => {
    office.trouble.set('in-progress');
    terminal.tap();
    await vi.waitFor(() => expect(kinds().at(-1)).toBe('offered'), LOOK);
    await kiosk.crash(async () => office.trouble.set(null));
    expect(await settled()).toBe('abandoned');
    expect(standing()).toBe(0);
    await expectAgreement();
  });

  it('and the back office has registered: that is taken back with the sale', async () => {
    office.trouble.set('slow');
    terminal.tap();
    await vi.waitFor(() => expect(office.entries().at(-1)?.state).toBe('registered'), LOOK);
    expect(kinds().at(-1)).toBe('offered');
    await kiosk.crash(async () => office.trouble.set(null));
    expect(await settled()).toBe('abandoned');
    expect(office.entries().at(-1)?.state).toBe('withdrawn');
    expect(standing()).toBe(0);
    await expectAgreement();
  });
});

describe('not killed', () => {
  it('has one sale and one registration though every answer of the back office is lost', async () => {
    office.trouble.set('lost-answer');
    terminal.tap();
    await vi.waitFor(() => expect(office.entries().at(-1)?.state).toBe('registered'), LOOK);
    office.trouble.set(null);
    const { reference } = await citizen.sees('done');
    expect(reference).toBe(office.entries().at(-1)?.reference);
    expect(standing()).toBe(1);
  });

  it('takes nothing where it is refused, and the same citizen can do it again', async () => {
    office.trouble.set('refuse-registration');
    terminal.tap();
    await citizen.sees('trouble', ({ code }) => code === 'BKO-106');
    expect(standing()).toBe(0);
    expect(terminal.sales().map(({ state }) => state)).toEqual(['reversed']);
    citizen.does({ do: 'finish' });
    expect(await settled()).toBe('abandoned');
    await expectAgreement();
  });
});
